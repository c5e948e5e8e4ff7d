"""Forms of the calendar: a skipped, moved, longer or extra meeting, and a day of the board's own."""

from datetime import timedelta
from typing import Any

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from tumorboard.domain.calendar import next_date
from tumorboard.services.placing_meetings import LEAST_MINUTES, MOST_MINUTES, MOST_WORDS, Moving, Place
from tumorboard.web.forms import BoardForm, DayField, TimeField, required, text_field


def _whole(label: str, least: int, most: int, hint: str = "") -> Any:
    """Make an input for a whole number within bounds."""
    words = f"Enter a whole number from {least} to {most}."
    return IntegerField(label, description=hint, validators=[InputRequired(words), NumberRange(least, most, words)])


class SkipForm(BoardForm):
    """Why a meeting is not held."""

    reason = text_field("Reason", MOST_WORDS, required("Say why in a few words, like Thanksgiving."))


class PlaceForm(BoardForm):
    """On which day a meeting is held, when it starts, and when its docket is fixed."""

    day = DayField("Day", validators=required("Enter a day like 2026-12-22."), description="For example 2026-12-22.")
    starts = TimeField("Starts at", validators=required("Enter a time like 7:00."))
    cutoff_days_before = _whole("Cut-off, days before", 1, 5)

    def place(self) -> Place:
        """Give where the meeting is to be held, as the service takes it."""
        assert self.day.day is not None and self.starts.time is not None
        return Place(self.day.day, self.starts.time, self.cutoff_days_before.data)


class MoveForm(PlaceForm):
    """Where a meeting is held instead, and why."""

    reason = text_field("Reason", MOST_WORDS, required("Say why in a few words, like Christmas."))

    def moving(self) -> Moving:
        """Give the move as the service takes it."""
        return Moving(self.place(), self.reason.data or "", self.seen_version)


class ExtraForm(PlaceForm):
    """An extra session."""

    minutes = _whole("Minutes", LEAST_MINUTES, MOST_MINUTES)


class MinutesForm(BoardForm):
    """How long one meeting is."""

    minutes = _whole("Minutes", LEAST_MINUTES, MOST_MINUTES)


class OwnDayForm(BoardForm):
    """A day on which this board would rather not meet."""

    day = DayField("Day", validators=required("Enter a day like 2026-12-24."), description="For example 2026-12-24.")
    name = text_field("What it is", 120, required("Name the day, like Department retreat."))


def usual_place(board: Any, day: Any) -> dict[str, Any]:
    """Give what the form of a place begins with: the board's own hours."""
    return {"day": day.isoformat(), "starts": board.starts, "cutoff_days_before": board.cutoff_days_before}


def next_free(board: Any, today: Any) -> Any:
    """Give the day with which the form of an extra session begins: three days before the meeting after the next."""
    return next_date(today, board.weekday) + timedelta(days=4)
