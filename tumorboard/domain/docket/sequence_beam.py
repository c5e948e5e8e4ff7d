"""A good order quickly: a beam that sees the exact waste still to come in each group, then polish in a band."""

from collections.abc import Sequence
from heapq import nsmallest

from .chart import NEVER, Chart, in_time, options, survey

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
    for allowed, needed in zip(may, must, strict=True):
        following: dict[int, int] = {}
        trail: dict[int, int] = {}
        for mask, waste in layer.items():
            done, present, _ = survey(chart, mask)
            for after, worth in options(chart, mask, waste, done, present):
                if after & ~allowed or needed & ~after:
                    continue
                if worth < following.get(after, NEVER):
                    following[after] = worth
                    trail[after] = after ^ mask
        layer = _promising(chart, following, width, ceiling)
        trails.append(trail)
    return _walk_back(chart, trails) if chart.full in layer else None


def _promising(chart: Chart, layer: dict[int, int], width: int, ceiling: int) -> dict[int, int]:
    judged = [(waste + survey(chart, mask)[2], mask) for mask, waste in layer.items() if in_time(chart, mask)]
    kept = nsmallest(width, [entry for entry in judged if entry[0] < ceiling])
    return {mask: layer[mask] for _, mask in kept}


def _walk_back(chart: Chart, trails: Layers) -> tuple[int, ...]:
    order: list[int] = []
    mask = chart.full
    for trail in reversed(trails):
        bit = trail[mask]
        order.append(chart.ranks[bit.bit_length() - 1])
        mask ^= bit
    return tuple(reversed(order))
