"""Who is needed when, how each seat is covered, and what helps where nobody is coming."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tumorboard.blueprints.meetings.rows import seat_label
from tumorboard.domain.deputies import only_when_called
from tumorboard.domain.quorum import Cover, Seat, Seated
from tumorboard.queries.sheets import SeatRow, Sheet
from tumorboard.vocabulary.people import COMING, Answer
from tumorboard.web.wording import patient_name, person, short_time

COVER_TONE = {Cover.CONFIRMED: "ok", Cover.DEPUTY: "part", Cover.UNCONFIRMED: "wait", Cover.GAP: "miss"}


class Remedy(NamedTuple):
    """Somebody who is away, and the deputy who could come instead."""

    member_id: UUID
    away: str
    deputy: str


class NeedRow(NamedTuple):
    """When one specialty is needed: the slots that need it, how it is covered, and what helps where it is not."""

    label: str
    slots: tuple[tuple[int, int], ...]
    block: str
    tone: str
    names: str
    cases: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Tell whether nobody is coming."""
        return self.tone == "miss"


def needs(sheet: Sheet, start: datetime, covers: dict[str, Seat]) -> tuple[NeedRow, ...]:
    """Give a row for every specialty that a case of the docket needs."""
    slots: dict[str, list[tuple[Any, Any]]] = {}
    for item, case in sheet.items:
        for each in item.needs:
            slots.setdefault(each, []).append((item, case))
    return tuple(_need(sheet, each, slots[each], start, covers[each]) for each in covers if each in slots)


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


def _need(sheet: Sheet, specialty: str, placed: Sequence[tuple[Any, Any]], start: datetime, seat: Seat) -> NeedRow:
    """Give the block of one specialty, with who fills it."""
    slots = tuple((item.start_min, item.minutes) for item, _ in placed)
    begin, end = (short_time(start + timedelta(minutes=at)) for at in (slots[0][0], sum(slots[-1])))
    words = {Cover.CONFIRMED: ", ".join(seat.names), Cover.DEPUTY: f"deputy: {', '.join(seat.names)}",
             Cover.UNCONFIRMED: f"{', '.join(seat.names)}: not confirmed", Cover.GAP: "no one confirmed"}
    is_gap = seat.cover is Cover.GAP
    return NeedRow(
        seat_label(specialty), slots, f"{begin}–{end}", COVER_TONE[seat.cover], words[seat.cover],
        tuple(patient_name(case.patient).split(",")[0] for _, case in placed) if is_gap else (),
        tuple(_remedies(sheet, specialty)) if is_gap else ())


def _remedies(sheet: Sheet, specialty: str) -> Iterable[Remedy]:
    """Name whoever fills the seat and is away, with the deputy who has not said no."""
    people = {each.member_id: each for each in sheet.seats}
    for each in sheet.seats:
        if each.specialty != specialty or each.answer in COMING or each.answer is Answer.NO_ANSWER:
            continue
        deputy = people.get(each.own_deputy_id) if each.own_deputy_id else None
        can_come = deputy is not None and deputy.answer is not Answer.ABSENT
        yield Remedy(each.member_id, person(each), person(deputy) if can_come else "")  # type: ignore[arg-type]
