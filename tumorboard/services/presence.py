"""Who was there for a case: written into its record once, because people come and go."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import quorum, recusing
from tumorboard.models import Attendance, Case, Discussion
from tumorboard.queries import attendance, recusals


def snapshot(session: Session, discussion: Discussion, case: Case) -> None:
    """Write into the record who is there for this case, for whom they came, and which needed seat is empty."""
    noted = attendance.of(session, discussion.meeting_id)
    _write(session, discussion, case, [each for each in noted if each.left_at is None])
    began, out = discussion.opened_at, {each["id"] for each in discussion.recused}
    # Whoever went before the case began was not there for it at all; whoever stepped out is named for that.
    discussion.left_early = [_name(each) for each in noted if began is not None and each.left_at is not None
                             and each.left_at >= began and str(each.member_id) not in out]


def snapshot_of(session: Session, discussion: Discussion, case: Case, people: Collection[UUID]) -> None:
    """Write into the record who was there by what was written down on paper: members, and guests by their row."""
    noted = attendance.of(session, discussion.meeting_id)
    _write(session, discussion, case, [each for each in noted if (each.member_id or each.id) in people])


def _write(session: Session, discussion: Discussion, case: Case, here: Sequence[Attendance]) -> None:
    """Keep the people by name, so that the record stands when they leave the board; who stepped out is kept apart."""
    out = recusals.of(session, discussion.id)
    here = recusing.staying(here, {row.member_id for row in out})
    names = attendance.names(session, [each.deputy_for_id for each in here])
    people: list[dict[str, Any]] = [
        {"name": _name(each), "mode": each.mode.value,
         "specialties": list(each.member.specialties) if each.member else [],
         "deputy_for": names.get(each.deputy_for_id, "")} for each in here]
    discussion.presence = people
    discussion.recused = [{"id": str(row.member_id), "name": row.member.name, "reason": row.reason,
                           "specialties": list(row.member.specialties)} for row in out]
    discussion.missing_specialties = quorum.missing(
        case.specialties_needed, [tuple(each["specialties"]) for each in people])


def _name(row: Attendance) -> str:
    """Give the name of a member or a guest."""
    return row.member.name if row.member else row.guest_name or ""
