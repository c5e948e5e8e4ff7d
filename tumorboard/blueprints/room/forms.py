"""The forms of the room."""

from datetime import date
from typing import Any

from wtforms import RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from tumorboard.services.meeting_room import Result
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.workflow import DeferralReason, Lane, Outcome
from tumorboard.web.forms import BoardForm, ChoiceField, DayField, as_id, options, required, text_field
from tumorboard.web.wording import full_name, weekday

WORDS = {Outcome.MADE: "Recommend", Outcome.DEFERRED: "Defer", Outcome.NONE: "No decision"}
LISTED = {Outcome.SOC_LISTED: "Listed as standard of care"}


class Checks(SelectMultipleField):
    """Several of a list, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OpenForm(BoardForm):
    """Who chairs the meeting."""

    chair = ChoiceField("Chair", validators=required("Choose who chairs."), validate_choice=False)


class GuestForm(BoardForm):
    """A guest by name, and how they are there."""

    guest = text_field("Name of a guest", 120, required("Enter the guest’s name."))
    mode = RadioField("How", choices=options((each.value, each.label) for each in Mode), default=Mode.ROOM.value)


class ResultForm(BoardForm):
    """What came of a case; the fields of a deferral count only where it is deferred."""

    outcome = RadioField("Outcome", validators=required("Choose what came of the case."))
    deferral_reason = ChoiceField("Reason", validate_choice=False)
    missing_items = Checks("What is missing", validate_choice=False)
    missing = text_field("In words", 1000)
    owner = ChoiceField("Who brings it", validate_choice=False)
    due_on = DayField("By", description="For example 2026-12-02.")
    back_on = ChoiceField("Comes back on", validate_choice=False)
    draft_seen = text_field("Version of the text", 12)

    def offer(self, found: dict[str, Any], later: list[Any]) -> None:
        """Offer what this case and this board leave to choose from."""
        words = LISTED | WORDS if found["case"].lane is Lane.SOC_LISTING else WORDS
        self.outcome.choices = [(each.value, label) for each, label in words.items()]
        self.deferral_reason.choices = [("", "Choose one"), *((each.value, each.label) for each in DeferralReason)]
        chosen = set(self.missing_items.data or ())
        self.missing_items.choices = [(each.id, each.label) for each in found["items"]
                                      if each in found["open_items"] or each.id in chosen]
        self.owner.choices = [("", "Choose a member"), *((str(each.id), full_name(each))
                                                         for each in found["people"].values() if each.is_active)]
        self.back_on.choices = [("", "Choose a meeting"), *((each.local_date.isoformat(), weekday(each.local_date))
                                                            for each in later)]

    def result(self) -> Result:
        """Give the result as the service takes it."""
        outcome = Outcome(self.outcome.data)
        if outcome is not Outcome.DEFERRED:
            return Result(outcome)
        reason = self.deferral_reason.data
        back_on = date.fromisoformat(self.back_on.data) if self.back_on.data else None
        return Result(outcome, DeferralReason(reason) if reason else None, tuple(self.missing_items.data or ()),
                      self.missing.data or "", as_id(self.owner), self.due_on.day, back_on)


def as_stored(discussion: Any, outcome: Outcome) -> dict[str, Any]:
    """Give the answers of a case that was recorded already, or the usual outcome of one that was not."""
    first = discussion.deferred_for[0] if discussion.deferred_for else {}
    return {
        "outcome": (discussion.outcome or outcome).value, "seen": discussion.version,
        "deferral_reason": discussion.deferral_reason.value if discussion.deferral_reason else "",
        "missing_items": [row["item"] for row in discussion.deferred_for], "missing": discussion.missing,
        "owner": first.get("owner") or "", "due_on": first.get("due") or "",
        "back_on": discussion.back_on.isoformat() if discussion.back_on else "",
    }
