"""The inputs of the form, made from the catalogue: label, unit, options, what was typed, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tumorboard.blueprints.cases.form_scene import Scene
from tumorboard.domain.clinical import answers, labs
from tumorboard.domain.clinical.rulebook import Table
from tumorboard.profiles import Profile
from tumorboard.services.answer_history import Clash
from tumorboard.services.answer_shelf import CHANGED_ELSEWHERE, asked, sections
from tumorboard.vocabulary.recommendation import TreatmentGroup
from tumorboard.web.answer_words import UNITS, lines, written_day
from tumorboard.web.wording import full_name

Options = list[tuple[str, list[tuple[str, str]]]]
UNKNOWN = ("", "Not answered")
YES_NO = [("yes", "Yes"), ("no", "No")]
# So few whole numbers are chosen rather than typed.
FEW = 6
# Their order is a course, so it can be changed.
ORDERED = frozenset({"prior_treatments"})
SMALL = {"integer": "numeric", "decimal": "decimal"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One input: of a field, or of one column of a row."""

    name: str
    label: str
    kind: str
    typed: Any = ""
    options: Options = field(default_factory=list)
    words: str = ""
    keyboard: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a row field: its number on the page, its inputs, and what follows from it."""

    number: int
    cells: list[Cell]
    is_blank: bool
    says: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One field of the form."""

    key: str
    cell: Cell
    unit: str
    hint: str
    is_shown: bool
    is_optional: bool
    carried: str = ""
    clash: Clash | None = None
    theirs: list[str] = field(default_factory=list)
    was: str | None = None
    rows: list[Row] = field(default_factory=list)
    has_none: bool = False
    is_ordered: bool = False
    locked_words: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the form, with how many of its counted answers are known."""

    id: str
    label: str
    seen: int
    inputs: list[Input]
    known: int
    asked: int

    @property
    def is_shown(self) -> bool:
        """Tell whether anything of it applies."""
        return any(each.is_shown for each in self.inputs)


def sections_of(scene: Scene, seen: Mapping[str, int]) -> list[Section]:
    """Make the whole form; a section in which somebody must choose keeps the version that its reader saw."""
    return [_section(scene, name, label, seen) for name, label in sections(scene.profile).items()]


def _section(scene: Scene, name: str, label: str, seen: Mapping[str, int]) -> Section:
    """Make one section."""
    keys = scene.shelf.keys(name)
    counted = [key for key in keys if key in scene.shown and asked(scene.profile)[key]["tier"] != "optional"]
    row = scene.rows.get(name)
    number = row.number if row is not None else 0
    if any(key in scene.outcome.clashes for key in keys):
        number = seen.get(name, number)
    return Section(name, label, number, [input_of(scene, key) for key in keys],
                   sum(scene.is_answered(key) for key in counted), len(counted))


def input_of(scene: Scene, key: str) -> Input:
    """Make one field of the form."""
    definition, clash, typed = asked(scene.profile)[key], scene.outcome.clashes.get(key), scene.typed(key)
    is_rows = definition["type"] == "rows"
    problems = scene.problems.get(key, {})
    shown = scene.shelf.shown(key)
    cell = cell_of(scene, definition, key, typed, problems.get("none" if is_rows else "", ""))
    return Input(
        key, cell, UNITS.get(definition.get("unit", ""), definition.get("unit", "")), _hint(scene, definition),
        key in scene.shown, definition["tier"] == "optional", _carried(scene, definition), clash,
        _in_words(scene, definition, clash.theirs) if clash else [],
        (",".join(map(str, shown)) if isinstance(shown, list) else shown) if key in CHANGED_ELSEWHERE else None,
        _rows(scene, definition, typed, problems) if is_rows else [],
        is_rows and answers.NONE_ROW in typed, key in ORDERED,
        "; ".join(_in_words(scene, definition, shown)) if key in scene.locked else None)


def cell_of(scene: Scene, definition: Table, name: str, typed: Any, words: str, label: str = "") -> Cell:
    """Make one input by the type of its field or column."""
    kind = definition["type"]
    options = _options(scene, definition, typed)
    looks = {"text": "area", "multichoice": "checks", "rows": "rows"}
    look = "select" if options and kind != "multichoice" else looks.get(kind, "text")
    return Cell(name, label or definition["label"], look, typed, options, words, SMALL.get(kind, ""))


def _options(scene: Scene, definition: Table, typed: Any) -> Options:
    """List what can be chosen, in groups; an answer that left the list stays choosable."""
    kind = definition["type"]
    found: Options = []
    if kind in ("choice", "multichoice"):
        found = _listed(scene.profile, definition["options"])
    elif kind == "bool":
        found = [("", YES_NO)]
    elif kind == "user":
        found = [("", [(id_, full_name(each)) for id_, each in scene.shelf.people.items()])]
    elif kind == "token":
        found = _tokens(scene, definition["key"])
    elif kind == "integer" and 0 < definition.get("max", 99) - definition.get("min", 0) <= FEW:
        found = [("", [(str(each), str(each)) for each in range(definition["min"], definition["max"] + 1)])]
    if not found or kind == "multichoice":
        return found
    known = {code for _, group in found for code, _ in group}
    gone = [("", [(typed, f"{typed} (not on this list)")])] if typed and typed not in known else []
    return [("", [UNKNOWN]), *found, *gone]


def _listed(profile: Profile, name: str) -> Options:
    """List the options of a list, the treatments by their groups."""
    if name != "treatment":
        return [("", list(profile.labels(name).items()))]
    options = profile.catalogue["options"][name]
    return [(group.label, [(each["code"], each["label"]) for each in options if each["group"] == group])
            for group in TreatmentGroup]


def _tokens(scene: Scene, key: str) -> Options:
    """List the categories of the tumor's own staging schema; without one the category is typed."""
    schema, edition = scene.derived["stage_schema"], scene.derived["stage_edition_used"]
    table = scene.profile.catalogue["tnm_options"].get(f"{schema}|{edition}", {})
    return [("", [(code, f"{key.upper()}{code}") for code in table[key]])] if key in table else []


