"""`python -m benchmarks` prints every figure, `python -m benchmarks NAME` one; status 1 where one is out of reach."""

import sys
from importlib import import_module

from benchmarks.figure import Measure

# The name of a figure, the module that measures it, and the function there.
REGISTRY = {
    "P1": ("benchmarks.docket_queries", "measure"),
    "P2": ("benchmarks.ten_years", "measure"),
    "P3": ("benchmarks.docket_cost", "measure"),
    "P4": ("benchmarks.unchanged", "measure"),
    "P5": ("benchmarks.docket_tail", "measure"),
    "P6": ("benchmarks.polling", "measure"),
    "P7": ("benchmarks.agenda_paper", "measure"),
    "P8": ("benchmarks.searching", "words"),
    "P9": ("benchmarks.searching", "slips"),
    "P10": ("benchmarks.list_pages", "measure"),
    "P12": ("benchmarks.cold_visit", "measure"),
    "P13": ("benchmarks.writers", "measure"),
    "P14": ("benchmarks.cold_start", "measure"),
    "P15": ("benchmarks.fresh_clone", "measure"),
    "D1": ("benchmarks.planner", "d1"),
    "D2": ("benchmarks.planner", "d2"),
    "D3": ("benchmarks.planner", "d3"),
    "D4": ("benchmarks.planner", "d4"),
    "DOCKET_TEN_THOUSAND": ("benchmarks.docket_ten_thousand", "measure"),
    "D5": ("benchmarks.planner", "d5"),
    "MEMORY": ("benchmarks.memory", "measure"),
    "PEERS": ("benchmarks.peers", "measure"),
    "ROOM": ("benchmarks.room", "measure"),
    "FAIRNESS": ("benchmarks.fairness", "measure"),
}
# What they are called as well.
ALSO = {"POLLING": "P6", "SEARCH": "P8", "NAMES": "P9", "PAGES": "P10"}


def main(words: list[str]) -> int:
    """Measure what is asked for, print each figure last, and give the exit status."""
    options = [word for word in words if word.startswith("--")]
    names = [ALSO.get(word.upper(), word.upper()) for word in words if word not in options] or list(REGISTRY)
    unknown = [name for name in names if name not in REGISTRY]
    if unknown:
        print(f"No such figure: {', '.join(unknown)}. Known are: {', '.join(REGISTRY)}.", file=sys.stderr)
        return 2
    return 0 if all([_is_reached(name, options) for name in names]) else 1


def _is_reached(name: str, options: list[str]) -> bool:
    """Measure one figure and print it; the last of its lines is the figure itself."""
    try:
        measure = _measure(name)
    except ImportError as problem:
        print(f"{name:8} not measured: {problem}", flush=True)
        return False
    lines = measure(options)
    for line in lines:
        print(f"{name:8} {line}", flush=True)
    return all(line.is_reached for line in lines)


def _measure(name: str) -> Measure:
    """Load what measures a figure."""
    module, function = REGISTRY[name]
    found: Measure = getattr(import_module(module), function)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
