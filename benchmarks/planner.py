"""D1 to D5: the planner on instances with known answers."""

from collections.abc import Sequence

from benchmarks import docket
from benchmarks.figure import Line


def d1(_options: Sequence[str]) -> list[Line]:
    """Dockets of at most 16 cases are proven optimal, quickly and without a solver to install."""
    found = docket.d1()
    return [Line("dockets of at most 16 cases", found["dockets"]),
            Line("CPU of the slowest twentieth", found["p95_ms"], " ms", most=250),
            Line("proven optimal", found["proven_percent"], " %", least=100)]


def d2(_options: Sequence[str]) -> list[Line]:
    """Longer dockets: up to 20 cases are proven, 40 cases come close to the best that is known."""
    found = docket.d2()
    proven, of = (int(each) for each in found["up_to_20_proven"].split("/"))
    return [Line("of 17 to 20 cases, proven", 100 * proven / of, " %", least=100),
            Line("of 17 to 20 cases, slowest", found["up_to_20_max_s"], " s", most=3),
            Line("of 40 cases, slowest", found["of_40_max_s"], " s", most=2),
            Line("of 40 cases, above the best known", found["of_40_max_gap_percent"], " %", most=2)]


def d3(_options: Sequence[str]) -> list[Line]:
    """Specialist-minutes in the room, against arrival order and against grouping by tumor type."""
    found = docket.d3()
    return [Line("dockets", found["dockets"]),
            Line("below grouping by tumor type", found["below_grouping_percent"], " %", least=20),
            Line("below first-come order", found["below_first_come_percent"], " %", least=35)]


def d4(_options: Sequence[str]) -> list[Line]:
    """Rank, explain and choose among very many pending cases."""
    found = docket.d4()
    return [Line("eligible of 10,000 pending cases", found["eligible"]),
            Line("rank, explain and choose", found["core_ms"], " ms", most=50)]


def d5(_options: Sequence[str]) -> list[Line]:
    """A late case is inserted without reordering what was published, close to solving everything again."""
    found = docket.d5()
    return [Line("insertions", found["insertions"]),
            Line("published orders changed", found["published_orders_changed"], most=0),
            Line("above solving again", found["above_resolving_percent"], " %", most=2)]
