"""What members said and signed in their own name on the small board."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW
from tumorboard.domain.cosigning import MEANING
from tumorboard.models import CoSignature, Statement
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.recommendation import StatementKind


def store_spoken(session: Session, found: Any) -> None:
    """Store a dissent and an opinion about every discussion that was held, and one co-signature."""
    specialist = found.members[Role.SPECIALIST].id
    for record in found.records:
        for kind in StatementKind:
            session.add(Statement(discussion_id=record.discussion_id, member_id=specialist, kind=kind, at=NOW,
                                  specialty="endocrinology", text="I would wait for the scan in May."))
        # One of the two that are signed still waits for its part.
        if record is found.records[-1]:
            session.add(CoSignature(recommendation_id=record.id, member_id=specialist, specialty="endocrinology",
                                    at=NOW, meaning=MEANING, content_hash=record.content_hash))
    found.discussions[0].decided_without = ["radiology"]
    found.discussions[0].missing_specialties = ["radiology"]
    found.discussions[1].is_entered_later = True
