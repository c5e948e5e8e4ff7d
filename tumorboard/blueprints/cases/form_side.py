"""What stands beside the form: what is still missing for the meeting, and what follows from the answers."""

from dataclasses import dataclass
from typing import Any

from tumorboard.blueprints.cases.form_scene import Scene
from tumorboard.domain import clinical
from tumorboard.services import appraising

TONES = {"ready": "ok", "waived": "na", "not_needed": "na", "requested": "wait", "open": "miss"}
DONE = frozenset({"ready", "waived", "not_needed"})
ROLES = {"presenter": "Presenter", "coordinator": "Coordinator"}


@dataclass(frozen=True, slots=True)
class Side:
    """The side of a page of the form."""

    items: list[tuple[str, str, str]]
    done: int
    derived: list[tuple[str, str]]
    urgent: bool
    is_child: bool
    is_moving_on: bool


def of(scene: Scene) -> Side:
    """Read the side of a page off its case."""
    items = clinical.readiness(scene.chart, scene.yard.on, appraising.states(scene.case), scene.yard.policy,
                               rulebook=scene.profile, found=scene.found)
    derived = scene.derived
    return Side([(TONES[each.state], each.label, _owner(scene, each.owner)) for each in items],
                sum(each.state in DONE for each in items), _derived(scene), derived["tier"] == 0,
                bool(derived["is_pediatric"]), bool(derived["in_transition_window"]))


def _owner(scene: Scene, owner: str) -> str:
    """Name who owns an item: a role, or a seat."""
    return ROLES.get(owner) or scene.profile.label("specialty", owner).split(":")[0].replace("_", " ").capitalize()


def _derived(scene: Scene) -> list[tuple[str, str]]:
    """List what is derived from the answers; nothing of it is ever written over an answer."""
    values: Any = scene.derived
    found = [("Age at the board", str(values["age_at_board"]) if values["age_at_board"] is not None else ""),
             ("Grade", scene.profile.short("grade", values["grade"] or "")),
             ("Stage group", values["stage_group"] or ""),
             ("Days of alpha-blockade before the procedure", _number(values["alpha_days_at_procedure"])),
             ("PRRT so far, GBq", _number(values["prrt_cumulative_gbq"] or None))]
    return [(label, text) for label, text in found if text]


def _number(value: float | None) -> str:
    """Write a derived number."""
    return "" if value is None else f"{value:g}"
