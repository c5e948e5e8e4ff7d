"""From one set of cases done to the next: what each further case would add, and what is still to come at least."""

from bisect import bisect_right

from .chart import Chart
from .waste import NEVER


def survey(chart: Chart, done_mask: int) -> tuple[int, int, int]:
    """For a set of cases done: minutes done, people who came and are still needed, and a floor of the waste to come.

    The floor is NEVER when a case still to come is already too late.
    """
    done = came = needed = floor = 0
    closing = NEVER
    for shift, mask, minutes, people, last, waste in chart.groups:
        part = done_mask >> shift & mask
        done += minutes[part]
        came |= people[part]
        needed |= people[mask ^ part]
        floor += waste[part]
        if last[part] < closing:
            closing = last[part]
    return done, came & needed, floor if done <= closing else NEVER


def in_time(chart: Chart, done_mask: int) -> bool:
    """Whether the cases still to come can all be over by their deadlines, one straight after the other."""
    left = chart.full ^ done_mask
    if not chart.deadlines or not left & chart.deadlines[-1][1]:
        return True
    done = _minutes(chart, done_mask)
    return all(done + _minutes(chart, left & bound) <= end for end, bound in chart.deadlines if left & bound)


def _minutes(chart: Chart, mask: int) -> int:
    return sum([minutes[mask >> shift & part] for shift, part, minutes, *_ in chart.groups])


def floor_of(chart: Chart, done_mask: int) -> int:
    """A floor of the waste to come, lateness unseen; the quick part of `survey`."""
    return sum([waste[done_mask >> shift & mask] for shift, mask, _, _, _, waste in chart.groups])


def options(chart: Chart, done_mask: int, waste: int, done: int, present: int, may: int) -> list[tuple[int, int]]:
    """Every case of the mask `may` that can come next, as the set then done and the waste by then."""
    left, unit = chart.full ^ done_mask, chart.unit
    may &= left
    if chart.weighted or _next_turn(chart, done) <= done + chart.longest:
        return _options_in_full(chart, done_mask, waste, done, present, may)
    return [
        (done_mask | bit, waste + unit * minutes * (present & others).bit_count())
        for bit, minutes, others, first, last, after, _ in chart.moves
        if may & bit and first <= done <= last and not after & left
    ]


def _options_in_full(chart: Chart, mask: int, waste: int, done: int, present: int, may: int) -> list[tuple[int, int]]:
    """The same with breaks inside blocks, and with complexity out of its order: see `_complexity_floor`."""
    left, unit = chart.full ^ mask, chart.unit
    pause, turn = _pause(chart, done), _next_turn(chart, done)
    found: list[tuple[int, int]] = []
    heavier = longer = 0
    for bit, minutes, others, first, last, after, weight in chart.moves:
        if left & bit:
            if may & bit and first <= done <= last and not after & left:
                more = minutes * (unit * (present & others).bit_count() + heavier) + weight * (pause - longer)
                if done + minutes >= turn:
                    waiting = survey(chart, mask | bit)[1].bit_count()
                    more += unit * waiting * (_pause(chart, done + minutes) - pause)
                found.append((mask | bit, waste + more))
            heavier += weight
            longer += minutes
    return found


def _pause(chart: Chart, done: int) -> int:
    return chart.paused[bisect_right(chart.turns, done)]


def _next_turn(chart: Chart, done: int) -> int:
    passed = bisect_right(chart.turns, done)
    return chart.turns[passed] if passed < len(chart.turns) else NEVER
