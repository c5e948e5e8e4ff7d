"""The stage group that T, N and M give, by the table of the schema and edition. Never a guess."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.domain.clinical.chart import Chart

_FAMILY_SCHEMAS = {
    "pan_net": "net_pancreas", "lung_net": "lung", "thymus_net": "thymus", "mtc": "mtc", "merkel": "merkel",
}  # fmt: skip
_STAGED_BY_SITE = frozenset({"gep_net", "ppgl"})
_NOT_BY_TABLE = frozenset({"yc", "yp", "r"})


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage group or None, and why: derived, not_derivable or not_applicable."""

    group: str | None
    status: str


NOT_DERIVABLE = Stage(None, "not_derivable")
NOT_APPLICABLE = Stage(None, "not_applicable")


def schema(chart: Chart) -> str | None:
    """Name the staging schema of the case by its family, else by its primary site; None when there is none."""
    family, site = chart.choice("net_family"), chart.choice("primary_site")
    if family in _FAMILY_SCHEMAS:
        return _FAMILY_SCHEMAS[family]
    is_staged = family in _STAGED_BY_SITE or (family == "nec" and site in ("lung", "thymus"))
    return chart.rules.site_schemas.get(site or "") if is_staged else None


def edition_expected(chart: Chart) -> str | None:
    """Give the edition in force at diagnosis: 8, 9 or pre8; None unless the first and last possible day agree."""
    named, diagnosed = schema(chart), chart.span("diagnosis_date")
    if named is None or diagnosed is None:
        return None
    first, last = (_edition_on(chart, named, day) for day in diagnosed)
    return first if first == last else None


def _edition_on(chart: Chart, named: str, day: date) -> str | None:
    """Give the edition in force for a schema on a day."""
    for pattern, starts in chart.rules.editions.items():
        if named == pattern or (pattern.endswith("*") and named.startswith(pattern[:-1])):
            begun = [edition for start, edition in starts if date.fromisoformat(start) <= day]
            return begun[-1] if begun else "pre8"
    return None


def edition_used(chart: Chart) -> str | None:
    """Give the edition entered, else the expected one; an entered edition is never silently replaced."""
    return chart.word("stage_edition") or edition_expected(chart)


def stage(chart: Chart) -> Stage:
    """Derive the stage group from T, N and M by the table of the schema and edition (AJCC, as data).

    A post-therapy or recurrence stage (yc, yp, r) is shown as entered and never derived.
    """
    if not chart.policy["stage_enabled"] or chart.choice("stage_basis") in _NOT_BY_TABLE:
        return NOT_APPLICABLE
    named = schema(chart)
    if named is None:
        return NOT_DERIVABLE if _is_site_awaited(chart) else NOT_APPLICABLE
    if named.startswith("net_") and chart.choice("differentiation") in ("poor", "mixed"):
        return NOT_APPLICABLE
    return _looked_up(chart, named)


def _is_site_awaited(chart: Chart) -> bool:
    """Say whether the schema is missing only because the family or the primary site is still unknown."""
    family, site = chart.choice("net_family"), chart.choice("primary_site")
    return family is None or (family in _STAGED_BY_SITE and site is None)


def _looked_up(chart: Chart, named: str) -> Stage:
    """Take the stage group of the first rule that matches; no rule, no group."""
    tokens = {axis: chart.word(axis) for axis in ("t", "n", "m")}
    if None in tokens.values():
        return NOT_DERIVABLE
    rules = chart.rules.stage_rules.get((named, edition_used(chart) or ""), ())
    basis = chart.choice("stage_basis")
    groups = (rule["stage"] for rule in rules if _matches(rule, tokens, basis))
    found = next(groups, None)
    return NOT_DERIVABLE if found is None else Stage(found, "derived")


def _matches(rule: Any, tokens: dict[str, str | None], basis: str | None) -> bool:
    """Say whether a rule of a table takes these tokens; a star takes any, and Merkel rules also ask the basis."""
    if rule.get("basis", "*") not in ("*", basis):
        return False
    return all("*" in rule[axis] or token in rule[axis] for axis, token in tokens.items())
