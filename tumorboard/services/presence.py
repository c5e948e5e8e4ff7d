"""Who was there for a case: written into its record once, because people come and go."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import quorum
from tumorboard.models import Attendance, Case, Discussion
from tumorboard.queries import attendance


def snapshot(session: Session, discussion: Discussion, case: Case) -> None:
    """Write into the record who is there for this case, for whom they came, and which needed seat is empty."""
    _write(session, discussion, case, attendance.present(session, discussion.meeting_id))


def snapshot_of(session: Session, discussion: Discussion, case: Case, people: Collection[UUID]) -> None:
    """Write into the record who was there by what was written down on paper: members, and guests by their row."""
    noted = attendance.of(session, discussion.meeting_id)
    _write(session, discussion, case, [each for each in noted if (each.member_id or each.id) in people])


def _write(session: Session, discussion: Discussion, case: Case, here: Sequence[Attendance]) -> None:
    """Keep the people by name, so that the record stands when they leave the board."""
    names = attendance.names(session, [each.deputy_for_id for each in here])
    people: list[dict[str, Any]] = [
        {"name": each.member.name if each.member else each.guest_name, "mode": each.mode.value,
         "specialties": list(each.member.specialties) if each.member else [],
         "deputy_for": names.get(each.deputy_for_id, "")} for each in here]
    discussion.presence = people
    discussion.missing_specialties = quorum.missing(
        case.specialties_needed, [tuple(each["specialties"]) for each in people])
