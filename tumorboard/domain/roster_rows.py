"""Reading one row of a roster that is to be imported: what it says, or what is wrong with it and where."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tumorboard.vocabulary.people import Role

USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]*")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LENGTHS = {"name": 120, "credentials": 40, "email": 254, "phone": 40, "affiliation": 120}
COLUMNS = ("username", "name", "credentials", "role", "specialties", "deputy", "email", "phone", "affiliation",
           "board_role")
# A deputy is a specialist who comes when called; whose deputy, their own row does not say.
ROLES: Mapping[str, Role] = {role.value: role for role in Role if role != Role.SYSTEM} | {"deputy": Role.SPECIALIST}
BOARD_ROLES = {role.value: role for role in (Role.CHAIR, Role.VICE_CHAIR)}


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says about a person; a column that the file does not have is not in `plain` and changes nothing."""

    username: str
    plain: dict[str, str]
    roles: frozenset[Role] | None
    specialties: tuple[str, ...] | None
    deputy: str | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one column, in words."""

    column: str
    words: str


def read_row(entry: Mapping[str, Any], seats: Collection[str]) -> tuple[Person, list[Problem]]:
    """Read a row; seats are the specialty codes that the board knows. Problems come in the order of the columns."""
    problems: list[Problem] = []
    username = _text(entry.get("username", entry.get("id"))).lower()
    if not USERNAME.fullmatch(username) or len(username) > 60:
        problems.append(Problem("username", "Enter small letters, digits, dots or dashes, like aokafor."))
    plain = {column: _text(entry[column]) for column in LENGTHS if column in entry}
    problems += plain_problems(plain)
    roles, unknown = _roles(entry)
    problems += unknown
    specialties, unknown = _seats(entry, seats)
    problems += unknown
    deputy = _text(entry["deputy"]).lower() if "deputy" in entry else None
    return Person(username, plain, roles, specialties, deputy), problems


def plain_problems(plain: Mapping[str, str]) -> list[Problem]:
    """Check the columns of plain text: name, credentials, e-mail, phone, affiliation."""
    return [problem for column, text in plain.items() for problem in _plain_problems(column, text)]


def _plain_problems(column: str, text: str) -> list[Problem]:
    """Check a column of plain text."""
    if any(unicodedata.category(each) in ("Cc", "Cs") for each in text):
        return [Problem(column, "This holds characters that cannot be shown.")]
    if len(text) > LENGTHS[column]:
        return [Problem(column, f"Use at most {LENGTHS[column]} characters.")]
    if column == "name" and not text:
        return [Problem(column, "Enter the person’s name.")]
    if column == "email" and text and not EMAIL.fullmatch(text):
        return [Problem(column, "Enter an e-mail address like aokafor@example.org, or leave it empty.")]
    return []


def _roles(entry: Mapping[str, Any]) -> tuple[frozenset[Role] | None, list[Problem]]:
    """Read the roles of a person and their office on the board."""
    if "role" not in entry and "board_role" not in entry:
        return None, []
    found, problems = set(), []
    for column, known in (("role", ROLES), ("board_role", BOARD_ROLES)):
        for code in _codes(entry.get(column)):
            if code in known:
                found.add(known[code])
            else:
                problems.append(Problem(column, f"The board knows no role “{code}”. Use one of {', '.join(known)}."))
    if not found and not problems:
        problems.append(Problem("role", f"Enter a role: one of {', '.join(ROLES)}."))
    return frozenset(found), problems


def _seats(entry: Mapping[str, Any], seats: Collection[str]) -> tuple[tuple[str, ...] | None, list[Problem]]:
    """Read the seats that a person fills."""
    if "specialties" not in entry:
        return None, []
    codes = tuple(dict.fromkeys(_codes(entry["specialties"])))
    unknown = [Problem("specialties", f"The board has no seat “{code}”. Use the codes of its seats, like "
                       f"{next(iter(seats), 'endocrinology')}.") for code in codes if code not in seats]
    return codes, unknown


def _codes(cell: object) -> list[str]:
    """Read codes from a list, or from text divided by semicolons."""
    parts = cell if isinstance(cell, list | tuple) else _text(cell).split(";")
    return [code for part in parts if (code := _text(part).lower())]


def _text(cell: object) -> str:
    """Read a cell as text without white space around it; an empty cell is an empty text."""
    return "" if cell is None else str(cell).strip()
