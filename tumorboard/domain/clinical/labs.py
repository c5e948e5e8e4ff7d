"""Lab rows: which count, which lie above their limit, and the newest of a kind."""

from collections.abc import Collection, Mapping
from datetime import date
from math import isfinite

from tumorboard.domain.clinical import reading
from tumorboard.domain.clinical.chart import Chart
from tumorboard.domain.clinical.reading import Number, Row

HIAA5 = frozenset({"hiaa5_24h", "hiaa5_plasma"})


def value(row: Row) -> Number | None:
    """Give the result of a lab row; a negative result is not usable."""
    return reading.number(row.get("value"), 0)


def is_above_limit(row: Row) -> bool:
    """Say whether a result lies above its own upper limit of normal, both given."""
    result, limit = value(row), reading.number(row.get("uln"), 0)
    return result is not None and limit is not None and result > limit


def results(chart: Chart, analytes: Collection[str]) -> list[Row]:
    """List the lab rows of some analytes that have a value, with or without a date."""
    asked = (row for row in chart.rows("labs") if reading.word(row.get("analyte")) in analytes)
    return [row for row in asked if value(row) is not None]


def has_result(chart: Chart, analytes: Collection[str]) -> bool:
    """Say whether one of the analytes has a value."""
    return bool(results(chart, analytes))


def has_result_above_limit(chart: Chart, analytes: Collection[str]) -> bool:
    """Say whether one of the analytes lies above its upper limit of normal."""
    return any(is_above_limit(row) for row in results(chart, analytes))


def newest(chart: Chart, analyte: str) -> tuple[date, Number] | None:
    """Give the day and the result of the newest dated row up to the board; on one day the higher result counts."""
    dated = ((reading.day(row.get("date")), value(row)) for row in results(chart, (analyte,)))
    known = [(day, result) for day, result in dated if day is not None and result is not None and day <= chart.on]
    return max(known, default=None)


def times_uln(chart: Chart) -> list[float | None]:
    """Give value / upper limit of normal per lab row to one decimal, in row order; None where it cannot be told."""
    listed = chart.answers.get("labs")
    entries = listed if isinstance(listed, list | tuple) else ()
    return [ratio(row) if isinstance(row, Mapping) else None for row in entries]


def ratio(row: Row) -> float | None:
    """Divide a result by its upper limit of normal, to one decimal; None where either is unknown."""
    result, limit = value(row), reading.number(row.get("uln"), 0)
    found = result / limit if result is not None and limit else None
    return None if found is None or not isfinite(found) else round(found, 1)
