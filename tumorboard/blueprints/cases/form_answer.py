"""What the form tells the page that saved while somebody typed, and what its history says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import get_template_attribute, render_template

from tumorboard import clock
from tumorboard.blueprints.cases import form_reading, form_side
from tumorboard.blueprints.cases.form_inputs import input_of, says, sections_of
from tumorboard.blueprints.cases.form_reading import VERBS, Filled, Wish
from tumorboard.blueprints.cases.form_scene import Scene
from tumorboard.domain.clinical import answers
from tumorboard.profiles import Profile
from tumorboard.services.answer_history import Outcome
from tumorboard.services.answer_shelf import CHANGED_ELSEWHERE, asked, sections
from tumorboard.services.drafting_case import SUBMIT
from tumorboard.web.answer_words import lines
from tumorboard.web.context import current_board
from tumorboard.web.wording import clock_time

# The choices of the second hang on the first.
HANGS_ON = {"diagnosis_date": ("stage_edition", "t", "n", "m"), "stage_edition": ("t", "n", "m"),
            "primary_site": ("t", "n", "m")}


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the history: of which answer, what it was and became, by whom, and whether it was taken."""

    label: str
    section: str
    before: list[str]
    after: list[str]
    change: Any


def told(scene: Scene, filled: Filled, outcome: Outcome, pressed: Wish, seen: Mapping[str, int]) -> dict[str, Any]:
    """Give all that a page needs in order to go on without being loaded again."""
    shown = [each for each in sections_of(scene, seen) if each.is_shown]
    return {
        "saved": saved_words(),
        "seen": {each.id: each.seen for each in sections_of(scene, seen)},
        "was": {key: _plain(scene.shelf.shown(key)) for key in CHANGED_ELSEWHERE},
        "problems": dict(_problems(scene, filled)),
        "shown": sorted(scene.shown), "sections": [each.id for each in shown],
        "taken": sorted(outcome.taken),
        "fields": {key: field(scene, key) for key in _redrawn(outcome, pressed)},
        "says": dict(_says(scene, filled)),
        "side": render_template("cases/form_side.html", sections=shown, side=form_side.of(scene)),
    }


def saved_words() -> str:
    """Say when the page was saved, where the board lives."""
    return f"Saved on the server at {clock_time(clock.now().astimezone(current_board().tz))}"


def field(scene: Scene, key: str) -> str:
    """Draw one field of the form."""
    return str(get_template_attribute("components/answer.html", "answer")(input_of(scene, key)))


def problems(scene: Scene) -> list[tuple[str, str]]:
    """List every problem with the id of its input, in the order of the form."""
    return [(_input(key, cell), words) for key in asked(scene.profile)
            for cell, words in scene.problems.get(key, {}).items()]


def history(changes: Iterable[Any], profile: Profile) -> list[Line]:
    """Give the history in words, the newest first."""
    labels, known = sections(profile), {each["key"]: each for each in profile.fields()}
    return [Line(known[key]["label"], labels.get(change.section, "First page" if change.section == SUBMIT else ""),
                 _in_words(known[key], change.before.get(key), profile), _in_words(known[key], typed, profile), change)
            for change in changes for key, typed in change.after.items() if key in known]


def _in_words(definition: Mapping[str, Any], typed: Any, profile: Profile) -> list[str]:
    """Write one text of the history."""
    if not typed:
        return []
    if definition["type"] == "rows":
        return lines(definition, [each for each in typed if each != answers.NONE_ROW], profile)
    if definition["type"] == "user":
        return ["A person was named"]
    return lines({**definition, "unit": ""}, typed, profile)


def _redrawn(outcome: Outcome, pressed: Wish) -> set[str]:
    """Name the fields that must be drawn anew: changed by others, to be chosen, of other choices, of other rows."""
    hanging = {each for key in outcome.taken for each in HANGS_ON.get(key, ())}
    rows = {pressed.key} if pressed.verb in VERBS else set()
    chosen = form_reading.hand().choices.keys() & outcome.taken
    return {*outcome.clashes, *outcome.theirs, *hanging, *rows, *chosen}


def _problems(scene: Scene, filled: Filled) -> Iterator[tuple[str, str]]:
    """Give what cannot be read by the name of its input on the page that sent it."""
    for key, found in scene.problems.items():
        for cell, words in found.items():
            yield _input(key, _placed(cell, filled.places.get(key, []))), words


def _says(scene: Scene, filled: Filled) -> Iterator[tuple[str, str]]:
    """Give what follows from each row by its place on the page that sent it."""
    for key, places in filled.places.items():
        rows = [row for row in scene.typed(key) if row != answers.NONE_ROW]
        for number, place in enumerate(places[:len(rows)]):
            yield f"{key}-{place}", says(scene, key, rows[number])


def _placed(cell: str, places: list[int]) -> str:
    """Give a cell the number that its row has on the page."""
    number, _, name = cell.partition("-")
    return f"{places[int(number)]}-{name}" if name and int(number) < len(places) else cell


def _input(key: str, cell: str) -> str:
    """Give the name of an input."""
    return f"{key}-{cell}" if cell else key


def _plain(typed: Any) -> str:
    """Write what an answer was as one hidden text."""
    return ",".join(typed) if isinstance(typed, list) else str(typed)
