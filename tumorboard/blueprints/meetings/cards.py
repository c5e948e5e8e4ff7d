"""A docket as its page shows it: rows with times, the bar of minutes, who is needed when, and the gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tumorboard.domain.deputies import only_when_called
from tumorboard.domain.quorum import Cover, Seat, Seated, seats
from tumorboard.profiles import load
from tumorboard.queries.sheets import SeatRow, Sheet
from tumorboard.vocabulary.workflow import Decision, MeetingStatus
from tumorboard.web.wording import short_time

LABEL_SHORT = {"Medical oncology": "Med onc"}
COVER_TONE = {Cover.CONFIRMED: "ok", Cover.DEPUTY: "part", Cover.UNCONFIRMED: "wait", Cover.GAP: "miss"}
STATUS_TONE = {MeetingStatus.OPEN: "wait", MeetingStatus.FROZEN: "part", MeetingStatus.PUBLISHED: "ok",
               MeetingStatus.IN_SESSION: "part", MeetingStatus.CLOSED: "ok", MeetingStatus.PLANNED: "na",
               MeetingStatus.SKIPPED: "no", MeetingStatus.MOVED: "no"}


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the running order, with its time and whatever stands out."""

    item: Any
    case: Any
    at: str
    needs: str
    reason: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """When one specialty is needed: the slots that need it, and how it is covered."""

    label: str
    slots: tuple[tuple[int, int], ...]
    block: str
    tone: str
    names: str

    @property
    def is_gap(self) -> bool:
        """Tell whether nobody is coming."""
        return self.tone == "miss"


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the docket page draws."""

    rows: tuple[Row, ...]
    ticks: tuple[str, ...]
    needs: tuple[NeedRow, ...]
    used: int
    urgent: int
    reserve_left: int
    free: int
    everyone_stays: int
    tone: str
    bumped: tuple[Any, ...] = ()
    held: tuple[Any, ...] = ()
    listed: tuple[Any, ...] = ()

    @property
    def gaps(self) -> tuple[NeedRow, ...]:
        """The needed specialties that nobody fills."""
        return tuple(row for row in self.needs if row.is_gap)


def card(sheet: Sheet, zone: ZoneInfo) -> Card:
    """Put a sheet into the words and numbers of the page."""
    start = sheet.meeting.starts_at.astimezone(zone)
    covers = {seat.specialty: seat for seat in seats(list(load().labels("specialty")), seated(sheet.seats))}
    reasons = {each.case_id: each.reason for each in sheet.candidates.get(Decision.ADMITTED, [])}
    rows = tuple(_row(item, case, start, reasons, covers) for item, case in sheet.items)
    used = sum(item.minutes for item, _ in sheet.items)
    urgent = sum(item.minutes for item, _ in sheet.items if item.tier == 0)
    over = max(0, used - (sheet.meeting.minutes - sheet.meeting.reserve_minutes))
    reserve_left = max(0, sheet.meeting.reserve_minutes - over)
    return Card(
        rows=rows, ticks=_ticks(start, sheet.meeting.minutes), needs=_needs(sheet, start, covers), used=used,
        urgent=urgent, reserve_left=reserve_left, free=max(0, sheet.meeting.minutes - used - reserve_left),
        everyone_stays=used * len(_people(sheet)), tone=STATUS_TONE[sheet.meeting.status],
        bumped=tuple(sheet.candidates.get(Decision.BUMPED, [])), held=tuple(sheet.candidates.get(Decision.HELD, [])),
        listed=tuple(sheet.candidates.get(Decision.LISTED, [])))


def seated(rows: Iterable[SeatRow]) -> list[Seated]:
    """Give the people of the seats as the quorum sees them."""
    everybody = list(rows)
    names = {each.member_id: each.name for each in everybody}
    stand_ins = only_when_called({each.member_id: each.own_deputy_id for each in everybody})
    return [Seated(surname(each.name), (each.specialty,), each.answer,
                   surname(names.get(each.deputy_id, "")) if each.deputy_id else "",
                   each.member_id in stand_ins) for each in everybody]


def surname(name: str) -> str:
    """Give the last word of a name."""
    return name.split()[-1] if name else ""


def seat_label(specialty: str) -> str:
    """Write a seat as it fits beside a bar."""
    label = load().label("specialty", specialty)
    for long, short in LABEL_SHORT.items():
        label = label.replace(long, short)
    return label


def _row(item: Any, case: Any, start: datetime, reasons: dict[UUID, str], covers: dict[str, Seat]) -> Row:
    """Give one row of the running order."""
    gaps = tuple(seat_label(each) for each in item.needs if covers[each].cover is Cover.GAP)
    return Row(item, case, short_time(start + timedelta(minutes=item.start_min)),
               ", ".join(seat_label(each) for each in item.needs), reasons.get(case.id, ""), gaps)


def _ticks(start: datetime, minutes: int) -> tuple[str, ...]:
    """Give the times under the bar, every half hour."""
    return tuple(short_time(start + timedelta(minutes=at)) for at in range(0, minutes + 1, 30))


def _needs(sheet: Sheet, start: datetime, covers: dict[str, Seat]) -> tuple[NeedRow, ...]:
    """Give a row for every specialty that a case of the docket needs."""
    slots: dict[str, list[tuple[int, int]]] = {}
    for item, _ in sheet.items:
        for each in item.needs:
            slots.setdefault(each, []).append((item.start_min, item.minutes))
    return tuple(_need(each, slots[each], start, covers[each]) for each in covers if each in slots)


def _need(specialty: str, slots: Sequence[tuple[int, int]], start: datetime, seat: Seat) -> NeedRow:
    """Give the block of one specialty, with who fills it."""
    first, last = slots[0][0], slots[-1][0] + slots[-1][1]
    block = f"{short_time(start + timedelta(minutes=first))}–{short_time(start + timedelta(minutes=last))}"
    words = {Cover.CONFIRMED: ", ".join(seat.names), Cover.DEPUTY: f"deputy: {', '.join(seat.names)}",
             Cover.UNCONFIRMED: f"{', '.join(seat.names)}: not confirmed", Cover.GAP: "no one confirmed"}
    return NeedRow(seat_label(specialty), tuple(slots), block, COVER_TONE[seat.cover], words[seat.cover])


def _people(sheet: Sheet) -> set[str]:
    """Give everybody whom the docket needs."""
    return {person for item, _ in sheet.items for person in item.people}
