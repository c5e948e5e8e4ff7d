"""What is planned and what was given, by treatment code."""

from collections.abc import Collection

from tumorboard.domain.clinical import reading
from tumorboard.domain.clinical.chart import Chart

PRRT = frozenset({"prrt", "prrt_retreat", "prrt_other"})


def planned(chart: Chart) -> tuple[str, ...]:
    """List the treatments planned: the presenter's proposal, then a recommendation being written, once each."""
    listed = (
        *reading.words(chart.answers.get("proposal_kinds")),
        *reading.words(chart.answers.get("recommendation_kinds")),
    )
    return tuple(dict.fromkeys(code for code in listed if code in chart.rules.treatments))


def plans_any(chart: Chart, codes: Collection[str]) -> bool:
    """Say whether one of the treatments is planned."""
    return any(code in codes for code in planned(chart))


def plans_invasive(chart: Chart) -> bool:
    """Say whether a planned treatment carries the catalogue's mark of an invasive one."""
    return any(chart.rules.treatments[code].get("invasive") for code in planned(chart))


def plans(chart: Chart, wanted: str) -> bool:
    """Say whether a treatment is planned that is the code, or of `group:name`, or `invasive`."""
    if wanted == "invasive":
        return plans_invasive(chart)
    if wanted.startswith("group:"):
        group = wanted.removeprefix("group:")
        return any(chart.rules.treatments[code].get("group") == group for code in planned(chart))
    return wanted in planned(chart)


def drug_class(chart: Chart, code: str) -> str | None:
    """Give the drug class of a treatment; None when it has none, as surgery has."""
    found: str | None = chart.rules.treatments.get(code, {}).get("drug_class")
    return found


def failed(chart: Chart) -> frozenset[str]:
    """Collect the treatments that were stopped for progression."""
    stopped = (row for row in chart.rows("prior_treatments") if reading.word(row.get("stop_reason")) == "progression")
    return frozenset(kind for row in stopped if (kind := reading.word(row.get("kind"))) is not None)


def prrt_cumulative_gbq(chart: Chart) -> float:
    """Add up the activity given in GBq over the rows of 177Lu PRRT and re-treatment; a missing figure adds 0."""
    given = (row for row in chart.rows("prior_treatments") if reading.word(row.get("kind")) in ("prrt", "prrt_retreat"))
    # Added as decimals, so that four times 7.4 reads 29.6 in the packet.
    return float(sum(reading.exact(reading.number(row.get("gbq"), 0)) for row in given))
