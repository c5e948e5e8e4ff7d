"""Every cell of every row against its column: a bad required cell rejects the row, a bad optional one asks."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tumorboard.domain import identity
from tumorboard.domain.intake import reading
from tumorboard.domain.intake.cleaning import clean, unprintable
from tumorboard.domain.intake.finding import WHOLE_ROW, Cell, Change, Problem
from tumorboard.domain.intake.header import Columns
from tumorboard.domain.intake.reading import Reader, Setting
from tumorboard.domain.intake.table import Row, Table
from tumorboard.domain.submitting import CATECHOLAMINE_FAMILY
from tumorboard.vocabulary.intake import Weight

ROUTINE = "routine"
READERS: dict[str, Reader] = {
    "mrn": reading.record_number, "mrn_issuer": reading.issuer, "family_name": reading.person_name,
    "given_name": reading.person_name, "birth_date": reading.birth_date,
    "sex": reading.choice("sex", reading.SHORT_SEX), "net_family": reading.choice("net_family"),
    "submission_type": reading.choice("submission_type"), "urgency": reading.urgency, "question": reading.question,
    "responsible_clinician": reading.clinician, "outside_facility": reading.line(reading.LINE_MAX),
    "alpha_blockade": reading.choice("alpha_blockade"), "primary_site": reading.choice("primary_site"),
    "specialties_needed": reading.specialties, "presenter": reading.clinician, "ecog": reading.ecog,
    "referral_date": reading.referral_date,
}
# Required once another column says so; a column that is absent from the file is an empty cell here.
WHEN = {"outside_facility": ("submission_type", "second_opinion"),
        "alpha_blockade": ("net_family", CATECHOLAMINE_FAMILY)}
MANY_LINES = frozenset({"question"})
AGREE = "Imported without it, if you agree."
NO_NUMBER = "No record number is assigned. The case is flagged to the coordinator until there is one."


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row with its values read, before anything is known about what is stored."""

    row: Row
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    is_urgent: bool = False

    @property
    def is_rejected(self) -> bool:
        """Whether any problem rejects the row."""
        return any(problem.weight is Weight.REJECT for problem in self.problems)


def check_table(table: Table, columns: Columns, setting: Setting) -> tuple[CheckedRow, ...]:
    """Check every row; each stands for itself."""
    return tuple(_check(row, columns, setting) for row in table.rows)


def _check(row: Row, columns: Columns, setting: Setting) -> CheckedRow:
    """Check one row, which may be no referral at all."""
    if row.skipped:
        return CheckedRow(row)
    if row.malformed:
        return CheckedRow(row, problems=(Problem(WHOLE_ROW, row.malformed, Weight.REJECT),),
                          is_urgent=_sounds_urgent(row.raw, setting))
    cells = {name: _read(name, clean(row.cells.get(name, "")), setting) for name in columns.names}
    values = {name: cell.value for name, cell in cells.items() if cell.value is not None}
    required = {*columns.required, *(name for name, (other, code) in WHEN.items() if values.get(other) == code)}
    problems = [found for name, cell in cells.items() if (found := _problem(name, cell, name in required))]
    is_rejected = any(problem.weight is Weight.REJECT for problem in problems)
    left_out = {name for name, cell in cells.items() if cell.words and cell.value is None}
    if not is_rejected:
        problems = [replace(each, reason=f"{each.reason} {AGREE}") if each.column in left_out else each
                    for each in problems]
    if values.get("mrn") == identity.NOT_ASSIGNED:
        problems.insert(0, Problem("mrn", NO_NUMBER, Weight.NOTE))
    is_urgent = bool(cells["urgency"].words) or values.get("urgency", ROUTINE) != ROUTINE
    values = {"urgency": ROUTINE, "mrn_issuer": setting.hospital, **values}
    return CheckedRow(row, values, tuple(problems), _changes(row, cells, left_out if is_rejected else ()), is_urgent)


def _read(name: str, text: str, setting: Setting) -> Cell:
    """Read one cell that has been cleaned."""
    if not text:
        return Cell()
    words = unprintable(text, many_lines=name in MANY_LINES)
    return Cell(words=words) if words else READERS[name](text, setting)


def _problem(name: str, cell: Cell, is_required: bool) -> Problem | None:
    """Weigh what is wrong with a cell; an urgency that is not understood must never become routine."""
    if cell.value is None and not cell.words:
        return Problem(name, "This is required.", Weight.REJECT) if is_required else None
    if not cell.words:
        return None
    if cell.value is not None:
        return Problem(name, cell.words, Weight.REVIEW)
    return Problem(name, cell.words, Weight.REJECT if is_required or name == "urgency" else Weight.REVIEW)


def _changes(row: Row, cells: Mapping[str, Cell], unread: Container[str]) -> tuple[Change, ...]:
    """List what is taken otherwise than it is written, in the order of the contract."""
    return tuple(Change(name, row.cells[name], cell.shown) for name, cell in cells.items()
                 if name not in unread and row.cells.get(name, "").strip() and row.cells[name] != cell.shown)


def _sounds_urgent(raw: Sequence[str], setting: Setting) -> bool:
    """Whether any cell of a row that cannot be read by column says how urgent it is; such a row is shown first."""
    urgent = {word.casefold() for code, label in setting.options["urgency"].items() if code != ROUTINE
              for word in (code, label)}
    words = {part.strip().casefold() for cell in raw for part in cell.replace(";", ",").split(",")}
    return bool(urgent & {*words, *(cell.strip().casefold() for cell in raw)})
