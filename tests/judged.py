"""Cases whose answers raise a flag or give a grade, and what they are judged by."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, PatientFactory
from tumorboard.models import Board, Case, Member
from tumorboard.queries import cases
from tumorboard.services import judging

PPGL = {"proposal_kinds": ["adrenalectomy"], "alpha_blockade": "none", "sbp": 130, "dbp": 80}
GRADED = {"differentiation": "well", "ki67_percent": 6, "mitoses": 3, "reported_grade": "G1"}


def stored(session: Session, board: Board, owner: Member, family: str, answers: dict[str, Any], **more: Any) -> Case:
    """Store a case that was sent."""
    made = CaseFactory(session=session, board_id=board.id, submitter=owner, net_family=family, answers=answers,
                       patient=PatientFactory(session=session, board_id=board.id), **more)
    return cases.whole(session, made.id)


def yard(session: Session, board: Board) -> judging.Yardstick:
    """Give what a case is judged by."""
    return judging.yardstick(session, board, now=NOW)
