"""A good order quickly: a beam that sees the exact waste still to come in each group, then polish in a band."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .chart import Chart
from .steps import floor_of, in_time, options, survey
from .waste import NEVER


@dataclass(frozen=True, slots=True)
class Band:
    """The cases that may have been discussed after each place, and those that must."""

    may: list[int]
    must: list[int]


Layer = dict[int, int]  # waste so far, by set of cases done
Choice = Callable[[Chart, Layer, int, int], Layer]

SPARE = 6  # how many times the width is looked through for sets that leave other people waiting


def beam(chart: Chart, width: int, choose: Choice) -> tuple[int, ...] | None:
    """Keep the `width` sets of each size that `choose` likes; None when all of them run into a restriction."""
    band = Band([chart.full] * len(chart.ranks), [0] * len(chart.ranks))
    return _widen(chart, band, width, NEVER, choose)


def polish(chart: Chart, order: Sequence[int], reach: int, width: int, ceiling: int) -> tuple[int, ...] | None:
    """Find the best order in which no case stands further than `reach` places from where it stands now.

    None when nothing in the band has less than `ceiling` of waste.
    """
    number = {rank: 1 << place for place, rank in enumerate(chart.ranks)}
    count = len(order)
    bits = [number[rank] for rank in order]
    band = Band(
        may=[sum(bits[: place + reach + 1]) for place in range(count)],
        must=[sum(bits[: max(0, place - reach + 1)]) for place in range(count)],
    )
    return _widen(chart, band, width, ceiling, promising)


def _widen(chart: Chart, band: Band, width: int, ceiling: int, choose: Choice) -> tuple[int, ...] | None:
    layer = {0: 0}
    trails: list[Layer] = []
    for allowed, due in zip(band.may, band.must, strict=True):
        following: dict[int, int] = {}
        trail: dict[int, int] = {}
        for mask, waste in layer.items():
            done, present, _ = survey(chart, mask)
            for after, worth in options(chart, mask, waste, done, present, due & ~mask or allowed):
                if worth < following.get(after, NEVER):
                    following[after] = worth
                    trail[after] = after ^ mask
        layer = choose(chart, following, width, ceiling)
        trails.append(trail)
    return _walk_back(chart, trails) if chart.full in layer else None


def promising(chart: Chart, layer: Layer, width: int, ceiling: int) -> Layer:
    """Keep the best by waste so far and floor, with a share for each number of windowed cases done.

    Without the shares, sets that put the windowed cases off look cheap until it is too late for them.
    """
    judged = sorted([(waste + floor_of(chart, mask), mask) for mask, waste in layer.items()])
    strata = {(mask & chart.windowed).bit_count(): 0 for _, mask in judged}
    share = width // max(1, len(strata))
    kept: list[int] = []
    others: list[int] = []
    for worth, mask in judged:
        if worth >= ceiling:
            break
        stratum = (mask & chart.windowed).bit_count()
        pile = kept if strata[stratum] < share else others
        if len(pile) < width and in_time(chart, mask):
            strata[stratum] += 1
            pile.append(mask)
    return {mask: layer[mask] for mask in kept + others[: width - len(kept)]}


def varied(chart: Chart, layer: Layer, width: int, ceiling: int) -> Layer:
    """The same, but first one set for each group of people left waiting: their waits decide what is still to come."""
    likely = promising(chart, layer, SPARE * width, ceiling)
    judged = sorted([(waste + floor_of(chart, mask), mask) for mask, waste in likely.items()])
    seen: set[int] = set()
    first: list[int] = []
    others: list[int] = []
    for _, mask in judged:
        present = survey(chart, mask)[1]
        (others if present in seen else first).append(mask)
        seen.add(present)
    return {mask: layer[mask] for mask in (first + others)[:width]}


def _walk_back(chart: Chart, trails: list[Layer]) -> tuple[int, ...]:
    order: list[int] = []
    mask = chart.full
    for trail in reversed(trails):
        bit = trail[mask]
        order.append(chart.ranks[bit.bit_length() - 1])
        mask ^= bit
    return tuple(reversed(order))
