"""Prompts about T, N, M, their edition and the stage in the report."""

from tumorboard.domain.clinical import tnm
from tumorboard.domain.clinical.chart import Chart, Derived


def stage_mismatch(chart: Chart, derived: Derived) -> bool:
    """The stage in the report differs from the one that its own T, N and M give."""
    reported = (chart.word("stage_reported") or "").upper().replace("STAGE", "").strip()
    return bool(reported) and derived["stage_group"] is not None and reported != derived["stage_group"]


def edition_mismatch(chart: Chart, derived: Derived) -> bool:
    """The edition entered is not the one in force at diagnosis; the 7th counts as before the 8th."""
    entered, expected = chart.word("stage_edition"), derived["stage_edition_expected"]
    if entered is None or expected is None:
        return False
    return bool(("pre8" if entered == "7" else entered) != expected)


def category_not_in_schema(chart: Chart, derived: Derived) -> bool:
    """A T, N or M token does not exist in this schema and edition."""
    return bool(tnm.strangers(chart, derived["stage_schema"], derived["stage_edition_used"]))


def t_below_size(chart: Chart, derived: Derived) -> bool:
    """The T entered is lower than the size of the tumor allows."""
    return tnm.is_lower(chart.word("t"), derived["min_t"])


def m0_with_sites(chart: Chart, derived: Derived) -> bool:
    """M0 is entered beside a distant site."""
    return chart.word("m") == "0" and bool(chart.choices("distant_sites"))


def m1_without_site(chart: Chart, derived: Derived) -> bool:
    """Distant metastasis is entered without saying where."""
    return tnm.is_distant(chart.word("m")) and not chart.choices("distant_sites")


RULES = {
    rule.__name__: rule
    for rule in (
        stage_mismatch,
        edition_mismatch,
        category_not_in_schema,
        t_below_size,
        m0_with_sites,
        m1_without_site,
    )
}
