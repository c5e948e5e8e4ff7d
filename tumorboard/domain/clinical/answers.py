"""One answer of the form: from what was typed to the value that the rules read, and back; nothing typed is lost.

A typed answer is a text, a list of codes, or a list of rows of texts, as a form sends it. What is empty is unknown;
that there are none is an answer of its own (catalogue section 1, row fields).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tumorboard.domain.clinical import answer_days
from tumorboard.domain.clinical.rulebook import Rules, Table

Typed = str | list[str] | list[dict[str, str]]
# The row that says that there are none; it stands alone.
NONE_ROW = {"none": "1"}
MOST_ROWS = 60
LONG, SHORT, TOKEN = 2000, 200, 8
_NUMBER = re.compile(r"-?(\d{1,15}(\.\d{1,10})?|\.\d{1,10})", re.ASCII)
_TOKEN = re.compile(r"[0-9A-Za-z]{1,8}", re.ASCII)
_RANGE = re.compile(r"(\d+)-(\d+)", re.ASCII)
CHOOSE = "Choose one of the list."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a typed answer means: its value (None is unknown), and words for what cannot be read, by cell."""

    value: Any = None
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a row field: its name, and the definition by which its cells are read."""

    name: str
    definition: Table


def read(definition: Table, typed: Typed, rules: Rules) -> Reading:
    """Read one typed answer by the catalogue's definition of its field. Raises nothing, whatever was typed."""
    kind = definition["type"]
    if kind == "rows":
        return _rows(definition, _as_rows(typed), rules)
    if kind == "multichoice":
        return _choices(definition, [each for each in typed if isinstance(each, str)], rules)
    text = typed if isinstance(typed, str) else ""
    if not text:
        return Reading()
    value, words = _READERS[kind](definition, text, rules)
    return Reading(None, {"": words}) if words else Reading(value)


def show(definition: Table, value: Any) -> Typed:
    """Write a stored value as the form types it; what is unknown is empty."""
    kind = definition["type"]
    if kind == "rows":
        return _shown_rows(value) if isinstance(value, list | tuple) else []
    if kind == "multichoice":
        return [str(each) for each in value] if isinstance(value, list | tuple) else []
    return _shown(value)


def columns(definition: Table, rules: Rules) -> list[Column]:
    """List the columns of a row field with their own definitions."""
    parted = (str(each).split(":", 1) for each in definition["columns"])
    return [Column(name, _cell(name, kind, rules)) for name, kind in parted]


def tidy(typed: Any) -> Typed:
    """Bring what a form sent into one shape: white space cut at the ends, one kind of line end, no blank rows."""
    if isinstance(typed, str):
        return _tidy(typed)
    if typed and all(isinstance(each, dict) for each in typed):
        rows = ({name: _tidy(str(text)) for name, text in row.items() if _tidy(str(text))} for row in typed)
        return [row for row in rows if row]
    return [_tidy(str(each)) for each in typed if str(each).strip()]


def _tidy(text: str) -> str:
    """Cut white space at the ends of a text; what is inside stays as typed."""
    return text.replace("\r\n", "\n").strip()


def _cell(name: str, kind: str, rules: Rules) -> Table:
    """Give the definition of a column by the catalogue's short form of it."""
    limits = _RANGE.fullmatch(kind)
    if limits:
        return {"type": "integer", "min": int(limits[1]), "max": int(limits[2])}
    if kind in rules.codes:
        return {"type": "choice", "options": kind}
    if kind.startswith("^"):
        return {"type": "pattern", "pattern": kind, "max": SHORT}
    if kind in ("integer", "decimal"):
        return {"type": kind, "min": 0}
    return {"type": kind, "precision": "day|month|year" if name in ("start", "end") else "day"}


def _as_rows(typed: Typed) -> list[dict[str, str]]:
    """Take the rows of a typed answer; anything else is none of them."""
    return [each for each in typed if isinstance(each, dict)]


def _rows(definition: Table, typed: list[dict[str, str]], rules: Rules) -> Reading:
    """Read rows cell by cell: one that cannot be read is unknown, the others of its row stand; no row is left empty."""
    listed = [row for row in typed if row != NONE_ROW]
    if not listed:
        return Reading([] if typed else None)
    problems = {"none": "There are rows below. Untick “None”, or empty them."} if len(listed) != len(typed) else {}
    if len(listed) > MOST_ROWS:
        problems["none"] = f"Use at most {MOST_ROWS} rows. Nothing was cut."
    values, known = [], columns(definition, rules)
    for number, row in enumerate(listed):
        readings = {each.name: read(each.definition, row.get(each.name, ""), rules) for each in known}
        values.append({name: each.value for name, each in readings.items() if each.value is not None})
        problems |= {f"{number}-{name}": each.problems[""] for name, each in readings.items() if each.problems}
    return Reading([each for each in values[:MOST_ROWS] if each] or None, problems)


