"""A list as the page shows it: what an urgent patient would lose by comes first."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tumorboard.domain.intake import Change, Problem, RowResult
from tumorboard.domain.intake.cleaning import visible
from tumorboard.profiles import Profile
from tumorboard.vocabulary.intake import RowOutcome as R

TONES = {R.NEW: "ok", R.EXISTING: "ok", R.DUPLICATE: "na", R.NEEDS_REVIEW: "wait", R.REJECTED: "no", R.SKIPPED: "na"}
URGENT = "Urgent, not imported as it stands"
TITLES = {R.REJECTED: "Rejected", R.NEEDS_REVIEW: "Needs your look", R.NEW: "New patients",
          R.EXISTING: "Known patients, new case", R.DUPLICATE: "Already there", R.SKIPPED: "Skipped"}
COUNTED = {R.NEW: ("new patient", "new patients"), R.EXISTING: ("known patient", "known patients"),
           R.NEEDS_REVIEW: ("to look at", "to look at"), R.REJECTED: ("rejected", "rejected"),
           R.DUPLICATE: ("already there", "already there"), R.SKIPPED: ("skipped", "skipped")}
OPTIONS = {"sex": "sex", "net_family": "net_family", "submission_type": "submission_type", "urgency": "urgency",
           "alpha_blockade": "alpha_blockade", "primary_site": "primary_site", "specialties_needed": "specialty"}
SHOWN_MOST = 240


@dataclass(frozen=True, slots=True)
class RowCard:
    """One row of a list before its import."""

    number: int
    line: int
    name: str
    identity: str
    asks: str
    question: str
    outcome: R
    tone: str
    problems: Sequence[Problem]
    changes: Sequence[Change]
    token: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that end alike, under one heading."""

    title: str
    is_urgent: bool
    rows: Sequence[Any]


def groups(results: Sequence[RowResult], profile: Profile) -> list[Group]:
    """Group the rows: urgent ones that are not imported first, then what needs a person, then the rest."""
    urgent = [result for result in results if result.is_urgent_failure]
    found = [Group(URGENT, True, [_card(result, profile) for result in urgent])] if urgent else []
    for outcome, title in TITLES.items():
        rows = [_card(each, profile) for each in results if each.outcome is outcome and not each.is_urgent_failure]
        found += [Group(title, False, rows)] if rows else []
    return found


def counts(outcomes: Collection[R]) -> list[tuple[int, str]]:
    """Count the rows by how they end, in the order that a person asks for."""
    found = Counter(outcomes)
    return [(found[outcome], one if found[outcome] == 1 else many)
            for outcome, (one, many) in COUNTED.items() if found[outcome]]


def columns(profile: Profile) -> list[dict[str, Any]]:
    """List the columns of the contract with their rules and the codes that they take."""
    return [{"name": each["column"], "needed": each["required"].capitalize(), "rule": _sentence(each["rule"]),
             "codes": profile.labels(OPTIONS[each["column"]]) if each["column"] in OPTIONS else {}}
            for each in profile.catalogue["intake_csv"]]


def _sentence(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def stored_groups(rows: Sequence[Mapping[str, Any]], cases: Mapping[str, Any]) -> list[Group]:
    """Group the rows of the record of an import, with the cases they became."""
    drawn = [(bool(row["urgent"]), {**row, "outcome": R(row["outcome"]), "tone": TONES[R(row["outcome"])],
                                    "made": cases.get(row["case"] or "")}) for row in rows]
    found = [Group(URGENT, True, [row for is_urgent, row in drawn if is_urgent])]
    found += [Group(title, False, [row for is_urgent, row in drawn if row["outcome"] is outcome and not is_urgent])
              for outcome, title in TITLES.items()]
    return [group for group in found if group.rows]


def _card(result: RowResult, profile: Profile) -> RowCard:
    """Write one row for a person; a row that could not be read by column is shown as it stands."""
    row = result.checked.row
    cells = {name: visible(text.strip()) for name, text in row.cells.items()}
    text = cells.get("question", "") if cells else " | ".join(filter(None, row.raw))
    return RowCard(
        row.number, row.line, _name(cells), _identity(cells), "; ".join(filter(None, _asks(result, cells, profile))),
        excerpt(text), result.outcome, TONES[result.outcome], result.problems,
        [Change(each.column, excerpt(each.old), excerpt(each.new)) for each in result.changes], result.token)


def _name(cells: Mapping[str, str]) -> str:
    """Write a name as it stands in the list."""
    parts = (cells.get("family_name", "").upper(), cells.get("given_name", ""))
    return ", ".join(filter(None, parts)) or "No name"


def _asks(result: RowResult, cells: Mapping[str, str], profile: Profile) -> list[str]:
    """Say the tumor family, why now and how urgent; as written, where it was not understood."""
    names = ["net_family", "submission_type"]
    if result.values.get("urgency", "routine") != "routine":
        names.append("urgency")
    return [profile.label(name, result.values[name]) if name in result.values else cells.get(name, "")
            for name in names]


def _identity(cells: Mapping[str, str]) -> str:
    """Write birth and number as the file has them, so that a wrong one is seen."""
    parts = (("Born", "birth_date"), ("MRN", "mrn"))
    return ", ".join(f"{word} {cells[name]}" for word, name in parts if cells.get(name))


def excerpt(text: str) -> str:
    """Shorten what is shown of a long text, and say by how much; what is stored is never shortened."""
    shown = visible(text)
    if len(shown) <= SHOWN_MOST:
        return shown
    return f"{shown[:SHOWN_MOST]} … and {len(shown) - SHOWN_MOST:,} more characters"
