"""The forms of stepping out of a case: for somebody who is here, and for oneself."""

from collections.abc import Mapping
from typing import Any

from tumorboard.domain.recusing import MOST_REASON, WHY
from tumorboard.web.forms import BoardForm, ChoiceField, options, required, text_field
from tumorboard.web.wording import full_name


class RecusalForm(BoardForm):
    """Who steps out, and why."""

    member = ChoiceField("Who steps out", validators=required("Choose who steps out."), validate_choice=False)
    reason = text_field("Why", MOST_REASON, required(WHY), lines=2)


class OwnRecusalForm(BoardForm):
    """Why the reader steps out."""

    reason = text_field("Why you step out", MOST_REASON, required(WHY), lines=2)


def offered(form: RecusalForm, found: Mapping[str, Any]) -> RecusalForm:
    """Fill the list with the members who are here for this case."""
    form.member.choices = options([("", "Choose who"), *(
        (str(each.member_id), full_name(each.member)) for each in found["here"] if each.member is not None)])
    return form


def empty(found: Mapping[str, Any]) -> RecusalForm:
    """Give the form as it stands on the page of a case."""
    return offered(RecusalForm(formdata=None), found)
