"""Form machinery: text as typed but without control characters, dates, versions and keys."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput

from tumorboard import clock
from tumorboard.domain.errors import AnswerRefused
from tumorboard.web.wording import day_year

# A meeting whose recommendation is still written down was at most so long ago.
LATELY = timedelta(days=60)
# Further ahead than this, a day is typed with its year.
WITHOUT_YEAR = timedelta(days=300)
Validator = Callable[[Any, Any], None]


def clean(text: object) -> object:
    """Cut white space at the ends; what is inside stays as typed, with line ends as one character."""
    return text.replace("\r\n", "\n").strip() if isinstance(text, str) else text


def no_control_characters(_form: object, field: Field) -> None:
    """Refuse characters that cannot be seen or printed, and say so in words."""
    text = field.data if isinstance(field.data, str) else ""
    if any(unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t" for each in text):
        raise ValidationError("This holds characters that cannot be shown. Type it again instead of pasting it.")


def required(words: str) -> list[Validator]:
    """Ask for an answer in the reader's words."""
    return [InputRequired(words)]


def text_field(label: str, most: int, checks: Iterable[Validator] = (), hint: str = "", lines: int = 0) -> Field:
    """Make a text input of at most so many characters; lines makes it an area."""
    kind = TextAreaField if lines else StringField
    long = Length(max=most, message=f"Use at most {most} characters. Nothing was cut; shorten it here.")
    # Told of a most, a browser cuts what is pasted without a word.
    long.field_flags = {}
    return kind(label, filters=[clean], description=hint, render_kw={"rows": lines} if lines else None,
                validators=[*(checks or [Optional()]), no_control_characters, long])


class DayField(StringField):
    """A day typed as 2026-11-20, 11/20/2026 or Nov 20, 2026, kept as typed when it is none of them."""

    day: date | None = None
    like = "1968-03-14 or 03/14/1968"

    def pre_validate(self, form: Any) -> None:
        """Read the day, or say how to write it."""
        text = (self.data or "").strip()
        self.day = read_day(text)
        if text and self.day is None:
            raise StopValidation(f"Enter a date like {self.like}.")


class DueField(DayField):
    """A day by which something is to be done, so none before the day on which that was decided.

    It may be typed without its year: then it is the first such day.
    """

    like = "Dec 18, 2026-12-18 or 12/18/2026"
    # What was typed, where no year was.
    yearless = ""

    def pre_validate(self, form: Any) -> None:
        """Read the day; which year is meant, where none is typed, the day of the meeting tells, not long ago."""
        self.yearless = (self.data or "").strip()
        self.day = first_day(self.yearless, clock.now().date() - LATELY)
        if self.day is None:
            self.yearless = ""
            super().pre_validate(form)

    def expect_from(self, first: date) -> bool:
        """Refuse an earlier day in words; tell whether there was none."""
        self.day = first_day(self.yearless, first) or self.day
        if self.day is None or self.day >= first:
            return True
        self.errors: list[str] = [*self.errors, f"Enter the day of the meeting, {day_year(first)}, or a later one."]
        return False


def read_day(text: str) -> date | None:
    """Read a day in one of the ways people write it here; years have four digits."""
    plain = text.replace(",", " ").replace(".", " ")
    for shape in ("%Y-%m-%d", "%m/%d/%Y", "%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y"):
        try:
            return datetime.strptime(" ".join(plain.split()), shape).date()
        except ValueError:
            continue
    return None


def first_day(text: str, first: date) -> date | None:
    """Read a day that is typed without its year, such as Dec 18 or 12/18: the first one from a day on.

    One that has only just gone by is more likely a slip than a day of the next year, so it is read as none.
    """
    for year in range(first.year, first.year + 2):
        found = read_day(f"{text}/{year}") or read_day(f"{text} {year}")
        if found is not None and found >= first:
            return found if found - first <= WITHOUT_YEAR else None
    return None


# The field below has an attribute of the same name.
TimeOfDay = time


class TimeField(StringField):
    """A time of day typed as 7:20 or 19:20, kept as typed when it is neither."""

    time: TimeOfDay | None = None

    def process_data(self, value: Any) -> None:
        """Write a stored time as it is typed."""
        super().process_data(f"{value:%H:%M}" if isinstance(value, TimeOfDay) else value)

    def pre_validate(self, form: Any) -> None:
        """Read the time, or say how to write it."""
        text = (self.data or "").strip()
        self.time = read_time(text)
        if text and self.time is None:
            raise StopValidation("Enter a time like 7:20 or 19:20.")


def read_time(text: str) -> time | None:
    """Read a time of day on the 24-hour clock, or with am or pm behind it."""
    for shape in ("%H:%M", "%I:%M %p", "%I:%M%p"):
        try:
            return datetime.strptime(text.strip(), shape).time()
        except ValueError:
            continue
    return None


class ChecksField(SelectMultipleField):
    """A list of which any number may be chosen, as check boxes."""

    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list."""
        known = {str(value) for value, *_ in self.iter_choices()}
        if any(each not in known for each in self.data or ()):
            raise StopValidation("Choose from the list.")


def options(words: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Make the options of a list from codes and labels."""
    return [SelectChoice(value=code, label=label) for code, label in words]


class ChoiceField(SelectField):
    """A list to choose from; an unknown choice is refused in words."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list; an empty answer is the validators' business."""
        if self.data and self.data not in {str(value) for value, *_ in self.iter_choices()}:
            raise StopValidation("Choose one of the list.")


class SegmentField(RadioField):
    """A few choices as radios; an unknown choice is refused in words."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not offered; an empty answer is the rules' business."""
        if self.data and self.data not in {str(value) for value, *_ in self.iter_choices()}:
            raise StopValidation("Choose one of these.")


class BoardForm(FlaskForm):
    """A form that carries the version its reader saw and the key that makes a second click harmless."""

    seen = HiddenField()
    key = HiddenField()

    @property
    def seen_version(self) -> int:
        """Give the version the reader saw; 0 never matches."""
        return int(self.seen.data) if str(self.seen.data or "").isdigit() else 0

    def put(self, problem: AnswerRefused) -> None:
        """Show the words of a refusal beside their fields; one problem at a time is enough for one field."""
        for name, words in problem.problems.items():
            field = self._fields.get(name)
            if field is not None:
                field.errors = list(field.errors) or [words]
            else:
                self.form_errors.append(words)

    def problems(self) -> list[tuple[str, str]]:
        """List every problem with the id of its field, in the order of the form."""
        found = [(field.id, str(words)) for field in self for words in field.errors]
        return found + [("main", words) for words in self.form_errors]


def as_id(field: Field) -> UUID | None:
    """Read the id of a chosen row."""
    return UUID(field.data) if field.data else None
