"""One reader per column: text in, a value or words out. A cell is text; nothing in it is evaluated."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tumorboard.domain import identity
from tumorboard.domain.intake.days import age, read_day
from tumorboard.domain.intake.finding import Cell
from tumorboard.domain.submitting import QUESTION_MAX, QUESTION_MIN

NAME_MAX, LINE_MAX, OLDEST, NAMED_MOST = 80, 120, 120, 12
SHORT_SEX = {"f": "female", "m": "male", "u": "unknown"}
ECOG = re.compile(r"[0-4]")
NOT_CUT = "Nothing was cut; shorten it."


@dataclass(frozen=True, slots=True)
class Setting:
    """What the cells are held against: the board's lists, its hospital, its clinicians, the day.

    `options` maps a list's name to its codes and labels; `clinicians` maps user names and e-mail addresses, folded,
    to members.
    """

    options: Mapping[str, Mapping[str, str]]
    hospital: str
    clinicians: Mapping[str, UUID]
    today: date
    may_say_soon: bool = True


Reader = Callable[[str, Setting], Cell]


def record_number(text: str, setting: Setting) -> Cell:
    """A number of 3 to 32 letters, digits and hyphens; spaces go, leading zeros stay."""
    if identity.is_not_assigned(text):
        return Cell(identity.NOT_ASSIGNED, identity.NOT_ASSIGNED)
    number = identity.clean_mrn(text)
    if not identity.MRN_SHAPE.fullmatch(number):
        return Cell(words="Use 3 to 32 letters, digits or hyphens, or write “Not assigned”.")
    return Cell(number, number)


def issuer(text: str, setting: Setting) -> Cell:
    """The hospital that gave the number; the board's own is written as the board writes it."""
    if text.casefold() == setting.hospital.casefold():
        return Cell(setting.hospital, setting.hospital)
    return line(LINE_MAX)(text, setting)


def line(most: int) -> Reader:
    """Text of one line and at most so many characters."""
    def read(text: str, setting: Setting) -> Cell:
        if len(text) > most:
            return Cell(words=f"Use at most {most} characters. {NOT_CUT}")
        return Cell(text, text)
    return read


def person_name(text: str, setting: Setting) -> Cell:
    """A name holds at least one letter, so that a number in the wrong column is found."""
    if not any(letter.isalpha() for letter in text):
        return Cell(words="A name holds letters. Check that the columns are in the right order.")
    if len(identity.fold(text)) > NAME_MAX:
        # Some letters are written with several when accents are taken off; the find box keeps that form.
        return Cell(words=f"Use at most {NAME_MAX} characters. {NOT_CUT}")
    return line(NAME_MAX)(text, setting)


def birth_date(text: str, setting: Setting) -> Cell:
    """A day that is not in the future; an age above 120 is possible but must be looked at."""
    read = read_day(text, setting.today)
    if read.day is None:
        return Cell(words=read.words)
    if read.day > setting.today:
        return Cell(words=identity.birth_problem(read.day, setting.today))
    is_old = age(read.day, setting.today) > OLDEST
    words = f"The age is above {OLDEST}. Check the year. {read.words}".strip() if is_old else read.words
    return Cell(read.day, read.day.isoformat(), words)


def referral_date(text: str, setting: Setting) -> Cell:
    """A day that has come."""
    read = read_day(text, setting.today)
    if read.day is not None and read.day > setting.today:
        return Cell(words="The day lies in the future. Check the year.")
    return Cell(read.day, read.day.isoformat() if read.day else "", read.words)


def choice(option_list: str, more: Mapping[str, str] | None = None) -> Reader:
    """A code of a list, or its label, in any case."""
    def read(text: str, setting: Setting) -> Cell:
        code = find_code(text, setting.options[option_list], more or {})
        if code is None:
            return Cell(words=f"This is not on the list. Use {_some(setting.options[option_list])}.")
        return Cell(code, code)
    return read


def urgency(text: str, setting: Setting) -> Cell:
    """How soon; what is not understood is never read as routine."""
    cell = choice("urgency")(text, setting)
    if cell.value == "soon" and not setting.may_say_soon:
        return Cell(words="“soon” is chosen by coordinators only. Use another word of the list.")
    return cell


def question(text: str, setting: Setting) -> Cell:
    """A question that the board can answer, never cut."""
    if len(text) < QUESTION_MIN:
        return Cell(words=f"Write the question in at least {QUESTION_MIN} characters.")
    if len(text) > QUESTION_MAX:
        return Cell(words=f"The question has {len(text):,} characters; at most {QUESTION_MAX:,} fit. {NOT_CUT}")
    return Cell(text, text)


def clinician(text: str, setting: Setting) -> Cell:
    """The user name or e-mail address of an active clinician."""
    member = setting.clinicians.get(text.casefold())
    if member is None:
        return Cell(words="No active clinician has this user name or e-mail address. Ask for an account first.")
    return Cell(member, text)


def specialties(text: str, setting: Setting) -> Cell:
    """Codes joined by semicolons; one that is not understood leaves the whole answer to a person."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    found = [find_code(part, setting.options["specialty"], {}) for part in parts]
    if not found or None in found:
        return Cell(words=f"Use codes joined by semicolons: {_some(setting.options['specialty'])}.")
    codes = tuple(dict.fromkeys(code for code in found if code))
    return Cell(codes, ";".join(codes))


def ecog(text: str, setting: Setting) -> Cell:
    """A performance status from 0 to 4."""
    return Cell(int(text), text) if ECOG.fullmatch(text) else Cell(words="Use a whole number from 0 to 4.")


def _some(codes: Iterable[str]) -> str:
    """Name all codes of a short list, and a few of a long one; the page that asks for the list names them all."""
    known = list(codes)
    if len(known) <= NAMED_MOST:
        return f"one of: {', '.join(known)}"
    return f"one of its {len(known)} codes, for example {', '.join(known[:3])}"


def find_code(text: str, options: Mapping[str, str], more: Mapping[str, str]) -> str | None:
    """Give the code that a code, a label or a permitted short form means."""
    folded = text.casefold()
    if folded in more:
        return more[folded]
    for code, label in options.items():
        if folded in (code.casefold(), label.casefold()):
            return code
    return None
