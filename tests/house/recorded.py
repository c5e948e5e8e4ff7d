"""What surrounds the cases of the house: material from outside, what was said of findings, snapshots, what is done."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tumorboard.domain.overruling import fingerprint
from tumorboard.models import (
    CaseSnapshot,
    DerivedReview,
    FlagOverrule,
    OutsideMaterial,
    PreparationMark,
    Reminder,
)
from tumorboard.vocabulary.outside import Difference, MaterialKind, Verdict
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

EXAMPLES = {"flag": ["imaging_old"], "value": ["grade"], "seat": ["radiology", "pathology"]}
ANSWERS: dict[str, Any] = {
    "differentiation": "well", "ki67_percent": 4, "reported_grade": "G1", "ecog": 1, "diagnosis_date": "2024-03-04",
    "specimen": "primary_biopsy", "specimen_date": "2024-03-01", "referral_date": "2026-11-20",
    "imaging": [{"modality": "ct", "date": "2026-11-20", "loaded": "yes", "outside": False, "finding": "New lesion"},
                {"modality": "mri", "date": "2026-11-10", "loaded": "requested", "outside": False}],
    "labs": [{"analyte": "cga", "value": 300, "uln": 100, "date": "2026-11-20"}],
    "prior_treatments": [{"kind": "lanreotide", "start": "2024-06", "stop_reason": "ongoing"},
                         {"kind": "surg_primary", "start": "2024-04-02", "end": "2024-04-02"}],
}
EMERGENCY: dict[str, Any] = {"sbp": 210, "dbp": 130, "proposal_kinds": ["adrenalectomy"], "alpha_blockade": "none"}


def store_recorded(session: Session, found: Any) -> None:
    """Store one of each around the accepted case, an emergency that was sent, and one in the course of the patient."""
    ready, sent = found.cases[CaseStatus.READY], found.cases[CaseStatus.SUBMITTED]
    coordinator, specialist = found.members[Role.COORDINATOR].id, found.members[Role.SPECIALIST].id
    ready.answers = ANSWERS
    sent.net_family, sent.tier, sent.answers = "ppgl", 0, EMERGENCY
    usual = {"case_id": ready.id, "facility": "Harbor Hospital", "asked_on": FRIDAY, "asked_by_id": coordinator}
    here = {"received_on": FRIDAY, "received_by_id": coordinator}
    rows = [
        OutsideMaterial(**usual, kind=MaterialKind.SLIDES, what="Slides of the biopsy"),
        OutsideMaterial(**usual, kind=MaterialKind.REPORT, what="Operative note", **here),
        OutsideMaterial(**usual, kind=MaterialKind.SCANS, what="CT", **here, reread_on=FRIDAY, grade=Difference.MINOR,
                        reread_by_id=specialist, note="One lesion more."),
        OutsideMaterial(**usual, kind=MaterialKind.SCANS, what="MRI", due_on=FRIDAY - timedelta(days=9)),
    ]
    said = {"case_id": ready.id, "at": NOW, "by_id": specialist}
    standing = FlagOverrule(**said, flag="grade_mismatch", fingerprint=fingerprint({"reported_grade": "G1"}),
                            inputs={"reported_grade": "G1"}, reason="Counted on another block.")
    marks = PreparationMark(meeting_id=found.meetings[MeetingStatus.IN_SESSION].id, case_id=ready.id, line="done",
                            done_at=NOW, done_by_id=specialist)
    session.add_all([
        *rows, standing, marks, Reminder(case_id=ready.id, item="path_report", at=NOW, by_id=coordinator),
        FlagOverrule(**said, flag="germline_missing", fingerprint="0" * 64, inputs={}, reason="Tested elsewhere.",
                     withdrawn_at=NOW, withdrawn_by_id=coordinator),
        DerivedReview(**said, key="grade", value="G2", fingerprint="0" * 64, verdict=Verdict.DISAGREED,
                      reason="A hot spot was missed."),
        CaseSnapshot(case_id=found.cases[CaseStatus.CLOSED].id, meeting_id=found.meetings[MeetingStatus.CLOSED].id,
                     at=NOW, answers={"ki67_percent": 2, "imaging": [{"modality": "ct", "date": "2026-01-02"}]},
                     derived={"grade": "G1", "stage_group": None}, flags=["imaging_old"]),
    ])
    session.flush()
    found.others |= {"overrule_id": standing, "material_id": rows[0]}


def pairs(found: Any) -> dict[str, list[Any]]:
    """Give the children of a case together with their case."""
    ready = found.cases[CaseStatus.READY].id
    return {f"case_id {name}": [(ready, found.others[name].id)] for name in ("material_id", "overrule_id")}
