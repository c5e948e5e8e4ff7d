"""The best order, proven: a dynamic program over the sets of cases already discussed."""

from dataclasses import dataclass

from .chart import Chart
from .steps import options, survey


@dataclass(frozen=True, slots=True)
class Proof:
    """No order wastes less than `waste`; the order that does, smallest by rank among equals, if it was reached."""

    order: tuple[int, ...] | None
    waste: int


def solve(chart: Chart, ceiling: int, most_states: int) -> Proof:
    """Find the least waste, known to be at most `ceiling`, or after `most_states` states only a floor under it."""
    layer = {0: 0}
    trails: list[dict[int, int]] = []
    states = 0
    for _ in chart.ranks:
        states += len(layer)
        if states > most_states:
            return Proof(None, min(ceiling, *(waste + survey(chart, mask)[2] for mask, waste in layer.items())))
        layer, trail = _next_layer(chart, layer, ceiling)
        trails.append(trail)
    return Proof(_first_by_rank(chart, trails), layer[chart.full])


def _next_layer(chart: Chart, layer: dict[int, int], ceiling: int) -> tuple[dict[int, int], dict[int, int]]:
    """Step every state on; the trail keeps, as bits, all the cases that may come last in a best way to a state."""
    following: dict[int, int] = {}
    trail: dict[int, int] = {}
    known = following.get
    for mask, waste in layer.items():
        done, present, floor = survey(chart, mask)
        if waste + floor > ceiling:
            continue
        for after, worth in options(chart, mask, waste, done, present, chart.full):
            if worth <= ceiling:
                best = known(after)
                if best is None or worth < best:
                    following[after] = worth
                    trail[after] = after ^ mask
                elif worth == best:
                    trail[after] |= after ^ mask
    return following, trail


def _first_by_rank(chart: Chart, trails: list[dict[int, int]]) -> tuple[int, ...]:
    """Walk back over every best order at once, then forward, always to the best-ranked case that keeps to one."""
    ways: dict[int, int] = {}  # the cases that may follow a set in some best order
    reached = [chart.full]
    for trail in reversed(trails):
        before: list[int] = []
        for mask in reached:
            lasts = trail[mask]
            while lasts:
                bit = lasts & -lasts
                if mask ^ bit not in ways:
                    ways[mask ^ bit] = 0
                    before.append(mask ^ bit)
                ways[mask ^ bit] |= bit
                lasts ^= bit
        reached = before
    order: list[int] = []
    mask = 0
    while mask != chart.full:
        rank, bit = min((rank, 1 << number) for number, rank in enumerate(chart.ranks) if ways[mask] >> number & 1)
        order.append(rank)
        mask |= bit
    return tuple(order)
