"""The single questions of the catalogue's conditions: an answer, a derived value, a plan, a row, a flag."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tumorboard.domain.clinical import labs, reading, treatments
from tumorboard.domain.clinical.chart import Chart

Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a condition may ask about: the chart, its derived values and the flags raised."""

    chart: Chart
    derived: Mapping[str, Any]
    raised: frozenset[str]


def judge_planned(condition: Condition, scene: Scene) -> bool:
    """Ask that one planned treatment is the code, of the group, or invasive."""
    return any(treatments.plans(scene.chart, wanted) for wanted in condition["planned"])


def judge_flag(condition: Condition, scene: Scene) -> bool:
    """Ask that the engine raises a flag."""
    return condition["flag"] in scene.raised


def judge_field(condition: Condition, scene: Scene) -> bool:
    """Judge an answer by its codes or as a measure; one outside its range is missing."""
    key, entered = condition["field"], scene.chart.answers.get(condition["field"])
    is_measure = scene.chart.rules.fields.get(key, {}).get("type") in ("integer", "decimal")
    value = scene.chart.number(key) if is_measure else entered
    return _is_met_by(value, condition, scene)


def judge_derived(condition: Condition, scene: Scene) -> bool:
    """Judge a derived value."""
    value = scene.derived.get(condition["derived"])
    return _is_met_by(value, condition, scene)


def judge_policy(condition: Condition, scene: Scene) -> bool:
    """Judge a value of the board's policy."""
    value = scene.chart.policy.get(condition["policy"])
    return _is_met_by(value, condition, scene)


def _is_met_by(value: Any, condition: Condition, scene: Scene) -> bool:
    """Say whether a value is in the list and passes the comparisons, as far as the condition has them."""
    if not _TESTS & condition.keys():
        raise ValueError(f"the catalogue has a condition that asks nothing: {sorted(condition)}")
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
_TESTS = {"in", "eq", *_ORDER}


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


def judge_rows(condition: Condition, scene: Scene) -> bool:
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


TERMS: dict[str, Callable[[Condition, Scene], bool]] = {
    "planned": judge_planned,
    "rows": judge_rows,
    "flag": judge_flag,
    "field": judge_field,
    "derived": judge_derived,
    "policy": judge_policy,
}
