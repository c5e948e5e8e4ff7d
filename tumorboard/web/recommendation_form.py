"""The form of a recommendation's text: used in the meeting room and for drafts and new versions."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from wtforms import BooleanField, Form, FormField
from wtforms.fields.choices import SelectChoice

from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.recommending import Item, Trial
from tumorboard.models import Board, Member
from tumorboard.profiles import Profile
from tumorboard.queries import members
from tumorboard.services.recommendation_text import Text
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.recommendation import Considered, Subject
from tumorboard.web import trial_rows
from tumorboard.web.forms import (
    BoardForm,
    ChecksField,
    ChoiceField,
    SegmentField,
    as_id,
    options,
    text_field,
)
from tumorboard.web.recommendation_rows import (
    MORE,
    DissentRow,
    ItemRow,
    Options,
    Rows,
    free_row,
    item_lists,
    row_problems,
)
from tumorboard.web.trial_rows import TrialRow
from tumorboard.web.wording import full_name

WITH_PATIENTS = frozenset(Role) - {Role.ADMIN, Role.AUDITOR, Role.SYSTEM}
WRITTEN = ("kind", "detail", "condition", "intent")
MOST_ITEMS, MOST_DISSENTS, MOST_TRIALS = 20, 10, 10
AGREED = ("diagnosis", "grade", "stage", "stage_edition")
UNCHANGED = "Nothing: imaging and pathology as presented, the plan as proposed"


class RecommendationFields(BoardForm):
    """What is written down of a decision. Call `offer` before `validate_on_submit` and before drawing."""

    items = Rows(FormField(ItemRow), "Items", min_entries=1, max_entries=MOST_ITEMS)
    summary = text_field("Why, in one line", 1000)
    unchanged = BooleanField(UNCHANGED)
    imaging = SegmentField(Subject.IMAGING.label, validate_choice=False)
    path = SegmentField(Subject.PATHOLOGY.label, validate_choice=False)
    plan = SegmentField(Subject.PLAN.label, validate_choice=False)
    what_changed = ChecksField("And", validate_choice=False)
    considered = ChecksField("Also considered", validate_choice=False)
    trials = Rows(FormField(TrialRow), "Trials", min_entries=1, max_entries=MOST_TRIALS)
    preference_conflict = text_field("Where it differs from what the patient wants", 1000)
    consensus = SegmentField("Agreement", validate_choice=False)
    dissent = Rows(FormField(DissentRow), "Dissent", min_entries=1, max_entries=MOST_DISSENTS)
    read_back_by = ChoiceField("Read back by", validate_choice=False)
    agreed_diagnosis = text_field("Diagnosis", 200)
    agreed_grade = ChoiceField("Grade", validate_choice=False)
    agreed_stage = text_field("Stage group, for example IIIA", 20)
    agreed_stage_edition = ChoiceField("Edition", validate_choice=False)

    # What the case names of trials; offered beside the rows, and never filled in unasked.
    known_trials: Sequence[Trial] = ()
    # When the board met: nothing that it decided is due before.
    met_on: date | None = None

    def offer(self, profile: Profile, people: Options) -> None:
        """Fill the lists to choose from: the profile's options, and the people as (id, name)."""
        self._lists = item_lists(profile, people)
        self.read_back_by.choices = [SelectChoice(value="", label="Nobody yet"), *options(people)]
        self.consensus.choices = options(profile.labels("consensus").items())
        for field, listed in ((self.agreed_grade, "grade"), (self.agreed_stage_edition, "stage_edition")):
            field.choices = options([("", "Not said"), *profile.labels(listed).items()])
        rest = dict(profile.labels("what_changed"))
        for subject in Subject:
            own = [(code, after_colon(label)) for code, label in rest.items() if subject.answer([code])]
            self[subject.value].choices = options(own)
            rest = {code: label for code, label in rest.items() if not subject.answer([code])}
        self.what_changed.choices = options(rest.items())
        self.considered.choices = options((each.value, each.label) for each in Considered)
        for row in (*self.items, *self.dissent, *self.trials):
            self._offer_row(row.form)

    def _offer_row(self, row: Form) -> None:
        """Fill the lists of one row."""
        for field in row:
            if isinstance(field, ChoiceField):
                field.choices = self._lists[field.short_name]

    def change_rows(self, pressed: str | None) -> bool:
        """Add or drop a row where such a button was pressed; True means: draw the form again and store nothing."""
        verb, _, name = (pressed or "").partition(" ")
        if pressed == "take trials":
            for row in trial_rows.take(self.trials, self.known_trials):
                self._offer_row(row)
            self.considered.data = list(self._considered())
            return True
        rows = {"items": self.items, "dissent": self.dissent, "trials": self.trials}.get(name.partition("-")[0])
        if rows is None:
            return False
        place = name.partition("-")[2]
        if verb == "add" and len(rows) < rows.max_entries:
            row = rows.append_entry().form
            self._offer_row(row)
            # Whoever asked for a row goes on writing in it.
            next(iter(row)).render_kw = {"data-focus": ""}
        elif verb == "drop" and place.isascii() and place.isdigit() and int(place[:4]) < len(rows):
            rows.pop_entry(int(place[:4]))
            if not rows.entries:
                self._offer_row(rows.append_entry().form)
        return True

    def add_items(self, items: Iterable[Item]) -> None:
        """Put items into empty rows and new ones, as far as there is room; the page begins at the first."""
        for number, item in enumerate(items):
            row = free_row(self.items)
            if row is not None:
                for name in (*WRITTEN, *MORE):
                    row[name].data = getattr(item, name)
                row.detail.render_kw = {} if number else {"data-focus": ""}

    @property
    def untaken_trials(self) -> list[Trial]:
        """Give the trials that the case names and no row does yet."""
        return trial_rows.untaken(self.trials, self.known_trials)

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse two rows of one member, whose disagreement stands in one place, and a stage of no edition."""
        is_valid = bool(super().validate(extra_validators))
        if self.met_on is not None:
            is_valid = all([row.form.due_on.expect_from(self.met_on) for row in self.items]) and is_valid
        if self.agreed_stage.data and not self.agreed_stage_edition.data:
            self.agreed_stage_edition.errors, is_valid = ["Choose the edition by which it is staged."], False
        seen: set[str] = set()
        for row in self.dissent:
            member = row.form.member
            if member.data and member.data in seen:
                member.errors = [*member.errors, "This member’s disagreement is written above. Put both into one."]
                is_valid = False
            seen.add(member.data)
        is_valid = trial_rows.differ(self.trials) and is_valid
        return is_valid

    def put(self, problem: AnswerRefused) -> None:
        """Show the words of a refusal beside their fields; those about rows as a whole stand above them."""
        for name in ("items", "dissent"):
            if name in problem.problems:
                self.heads[name] = problem.problems[name]
        rest = {name: words for name, words in problem.problems.items() if name not in self.heads}
        super().put(AnswerRefused(rest))

    @property
    def heads(self) -> dict[str, str]:
        """The problems of whole lists, by the list's name."""
        found: dict[str, str] = self.__dict__.setdefault("_heads", {})
        return found

    def problems(self) -> list[tuple[str, str]]:
        """List every problem with the id of its field, in the order of the form, rows included."""
        found = [pair for field in self for pair in row_problems(field, self.heads)]
        return found + [("main", str(words)) for words in self.form_errors]

    def _changes(self) -> tuple[str, ...]:
        """Give what changed; the tick answers for whatever is not chosen otherwise."""
        chosen = [self[each.value].data or (each.unchanged if self.unchanged.data else "") for each in Subject]
        return tuple(filter(None, [*chosen, *(self.what_changed.data or ())]))

    def _considered(self) -> tuple[str, ...]:
        """Give what was considered; who names a trial has considered one."""
        ticked = self.considered.data or ()
        return tuple(each.value for each in Considered
                     if each.value in ticked or (each is Considered.TRIAL and trial_rows.written(self.trials)))

    def to_text(self, without: Collection[str] = ()) -> Text:
        """Give what was entered as the service takes it; only after validation, and without its broken sections."""
        return Text(
            summary=self.summary.data or "", consensus=self.consensus.data or "",
            items=() if "items" in without else tuple(
                row.form.item() for row in self.items if not row.form.is_blank),
            dissents=() if "agreement" in without else tuple(
                (UUID(row.form.member.data), row.form.words.data) for row in self.dissent if not row.form.is_blank),
            what_changed=self._changes(), considered=self._considered(), trials=trial_rows.written(self.trials),
            preference_conflict=self.preference_conflict.data or "", read_back_by=as_id(self.read_back_by),
            agreed=tuple(sorted((name, self[f"agreed_{name}"].data) for name in AGREED
                                if self[f"agreed_{name}"].data)))


