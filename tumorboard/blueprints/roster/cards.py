"""The grid of seats and coming meetings: who fills a seat, who answered what, and where a gap is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.blueprints.roster.grid import Grid
from tumorboard.domain.quorum import Cover, Seat
from tumorboard.vocabulary.people import Answer, Role
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import wording

OFF = frozenset({MeetingStatus.SKIPPED, MeetingStatus.MOVED})
TONES = {Answer.DEPUTY: "part", Answer.ABSENT: "no", Answer.NO_ANSWER: "na"}


@dataclass(frozen=True, slots=True)
class Line:
    """What one person answered, in a word; the name is given where a seat has several people."""

    name: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One seat at one meeting."""

    on: date
    is_off: bool
    lines: tuple[Line, ...]
    gap: str
    ask: Any


@dataclass(frozen=True, slots=True)
class Row:
    """One seat: its people, their deputies, and its meetings."""

    label: str
    people: tuple[Any, ...]
    deputies: tuple[Any, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Friday:
    """One coming meeting: its state, its cases and how many seats are covered."""

    on: date
    is_off: bool
    small: str
    reason: str
    silent: int
    tone: str
    covered: str


def rows(grid: Grid) -> list[Row]:
    """Draw one row per seat, in the order of the catalogue."""
    found = []
    for code, label in grid.labels.items():
        people = grid.regulars(code)
        cells = tuple(_cell(grid, meeting, code, people) for meeting in grid.meetings)
        deputies = dict.fromkeys(grid.by_id[each.deputy_id] for each in people if each.deputy_id in grid.by_id)
        found.append(Row(label, tuple(people), tuple(deputies), cells))
    return found


def fridays(grid: Grid) -> list[Friday]:
    """Draw the head and the sum of each meeting's column."""
    return [_friday(grid, meeting) for meeting in grid.meetings]


def words(answer: Answer, row: Any, people: Mapping[UUID, Any]) -> str:
    """Write an answer in a word or two, with the times that belong to it."""
    if answer == Answer.DEPUTY:
        called = people.get(row.deputy_id)
        return f"deputy: {_family(called)}" if called else "deputy"
    span = {Answer.LATE: lambda: f"yes, from {wording.short_time(row.from_time)}",
            Answer.LEAVES: lambda: f"yes, until {wording.short_time(row.until_time)}",
            Answer.WINDOW: lambda: f"yes, {wording.short_time(row.from_time)}–{wording.short_time(row.until_time)}"}
    plain = {Answer.PRESENT: "yes", Answer.REMOTE: "video", Answer.ABSENT: "away", Answer.NO_ANSWER: "no answer"}
    return span[answer]() if answer in span else plain[answer]


def offices(member: Any) -> str:
    """Name the office of a member, for the grid."""
    return "chair" if Role.CHAIR in member.roles else "vice chair" if Role.VICE_CHAIR in member.roles else ""


def _cell(grid: Grid, meeting: Any, code: str, people: Sequence[Any]) -> Cell:
    """Draw one seat at one meeting."""
    if meeting.status in OFF:
        return Cell(meeting.local_date, True, (), "", None)
    seat, lines = grid.seats(meeting)[code], []
    for member in people:
        answer, row = grid.answer(meeting, member)
        name = _family(member) if len(people) > 1 else ""
        lines.append(Line(name, TONES.get(answer, "ok"), words(answer, row, grid.by_id)))
    is_gap = seat.cover == Cover.GAP
    gap = _gap_words(grid.loads[meeting.id].needs.get(code, 0), bool(people)) if is_gap else ""
    return Cell(meeting.local_date, False, tuple(lines), gap, _whom_to_ask(grid, people) if is_gap else None)


def _gap_words(needed: int, has_people: bool) -> str:
    """Say what a gap means for the docket."""
    who = "gap" if has_people else "nobody on the roster"
    if not needed:
        return f"{who}, no case needs it yet"
    return f"{who}, {wording.count(needed, 'case needs it', 'cases need it')}"


def _whom_to_ask(grid: Grid, people: Sequence[Any]) -> Any:
    """Choose who could fill the gap: a deputy who was not called, else the specialist."""
    deputies = [grid.by_id[each.deputy_id] for each in people if each.deputy_id in grid.by_id]
    return next(iter([*deputies, *people]), None)


def _friday(grid: Grid, meeting: Any) -> Friday:
    """Draw one column's head and sum."""
    if meeting.status in OFF:
        return Friday(meeting.local_date, True, "No meeting", meeting.skip_reason or "", 0, "na", "")
    load, seats = grid.loads[meeting.id], grid.seats(meeting)
    small = wording.count(load.cases, "case") if load.cases else "no cases yet"
    tone, covered = _sum(list(seats.values()), load.needs)
    return Friday(meeting.local_date, False, f"{small}, {meeting.status.label.lower()}", "", grid.silent(meeting), tone,
                  covered)


def _sum(seats: Sequence[Seat], needs: Mapping[str, int]) -> tuple[str, str]:
    """Count the covered seats; the tone is the worst that waits behind the number."""
    covers = {seat.specialty: seat.cover for seat in seats}
    covered = sum(cover in (Cover.CONFIRMED, Cover.DEPUTY) for cover in covers.values())
    gaps = [code for code, cover in covers.items() if cover == Cover.GAP]
    text = f"{covered} of {len(seats)}"
    if any(needs.get(code) for code in gaps):
        return "miss", text
    if gaps:
        return "part", text
    return ("ok", text) if covered == len(seats) else ("na", f"{text} so far")


def _family(member: Any) -> str:
    """Give the family name."""
    return str(member.name).rpartition(" ")[2]
