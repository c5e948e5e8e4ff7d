"""The rows of a recommendation's form: what is to be done, and who disagrees; a huddle's record has the first too."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wtforms import Field, FieldList, Form
from wtforms.fields.choices import SelectChoice

from tumorboard.domain.recommending import Item
from tumorboard.profiles import Profile
from tumorboard.vocabulary.recommendation import TreatmentGroup
from tumorboard.web.forms import ChoiceField, DueField, options, text_field

MORE = ("rationale", "guideline", "alternatives", "contraindications")
Options = Iterable[tuple[str, str]]


class Rows(FieldList):
    """A list of rows. Their numbers in the names of the fields come from outside, so only plain ones are read."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """Give the numbers of the rows that were sent."""
        for name in formdata:
            number = name.removeprefix(f"{prefix}-").split("-", 1)[0]
            if name.startswith(f"{prefix}-") and number.isascii() and number.isdigit() and len(number) < 4:
                yield int(number)


def free_row(rows: FieldList) -> Any:
    """Give the first row that holds nothing, or a new one; None where the list is full."""
    blank = [each.form for each in rows if each.form.is_blank]
    if blank:
        return blank[0]
    return rows.append_entry().form if len(rows) < rows.max_entries else None


class Row(Form):
    """One row of a list. A row that holds nothing is left out."""

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was entered in the row."""
        return not any(field.data for field in self)


class StepRow(Row):
    """One thing to do, who does it and by when."""

    no_kind = "Choose what kind of step this is, or empty the row."
    kind = ChoiceField("Kind", validate_choice=False)
    detail = text_field("What", 500)
    owner = ChoiceField("Owner", validate_choice=False)
    due_on = DueField("Due", render_kw={"autocomplete": "off"})

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the kind where anything else was entered."""
        is_valid = bool(super().validate(extra_validators))
        if not self.is_blank and not self.kind.data:
            self.kind.errors = [*self.kind.errors, self.no_kind]
            return False
        return is_valid

    def item(self) -> Item:
        """Give the row as the rules see it."""
        return Item(self.kind.data, self.detail.data or "", owner=self.owner.data or "", due_on=self.due_on.day)


class ItemRow(StepRow):
    """One item of a recommendation."""

    no_kind = "Choose what kind of treatment or step this is, or empty the row."
    condition = text_field("Only if", 500)
    intent = ChoiceField("Intent", validate_choice=False)
    rationale = text_field("Because", 500)
    guideline = text_field("Guideline and version", 200)
    alternatives = text_field("Alternatives kept open", 500)
    contraindications = text_field("What speaks against it", 500)

    def item(self) -> Item:
        """Give the row as the rules see it."""
        return Item(self.kind.data, self.detail.data or "", self.intent.data or "", self.condition.data or "",
                    self.owner.data or "", self.due_on.day, self.rationale.data or "", self.guideline.data or "",
                    self.alternatives.data or "", self.contraindications.data or "")

    @property
    def has_more(self) -> bool:
        """Tell whether any of the rarer answers was given."""
        return any(self[name].data or self[name].errors for name in MORE)


class DissentRow(Row):
    """Who disagrees, in which words."""

    member = ChoiceField("Dissent by", validate_choice=False)
    words = text_field("In their words", 2000, lines=3)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the half that is missing."""
        is_valid = bool(super().validate(extra_validators))
        if self.member.data and not self.words.data:
            self.words.errors = ["Write the disagreement in the member’s own words."]
        elif self.words.data and not self.member.data:
            self.member.errors = ["Choose who disagrees."]
        return is_valid and not self.words.errors and not self.member.errors


def item_lists(profile: Profile, people: Options) -> dict[str, Sequence[SelectChoice]]:
    """Make the lists of the rows; treatments stand in groups."""
    groups = {each.value: each.label for each in TreatmentGroup}
    kinds = [SelectChoice(value=each["code"], label=each["label"], optgroup=groups.get(each["group"], "Other"))
             for each in profile.catalogue["options"]["treatment"]]
    everybody = options(people)
    return {"kind": [SelectChoice(value="", label="Choose one"), *kinds],
            "intent": options([("", "Not said"), *profile.labels("intent").items()]),
            "status": options([("", "Choose one"), *profile.labels("trial_status").items()]),
            "owner": [SelectChoice(value="", label="Nobody yet"), *everybody],
            "member": [SelectChoice(value="", label="Nobody disagrees"), *everybody]}


def row_problems(field: Field, heads: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give the problems of a field, or of the rows that it holds."""
    if not isinstance(field, FieldList):
        yield from ((field.id, str(words)) for words in field.errors)
        return
    if field.name in heads:
        yield field.id, heads[field.name]
    for row in field:
        for each in row.form:
            yield from ((each.id, str(words)) for words in each.errors)
