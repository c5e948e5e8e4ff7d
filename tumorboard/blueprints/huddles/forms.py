"""The forms of a huddle: why it is asked for, what came of it, why it is not needed any more."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from wtforms import FormField

from tumorboard.domain.huddling import Told
from tumorboard.domain.recommending import Item
from tumorboard.profiles import Profile
from tumorboard.services.huddling import Decided
from tumorboard.vocabulary.lanes import Means
from tumorboard.web.forms import (
    BoardForm,
    ChecksField,
    ChoiceField,
    DayField,
    SegmentField,
    TimeField,
    as_id,
    options,
    required,
    text_field,
)
from tumorboard.web.recommendation_rows import Rows, StepRow, item_lists, row_problems

MOST_ITEMS = 10
DAY_WORDS = "Enter the day of the huddle, for example 2026-12-01."
TIME_WORDS = "Enter when it began, for example 16:10."


class AskForm(BoardForm):
    """What cannot wait."""

    why = text_field("What cannot wait?", 500, lines=2,
                     hint="For example: “210 over 130 since this morning, on two drugs.” The people whom the case "
                          "needs read it on their pages; mail says nothing of it.")


class CallOffForm(BoardForm):
    """Why it is not needed any more."""

    called_off_why = text_field("Why is it not needed any more?", 500)


class RecordForm(BoardForm):
    """What came of it: when, how, who, what, and what is to be done."""

    day = DayField("Day", validators=required(DAY_WORDS))
    began = TimeField("Began at", validators=required(TIME_WORDS))
    means = SegmentField("How", choices=options((each.value, each.label) for each in Means),
                         validators=required("Choose how you spoke with each other."))
    people = ChecksField("Who took part, besides you")
    decided = text_field("What was decided, in words", 800, lines=4)
    decider = ChoiceField("Who decided", validate_choice=False)
    items = Rows(FormField(StepRow), "Items", min_entries=1, max_entries=MOST_ITEMS)

    def offer(self, profile: Profile, people: Iterable[tuple[str, str]], needed: Collection[str], me: str) -> None:
        """Fill the lists: those whom the case needs come first, and the recorder took part anyway."""
        everybody = list(people)
        others = sorted((each for each in everybody if each[0] != me), key=lambda each: each[0] not in needed)
        self.people.choices = options(others)
        self.decider.choices = options([("", "Choose"), *everybody])
        self._lists = item_lists(profile, everybody)
        for row in self.items:
            self._offer_row(row.form)

    def _offer_row(self, row: Any) -> None:
        """Fill the lists of one item."""
        for field in row:
            if isinstance(field, ChoiceField):
                field.choices = self._lists[field.short_name]

    def change_rows(self, pressed: str | None) -> bool:
        """Add or drop an item where such a button was pressed; True means: draw the form again, store nothing."""
        verb, _, name = (pressed or "").partition(" ")
        place = name.partition("-")[2]
        if name.partition("-")[0] != "items":
            return False
        if verb == "add" and len(self.items) < MOST_ITEMS:
            self._offer_row(self.items.append_entry().form)
        elif verb == "drop" and place.isascii() and place.isdigit() and int(place[:4]) < len(self.items):
            self.items.pop_entry(int(place[:4]))
            if not self.items.entries:
                self._offer_row(self.items.append_entry().form)
        return True

    def problems(self) -> list[tuple[str, str]]:
        """List every problem with the id of its field, items included."""
        found = [pair for field in self for pair in row_problems(field, {})]
        return found + [("main", str(words)) for words in self.form_errors]

    def heard(self, zone: ZoneInfo) -> Told:
        """Give what the rules of a record look at, as far as it can be read."""
        at = datetime.combine(self.day.day, self.began.time, zone) if self.day.day and self.began.time else None
        return Told(at, self.people.data or (), self.decided.data or "", self.decider.data or "")

    def told(self, zone: ZoneInfo) -> Decided:
        """Give the record as the service takes it; only after validation."""
        assert self.day.day is not None and self.began.time is not None
        return Decided(
            datetime.combine(self.day.day, self.began.time, zone), Means(self.means.data),
            tuple(UUID(each) for each in self.people.data or ()), self.decided.data or "", as_id(self.decider),
            self.chosen())

    def chosen(self) -> tuple[Item, ...]:
        """Give the items that hold something."""
        return tuple(row.form.item() for row in self.items if not row.form.is_blank)
