"""Recording an outcome in a test, as the room's page does, and looking at what was stored."""

from typing import Any

from sqlalchemy import func, select

from tests.rooms import AT, NEXT, Room
from tests.signing import csrf
from tumorboard.blueprints.room.forms import as_words
from tumorboard.models import Case, CaseEvent
from tumorboard.queries import cases, recommendations
from tumorboard.services import recommendation_text

DEFER = {"outcome": "deferred", "deferral_reason": "pathology", "missing_items": "path_report",
         "missing": "The outside slides.", "due_on": "2026-12-09", "back_on": NEXT.isoformat()}
TREATMENT = {"items-0-kind": "lanreotide", "items-0-detail": "120 mg every 4 weeks", "summary": "Slow growth.",
             "consensus": "unanimous", "unchanged": "y", "goes_without": "yes"}


def seen(room: Room, number: int = 0) -> dict[str, Any]:
    """Give what the form of a case carries when it is opened now."""
    draft = recommendations.draft_of(room.session, room.discussion(number).id)
    return {"seen": room.discussion(number).version, "draft_seen": as_words(recommendation_text.stamps(draft))}


def record(room: Room, number: int = 0, path: str = "", **typed: Any) -> tuple[int, str]:
    """Record a case as its page does; `path` is what stands behind the address of the case."""
    usual = {} if "outcome" in typed else {"outcome": "none", "summary": "The room was divided."}
    return room.post(room.path(number) + path, **(usual | seen(room, number) | typed))


def keep(room: Room, carried: dict[str, Any], **typed: Any) -> dict[str, Any]:
    """Send the form as the script does; give what comes back."""
    answer = room.client.post(f"{AT}{room.path()}/text",
                              data={"csrf_token": csrf(room.client), "outcome": "made"} | carried | typed)
    assert answer.status_code == 200
    return dict(answer.get_json())


def case_of(room: Room, number: int = 0) -> Case:
    room.session.expire_all()
    return cases.whole(room.session, room.cases[number].id)


def events(room: Room, kind: str) -> int:
    return room.session.scalar(select(func.count()).select_from(CaseEvent).where(CaseEvent.kind == kind)) or 0
