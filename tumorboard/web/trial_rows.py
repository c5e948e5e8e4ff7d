"""The rows of a recommendation's form that name the trials which were considered."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wtforms import FieldList, Form

from tumorboard.domain.recommending import Trial
from tumorboard.web.forms import ChoiceField, text_field
from tumorboard.web.recommendation_rows import Row, free_row

NCT = re.compile(r"NCT\d{8}")
# What the profile calls it that there is no trial to name.
NONE_OPEN = "none_open"


class TrialRow(Row):
    """One trial that was considered."""

    nct = text_field("NCT number", 40)
    status = ChoiceField("How it stands", validate_choice=False)
    reason = text_field("Because", 500)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the number, unless no trial is open, and for how it stands."""
        is_valid = bool(super().validate(extra_validators))
        if self.nct.data and not NCT.fullmatch(self.nct.data.upper()):
            self.nct.errors = ["Enter the number as NCT and eight digits, like NCT04665739."]
        elif not self.nct.data and not self.is_blank and self.status.data != NONE_OPEN:
            self.nct.errors = ["Enter the trial’s number, or choose that no trial is open."]
        if not self.is_blank and not self.status.data:
            self.status.errors = ["Choose how the patient stands to it."]
        return is_valid and not self.nct.errors and not self.status.errors

    def trial(self) -> Trial:
        """Give the row as the rules see it."""
        return Trial((self.nct.data or "").upper(), self.status.data, self.reason.data or "")


def written(rows: FieldList) -> tuple[Trial, ...]:
    """Give the trials that were named."""
    return tuple(row.form.trial() for row in rows if not row.form.is_blank)


def untaken(rows: FieldList, known: Iterable[Trial]) -> list[Trial]:
    """Give the trials that the case names and no row does yet."""
    taken = {each.nct for each in written(rows)}
    return [each for each in known if each.nct not in taken]


def take(rows: FieldList, known: Iterable[Trial]) -> Iterator[Form]:
    """Put the trials that the case names into empty rows and new ones, as far as there is room; give those rows."""
    for each in untaken(rows, known):
        row = free_row(rows)
        if row is not None:
            row.nct.data, row.status.data, row.reason.data = each.nct, each.status, each.reason
            yield row


def differ(rows: FieldList) -> bool:
    """Refuse a trial that is named twice; tell whether there was none."""
    seen: set[str] = set()
    again = []
    for number in (row.form.nct for row in rows if row.form.nct.data):
        if number.data.upper() in seen:
            number.errors = [*number.errors, "This trial is named above already."]
            again.append(number)
        seen.add(number.data.upper())
    return not again


def known_trials(case: Any) -> list[Trial]:
    """Give the trials that the case itself names, as its form has asked for them."""
    return [Trial(*(str(row.get(name) or "") for name in ("nct", "status", "reason")))
            for row in case.answers.get("trials") or [] if row.get("nct")]
