"""Forms of the roster: a person, an answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import BooleanField, RadioField

from tumorboard.domain.granting import ON_THE_BOARD
from tumorboard.services.membership import Particulars
from tumorboard.vocabulary.people import Answer, Role
from tumorboard.web.forms import BoardForm, ChecksField, ChoiceField, TimeField, options, required, text_field
from tumorboard.web.wording import full_name, person

ROLES = options((role.value, role.label) for role in Role if role in ON_THE_BOARD)
PLAIN = ("name", "credentials", "email", "phone", "affiliation")


class PersonForm(BoardForm):
    """What the board knows of a person."""

    name = text_field("Name, given name first", 120, required("Enter the person’s name, like Amara Okafor."))
    username = text_field("User name for signing in", 60,
                          required("Enter small letters, digits, dots or dashes, like aokafor."))
    credentials = text_field("Credentials, like MD", 40)
    email = text_field("E-mail", 254)
    phone = text_field("Phone", 40)
    affiliation = text_field("Works at, if elsewhere", 120)
    roles = ChecksField("Roles", choices=ROLES)
    specialties = ChecksField("Seats")
    deputy = ChoiceField("Deputy", description="Who comes instead when this person sends a deputy.")
    stays_whole_meeting = BooleanField("Stays for the whole meeting, whatever the docket")

    def offer(self, seats: dict[str, str], people: Iterable[Any], own_id: UUID | None = None) -> "PersonForm":
        """Fill the lists of seats and of possible deputies; the user name of somebody known stays."""
        if own_id is not None:
            del self.username
        self.specialties.choices = options(seats.items())
        self.deputy.choices = options([("", "Nobody"), *(
            (str(each.id), full_name(each)) for each in people
            if each.is_active and each.specialties and each.id != own_id)])
        return self

    def particulars(self) -> Particulars:
        """Give what was typed, for the service."""
        plain = {name: getattr(self, name).data or "" for name in PLAIN}
        deputy_id = UUID(self.deputy.data) if self.deputy.data else None
        username = self.username.data if self.username is not None else ""
        return Particulars(plain, frozenset(role for role in Role if role.value in self.roles.data),
                           tuple(self.specialties.data), deputy_id, self.stays_whole_meeting.data, username)


class AnswerForm(BoardForm):
    """Whether a member comes to one meeting."""

    answer = RadioField("Answer", validators=required("Choose an answer."))
    from_time = TimeField("Comes at", description="For “Comes late” and “Only part of it”, like 7:20.")
    until_time = TimeField("Stays until", description="For “Leaves early” and “Only part of it”, like 7:50.")

    def offer(self, deputy: Any, is_for_other: bool) -> "AnswerForm":
        """Fill the list of answers; the deputy is offered by name, and only where there is one."""
        shown = [answer for answer in Answer if answer != Answer.NO_ANSWER or is_for_other]
        self.answer.choices = options(
            (answer.value, f"{answer.label}: {person(deputy)}" if answer == Answer.DEPUTY else answer.label)
            for answer in shown if answer != Answer.DEPUTY or deputy is not None)
        return self

    def chosen(self) -> Answer:
        """Give the answer that was chosen."""
        return next(answer for answer in Answer if answer.value == self.answer.data)
