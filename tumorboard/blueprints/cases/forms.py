"""The submission form, made from the catalogue's submit tier, and the small forms of the case page."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from wtforms import BooleanField, Field, FileField, IntegerField
from wtforms.validators import NumberRange, Optional

from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.profiles import Profile
from tumorboard.services.readiness_review import ItemState, Missing, Triage
from tumorboard.vocabulary.workflow import ReadinessState
from tumorboard.web.forms import BoardForm, ChecksField, ChoiceField, DayField, SegmentField, as_id, options, text_field

HINTS = {
    "mrn": "Or write “Not assigned”.",
    "mrn_issuer": "Only where it is not ours.",
    "birth_date": "For example 1968-03-14 or 03/14/1968.",
    "question": "Good: “Radioligand therapy or I-131 MIBG next, and is alpha-blockade adequate before either?”",
    "outside_facility": "Only for second opinions.",
    "alpha_blockade": "Only for pheochromocytoma and paraganglioma.",
}
SHORT_URGENCY = {"routine": "Routine", "soon": "Soon", "within_10_days": "Within 10 days",
                 "bp_danger": "Blood pressure danger", "tumor_emergency": "Other emergency"}
QUESTION_ROOM = 20_000
# Rarely asked, and folded away: more than the twelve that everybody sees.
BESIDE = ("mrn_issuer",)
# The order in which the page asks, and in which the answers are read once more before they are sent.
ON_PAGE = ("mrn", "mrn_issuer", "birth_date", "family_name", "given_name", "sex", "net_family", "alpha_blockade",
           "submission_type", "outside_facility", "urgency", "question", "responsible_clinician")


class SubmitFields(BoardForm):
    """The fields come from the catalogue; what they mean together is judged in the domain."""

    def fill_people(self, people: list[tuple[str, str]]) -> None:
        """Offer the clinicians of the board."""
        self.responsible_clinician.choices = options([("", "Choose a clinician"), *people])

    def problems(self) -> list[tuple[str, str]]:
        """List every problem in the order of the page."""
        place = {name: number for number, name in enumerate(ON_PAGE)}
        return sorted(super().problems(), key=lambda each: place.get(each[0], len(place)))

    def typed(self) -> dict[str, str]:
        """Give every answer exactly as it was typed, for the draft."""
        names = set(self._fields) - {"csrf_token", "seen", "key"}
        return {name: str(self._fields[name].data or "") for name in sorted(names)}

    @property
    def answered(self) -> int:
        """Count the answers among those that are asked of everybody."""
        return sum(bool(text) for name, text in self.typed().items() if name not in BESIDE)

    def answers(self, *, trusts_number: bool) -> SubmitAnswers:
        """Give the answers as the rules see them."""
        text: dict[str, Any] = {name: str(self._fields[name].data or "") for name in self._fields if name in _PLAIN}
        day: date | None = self.birth_date.day
        return SubmitAnswers(**text, birth_date=day, responsible=_id(self.responsible_clinician),
                             trusts_number=trusts_number)


_PLAIN = ("mrn", "mrn_issuer", "family_name", "given_name", "sex", "net_family", "submission_type", "urgency",
          "question", "outside_facility", "alpha_blockade")


def _id(field: Field) -> UUID | None:
    """Read the chosen clinician; a malformed choice is no choice."""
    return as_id(field) if not field.errors else None


@cache
def submit_form(profile: Profile, is_coordinator: bool) -> type[SubmitFields]:
    """Make the form class of a profile; some choices are the coordinator's alone."""
    specs = [*profile.fields("submit"), *map(profile.field, BESIDE)]
    fields = {spec["key"]: _field(spec, profile, is_coordinator) for spec in specs}
    return type("SubmitForm", (SubmitFields,), fields)


def _field(spec: Mapping[str, Any], profile: Profile, is_coordinator: bool) -> Field:
    """Make one input from its definition."""
    key, label, hint = spec["key"], spec["label"], HINTS.get(spec["key"], "")
    if spec["type"] == "date":
        return DayField(label, description=hint, render_kw={"autocomplete": "off"})
    if spec["type"] == "user":
        return ChoiceField(label, validate_choice=False)
    if spec["type"] == "choice":
        offered = [option for option in profile.catalogue["options"][spec["options"]]
                   if is_coordinator or not option.get("coordinator_only")]
        if key == "urgency":
            return SegmentField(label, choices=options(
                (each["code"], SHORT_URGENCY[each["code"]]) for each in offered),
                                validate_choice=False, default="routine")
        return ChoiceField(label, description=hint, validate_choice=False, choices=options([
            ("", "Choose one"), *((each["code"], each["label"]) for each in offered)]))
    lines = 4 if spec["type"] == "text" else 0
    # A question that is too long is kept and refused by the rules, beside its field.
    return text_field(label, QUESTION_ROOM if lines else spec.get("max", 200), hint=hint, lines=lines)


class AcceptForm(BoardForm):
    """The items that the coordinator has seen to be there."""

    here = ChecksField("Also here", validate_choice=False)


class SendBackForm(BoardForm):
    """What is missing, by item and in words."""

    items = ChecksField("What is missing?", validate_choice=False)
    text = text_field("In words", 4000, lines=3)

    def missing(self) -> Missing:
        """Give what is asked for."""
        return Missing(tuple(self.items.data or ()), self.text.data or "")


class TextForm(BoardForm):
    """One text: an answer, a note, a change asked for."""

    text = text_field("Your answer", 4000, lines=3)


class ChangeForm(TextForm):
    """What should be changed after the cut-off, and why."""

    text = text_field("What should be changed, and why?", 4000, lines=3)


class ReasonForm(BoardForm):
    """One line that says why."""

    reason = text_field("Why", 500)


class FileForm(BoardForm):
    """One file, and what it is."""

    file = FileField("File", description="PDF, PNG or JPEG, at most 20 MB.",
                     render_kw={"accept": "application/pdf,image/png,image/jpeg"})
    about = text_field("What is it?", 200, hint="For example: outside pathology report, November 10.")


class ItemForm(BoardForm):
    """What a person says of one readiness item."""

    state = ChoiceField("State", choices=options((each.value, each.label) for each in ReadinessState),
                        validate_choice=False)
    owner = ChoiceField("Owner", validate_choice=False)
    due_on = DayField("Due", description="When it is requested.")
    reason = text_field("Reason", 500, hint="When it is waived.")

    def given(self) -> ItemState:
        """Give the state as the service takes it."""
        return ItemState(ReadinessState(self.state.data), as_id(self.owner), self.due_on.day, self.reason.data or "")


class TriageForm(BoardForm):
    """What the docket needs to know of a case."""

    specialties = ChecksField("Specialties that must be there", validate_choice=False)
    minutes = IntegerField("Minutes", validators=[NumberRange(2, 20, "Between 2 and 20 minutes.")])
    urgency = ChoiceField("How soon", validate_choice=False)
    complexity = IntegerField("Complexity, 1 to 5", description="0 or empty: not judged.", validators=[
        Optional(), NumberRange(0, 5, "Between 0 and 5.")])
    presenter = ChoiceField("Presenter", validate_choice=False)

    def triage(self) -> Triage:
        """Give the triage as the service takes it."""
        return Triage(tuple(self.specialties.data or ()), self.minutes.data or 0, self.urgency.data,
                      self.complexity.data or 0, as_id(self.presenter))


class NoteForm(TextForm):
    """A note, or the opinion of somebody who may not be there."""

    text = text_field("Add a note", 4000, lines=3)
    is_opinion = BooleanField("This is my preliminary opinion")
