"""The forms of the room."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField

from tumorboard.domain import outcome_draft
from tumorboard.profiles import Profile
from tumorboard.services import recommendation_text
from tumorboard.services.meeting_room import Result
from tumorboard.services.recommendation_text import Text
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.recommendation import StatementKind, Subject
from tumorboard.vocabulary.workflow import DeferralReason, Lane, Outcome
from tumorboard.web.forms import (
    BoardForm,
    ChecksField,
    ChoiceField,
    DueField,
    SegmentField,
    as_id,
    options,
    required,
    text_field,
)
from tumorboard.web.recommendation_form import AGREED, RecommendationFields, from_text
from tumorboard.web.recommendation_rows import row_problems
from tumorboard.web.trial_rows import known_trials
from tumorboard.web.wording import weekday

WORDS = {Outcome.MADE: "Recommend", Outcome.DEFERRED: "Defer", Outcome.NONE: "No decision"}
LISTED = {Outcome.SOC_LISTED: "Listed as standard of care"}


class OpenForm(BoardForm):
    """Who chairs the meeting."""

    chair = ChoiceField("Chair", validators=required("Choose who chairs."), validate_choice=False)


class FindForm(BoardForm):
    """Which case of the meeting is looked for."""

    case = text_field("Number, name or MRN", 80, required("Type the number of a case, a name or an MRN."))


class GuestForm(BoardForm):
    """A guest by name, and how they are there."""

    guest = text_field("Name of a guest", 120, required("Enter the guest’s name."))
    mode = SegmentField("How", choices=options((each.value, each.label) for each in Mode), default=Mode.ROOM.value)


class StatementForm(BoardForm):
    """A member's own words."""

    kind = SegmentField("This is my", choices=options((each.value, each.label) for each in StatementKind),
                        validators=required("Choose whether you disagree, or say your opinion."))
    words = text_field("In your own words", 2000, required("Write what you want to have on record."), lines=4)


class ResultForm(RecommendationFields):
    """What came of a case, and the text; the fields of a deferral count only where it is deferred."""

    outcome = SegmentField("Outcome", validators=required("Choose what came of the case."))
    deferral_reason = ChoiceField("Reason", validate_choice=False)
    missing_items = ChecksField("What is missing")
    missing = text_field("In words", 1000)
    owner = ChoiceField("Who brings it", validate_choice=False)
    due_on = DueField("By, for example Dec 2")
    back_on = ChoiceField("Comes back on", validate_choice=False)
    goes_without = BooleanField("The board decides without them")
    draft_seen = HiddenField()

    # The outcome that is recorded, or the usual one: who leaves it as it stands leans to nothing else.
    standing: outcome_draft.Pairs = ()

    def offer_case(self, profile: Profile, people: list[tuple[str, str]], found: dict[str, Any], later: list[Any]
                   ) -> None:
        """Offer what this case and this board leave to choose from."""
        self.offer(profile, people)
        self.known_trials, self.met_on = known_trials(found["case"]), found["meeting"].local_date
        self.standing = outcome_draft.pairs(_recorded(found))
        words = LISTED | WORDS if _is_listed(found) else WORDS
        self.outcome.choices = options((each.value, label) for each, label in words.items())
        self.deferral_reason.choices = options([("", "Choose one"), *((each.value, each.label)
                                                                      for each in DeferralReason)])
        is_open = {each.id for each in found["open_items"]}
        items = sorted(found["items"], key=lambda each: each.id not in is_open)
        self.missing_items.choices = options((each.id, each.label) for each in items)
        self.owner.choices = options([("", "Choose a member"), *people])
        self.back_on.choices = options([("", "Choose a meeting"), *(
            (each.local_date.isoformat(), weekday(each.local_date)) for each in later)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse what is to be brought before the board met."""
        is_valid = super().validate(extra_validators)
        return (self.met_on is None or self.due_on.expect_from(self.met_on)) and is_valid

    @property
    def seen_sections(self) -> dict[str, str]:
        """Name what each section of the text said when the reader last saw it."""
        return dict(pair.split(":", 1) for pair in str(self.draft_seen.data or "").split() if ":" in pair)

    def broken_sections(self) -> set[str]:
        """Name the sections that cannot be stored as they stand."""
        parts = {name: section for section, names in recommendation_text.SECTIONS.items() for name in names}
        parts |= dict.fromkeys(("unchanged", *Subject), "changed")
        parts |= dict.fromkeys((f"agreed_{name}" for name in AGREED), "agreed")
        parts |= dict.fromkeys(("outcome", *outcome_draft.DEFERRAL), "outcome")
        return {parts.get("dissents" if field.name == "dissent" else field.name, "") for field in self
                if field.errors or any(row_problems(field, self.heads))}

    def to_text(self, without: Collection[str] = ()) -> Text:
        """Give what was entered as the service takes it, with the outcome as far as it differs from what stands."""
        leans = () if "outcome" in without else outcome_draft.pairs(
            {name: self[name].data for name in ("outcome", *outcome_draft.DEFERRAL)}
            | {"due_on": self.due_on.day.isoformat() if self.due_on.day else ""})
        return replace(super().to_text(without), outcome_draft=() if leans == self.standing else leans)

    def result(self) -> Result:
        """Give the result as the service takes it."""
        outcome = Outcome(self.outcome.data)
        if outcome is not Outcome.DEFERRED:
            return Result(outcome, goes_without=bool(self.goes_without.data))
        reason = self.deferral_reason.data
        back_on = date.fromisoformat(self.back_on.data) if self.back_on.data else None
        return Result(outcome, DeferralReason(reason) if reason else None, tuple(self.missing_items.data or ()),
                      self.missing.data or "", as_id(self.owner), self.due_on.day, back_on)


def as_words(stamps: Mapping[str, str]) -> str:
    """Write down what each section says, to come back with the form."""
    return " ".join(f"{name}:{stamp}" for name, stamp in stamps.items())


def as_stored(found: dict[str, Any]) -> dict[str, Any]:
    """Give the answers of a case as they are written by now: its text, and the outcome that the room leans to."""
    discussion, draft = found["discussion"], found["stored"]
    text = recommendation_text.text_of(draft) if draft is not None else Text()
    leans = outcome_draft.fields(text.outcome_draft) if text.outcome_draft else {}
    return from_text(text) | {
        "seen": discussion.version, "draft_seen": as_words(recommendation_text.stamps(draft)),
        "goes_without": bool(discussion.decided_without)} | _recorded(found) | leans


def _recorded(found: dict[str, Any]) -> dict[str, Any]:
    """Give the outcome of a case that was recorded already, or the usual outcome of one that was not."""
    discussion, usual = found["discussion"], Outcome.SOC_LISTED if _is_listed(found) else Outcome.MADE
    first = discussion.deferred_for[0] if discussion.deferred_for else {}
    return {
        "outcome": (discussion.outcome or usual).value,
        "deferral_reason": discussion.deferral_reason.value if discussion.deferral_reason else "",
        "missing_items": [row["item"] for row in discussion.deferred_for if row["item"]], "missing": discussion.missing,
        "owner": first.get("owner") or "", "due_on": first.get("due") or "",
        "back_on": discussion.back_on.isoformat() if discussion.back_on else "",
    }


def _is_listed(found: dict[str, Any]) -> bool:
    """Tell whether a case is only listed, and nothing was decided of it between two meetings."""
    return found["case"].lane is Lane.SOC_LISTING and found["noted"] is None
