"""T, N and M tokens: their order, and the lowest T that a size allows."""

import operator
from collections.abc import Callable
from typing import Any

from tumorboard.domain.clinical.chart import Chart

# A token without a letter counts as the highest of its number: a T1 may be a T1c. TX and Tis are never compared.
T_ORDER = {
    "0": 0, "1MI": 1, "1A": 2, "1B": 3, "1C": 4, "1": 4, "2A": 5, "2B": 6, "2": 6,
    "3": 7, "3A": 7, "3B": 7, "4": 8, "4A": 8, "4B": 8,
}  # fmt: skip
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def is_distant(m: str | None) -> bool:
    """Say whether an M token means distant metastasis of any kind."""
    return m is not None and m.startswith("1")


def is_lower(t: str | None, minimum: str | None) -> bool:
    """Say whether a T token lies below a minimum; tokens outside the order are never compared."""
    if t not in T_ORDER or minimum not in T_ORDER:
        return False
    return T_ORDER[t] < T_ORDER[minimum]


def lowest_t(chart: Chart, schema: str | None, edition: str | None) -> str | None:
    """Give the lowest T token for the tumor size in cm; None without a size or a size table (staging tables)."""
    size = chart.number("size_cm")
    if not size:
        return None
    for table in chart.rules.size_steps:
        if table["schema"] == schema and table["edition"] in ("*", edition) and _is_of_site(chart, table):
            steps = (token for sign, limit, token in table["steps"] if COMPARED[sign](size, limit))
            return next(steps, None)
    return None


def _is_of_site(chart: Chart, table: Any) -> bool:
    """Say whether a size table is for the case's primary site; most are for every site of their schema."""
    return table.get("primary_site") in (None, chart.choice("primary_site"))


def strangers(chart: Chart, schema: str | None, edition: str | None) -> list[str]:
    """Name those of t, n and m whose token is not in the list of this schema and edition."""
    listed = chart.rules.tokens.get(f"{schema}|{edition}")
    if listed is None:
        return []
    entered = ((axis, chart.word(axis)) for axis in ("t", "n", "m"))
    return [axis for axis, token in entered if token is not None and token not in listed[axis]]