def _choices(definition: Table, typed: list[str], rules: Rules) -> Reading:
    """Read the codes of a multiple choice, once each; "none" stands alone."""
    codes = list(dict.fromkeys(typed))
    if any(code not in rules.codes[definition["options"]] for code in codes):
        return Reading(None, {"": "Choose from the list."})
    if "none" in codes and len(codes) > 1:
        return Reading(None, {"": "“None” stands alone. Untick it, or untick the others."})
    return Reading(codes or None)


Read = tuple[Any, str]


def _choice(definition: Table, text: str, rules: Rules) -> Read:
    """Read one code."""
    return (text, "") if text in rules.codes[definition["options"]] else (None, CHOOSE)


def _user(definition: Table, text: str, rules: Rules) -> Read:
    """Take the id of a person; whether they are of this board is asked of the database."""
    return text, ""


def _truth(definition: Table, text: str, rules: Rules) -> Read:
    """Read yes or no."""
    known = {"yes": True, "no": False}
    return (known[text], "") if text in known else (None, CHOOSE)


def _token(definition: Table, text: str, rules: Rules) -> Read:
    """Read a T, N or M category; whether its schema has it is the engine's flag to raise, not a fault of the form."""
    return (text.upper(), "") if _TOKEN.fullmatch(text) else (None, "Enter the category alone, for example 1A.")


def _text(definition: Table, text: str, rules: Rules) -> Read:
    """Take a text as it was typed, unless it is too long or cannot be shown."""
    most = definition.get("max", LONG if definition["type"] == "text" else SHORT)
    if len(text) > most:
        return None, f"Use at most {most} characters; these are {len(text)}. Nothing was cut; shorten it here."
    if any(unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t" for each in text):
        return None, "This holds characters that cannot be shown. Type it again instead of pasting it."
    return text, ""


def _pattern(definition: Table, text: str, rules: Rules) -> Read:
    """Read the number of a registered trial, the only pattern that the catalogue has."""
    found = re.fullmatch(definition["pattern"], text.upper(), re.ASCII)
    return (text.upper(), "") if found else (None, "Enter the registry number, for example NCT01578239.")


def _link(definition: Table, text: str, rules: Rules) -> Read:
    """Take an address that a browser opens over an encrypted connection."""
    if len(text) > LONG or not re.fullmatch(r"https://[^\s/?#@\\<>\"]+([/?#][^\s<>\"\\]*)?", text, re.ASCII):
        return None, "Enter the whole address from the viewer; it begins with https://"
    return text, ""


def _number(definition: Table, text: str, rules: Rules) -> Read:
    """Read a measure within its range."""
    whole = definition["type"] == "integer"
    if "," in text:
        return None, "Use a point for decimals and no commas, for example 6.5."
    if not _NUMBER.fullmatch(text) or (whole and "." in text):
        return None, f"Enter {'a whole' if whole else 'one'} number{_between(definition)}."
    value = float(text) if "." in text else int(text)
    if not definition.get("min", value) <= value <= definition.get("max", value):
        return None, f"Enter {'a whole' if whole else 'a'} number{_between(definition)}. Check this one."
    return value, ""


def _between(definition: Table) -> str:
    """Say the range of a measure."""
    low, high = definition.get("min"), definition.get("max")
    return f" from {low} to {high}" if high is not None else " of 0 or more" if low == 0 else ""


def _day(definition: Table, text: str, rules: Rules) -> Read:
    """Read a day, or a month or a year alone where the field allows it."""
    partial = "year" in str(definition.get("precision", ""))
    value = answer_days.read(text, partial=partial)
    return (value, "") if value else (None, answer_days.how_to(partial))


_READERS = {"choice": _choice, "user": _user, "bool": _truth, "token": _token, "text": _text, "string": _text,
            "pattern": _pattern, "https": _link, "integer": _number, "decimal": _number, "date": _day}


def _shown_rows(value: Any) -> list[dict[str, str]]:
    """Write rows as they are typed; an empty list is the answer "none"."""
    rows = [{str(name): _shown(cell) for name, cell in row.items() if _shown(cell)} for row in value
            if isinstance(row, Mapping)]
    return rows or [dict(NONE_ROW)]


def _shown(value: Any) -> str:
    """Write one value as it is typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return "" if value is None else str(value)
