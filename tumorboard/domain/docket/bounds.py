"""An honest floor under a long docket: best-first search, stopped after counted work."""

from heapq import heappop, heappush

from .chart import Chart
from .sequence_exact import Proof
from .steps import options, survey
from .waste import NEVER


def floor_under(chart: Chart, ceiling: int, most_states: int) -> Proof:
    """Raise the floor from the most promising set of cases upward, until it meets `ceiling` or the work is used up."""
    best = {0: 0}
    came_by: dict[int, int] = {}
    heap = [(survey(chart, 0)[2], 0, 0)]
    opened = 0
    while heap and heap[0][0] < ceiling:
        worth, _, mask = heappop(heap)
        if mask == chart.full:
            return Proof(_walk_back(chart, came_by), worth)
        if opened >= most_states:
            return Proof(None, worth)
        done, present, floor = survey(chart, mask)
        if worth > best[mask] + floor:
            continue  # reached again since, and cheaper
        opened += 1
        for after, waste in options(chart, mask, best[mask], done, present, chart.full):
            if waste < best.get(after, NEVER):
                best[after] = waste
                came_by[after] = after ^ mask
                total = waste + survey(chart, after)[2]
                if total < ceiling:
                    heappush(heap, (total, -after.bit_count(), after))
    return Proof(None, ceiling)


def _walk_back(chart: Chart, came_by: dict[int, int]) -> tuple[int, ...]:
    order: list[int] = []
    mask = chart.full
    while mask:
        bit = came_by[mask]
        order.append(chart.ranks[bit.bit_length() - 1])
        mask ^= bit
    return tuple(reversed(order))
