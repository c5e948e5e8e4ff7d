"""What people say of a flag, of a derived value, and of what came from outside."""

from typing import Any

from wtforms import Field

from tumorboard.domain.clinical import Reason
from tumorboard.services.second_opinion import Reading, Request
from tumorboard.vocabulary.outside import Difference, MaterialKind
from tumorboard.web.forms import BoardForm, ChoiceField, DayField, SegmentField, as_id, options, required, text_field


class OverruleForm(BoardForm):
    """Why a flag does not hold here."""

    reason = text_field("Why it does not hold here", 1000, lines=2)


class DisagreeForm(BoardForm):
    """What a clinician would say instead of a derived value, and why."""

    reason = text_field("What you would say instead, and why", 1000, lines=2)


def overrule_forms(flags: Any, kept: dict[str, BoardForm]) -> dict[str, BoardForm]:
    """Make one form a flag; what could not be taken comes back as it was typed."""
    return {flag["id"]: kept.get(f"overrule-{flag['id']}") or OverruleForm(
        formdata=None, prefix=f"overrule-{flag['id']}") for flag in flags if flag["overrule"] is None}


def disagree_forms(reasons: list[Reason], kept: dict[str, BoardForm]) -> dict[str, BoardForm]:
    """Make one form a derived value."""
    return {each.key: kept.get(f"derived-{each.key}") or DisagreeForm(formdata=None, prefix=f"derived-{each.key}")
            for each in reasons if each.value is not None}


def _difference(label: str) -> Field:
    """Offer the ways in which two readings compare; nothing chosen is nothing said."""
    return SegmentField(label, choices=options([("", "Not compared"), *((each.value, each.label)
                                                                       for each in Difference)]),
                        validate_choice=False, default="")


class AskForm(BoardForm):
    """What is asked for at the outside hospital."""

    kind = SegmentField("What kind", choices=options((each.value, each.label) for each in MaterialKind),
                        validators=required("Choose what is asked for."), validate_choice=False)
    what = text_field("What", 200, required("Write what is asked for, for example “Slides of the liver biopsy”."))
    facility = text_field("Asked of", 120)
    asked_on = DayField("Asked for on", validators=required("Enter the day on which it was asked for."))
    due_on = DayField("Expected by")

    def request(self) -> Request:
        """Give what is asked for as the service takes it; only once the form is valid."""
        assert self.asked_on.day is not None
        return Request(MaterialKind(self.kind.data), self.what.data or "", self.facility.data or "",
                       self.asked_on.day, self.due_on.day)


class ReceiveForm(BoardForm):
    """On which day something came."""

    received_on = DayField("Received on", description="Leave empty when it is not here after all.")


class ReadingForm(BoardForm):
    """What the reading here says, compared with the outside one."""

    reread_on = DayField("Read here on", validators=required("Enter the day on which it was read here."))
    by = ChoiceField("Read by", validators=required("Choose who read it."), validate_choice=False)
    diagnosis = _difference("Diagnosis")
    grade = _difference("Grade")
    stage = _difference("Stage")
    note = text_field("What is different", 2000, lines=3, hint="When something differs.")

    def reading(self) -> Reading:
        """Give the reading as the service takes it; only once the form is valid."""
        who = as_id(self.by)
        if who is None or self.reread_on.day is None:
            raise ValueError("a valid reading has its reader and its day")
        said = {name: Difference(self[name].data) if self[name].data else None
                for name in ("grade", "diagnosis", "stage")}
        return Reading(self.reread_on.day, who, note=self.note.data or "", **said)
