"""The catalogue's one small grammar of conditions, for visible_when, only_when and ready_when."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tumorboard.domain.clinical.chart import open_chart
from tumorboard.domain.clinical.condition_terms import TERMS, Condition, Scene
from tumorboard.domain.clinical.derive import derive
from tumorboard.domain.clinical.rulebook import Rulebook

Found = Mapping[str, Any]


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


def visible_fields(
    case: Mapping[str, Any],
    on: date,
    policy: Mapping[str, Any] | None = None,
    *,
    rulebook: Rulebook,
    found: Found | None = None,
) -> list[str]:
    """List the keys of the fields that the form shows, in form order: visible() for all of them at once."""
    scene = set_scene(case, on, policy, rulebook, found)
    return [key for key, field in scene.chart.rules.fields.items() if meets(field.get("visible_when"), scene)]


def meets(condition: Condition | None, scene: Scene) -> bool:
    """Say whether a condition holds in a scene; raises ValueError outside the grammar."""
    if not condition:
        return True
    for keyword, judge in _KEYWORDS.items():
        if keyword in condition:
            return judge(condition, scene)
    raise ValueError(f"the catalogue has a condition outside its grammar: {sorted(condition)}")


def flags_named(condition: Condition) -> list[str]:
    """Name the flags that a condition asks for, in any of its parts."""
    parts = [*condition.get("any", ()), *condition.get("all", ())] + ([condition["not"]] if "not" in condition else [])
    own = [condition["flag"]] if "flag" in condition else []
    return own + [flag for part in parts for flag in flags_named(part)]


def _any(condition: Condition, scene: Scene) -> bool:
    """Ask that one part holds."""
    return any(meets(part, scene) for part in condition["any"])


def _all(condition: Condition, scene: Scene) -> bool:
    """Ask that every part holds."""
    return all(meets(part, scene) for part in condition["all"])


def _not(condition: Condition, scene: Scene) -> bool:
    """Ask that the part does not hold."""
    return not meets(condition["not"], scene)


_KEYWORDS: dict[str, Callable[[Condition, Scene], bool]] = {"any": _any, "all": _all, "not": _not, **TERMS}
