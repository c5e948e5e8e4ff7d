"""Which promised days a change of the calendar breaks: the waiting cases played through with and without it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tumorboard.domain.docket.forecast import ComingMeeting, Waiting, rank

Key = TypeVar("Key")


def seen_on(waiting: Mapping[Key, Waiting], meetings: Sequence[ComingMeeting]) -> dict[Key, date]:
    """Tell on which day each waiting case would be discussed, first fit by rank; who is not seen is left out."""
    queue = sorted(waiting, key=lambda key: rank(waiting[key]))
    seen: dict[Key, date] = {}
    for meeting in sorted(meetings, key=lambda meeting: meeting.on):
        room = 0 if meeting.is_skipped else meeting.minutes
        for key in queue:
            case = waiting[key]
            if key not in seen and case.ready_on <= meeting.cut_off_on and case.minutes <= room:
                seen[key] = meeting.on
                room -= case.minutes
    return seen


def broken(waiting: Mapping[Key, Waiting], before: Sequence[ComingMeeting], after: Sequence[ComingMeeting]
           ) -> dict[Key, tuple[date, date | None]]:
    """Name the cases whose due day one calendar keeps and the other breaks, with the day they are seen in each.

    None in the second place: at none of its meetings.
    """
    kept, then = seen_on(waiting, before), seen_on(waiting, after)
    return {key: (on, then.get(key)) for key, on in kept.items()
            if on <= waiting[key].due_on and (key not in then or then[key] > waiting[key].due_on)}


def without(meetings: Sequence[ComingMeeting], on: date) -> list[ComingMeeting]:
    """Give the calendar with one meeting skipped."""
    return [replace(each, is_skipped=True) if each.on == on else each for each in meetings]


def longer(meetings: Sequence[ComingMeeting], on: date, minutes: int) -> list[ComingMeeting]:
    """Give the calendar with so many minutes more at one meeting."""
    return [replace(each, minutes=each.minutes + minutes) if each.on == on else each for each in meetings]
