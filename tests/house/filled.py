"""A draft that can be sent, and a case that was filled in: what could not be read, what was carried, history, files."""

import hashlib
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW
from tumorboard.models import AnswerChange, Attachment, AttachmentContent, CaseSection
from tumorboard.vocabulary.files import FileKind
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus

DRAFT = {"mrn": "99 100 200", "family_name": "Finch", "given_name": "Ada", "birth_date": "1961-04-30", "sex": "female",
         "net_family": "pan_net", "submission_type": "new_diagnosis", "urgency": "routine",
         "question": "Operate now, or watch for half a year?"}
CONTENT = b"%PDF-1.7\n% nothing in it"


def store_filled(session: Session, found: Any) -> None:
    """Fill in the draft and the case that was submitted, and attach two files, one of which was removed."""
    case, referrer = found.cases[CaseStatus.SUBMITTED], found.members[Role.REFERRER]
    found.cases[CaseStatus.DRAFT].draft = {**DRAFT, "responsible_clinician": str(found.members[Role.SPECIALIST].id)}
    case.answers = {"primary_site": "ileum", "labs": [{"analyte": "cga", "value": 890, "uln": 100, "unit": "ng/mL"}],
                    "prior_treatments": [{"kind": "octreotide", "start": "2025-03"}], "syndrome": ["carcinoid"],
                    "imaging": [{"modality": "ct", "date": "2026-11-20", "link": "https://pacs.example.org/1"}]}
    session.add(CaseSection(case_id=case.id, section="tumor", number=1, unread={"ki67_percent": "about 5"},
                            carried={"primary_site": {"case": 1, "on": "2025-03-14"}}, saved_at=NOW,
                            saved_by_id=referrer.id))
    for number, after in ((1, {"ki67_percent": "about 5", "primary_site": "ileum"}), (None, {"ki67_percent": "7"})):
        session.add(AnswerChange(case_id=case.id, section="tumor", number=number, at=NOW, by_id=referrer.id,
                                 page="page", before=dict.fromkeys(after, ""), after=after))
    for removed in (True, False):
        file = Attachment(case_id=case.id, name="Outside report.pdf", kind=FileKind.PDF, size=len(CONTENT), at=NOW,
                          by_id=referrer.id, about="Pathology", sha256=hashlib.sha256(CONTENT).hexdigest(),
                          removed_at=NOW if removed else None, removed_by_id=referrer.id if removed else None,
                          removed_reason="Of somebody else" if removed else None)
        session.add(file)
        session.flush()
    session.add(AttachmentContent(attachment_id=file.id, content=CONTENT))
    found.others["attachment_id"] = file


def file_pairs(found: Any) -> dict[str, list[Any]]:
    """Give the file with its case, for the address in which both stand."""
    return {"attachment_id case_id": [(found.others["attachment_id"].id, found.cases[CaseStatus.SUBMITTED].id)]}
