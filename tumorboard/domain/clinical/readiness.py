"""What a case still needs before the room can answer it, and what of that holds it off a docket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tumorboard.domain.clinical import flags, labs, reading
from tumorboard.domain.clinical.chart import Chart, open_chart
from tumorboard.domain.clinical.condition_terms import Scene
from tumorboard.domain.clinical.conditions import Found, flags_named, meets, set_scene
from tumorboard.domain.clinical.derive import derived_values
from tumorboard.domain.clinical.rulebook import Rulebook, Table, index

STATES = frozenset({"open", "ready", "requested", "waived", "not_needed"})
MET = frozenset({"ready", "waived", "not_needed"})


@dataclass(frozen=True, slots=True)
class ReadinessItem:
    """One item of the checklist: who owns it, whether it gates, its state, and what the answers say by themselves."""

    id: str
    label: str
    gate: bool
    owner: str
    applies: bool
    state: str
    auto: bool | None


def readiness(
    case: Mapping[str, Any],
    on: date,
    states: Mapping[str, Any] | None = None,
    policy: Mapping[str, Any] | None = None,
    *,
    rulebook: Rulebook,
    found: Found | None = None,
) -> list[ReadinessItem]:
    """List the readiness items that apply to a case, in catalogue order (catalogue section 3).

    `states` maps item ids to what a person set: a state, or a mapping with a `state`. A state set by a person
    stands; else an item whose parts all hold an answer is ready by itself, and any other is open. `auto` is what
    the answers say, None for an item that only a person can set. `found` may pass what derive() gave. Raises nothing.
    """
    listed = checklist(case, on, states, policy, rulebook=rulebook, found=found)
    return [item for item in listed if item.applies]


def checklist(
    case: Mapping[str, Any],
    on: date,
    states: Mapping[str, Any] | None = None,
    policy: Mapping[str, Any] | None = None,
    *,
    rulebook: Rulebook,
    found: Found | None = None,
) -> list[ReadinessItem]:
    """List every item of the board as readiness() does, those that do not apply to this case included."""
    scene = set_scene(case, on, policy, rulebook, found)
    given = states if isinstance(states, Mapping) else {}
    return [_item(item, scene, given.get(item["id"])) for item in scene.chart.rules.items]


def failing_gates(
    case: Mapping[str, Any],
    on: date,
    states: Mapping[str, Any] | None = None,
    policy: Mapping[str, Any] | None = None,
    *,
    rulebook: Rulebook,
    found: Found | None = None,
) -> list[str]:
    """Name the gates that hold a case off a docket: those not ready, waived or not needed.

    A tier 0 case has only the gate `question`. The coordinator's acceptance is not an item. Raises nothing.
    """
    # A pool of thousands is judged for every build of a docket: only the gates are, and the flags that they ask for.
    scene = set_scene(case, on, policy, rulebook, found) if found else _scene_of_gates(case, on, policy, rulebook)
    given = states if isinstance(states, Mapping) else {}
    gates = [_item(item, scene, given.get(item["id"])) for item in scene.chart.rules.items if item["gate"]]
    unmet = [item.id for item in gates if item.applies and item.state not in MET]
    if scene.derived["tier"] != 0:
        return unmet
    return [gate for gate in unmet if gate in index(rulebook).tier0_gates]


def _scene_of_gates(case: Mapping[str, Any], on: date, policy: Mapping[str, Any] | None, rulebook: Rulebook) -> Scene:
    """Set up what the conditions of gates ask about, and leave out every flag that none of them names."""
    chart = open_chart(case, on, policy, rulebook)
    derived = derived_values(chart)
    return Scene(chart, derived, frozenset(flag["id"] for flag in flags.raised(chart, derived, _asked_for(rulebook))))


@lru_cache(maxsize=16)
def _asked_for(rulebook: Rulebook) -> frozenset[str]:
    """Name the flags in the conditions of gates."""
    asked = [item.get(name) for item in index(rulebook).items if item["gate"] for name in ("only_when", "ready_when")]
    return frozenset(flag for condition in asked if condition for flag in flags_named(condition))


def _item(item: Table, scene: Scene, given: Any) -> ReadinessItem:
    """Judge one item of the catalogue for a case."""
    auto = _auto(item, scene)
    return ReadinessItem(
        id=item["id"],
        label=item["label"],
        gate=item["gate"],
        owner=_owner(item["default_owner"], scene.chart),
        applies=_applies(item, scene),
        state=_state_given(given) or ("ready" if auto else "open"),
        auto=auto,
    )


def _state_given(given: Any) -> str | None:
    """Read the state that a person set; anything else is none."""
    state = given.get("state") if isinstance(given, Mapping) else given
    return state if isinstance(state, str) and state in STATES else None


def _applies(item: Table, scene: Scene) -> bool:
    """Say whether an item is for the family of the case and its condition holds."""
    families = item["required_for"]
    is_for_family = "*" in families or scene.chart.choice("net_family") in families
    return is_for_family and meets(item.get("only_when"), scene)


def _owner(default: str, chart: Chart) -> str:
    """Name the specialty or role that owns an item: medonc and surgery are the case's own such specialty."""
    if default not in ("medonc", "surgery"):
        return default
    family = chart.rules.family_defaults.get(chart.choice("net_family") or "", {})
    needs = (*chart.choices("specialties_needed"), *family.get("specialties", ()))
    return next((need for need in needs if need.startswith(f"{default}_")), default)


def _auto(item: Table, scene: Scene) -> bool | None:
    """Say whether the answers make an item ready by themselves; None when only a person can."""
    chart = scene.chart
    if "ready_when_filled" in item:
        return all(any(_answers(chart, key) for key in part.split("|")) for part in item["ready_when_filled"])
    if "ready_when" in item:
        return meets(item["ready_when"], scene)
    if "ready_when_analyte" in item:
        return _has_labs(chart, item["ready_when_analyte"])
    if "ready_when_analyte_by_syndrome" in item:
        by_syndrome = item["ready_when_analyte_by_syndrome"]
        named = [syndrome for syndrome in chart.choices("syndrome") if syndrome != "none"]
        # A syndrome without a marker of its own (somatostatinoma, unknown) is for a person to settle.
        return all(syndrome in by_syndrome and _has_labs(chart, by_syndrome[syndrome]) for syndrome in named)
    return None


def _has_labs(chart: Chart, parts: list[str]) -> bool:
    """Say whether every part has a value for one of its analytes."""
    return all(labs.has_result(chart, part.split("|")) for part in parts)


def _answers(chart: Chart, key: str) -> bool:
    """Say whether a field holds an answer: not empty, usable, and none of the words for "not known yet"."""
    kind = chart.rules.fields[key]["type"]
    if kind == "rows":
        return reading.is_list(chart.answers.get(key))
    if kind in ("integer", "decimal"):
        return chart.number(key) is not None
    if kind == "date":
        return chart.span(key) is not None
    given = chart.choices(key) if kind in ("choice", "multichoice") else reading.words(chart.word(key))
    return any(code not in chart.rules.no_answer for code in given)
