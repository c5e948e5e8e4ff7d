"""From minutes of discussion to minutes after the start, breaks included."""

from bisect import bisect_left, bisect_right

from .instance import Break


def wall(done: int, breaks: tuple[Break, ...]) -> int:
    """Say when the next case starts after `done` minutes of discussion; breaks are sorted by (at_min, minutes)."""
    clock = done
    for pause in breaks:
        if clock >= pause.at_min:
            clock += pause.minutes
    return clock


def earliest_done(start: int, total: int, breaks: tuple[Break, ...]) -> int:
    """Find the least `done` of 0..total whose next case starts at minute `start` or later; total + 1 if none."""
    return bisect_left(range(total + 1), start, key=lambda done: wall(done, breaks))


def latest_done(start: int, total: int, breaks: tuple[Break, ...]) -> int:
    """Find the greatest `done` of 0..total whose next case starts at minute `start` or before; -1 if none."""
    return bisect_right(range(total + 1), start, key=lambda done: wall(done, breaks)) - 1
