"""The engine's flags, one small function each: prompts to check, never advice."""

from collections.abc import Callable, Container, Mapping

from tumorboard.domain.clinical.chart import Chart, Derived
from tumorboard.domain.clinical.flags import (
    alpha_blockade,
    endocrine,
    heart,
    imaging,
    pathology,
    prrt,
    referral,
    staging,
    treatment,
    young,
)
from tumorboard.domain.clinical.rulebook import Table

Rule = Callable[[Chart, Derived], bool]

RULES: Mapping[str, Rule] = {
    **referral.RULES,
    **alpha_blockade.RULES,
    **endocrine.RULES,
    **pathology.RULES,
    **staging.RULES,
    **prrt.RULES,
    **heart.RULES,
    **treatment.RULES,
    **young.RULES,
    **imaging.RULES,
}


def raised(chart: Chart, derived: Derived, only: Container[str] = RULES) -> list[Table]:
    """List the catalogue's flags that a case raises, in catalogue order; flags of other boards have no rule here."""
    return [flag for flag in chart.rules.flags
            if flag["id"] in only and flag["id"] in RULES and RULES[flag["id"]](chart, derived)]
