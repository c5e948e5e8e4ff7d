"""What a measurement says: a line for each thing measured, and what it has to reach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from time import process_time


@dataclass(frozen=True, slots=True)
class Line:
    """One measured value with its bounds; a line without bounds only tells."""

    words: str
    value: float
    unit: str = ""
    most: float = inf
    least: float = -inf

    @property
    def is_reached(self) -> bool:
        """Tell whether the value lies within its bounds."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        """Write the value, and what it had to be."""
        bounds = [f"at most {self.most:g}"] if self.most < inf else []
        bounds += [f"at least {self.least:g}"] if self.least > -inf else []
        told = f" ({' and '.join(bounds)}{'' if self.is_reached else ': OUT OF REACH'})" if bounds else ""
        return f"{self.words}: {self.value:.4g}{self.unit}{told}"


Measure = Callable[[Sequence[str]], list[Line]]


def cpu_times(work: Callable[[], object], times: int) -> list[float]:
    """Give the CPU seconds of each of so many runs: steadier than wall time, and blind to what else runs."""
    spent = []
    for _ in range(times):
        before = process_time()
        work()
        spent.append(process_time() - before)
    return spent


def in_turns(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Give the median CPU seconds of each work, all of them run in turns so that a slow moment meets them all."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            spent[place] += cpu_times(work, 1)
    return [median(each) for each in spent]


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def chosen(options: Sequence[str], name: str, usual: int) -> int:
    """Give the whole number that an option like `--seconds=15` asks for, or the usual one."""
    asked = [each.removeprefix(f"--{name}=") for each in options if each.startswith(f"--{name}=")]
    return int(asked[0]) if asked else usual
