"""Who stepped out of a case of the small board: of one that is still open, and of one that was decided."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW
from tumorboard.models import Recusal
from tumorboard.vocabulary.people import Role


def store_stepped(session: Session, found: Any) -> None:
    """Store the chair's stepping out of the case on the table, and what is fixed of an earlier one."""
    chair, coordinator = found.members[Role.CHAIR], found.members[Role.COORDINATOR]
    for each in found.discussions:
        if each.outcome is None:
            session.add(Recusal(discussion_id=each.id, member_id=chair.id, reason="Advises the maker of the drug.",
                                at=NOW, by_id=coordinator.id))
    found.discussions[0].recused = [{"id": str(chair.id), "name": chair.name, "specialties": ["endocrinology"],
                                     "reason": "Advises the maker of the drug."}]
    found.discussions[0].left_early = ["Iris Elm"]
