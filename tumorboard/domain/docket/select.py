"""Choose the cases of the meeting: by rank, first fit with skip-ahead, bumping whatever contradicts the rest."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .hold import Eligible
from .instance import Break, Candidate, Meeting, Pin
from .narrowing import Place
from .placing import Known
from .restrictions import first_conflict, places

RankKey = tuple[bool, bool, bool, str, int, str, str]


@dataclass(frozen=True, slots=True)
class Room:
    """Minutes of discussion: `capacity` for every case, `reserve` more for emergencies."""

    capacity: int
    reserve: int
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The places in the queue of the cases of one length, emergencies apart."""

    minutes: int
    emergency: bool
    places: list[int]


@dataclass(frozen=True, slots=True)
class Queue:
    items: tuple[Eligible, ...]  # in rank order
    pinned: int  # the first so many are pinned
    shelves: tuple[Shelf, ...]
    conflicts: dict[tuple[Place, ...], int | None] = field(default_factory=dict, compare=False)  # found before
    known: Known = field(default_factory=dict, compare=False)  # which rows can stand


@dataclass(frozen=True, slots=True)
class Selection:
    admitted: tuple[Eligible, ...]  # in rank order
    no_slot: frozenset[str]
    horizon: int  # behind this place in the queue, a case as long as the promoted one never fitted


def rank_key(case: Candidate) -> RankKey:
    """Rank, ascending: pinned, emergency, carried over, due date, tier, submission, id."""
    unpinned, planned, new = case.pin is None, case.tier != 0, not case.carried_over
    return unpinned, planned, new, case.due_on, case.tier, case.submitted_at, case.id


def room(meeting: Meeting, extra_minutes: int = 0) -> Room:
    """Count the minutes left for discussion after breaks and reserve; below zero when they exceed the meeting."""
    open_minutes = meeting.minutes + extra_minutes - sum(pause.minutes for pause in meeting.breaks)
    return Room(open_minutes - meeting.reserve_minutes, meeting.reserve_minutes, meeting.breaks)


def line_up(eligible: Iterable[Eligible]) -> Queue:
    """Put the eligible cases in rank order, and on shelves by length so that the next that fits is found quickly."""
    items = tuple(sorted(eligible, key=lambda item: rank_key(item.case)))
    shelves: dict[tuple[int, bool], list[int]] = {}
    for place, item in enumerate(items):
        shelves.setdefault((item.case.minutes, item.case.tier == 0), []).append(place)
    return Queue(
        items=items,
        pinned=sum(item.case.pin is not None for item in items),
        shelves=tuple(Shelf(*key, places) for key, places in sorted(shelves.items())),
    )


def select(queue: Queue, limits: Room, promoted: Eligible | None = None) -> Selection:
    """Admit by first fit, leaving out one contradicting case after another until an order exists.

    `promoted` is taken as if it were pinned in; once it is left out itself, nobody else is looked at any more.
    """
    bumped: set[str] = set()
    horizon = -1
    while True:
        head = [] if promoted is None else _head(queue, promoted, limits, bumped)
        skipped = bumped if promoted is None else bumped | {promoted.case.id}
        taken = _first_fit(queue, limits, (queue.pinned if promoted else 0, _minutes(head)), skipped)
        admitted = head + [queue.items[place] for place in taken]
        if promoted is not None:
            horizon = max(horizon, _horizon(queue, limits, promoted, head, taken))
        conflict = _conflict(queue, admitted, limits)
        if conflict is None:
            return Selection(tuple(admitted), frozenset(bumped), horizon)
        bumped.add(admitted[conflict].case.id)
        if promoted is not None and promoted.case.id in bumped:
            return Selection((), frozenset(bumped), horizon)


def _conflict(queue: Queue, admitted: Sequence[Eligible], limits: Room) -> int | None:
    """The same cases are tried again and again, with a minute more or another one pinned: look once."""
    row = tuple(places(admitted, limits.breaks))
    if row not in queue.conflicts:
        queue.conflicts[row] = first_conflict(row, queue.known)
    return queue.conflicts[row]


def pin_in(item: Eligible) -> Eligible:
    """The same case, its pin replaced by "in"."""
    return replace(item, case=replace(item.case, pin=Pin("in")))


def _head(queue: Queue, promoted: Eligible, limits: Room, bumped: set[str]) -> list[Eligible]:
    """First fit among the pinned cases alone, the promoted one standing where its rank puts it."""
    others = [item for item in queue.items[: queue.pinned] if item.case.id != promoted.case.id]
    admitted: list[Eligible] = []
    used = 0
    for item in sorted([*others, pin_in(promoted)], key=lambda item: rank_key(item.case)):
        if item.case.id not in bumped and used + item.case.minutes <= _limit(limits, item.case.tier == 0):
            admitted.append(item)
            used += item.case.minutes
    return admitted


def _first_fit(queue: Queue, limits: Room, begin: tuple[int, int], skipped: set[str]) -> list[int]:
    """The places taken in the queue, beginning at a place and with some minutes used."""
    start, used = begin
    items, taken = queue.items, list[int]()
    for_all, for_emergencies = _limit(limits, emergency=False), _limit(limits, emergency=True)
    while start < len(items):
        case = items[start].case
        # Near the front it is nearly always the very next that fits.
        if used + case.minutes > (for_emergencies if case.tier == 0 else for_all):
            start = _next_fitting(queue, start, used, limits)
            if start == len(items):
                break
            case = items[start].case
        if case.id not in skipped:
            taken.append(start)
            used += case.minutes
        start += 1
    return taken


def _horizon(queue: Queue, limits: Room, promoted: Eligible, head: list[Eligible], places: list[int]) -> int:
    """The place whose case took the last room in which one as long as the promoted case could have stood."""
    enough = _limit(limits, promoted.case.tier == 0) - promoted.case.minutes
    used, here = _minutes(head), -1
    for place in places:
        if used > enough:
            return here
        used, here = used + queue.items[place].case.minutes, place
    return here if used > enough else len(queue.items)


def _minutes(items: list[Eligible]) -> int:
    return sum([item.case.minutes for item in items])


def _limit(limits: Room, emergency: bool) -> int:
    return limits.capacity + limits.reserve if emergency else limits.capacity


def _next_fitting(queue: Queue, place: int, used: int, limits: Room) -> int:
    """The next place in the queue whose case fits, or its end."""
    nearest = len(queue.items)
    for shelf in queue.shelves:
        if used + shelf.minutes <= _limit(limits, shelf.emergency) and shelf.places[-1] >= place:
            nearest = min(nearest, shelf.places[bisect_left(shelf.places, place)])
    return nearest


def bumped_in_order(queue: Queue, admitted: Sequence[Eligible]) -> list[Eligible]:
    """The eligible cases left off, in rank order."""
    chosen = {item.case.id for item in admitted}
    return [item for item in queue.items if item.case.id not in chosen]