def _hint(scene: Scene, definition: Table) -> str:
    """Give the words below a label."""
    expected = scene.derived["stage_edition_expected"]
    if definition["key"] == "stage_edition" and expected in scene.profile.labels("stage_edition"):
        return f"By the date of diagnosis: {scene.profile.label('stage_edition', expected)}."
    return str(definition.get("help", ""))


def _carried(scene: Scene, definition: Table) -> str:
    """Say from which earlier case an answer was carried."""
    row = scene.rows.get(definition["section"])
    mark = row.carried.get(definition["key"]) if row is not None else None
    return f"Carried from case {mark['case']}, {written_day(mark['on'])}" if mark else ""


def _in_words(scene: Scene, definition: Table, typed: Any) -> list[str]:
    """Write a typed answer as people read it."""
    if definition["type"] == "user":
        person = scene.shelf.people.get(str(typed))
        return [full_name(person) if person else "Nobody named"]
    value = answers.read(definition, typed, scene.shelf.rules).value
    if value is None:
        return [str(typed) if typed and isinstance(typed, str) else "Nothing"]
    return lines(definition, value, scene.profile)


def _rows(scene: Scene, definition: Table, typed: Any, problems: Mapping[str, str]) -> list[Row]:
    """Make the rows of a row field, with a blank one to go on."""
    listed = [row for row in typed if row != answers.NONE_ROW]
    return [_row(scene, definition, number, row, problems) for number, row in enumerate([*listed, {}])]


def _row(scene: Scene, definition: Table, number: int, row: Mapping[str, str], problems: Mapping[str, str]) -> Row:
    """Make one row."""
    labels, key = scene.profile.catalogue["column_labels"], definition["key"]
    cells = [cell_of(scene, column.definition, f"{key}-{number}-{column.name}", row.get(column.name, ""),
                     problems.get(f"{number}-{column.name}", ""), labels[column.name])
             for column in answers.columns(definition, scene.shelf.rules)]
    link = row.get("link", "") if f"{number}-link" not in problems else ""
    return Row(number, cells, not row, says(scene, key, row) if row else "", link)


def says(scene: Scene, key: str, row: Mapping[str, str]) -> str:
    """Say what follows from a laboratory result: how many times its upper limit, and a unit that no rule reads."""
    if key != "labs":
        return ""
    read = answers.read(asked(scene.profile)[key], [dict(row)], scene.shelf.rules).value
    times = labs.ratio(read[0]) if read else None
    parts = [f"{times:g} × the upper limit."] if times is not None else []
    known = {each["code"]: each["unit"] for each in scene.profile.catalogue["options"]["analyte"]}
    unit, typed = known.get(row.get("analyte", ""), ""), row.get("unit", "")
    if typed and unit and typed not in (unit, UNITS.get(unit)):
        parts.append(f"The board’s rules read {UNITS.get(unit, unit)}.")
    return " ".join(parts)
