"""The small forms of the case page, filled with what is stored and what may be chosen."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from tumorboard.blueprints.cases import forms
from tumorboard.db import db
from tumorboard.domain import outside
from tumorboard.domain.access import CaseRelation, owns_item
from tumorboard.domain.clinical import ReadinessItem
from tumorboard.queries import members
from tumorboard.web.access import actor
from tumorboard.web.context import current_board
from tumorboard.web.forms import BoardForm, options
from tumorboard.web.pages import profile
from tumorboard.web.wording import full_name

MISSING = ("open", "requested")
_POSTED: Any = object()
Items = Sequence[ReadinessItem]
Kind = TypeVar("Kind", bound=BoardForm)


def page_forms(items: Items, *, reviews: bool) -> dict[str, BoardForm]:
    """Make the small forms of the page that the reader may use, empty."""
    made: dict[str, BoardForm] = {
        "answer": forms.TextForm(formdata=None, prefix="answer"),
        "change": forms.ChangeForm(formdata=None, prefix="change"),
        "note": forms.NoteForm(formdata=None, prefix="note"),
        "reason": forms.ReasonForm(formdata=None),
    }
    if reviews:
        made["accept"], made["send_back"] = accept_form(items, None), send_back_form(items, None)
    return made


def settable(items: Items, case: Any, relation: CaseRelation) -> set[str]:
    """Name the readiness items that the reader may set: their seat's, and those they were asked for by name."""
    named = {row.item for row in case.readiness_rows if row.owner_id == actor().id}
    if case.presenter_id == actor().id:
        named |= {each.id for each in items if each.owner == "presenter"}
    return {each.id for each in items if owns_item(actor(), relation, each.owner, is_named=each.id in named)}


def accept_form(items: Items, formdata: Any = _POSTED) -> forms.AcceptForm:
    """Offer the gates that are still open to be ticked while accepting; one that came meanwhile needs no tick."""
    form = forms.AcceptForm() if formdata is _POSTED else forms.AcceptForm(formdata=None)
    return _offer(form, form.here, [each for each in items if each.gate and each.id != "question"])


def send_back_form(items: Items, formdata: Any = _POSTED) -> forms.SendBackForm:
    """Offer the items that are not there to be named."""
    form = forms.SendBackForm() if formdata is _POSTED else forms.SendBackForm(formdata=None)
    return _offer(form, form.items, items)


def _offer(form: Kind, field: Any, items: Items) -> Kind:
    """Offer those items that are not there, and forget a tick at any other."""
    field.choices = options((each.id, each.label) for each in items if each.state in MISSING)
    offered = {each.id for each in items if each.state in MISSING}
    field.data = [each for each in field.data or () if each in offered]
    return form


def is_decided_outside(case: Any, item: str) -> bool:
    """Tell whether an item follows from what was asked for outside."""
    return any(outside.ITEMS[row.kind] == item for row in case.outside_rows)


def item_form(case: Any, found: ReadinessItem) -> forms.ItemForm:
    """Fill the form of one item with what is stored."""
    row = next((each for each in case.readiness_rows if each.item == found.id), None)
    stored = {"state": found.state, "owner": str(row.owner_id or "") if row else "",
              "due_on": row.due_on.isoformat() if row and row.due_on else "", "reason": row.reason if row else "",
              "seen": row.version if row else 0}
    form = forms.ItemForm(data=stored)
    form.owner.choices = options([("", "Nobody named"), *people()])
    return form


def triage_form(case: Any) -> forms.TriageForm:
    """Fill the triage with what is stored."""
    form = forms.TriageForm(data={
        "specialties": case.specialties_needed, "minutes": case.minutes, "urgency": case.urgency,
        "complexity": case.complexity, "presenter": str(case.presenter_id or ""), "seen": case.version})
    form.specialties.choices = options(profile().labels("specialty").items())
    form.urgency.choices = options((code, forms.SHORT_URGENCY[code]) for code in profile().labels("urgency"))
    form.presenter.choices = options([("", "Not named"), *people()])
    return form


def people(with_seat: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Offer the board's clinicians, or those who hold one of the seats."""
    wanted = set(with_seat)
    return [(str(each.id), full_name(each)) for each in members.clinicians(db.session(), current_board())
            if not wanted or wanted & set(each.specialties)]
