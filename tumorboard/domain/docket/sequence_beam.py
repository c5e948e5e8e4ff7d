"""A good order quickly: a beam that sees the exact waste still to come in each group, then polish in a band."""

from collections.abc import Sequence

from .chart import Chart
from .steps import floor_of, in_time, options, survey
from .waste import NEVER

Layers = list[dict[int, int]]


def beam(chart: Chart, width: int) -> tuple[int, ...] | None:
    """Keep the `width` most promising sets of each size; None when every one of them runs into a restriction."""
    return _widen(chart, width, [chart.full] * len(chart.ranks), [0] * len(chart.ranks), NEVER)


def polish(chart: Chart, order: Sequence[int], reach: int, width: int, ceiling: int) -> tuple[int, ...] | None:
    """Find the best order in which no case stands further than `reach` places from where it stands now.

    None when nothing in the band has less than `ceiling` of waste.
    """
    number = {rank: 1 << place for place, rank in enumerate(chart.ranks)}
    count = len(order)
    bits = [number[rank] for rank in order]
    may = [sum(bits[: place + reach + 1]) for place in range(count)]
    must = [sum(bits[: max(0, place - reach + 1)]) for place in range(count)]
    return _widen(chart, width, may, must, ceiling)


def _widen(chart: Chart, width: int, may: Sequence[int], must: Sequence[int], ceiling: int) -> tuple[int, ...] | None:
    layer = {0: 0}
    trails: Layers = []
    for allowed, due in zip(may, must, strict=True):
        following: dict[int, int] = {}
        trail: dict[int, int] = {}
        for mask, waste in layer.items():
            done, present, _ = survey(chart, mask)
            for after, worth in options(chart, mask, waste, done, present, due & ~mask or allowed):
                if worth < following.get(after, NEVER):
                    following[after] = worth
                    trail[after] = after ^ mask
        layer = _promising(chart, following, width, ceiling)
        trails.append(trail)
    return _walk_back(chart, trails) if chart.full in layer else None


def _promising(chart: Chart, layer: dict[int, int], width: int, ceiling: int) -> dict[int, int]:
    """Keep the best by waste so far and floor, with a share for each number of windowed cases done.

    Without the shares, sets that put the windowed cases off look cheap until it is too late for them.
    """
    judged = [(waste + floor_of(chart, mask), mask) for mask, waste in layer.items()]
    judged = sorted(entry for entry in judged if entry[0] < ceiling and in_time(chart, entry[1]))
    if len(judged) <= width:
        return {mask: layer[mask] for _, mask in judged}
    shares: dict[int, int] = {}
    kept: list[int] = []
    others: list[int] = []
    share = width // len({(mask & chart.windowed).bit_count() for _, mask in judged})
    for _, mask in judged:
        stratum = (mask & chart.windowed).bit_count()
        shares[stratum] = shares.get(stratum, 0) + 1
        (kept if shares[stratum] <= share else others).append(mask)
    return {mask: layer[mask] for mask in kept + others[: width - len(kept)]}


def _walk_back(chart: Chart, trails: Layers) -> tuple[int, ...]:
    order: list[int] = []
    mask = chart.full
    for trail in reversed(trails):
        bit = trail[mask]
        order.append(chart.ranks[bit.bit_length() - 1])
        mask ^= bit
    return tuple(reversed(order))
