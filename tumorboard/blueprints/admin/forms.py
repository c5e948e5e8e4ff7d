"""Forms for accounts and for the board's settings."""

from typing import Any

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from tumorboard.domain.granting import OVER_ACCOUNTS
from tumorboard.services.membership import Particulars
from tumorboard.vocabulary.people import Role
from tumorboard.web.forms import BoardForm, ChecksField, ChoiceField, DayField, TimeField, options, required, text_field

TEXTS = ("name", "subtitle", "hospital", "zone", "room", "video_link", "contact_name", "contact_phone", "urgent_phone")
NUMBERS = ("minutes", "cutoff_days_before")
TIMES = ("starts", "cutoff", "publish")


def number(label: str, least: int, most: int) -> Any:
    """Make an input for a whole number within bounds."""
    words = f"Enter a whole number from {least} to {most}."
    return IntegerField(label, validators=[InputRequired(words), NumberRange(least, most, words)])


class AccountForm(BoardForm):
    """An administrator or auditor: people who see no patient data."""

    name = text_field("Name, given name first", 120, required("Enter the person’s name, like Amara Okafor."))
    username = text_field("User name for signing in", 60,
                          required("Enter small letters, digits, dots or dashes, like aokafor."))
    email = text_field("E-mail", 254)
    roles = ChecksField("Roles over accounts and the record",
                        choices=options((role.value, role.label) for role in Role if role in OVER_ACCOUNTS))

    def for_known(self) -> "AccountForm":
        """Leave out the user name, which stays what it was."""
        del self.username
        return self

    def particulars(self) -> Particulars:
        """Give what was typed, for the service."""
        username = self.username.data if self.username is not None else ""
        return Particulars({"name": self.name.data or "", "email": self.email.data or ""},
                           frozenset(role for role in Role if role.value in self.roles.data),
                           username=username)


class SettingsForm(BoardForm):
    """When, where and under what name the board meets."""

    name = text_field("Name of the board", 120, required("Enter the name of the board."))
    subtitle = text_field("Below the name", 60)
    hospital = text_field("Hospital", 120, required("Enter the hospital."))
    zone = text_field("Time zone", 60, required("Enter a zone like America/New_York."))
    starts = TimeField("Starts at", validators=required("Enter a time like 7:00."))
    minutes = number("Minutes", 15, 300)
    cutoff_days_before = number("Cut-off, days before", 1, 5)
    cutoff = TimeField("Cut-off at", validators=required("Enter a time like 12:00."))
    publish = TimeField("Docket published at", validators=required("Enter a time like 17:00."))
    room = text_field("Room", 120)
    video_link = text_field("Video link", 300)
    contact_name = text_field("Whom to ask", 120)
    contact_phone = text_field("Their phone", 40)
    urgent_phone = text_field("Phone for emergencies", 40)

    def settings(self) -> dict[str, Any]:
        """Give what was typed, for the service."""
        found: dict[str, Any] = {name: getattr(self, name).data or "" for name in TEXTS}
        return found | {name: getattr(self, name).data for name in NUMBERS} | {
            name: getattr(self, name).time for name in TIMES}


class EventFilter(BoardForm):
    """Whose changes, and of which day."""

    class Meta:
        csrf = False

    who = ChoiceField("Person")
    day = DayField("Day")
