"""Forms of the docket builder: a wish for one case."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from tumorboard.domain.docket_wishes import Wanted
from tumorboard.vocabulary.workflow import WishKind
from tumorboard.web.forms import BoardForm, ChoiceField, TimeField, options, required, text_field

K = WishKind
KINDS = options([
    ("", "Choose"), (K.IN, "On this docket, whatever its rank"), (K.FIRST, "First"), (K.LAST, "Last"),
    (K.WINDOW, "Between two times, for a guest"), (K.BEFORE, "Before another case"), (K.OUT, "Not on this docket"),
    (K.NOTE, "No place, only a note")])


class WishForm(BoardForm):
    """What is wished for one case."""

    kind = ChoiceField("Wish", choices=KINDS, validators=required("Choose what you wish for this case."))
    from_time = TimeField("Not before")
    to_time = TimeField("Over by")
    other = ChoiceField("Before which case")
    note = text_field("Why, or what to remember", 200, lines=2)

    def offer(self, cases: Iterable[tuple[str, str]]) -> "WishForm":
        """Fill the list of the other cases."""
        self.other.choices = options([("", "Choose"), *cases])
        return self

    def wanted(self, case_id: UUID, starts: datetime) -> Wanted:
        """Give what was typed, times as minutes after the start; what the kind does not ask for is left out."""
        kind = next(each for each in WishKind if each.value == self.kind.data)
        is_window, is_before = kind is K.WINDOW, kind is K.BEFORE
        return Wanted(
            kind, str(case_id), _minute(self.from_time.time, starts) if is_window else None,
            _minute(self.to_time.time, starts) if is_window else None,
            (self.other.data or None) if is_before else None, (), self.note.data or "")

    def carried(self) -> dict[str, Any]:
        """Give the fields as they were typed, for the page that asks once more."""
        return {name: self[name].data or "" for name in ("kind", "from_time", "to_time", "other", "note")}


def _minute(at: time | None, starts: datetime) -> int | None:
    """Count the minutes from the start of the meeting; below zero is before it."""
    return None if at is None else (at.hour - starts.hour) * 60 + at.minute - starts.minute
