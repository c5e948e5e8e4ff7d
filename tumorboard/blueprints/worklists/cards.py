"""Worklists in words: what to pull, what to read again, what is awaited, and whether it is done."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tumorboard.blueprints.worklists.lists import Prepared
from tumorboard.domain.preparing import Line, Work
from tumorboard.profiles import Profile
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import answer_words, study_words
from tumorboard.web.wording import count, day, person, short_time

PUBLISHED = frozenset({MeetingStatus.PUBLISHED, MeetingStatus.IN_SESSION})
WORK = {Work.PULL: "To show", Work.READ_AGAIN: "To read again", Work.WAIT: "Not here yet", Work.BRING: "To bring"}
Marks = Mapping[tuple[UUID, str], Any]


def at(place: Any, meeting: Any, zone: Any) -> str:
    """Give the time of a case once the docket is published; before that, its order is provisional."""
    if place is None or meeting is None or meeting.status not in PUBLISHED:
        return ""
    return short_time(meeting.starts_at.astimezone(zone) + timedelta(minutes=place.start_min))


def prepared(each: Prepared, marks: Marks, profile: Profile, today: date) -> dict[str, Any]:
    """Give one case of a preparation list."""
    return {"case": each.case, "place": each.place,
            "lines": [_line(line, each.case, marks.get((each.case.id, line.key)), profile, today)
                      for line in each.lines]}


def _line(line: Line, case: Any, mark: Any, profile: Profile, today: date) -> dict[str, Any]:
    """Give one line: what it is about, how it stands, and how it is settled."""
    tone, state = _state(line, mark, today)
    return {"key": line.key, "work": WORK[line.work], "what": _what(line, profile), "tone": tone, "state": state,
            "more": _more(line, case, profile), "is_done": mark is not None, "is_ticked": line.is_ticked,
            "material": line.material, "item": line.item, "viewer": study_words.viewer(line.study)}


def _what(line: Line, profile: Profile) -> str:
    """Name what a line is about."""
    if line.material is not None:
        return line.material.what
    if line.item is not None:
        return line.item.label
    if line.study:
        return study_words.named(line.study, profile)
    return _slides(line.answers, profile)


def _slides(seen: Mapping[str, Any], profile: Profile) -> str:
    """Name the slides behind what is recorded."""
    told = ", ".join(answer_words.line(profile.field(key), value, profile) for key, value in seen.items())
    if "specimen" in seen:
        return f"Slides of the graded specimen: {told}"
    if "met_ki67_percent" in seen:
        return f"Slides of the metastasis: Ki-67 {told}"
    return f"Outside slides: {told}"


def _more(line: Line, case: Any, profile: Profile) -> str:
    """Say what helps to find it, or what it shows."""
    if line.material is not None:
        return f"From {case.outside_facility}" if case.outside_facility else "From outside"
    if not line.study:
        return ""
    outside = "From outside" if line.study.get("outside") is True else ""
    return ". ".join(part for part in (str(line.study.get("finding") or ""), outside) if part)


def _state(line: Line, mark: Any, today: date) -> tuple[str, str]:
    """Say how a line stands."""
    if mark is not None:
        return "ok", f"Done, {person(mark.done_by)}"
    if line.work is Work.WAIT:
        return _awaited(line, today)
    return ("miss", "Open") if line.work is Work.BRING else ("wait", "To do")


def _awaited(line: Line, today: date) -> tuple[str, str]:
    """Say since when something is awaited, or how late it is."""
    row = line.material
    if row is None:
        loaded = {"report_only": "Report only", "requested": "Asked for", "no": "Not asked for"}
        return "wait", loaded.get(str(line.study.get("loaded")), "Not loaded")
    if row.due_on is not None and row.due_on < today:
        return "late", f"{count((today - row.due_on).days, 'day')} late"
    return "wait", f"Expected {day(row.due_on)}" if row.due_on else f"Asked {day(row.asked_on)}"


def left(cards: Sequence[Mapping[str, Any]]) -> int:
    """Count the lines that are still to be done."""
    return sum(not line["is_done"] for each in cards for line in each["lines"])
