"""Studies: the newest of a kind, and whether CT or MRI is asked for at all."""

from collections.abc import Collection
from datetime import date

from tumorboard.domain.clinical import labs, reading
from tumorboard.domain.clinical.chart import Chart
from tumorboard.domain.clinical.reading import Number, Row
from tumorboard.domain.clinical.tnm import is_distant


def studies(chart: Chart, modalities: Collection[str]) -> list[Row]:
    """List the studies of some modalities, with or without a date."""
    return [row for row in chart.rows("imaging") if reading.word(row.get("modality")) in modalities]


def newest_day(chart: Chart, rows: Collection[Row]) -> date | None:
    """Give the day of the newest dated study up to the board; later and undated ones are never the newest."""
    days = (reading.day(row.get("date")) for row in rows)
    return max((day for day in days if day is not None and day <= chart.on), default=None)


def newest_cross_sectional_days(chart: Chart) -> int | None:
    """Count the days from the newest CT or MRI to the board; a brain study shows no tumor of this board."""
    rows = studies(chart, chart.policy["cross_sectional_modalities"])
    return chart.days_ago(newest_day(chart, [row for row in rows if reading.word(row.get("region")) != "brain"]))


def newest_sstr_days(chart: Chart) -> int | None:
    """Count the days from the newest somatostatin-receptor PET to the board."""
    return chart.days_ago(newest_day(chart, studies(chart, ("sstr_pet",))))


def krenning(chart: Chart) -> Number | None:
    """Give the Krenning score (0-4) of the newest somatostatin-receptor PET; of two on one day the lower."""
    rows = studies(chart, ("sstr_pet",))
    day = newest_day(chart, rows)
    scores = (score(row) for row in rows if day is not None and reading.day(row.get("date")) == day)
    return min((known for known in scores if known is not None), default=None)


def score(row: Row) -> Number | None:
    """Give the Krenning score of a study; outside 0-4 it is not usable."""
    return reading.number(row.get("krenning"), 0, 4)


def has_netpet(chart: Chart, scores: Collection[str]) -> bool:
    """Say whether any study has one of the NETPET scores (FDG against receptor uptake)."""
    return any(reading.word(row.get("netpet")) in scores for row in chart.rows("imaging"))


def is_cross_sectional_asked(chart: Chart) -> bool:
    """Say whether the board asks for CT or MRI: not for small appendix or resected stomach and rectum tumors,
    nor for medullary thyroid carcinoma without a high calcitonin, nodes or metastases (guidelines).
    """
    if _is_small_and_settled(chart):
        return False
    return chart.choice("net_family") != "mtc" or _may_have_spread(chart)


def _is_small_and_settled(chart: Chart) -> bool:
    """Say whether the tumor measures up to 1 cm at a site where that settles the question of spread."""
    size, site = chart.number("size_cm"), chart.choice("primary_site")
    if size is None or not 0 < size <= 1:
        return False
    if site in ("stomach", "rectum"):
        return any(reading.word(row.get("kind")) == "endo_resection" for row in chart.rows("prior_treatments"))
    return site == "appendix"


def _may_have_spread(chart: Chart) -> bool:
    """Say whether a medullary thyroid carcinoma has a high calcitonin (pg/mL), neck nodes or metastases."""
    limit = chart.policy["mtc_imaging_calcitonin"]
    high = any((labs.value(row) or 0) > limit for row in labs.results(chart, ("calcitonin",)))
    return high or chart.word("n") in ("1", "1A", "1B") or is_distant(chart.word("m"))
