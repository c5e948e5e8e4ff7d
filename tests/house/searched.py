"""What is found in the small board: a search that somebody keeps, and a person who was entered twice."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, PatientFactory
from tumorboard.models import MovedCase, PatientMerge, SavedView
from tumorboard.vocabulary.people import Role


def store_searched(session: Session, found: Any) -> None:
    """Store a view of everybody who may search, a record that was set aside, and one that was parted again."""
    coordinator = found.members[Role.COORDINATOR].id
    for role in (Role.CHAIR, Role.SPECIALIST, Role.REFERRER, Role.CLINICIAN, Role.COORDINATOR):
        found.others["view_id"] = SavedView(
            board_id=found.board.id, member_id=found.members[role].id, name="Liver, decided", saved_at=NOW,
            asked={"q": "resect", "status": "signed"})
        session.add(found.others["view_id"])
    twice, alike = (PatientFactory.build(board_id=found.board.id, mrn=None, disputed_mrn=found.patient.mrn)
                    for _ in range(2))
    session.add_all([twice, alike])
    session.flush()
    moved = CaseFactory.build(board_id=found.board.id, submitter=found.members[Role.REFERRER],
                              patient_id=found.patient.id)
    found.board.last_case_number = max(found.board.last_case_number, moved.number)
    twice.same_as_id = found.patient.id
    usual = {"board_id": found.board.id, "used_id": found.patient.id, "at": NOW, "by_id": coordinator,
             "why": "Same person, telephoned."}
    parted = {"parted_why": "Twins.", "parted_at": NOW, "parted_by_id": coordinator}
    session.add(moved)
    session.flush()
    session.add_all([PatientMerge(patient_id=twice.id, moved=[MovedCase(case_id=moved.id)], **usual),
                     PatientMerge(patient_id=alike.id, **usual, **parted)])
    found.others["other_id"] = alike
