"""Cases that owe something to the coming meeting, and the people who bring it."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tumorboard.models import Board, Case, Member, Readiness
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import ReadinessState

CT = {"modality": "ct", "date": "2026-11-20", "loaded": "yes", "outside": False, "finding": "Two new lesions"}
People = dict[str, Member]


def owing_people(session: Session, board: Board) -> People:
    """Store who owes and who asks."""
    def one(**more: Any) -> Member:
        made: Member = MemberFactory(session=session, board_id=board.id, **more)
        return made
    return {"coordinator": one(coordinator=True), "radiologist": one(specialties=("radiology",), name="Zara Khoury"),
            "pathologist": one(specialties=("pathology",), name="Ines Haddad"),
            "referrer": one(roles=(Role.REFERRER,), specialties=()),
            "other": one(roles=(Role.REFERRER,), specialties=())}


def stored(session: Session, board: Board, owner: Member, **more: Any) -> Case:
    """Store an accepted case that needs radiology and pathology."""
    usual = {"accepted": True, "specialties": ("pathology", "radiology"), "answers": {"imaging": [CT]}}
    patient = PatientFactory(session=session, board_id=board.id, family_name=more.pop("family_name", "Quillfeather"))
    made: Case = CaseFactory(session=session, board_id=board.id, submitter=owner, patient=patient, **{**usual, **more})
    return made


def request(session: Session, case: Case, item: str, due: date, owner: Member | None = None) -> None:
    """Ask somebody for an item."""
    session.add(Readiness(case_id=case.id, item=item, state=ReadinessState.REQUESTED, due_on=due, set_at=NOW,
                          owner_id=owner.id if owner else None))
    session.commit()
