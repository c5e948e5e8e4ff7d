"""Who a patient is: the number and the hospital that issued it, never the name alone."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NOT_ASSIGNED = "Not assigned"
MRN_SHAPE = re.compile(r"[A-Za-z0-9-]{3,32}")
# Years. Nobody is known to have lived longer.
OLDEST = 125


class Match(StrEnum):
    """What a typed identity is to a stored one."""

    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Identity:
    """Name and birth date as typed or stored; None is not known."""

    family_name: str
    given_name: str
    birth_date: date | None


def clean_mrn(typed: str) -> str:
    """Remove spaces from a number; leading zeros are part of it."""
    return re.sub(r"\s+", "", typed)


def is_not_assigned(typed: str) -> bool:
    """Tell whether the answer says that there is no number yet."""
    return typed.strip().casefold() == NOT_ASSIGNED.casefold()


def fold(text: str) -> str:
    """Write a name without accents, case and punctuation, so that it is found however it is typed."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    letters = "".join(each for each in plain if not unicodedata.combining(each)).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", letters).split())


def search_name(family_name: str, given_name: str) -> str:
    """Give what the find box looks in: the folded name, family name first."""
    return f"{fold(family_name)} {fold(given_name)}".strip()


def match(stored: Identity, typed: Identity) -> Match:
    """Tell whether a typed identity under a known number is the stored person; blanks do not contradict."""
    if typed.birth_date is not None and typed.birth_date != stored.birth_date:
        return Match.CONFLICT
    for mine, theirs in ((stored.family_name, typed.family_name), (stored.given_name, typed.given_name)):
        if theirs.strip() and fold(mine) != fold(theirs):
            return Match.CONFLICT
    return Match.SAME


@dataclass(frozen=True, slots=True)
class Correction:
    """A patient's identity as the coordinator wants it to read."""

    mrn: str
    mrn_issuer: str
    family_name: str
    given_name: str
    birth_date: date | None
    sex: str
    died_on: date | None = None


def birth_problem(day: date, today: date) -> str:
    """Say what is wrong with a date of birth; empty where nothing is."""
    if day > today:
        return "The date of birth lies in the future. Check the year."
    years = today.year - day.year
    return f"The patient would be {years} years old. Check the year." if years > OLDEST else ""


def problems(wanted: Correction, today: date) -> dict[str, str]:
    """Say by field what keeps a corrected identity from being stored; empty where nothing does."""
    found = {name: words for name, words in _NEEDED.items() if not getattr(wanted, name)}
    if wanted.mrn and not is_not_assigned(wanted.mrn) and not MRN_SHAPE.fullmatch(clean_mrn(wanted.mrn)):
        found["mrn"] = "Use 3 to 32 letters, digits or hyphens, for example 004 812 771."
    if wanted.birth_date is not None and (words := birth_problem(wanted.birth_date, today)):
        found["birth_date"] = words
    if wanted.died_on is not None and wanted.died_on > today:
        found["died_on"] = "The date of death lies in the future. Check the year."
    elif wanted.died_on is not None and wanted.birth_date is not None and wanted.died_on < wanted.birth_date:
        found["died_on"] = "The date of death lies before the date of birth. Check both."
    return found


_NEEDED = {
    "mrn": "Enter the record number, or write “Not assigned”.",
    "mrn_issuer": "Enter the hospital that gave the number.",
    "family_name": "Enter the patient’s family name.",
    "given_name": "Enter the patient’s given name.",
    "birth_date": "Enter the date of birth, for example 1968-03-14.",
    "sex": "Choose the administrative sex; “Unknown” is an answer too.",
}
# Letters that have no decomposition, so that "Jørgensen" is found as "Jorgensen".
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE",
                          "ı": "i", "þ": "th", "Þ": "Th", "œ": "oe", "Œ": "OE"})
