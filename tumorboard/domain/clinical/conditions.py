"""The catalogue's one small grammar of conditions, for visible_when, only_when and ready_when."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.domain.clinical import labs, reading, treatments
from tumorboard.domain.clinical.chart import Chart, open_chart
from tumorboard.domain.clinical.derive import derive
from tumorboard.domain.clinical.rulebook import Rulebook

Condition = Mapping[str, Any]
Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a condition may ask about: the chart, its derived values and the flags raised."""

    chart: Chart
    derived: Mapping[str, Any]
    raised: frozenset[str]


def set_scene(
    case: Mapping[str, Any], on: date, policy: Mapping[str, Any] | None, rulebook: Rulebook, found: Found | None
) -> Scene:
    """Set up what conditions ask about; `found` is what derive() gave for the same case, to be spared a second run."""
    found = found or derive(case, on, policy, rulebook=rulebook)
    raised = frozenset(flag["id"] for flag in found["flags"])
    return Scene(open_chart(case, on, policy, rulebook), found["derived"], raised)


def holds(
    condition: Condition | None,
    case: Mapping[str, Any],
    on: date,
    policy: Mapping[str, Any] | None = None,
    *,
    rulebook: Rulebook,
    found: Found | None = None,
) -> bool:
    """Say whether a condition of the catalogue (section 1) holds for a case on a board date.

    No condition always holds; a missing value never makes a comparison true. `found` may pass what derive() gave
    for the same case and date. Raises ValueError for a condition outside the grammar, whatever the case.
    """
    return meets(condition, set_scene(case, on, policy, rulebook, found))


def visible(
    field: str | Mapping[str, Any],
    case: Mapping[str, Any],
    on: date,
    policy: Mapping[str, Any] | None = None,
    *,
    rulebook: Rulebook,
    found: Found | None = None,
) -> bool:
    """Say whether the form shows a field (its key or its definition) for a case on a board date.

    A hidden field keeps its value and the engine still reads it. Raises KeyError for an unknown field key.
    """
    scene = set_scene(case, on, policy, rulebook, found)
    definition = scene.chart.rules.fields[field] if isinstance(field, str) else field
    return meets(definition.get("visible_when"), scene)


def meets(condition: Condition | None, scene: Scene) -> bool:
    """Say whether a condition holds in a scene; raises ValueError outside the grammar."""
    if not condition:
        return True
    for keyword, judge in _KEYWORDS.items():
        if keyword in condition:
            return judge(condition, scene)
    raise ValueError(f"the catalogue has a condition outside its grammar: {sorted(condition)}")


def _any(condition: Condition, scene: Scene) -> bool:
    """Ask that one part holds."""
    return any(meets(part, scene) for part in condition["any"])


def _all(condition: Condition, scene: Scene) -> bool:
    """Ask that every part holds."""
    return all(meets(part, scene) for part in condition["all"])


def _not(condition: Condition, scene: Scene) -> bool:
    """Ask that the part does not hold."""
    return not meets(condition["not"], scene)


def _planned(condition: Condition, scene: Scene) -> bool:
    """Ask that one planned treatment is the code, of the group, or invasive."""
    return any(treatments.plans(scene.chart, wanted) for wanted in condition["planned"])


def _flag(condition: Condition, scene: Scene) -> bool:
    """Ask that the engine raises a flag."""
    return condition["flag"] in scene.raised


def _field(condition: Condition, scene: Scene) -> bool:
    """Judge an answer by its codes or as a measure; one outside its range is missing."""
    key, entered = condition["field"], scene.chart.answers.get(condition["field"])
    is_measure = scene.chart.rules.fields.get(key, {}).get("type") in ("integer", "decimal")
    value = scene.chart.number(key) if is_measure else entered
    return _is_listed(value, condition) and _compares(value, condition, scene)


def _derived(condition: Condition, scene: Scene) -> bool:
    """Judge a derived value."""
    value = scene.derived.get(condition["derived"])
    return _is_listed(value, condition) and _compares(value, condition, scene)


def _policy(condition: Condition, scene: Scene) -> bool:
    """Judge a value of the board's policy."""
    value = scene.chart.policy.get(condition["policy"])
    return _is_listed(value, condition) and _compares(value, condition, scene)


def _is_listed(value: Any, condition: Condition) -> bool:
    """Say whether a value, or one entry of a list value, is in the list; without a list there is nothing to meet."""
    if "in" not in condition:
        return True
    wanted = [code for listed in condition["in"] for code in _entries(listed)]
    return any(_same(entry, code) for entry in _entries(value) for code in wanted)


def _entries(value: Any) -> tuple[Any, ...]:
    """Take a value apart into codes and truth values."""
    return (value,) if isinstance(value, bool) else reading.words(value)


def _same(value: Any, wanted: Any) -> bool:
    """Say whether two values are equal; 1 and true are not."""
    return isinstance(value, bool) == isinstance(wanted, bool) and bool(value == wanted)


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge,
}  # fmt: skip


def _compares(value: Any, condition: Condition, scene: Scene) -> bool:
    """Say whether all comparisons given hold; a missing value is never true."""
    if "eq" in condition:
        wanted = _limit(condition["eq"], scene)
        if value is None or wanted is None or not _same(value, wanted):
            return False
    return all(_is_ordered(value, sign, condition, scene) for sign in _ORDER if sign in condition)


def _is_ordered(value: Any, sign: str, condition: Condition, scene: Scene) -> bool:
    """Say whether one comparison of numbers holds."""
    left, right = reading.number(value), reading.number(_limit(condition[sign], scene))
    return left is not None and right is not None and _ORDER[sign](left, right)


def _limit(limit: Any, scene: Scene) -> Any:
    """Give the limit of a comparison; a text names a value of the policy."""
    return scene.chart.policy.get(limit) if isinstance(limit, str) else limit


def _rows(condition: Condition, scene: Scene) -> bool:
    """Say whether at least one row fits all parts given."""
    return any(_row_fits(row, condition, scene) for row in scene.chart.rows(condition["rows"]))


def _row_fits(row: reading.Row, condition: Condition, scene: Scene) -> bool:
    """Say whether one row fits the columns, the limits and the days of a condition."""
    wanted, unwanted = condition.get("where", {}), condition.get("where_not", {})
    if not all(_is_listed(row.get(column), {"in": codes}) for column, codes in wanted.items()):
        return False
    if any(_is_listed(row.get(column), {"in": codes}) for column, codes in unwanted.items()):
        return False
    if condition.get("above_limit") and not labs.is_above_limit(row):
        return False
    return _value_fits(row, condition, scene) and _day_fits(row, condition, scene)


def _value_fits(row: reading.Row, condition: Condition, scene: Scene) -> bool:
    """Say whether a row's value lies above the limit asked, if one is asked."""
    return "value_gt" not in condition or _is_ordered(labs.value(row), "gt", {"gt": condition["value_gt"]}, scene)


def _day_fits(row: reading.Row, condition: Condition, scene: Scene) -> bool:
    """Say whether a row is dated within the days asked before the board, if any are asked."""
    if "within_days" not in condition:
        return True
    limit = reading.number(_limit(condition["within_days"], scene))
    return limit is not None and scene.chart.is_within(reading.day(row.get("date")), limit)


_KEYWORDS: dict[str, Callable[[Condition, Scene], bool]] = {
    "any": _any, "all": _all, "not": _not, "planned": _planned, "rows": _rows, "flag": _flag,
    "field": _field, "derived": _derived, "policy": _policy,
}  # fmt: skip
