"""What the room shows, in words: slots, pace, seats, facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tumorboard.domain import pace
from tumorboard.domain.clinical.readiness import MET
from tumorboard.profiles import Profile
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.workflow import ActionStatus, CaseStatus, MessageKind

# A meeting held at another time than planned has no pace.
MOST_DRIFT = timedelta(hours=4)
FLAG_TONES = {"stop": ("red", "stop"), "warn": ("amber", "warn")}


def is_waiting(discussion: Any) -> bool:
    """Tell whether a case still waits for its outcome; one that was withdrawn meanwhile does not."""
    return discussion.outcome is None and discussion.case.status is CaseStatus.LISTED


def following(rows: Sequence[Any], position: int = 0) -> Any:
    """Give the next case without outcome after a place, else the first one; None where none is left."""
    waiting = [each for each in rows if is_waiting(each)]
    return next((each for each in waiting if each.position > position), waiting[0] if waiting else None)


def may_be_put_off(rows: Sequence[Any], discussion: Any) -> bool:
    """Tell whether a case that is talked about, or would be next, can come after others that wait."""
    others = [each for each in rows if each.id != discussion.id]
    return is_waiting(discussion) and discussion.minutes > 0 and any(
        is_waiting(each) and each.opened_at is None and each.minutes > 0 for each in others)


def slots(rows: Sequence[Any], here: UUID | None = None) -> list[dict[str, Any]]:
    """List the cases of the meeting with the word for each."""
    return [{"row": each, "number": number, "is_here": each.case_id == here, "state": _state(each),
             "may_move": is_waiting(each) and each.opened_at is None and each.minutes > 0}
            for number, each in enumerate(rows, start=1)]


def _state(row: Any) -> tuple[str, str]:
    """Give tone and words of one slot."""
    if row.outcome is not None:
        return "ok", f"Recorded: {row.outcome.label}"
    if row.case.status is CaseStatus.WITHDRAWN:
        return "no", "Withdrawn"
    return ("part", "Begun") if row.opened_at else ("na", "Not yet")


def pace_words(rows: Iterable[Any], starts_at: datetime, now: datetime) -> str:
    """Say how the meeting stands against its docket; nothing before it starts or far from its time."""
    planned = [pace.Slot(each.start_min, each.minutes, each.opened_at, not is_waiting(each)) for each in rows]
    drift = pace.behind(planned, starts_at, now)
    if abs(drift) > MOST_DRIFT or (now < starts_at and not any(each.began_at for each in planned)):
        return ""
    minutes = round(drift.total_seconds() / 60)
    if minutes == 0:
        return "On time"
    return f"{minutes} min behind" if minutes > 0 else f"{-minutes} min ahead"


def heads(here: Iterable[Any]) -> dict[str, int]:
    """Count who is in the room and who is on the video."""
    modes = [each.mode for each in here]
    return {"room": modes.count(Mode.ROOM), "video": modes.count(Mode.REMOTE)}


def seats(needed: Iterable[str], here: Sequence[Any], people: Mapping[UUID, Any]) -> list[dict[str, Any]]:
    """Say for each seat that a case needs who fills it, by what way and for whom."""
    return [{"seat": seat, "people": [
        {"member": each.member, "for": people.get(each.deputy_for_id), "is_remote": each.mode is Mode.REMOTE}
        for each in here if each.member is not None and seat in each.member.specialties]} for seat in needed]


def timer(discussion: Any, now: datetime) -> dict[str, Any] | None:
    """Give how long the case has taken; None before it began and once it is recorded."""
    if discussion.opened_at is None or discussion.outcome is not None:
        return None
    seconds = max(0, int((now - discussion.opened_at).total_seconds()))
    return {"seconds": seconds, "words": f"{seconds // 60}:{seconds % 60:02d}", "most": discussion.minutes * 60}


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that the room asks for first: what it is, its value, what it rests on, and whether there is one."""

    term: str
    value: str
    rests_on: str = ""
    is_known: bool = True


def facts(case: Any, derived: Mapping[str, Any], profile: Profile) -> list[Fact]:
    """Give the figures that the room asks for first."""
    given = case.answers
    tnm = " ".join(f"{name}{given[name.lower()]}" for name in "TNM" if given.get(name.lower()))
    edition = profile.label("stage_edition", derived["stage_edition_used"]) if derived["stage_edition_used"] else ""
    stage = _fact("Stage", derived["stage_group"], ", ".join(filter(None, (tnm, edition))) or "No TNM")
    score = ("Lansky", "lansky") if given.get("lansky") is not None else ("ECOG", "ecog")
    blood = [(label, given.get(key)) for label, key in (("eGFR", "egfr"), ("platelets", "platelets"))]
    known = [(label, _number(value)) for label, value in blood if value is not None]
    found = [_grade(given, derived, profile), stage, _fact(score[0], _number(given.get(score[1])), "")]
    if known:
        found.append(Fact(", ".join(label for label, _ in known), ", ".join(value for _, value in known)))
    return found


def _grade(given: Mapping[str, Any], derived: Mapping[str, Any], profile: Profile) -> Fact:
    """Give the grade with what was measured; some families have none, which is not the same as an unknown one."""
    measures = ", ".join(filter(None, (
        f"Ki-67 {_number(given['ki67_percent'])}%" if given.get("ki67_percent") is not None else "",
        f"{_number(given['mitoses'])} mitoses" if given.get("mitoses") is not None else "")))
    if derived["grade_status"] == "not_applicable":
        return Fact("Grade", "Not graded", measures or "This tumor family has no grade", is_known=False)
    grade = profile.short("grade", derived["grade"]) if derived["grade"] else None
    return _fact("Grade", grade, measures or "No Ki-67 or mitoses")


def _fact(term: str, value: str | None, rests_on: str) -> Fact:
    """Say of a figure that is not there that it is not known."""
    return Fact(term, value or "Not known", rests_on, is_known=bool(value))


def _number(value: Any) -> str:
    """Write a number without needless decimals; nothing where there is none."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def open_items(items: Sequence[Any]) -> list[Any]:
    """List the readiness items that are not there yet."""
    return [each for each in items if each.state not in MET]


def flags(found: Sequence[Mapping[str, Any]], profile: Profile) -> list[dict[str, Any]]:
    """Give the flags that stop or warn, the gravest first; they are prompts to check."""
    rules = {each["id"]: each["words"] for each in profile.catalogue["flags"]}
    return [{"tone": FLAG_TONES[severity], "rule": rules[each["id"]]} for severity in FLAG_TONES for each in found
            if each["severity"] == severity]


def sent_ahead(case: Any) -> list[Any]:
    """List the opinions and notes on the case, opinions first."""
    return [each for kind in (MessageKind.OPINION, MessageKind.NOTE) for each in case.messages if each.kind is kind]


def prior(versions: Iterable[Any], states: Mapping[UUID, Any], profile: Profile) -> list[dict[str, Any]]:
    """Give each earlier recommendation in a line, with how much of it was done."""
    return [{"on": each.discussion.meeting.local_date, "id": each.id, "words": _in_a_line(each, profile),
             "done": sum(states[item.id].status is ActionStatus.COMPLETED for item in each.items if item.id in states),
             "of": len(each.items)} for each in versions]


def _in_a_line(version: Any, profile: Profile) -> str:
    """Write what was recommended in one line."""
    items = [profile.label("treatment", item.kind) + (f" ({item.detail})" if item.detail else "")
             for item in version.items]
    return "; ".join(items) or version.summary or version.discussion.outcome.label