def after_colon(label: str) -> str:
    """Shorten “Plan: minor change” to “Minor change”, where what it is about stands above it."""
    words = label.rpartition(": ")[2]
    return words[:1].upper() + words[1:]


def from_text(text: Text) -> dict[str, Any]:
    """Give the stored text as the form takes it: `TheForm(data=from_text(text))`."""
    # Said by the tick alone, so that taking it off takes it back.
    is_unchanged = all(each.unchanged in text.what_changed for each in Subject)
    return {
        "summary": text.summary, "consensus": text.consensus,
        "unchanged": is_unchanged,
        **{each.value: "" if is_unchanged else each.answer(text.what_changed) for each in Subject},
        "what_changed": [code for code in text.what_changed if not any(each.answer([code]) for each in Subject)],
        "considered": list(text.considered), "preference_conflict": text.preference_conflict,
        "read_back_by": str(text.read_back_by or ""), **{f"agreed_{name}": said for name, said in text.agreed},
        "trials": [asdict(each) for each in text.trials],
        "items": [{"kind": each.kind, "detail": each.detail, "intent": each.intent, "condition": each.condition,
                   "owner": each.owner, "due_on": each.due_on.isoformat() if each.due_on else "",
                   **{name: getattr(each, name) for name in MORE}}
                  for each in text.items],
        "dissent": [{"member": str(member), "words": words} for member, words in text.dissents],
    }


def people(session: Session, board: Board, kept: Iterable[Member | None] = ()) -> list[tuple[str, str]]:
    """List who may own an item or disagree: everybody active who works with patients, and whoever is named already."""
    offered = [each for each in members.people(session, board) if each.is_active and each.roles & WITH_PATIENTS]
    known = {each.id for each in offered}
    gone = {each.id: each for each in kept if each is not None and each.id not in known}
    return [(str(each.id), full_name(each)) for each in (*offered, *gone.values())]
