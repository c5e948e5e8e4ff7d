"""Who was there for a case: written into its record once, because people come and go."""

from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain import quorum
from tumorboard.models import Case, Discussion
from tumorboard.queries import attendance


def snapshot(session: Session, discussion: Discussion, case: Case) -> None:
    """Write into the record who was there for this case, for whom they came, and which needed seat was empty."""
    here = attendance.present(session, discussion.meeting_id)
    names = attendance.names(session, [each.deputy_for_id for each in here])
    people: list[dict[str, Any]] = [
        {"name": each.member.name if each.member else each.guest_name, "mode": each.mode.value,
         "specialties": list(each.member.specialties) if each.member else [],
         "deputy_for": names.get(each.deputy_for_id, "")} for each in here]
    discussion.presence = people
    discussion.missing_specialties = quorum.missing(
        case.specialties_needed, [tuple(each["specialties"]) for each in people])
