"""The sheets of the quick entry after an outage: one short form for each case of the meeting."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import BooleanField, Form, HiddenField

from tumorboard.domain.recommending import Item
from tumorboard.domain.recusing import MOST_REASON
from tumorboard.services import recommendation_text
from tumorboard.services.entering_later import Sheet
from tumorboard.services.meeting_room import Result
from tumorboard.vocabulary.recommendation import Subject
from tumorboard.vocabulary.workflow import DeferralReason, Outcome
from tumorboard.web.forms import ChecksField, ChoiceField, DayField, as_id, options, text_field
from tumorboard.web.recommendation_form import UNCHANGED
from tumorboard.web.wording import weekday

OUTCOMES = {Outcome.MADE: "Recommended", Outcome.DEFERRED: "Deferred", Outcome.NONE: "No decision"}
# What the rules name by the list of items is written on the sheet in its line.
PLACES = {"items": "summary", "dissent": "summary", "missing_items": "missing"}


class SheetForm(Form):
    """What the paper says about one case."""

    outcome = ChoiceField("Outcome", validate_choice=False)
    kind = ChoiceField("First item", validate_choice=False)
    detail = text_field("What", 500)
    summary = text_field("What was decided, in words", 1000, lines=2)
    consensus = ChoiceField("Agreement", validate_choice=False)
    unchanged = BooleanField(UNCHANGED)
    read_back_by = ChoiceField("Read back by", validate_choice=False)
    deferral_reason = ChoiceField("Reason", validate_choice=False)
    missing = text_field("What is missing", 1000)
    owner = ChoiceField("Who brings it", validate_choice=False)
    due_on = DayField("By, for example 2026-12-02")
    back_on = ChoiceField("Comes back on", validate_choice=False)
    goes_without = BooleanField("The board decided without a needed specialty")
    people = ChecksField("Who was there for this case")
    recused = ChecksField("Who stepped out of this case")
    recused_why = text_field("Why they stepped out", MOST_REASON)
    seen = HiddenField()

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was entered; who was there is filled in from the list of the meeting."""
        return not any(self[name].data for name in ("outcome", "kind", "detail", "summary", "missing", "recused",
                                                  "recused_why"))

    def offer(self, lists: Mapping[str, Iterable[Any]]) -> None:
        """Fill the lists to choose from."""
        for name, choices in lists.items():
            self[name].choices = list(choices)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the outcome where anything else was entered."""
        is_valid = bool(super().validate(extra_validators))
        if not self.is_blank and not self.outcome.data:
            self.outcome.errors = ["Choose what came of the case, or empty its sheet."]
        elif self.detail.data and not self.kind.data:
            self.kind.errors = ["Choose what kind of treatment or step this is."]
        elif self.recused.data and not self.recused_why.data:
            self.recused_why.errors = ["Write why they stepped out. It is kept with the record."]
        elif self.recused_why.data and not self.recused.data:
            self.recused.errors = ["Choose who stepped out, or empty the reason."]
        return is_valid and not any(field.errors for field in self)

    def put(self, problems: Mapping[str, str]) -> None:
        """Show the words of a refusal beside their fields."""
        for name, words in problems.items():
            self[PLACES.get(name, name)].errors = [words]

    def sheet(self, discussion: Any) -> Sheet:
        """Give the sheet as the service takes it; only after validation."""
        outcome = Outcome(self.outcome.data)
        items = (Item(self.kind.data, self.detail.data or ""),) if self.kind.data else ()
        text = recommendation_text.Text(self.summary.data or "", items, self.consensus.data or "",
                                 what_changed=tuple(each.unchanged for each in Subject if self.unchanged.data),
                                 read_back_by=as_id(self.read_back_by))
        seen = int(self.seen.data) if str(self.seen.data or "").isdigit() else 0
        here, out = ([UUID(each) for each in field.data or ()] for field in (self.people, self.recused))
        return Sheet(discussion, self._result(outcome), text, here, seen, out, self.recused_why.data or "")

    def _result(self, outcome: Outcome) -> Result:
        """Give what came of the case."""
        if outcome is not Outcome.DEFERRED:
            return Result(outcome, goes_without=bool(self.goes_without.data))
        reason = self.deferral_reason.data
        return Result(outcome, DeferralReason(reason) if reason else None, (), self.missing.data or "",
                      as_id(self.owner), self.due_on.day,
                      date.fromisoformat(self.back_on.data) if self.back_on.data else None)


def lists(item_lists: Mapping[str, Sequence[Any]], consensus: Mapping[str, str], there: Iterable[tuple[str, str]],
          later: Iterable[Any]) -> dict[str, Iterable[Any]]:
    """Make the lists that all sheets share."""
    return {
        "outcome": options([("", "Not entered"), *((each.value, words) for each, words in OUTCOMES.items())]),
        "kind": item_lists["kind"], "owner": item_lists["owner"], "read_back_by": item_lists["owner"],
        "consensus": options([("", "Not said"), *consensus.items()]),
        "deferral_reason": options([("", "Choose one"), *((each.value, each.label) for each in DeferralReason)]),
        "back_on": options([("", "Choose a meeting"), *(
            (each.local_date.isoformat(), weekday(each.local_date)) for each in later)]),
        "people": options(there),
    }
