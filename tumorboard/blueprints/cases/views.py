"""The list of cases and the page of one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases import cards, forms
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import db
from tumorboard.domain.access import CaseRelation, Permission, can, owns_item
from tumorboard.domain.case_flow import allowed
from tumorboard.queries import cases, discussions, dockets, meetings, members, recommendations
from tumorboard.services import appraising
from tumorboard.web.access import actor, may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.forms import BoardForm, options
from tumorboard.web.pages import profile
from tumorboard.web.wording import full_name

MISSING = ("open", "requested")


@bp.get("")
@requires(Permission.READ_CASES)
def listing() -> ResponseReturnValue:
    """Show one view of the reader's cases, a page at a time."""
    return _listing(request.args.get("view", ""), "", _after(request.args.get("after", "")))


@bp.post("/find")
@requires(Permission.READ_CASES)
def find() -> ResponseReturnValue:
    """Show what the find box means; a name or number never stands in an address."""
    return _listing("all", request.form.get("q", "")[:80], _after(request.form.get("after", "")))


def _listing(view: str, typed: str, after: tuple[datetime, int] | None) -> str:
    """Draw the list."""
    session, board = db.session(), current_board()
    counts = cases.counts(session, board, actor())
    views = cards.views_of(counts, may_reader(Permission.REVIEW_CASES))
    chosen = next((each for each in views if each.key == view), views[0])
    rows = cases.listing(session, board, actor(), statuses=chosen.statuses, typed=typed, before=after)
    more = rows[cases.PAGE - 1] if len(rows) > cases.PAGE else None
    return render_template(
        "cases/listing.html", views=views, chosen=chosen, typed=typed, is_first=after is None,
        rows=[cards.row(each) for each in rows[:cases.PAGE]],
        next_after=f"{more.saved_at.isoformat()}|{more.number}" if more else "")


def _after(text: str) -> tuple[datetime, int] | None:
    """Read where the page before ended; a mistyped place begins again."""
    at, _, number = text.partition("|")
    try:
        moment = datetime.fromisoformat(at.replace(" ", "+"))
        return (moment, int(number)) if moment.tzinfo else None
    except ValueError:
        return None


@bp.get("/<uuid:case_id>")
@requires(Permission.READ_CASE)
def page(case_id: UUID) -> ResponseReturnValue:
    """Show one case with everything that the reader may do with it."""
    return draw(case_id, {})


def draw(case_id: UUID, kept: dict[str, BoardForm]) -> str:
    """Draw the case page, with the forms that could not be taken as they were typed."""
    session, board = db.session(), current_board()
    case, relation = cases.get(session, actor(), case_id)
    coming = meetings.coming(session, board)
    on = coming.local_date if coming else clock.today(board.tz)
    derived = appraising.derived(case, case.patient, profile(), on)
    docket = dockets.latest(session, coming.id) if coming else None
    given = {name: can(actor(), Permission(name), relation)
             for name in ("edit_case", "withdraw_case", "answer_case", "note_case", "review_cases")}
    return render_template(
        "cases/page.html", case=case, relation=relation, may=given, moves=allowed(case.status),
        derived=derived["derived"], flags=cards.flags(derived["flags"], profile()), items=checklist(case),
        settable=items_of(case, relation),
        answers=cards.answers(case, profile()), why_none=cards.WHY_NONE, meeting=coming,
        place=cards.place(docket, case.id),
        course=discussions.course(session, case.id), current=recommendations.of_case(session, case.id),
        forms=_forms(case, given) | kept)


def _forms(case: Any, given: dict[str, bool]) -> dict[str, BoardForm]:
    """Make the small forms of the page that the reader may use."""
    made: dict[str, BoardForm] = {
        "TextFormanswer-": forms.TextForm(formdata=None, prefix="answer"),
        "ChangeFormchange-": forms.ChangeForm(formdata=None, prefix="change"),
        "NoteFormnote-": forms.NoteForm(formdata=None, prefix="note"),
        "ReasonForm": forms.ReasonForm(formdata=None),
    }
    if given["review_cases"]:
        made["AcceptForm"], made["SendBackForm"] = accept_form(case, None), send_back_form(case, None)
    return made


def checklist(case: Any) -> list[Any]:
    """List what the case needs at the coming meeting."""
    coming = meetings.coming(db.session(), current_board())
    on = coming.local_date if coming else clock.today(current_board().tz)
    return appraising.readiness(case, case.patient, profile(), on)


def items_of(case: Any, relation: CaseRelation) -> set[str]:
    """Name the readiness items that the reader may set: their seat's, and those they were asked for by name."""
    named = {row.item for row in case.readiness_rows if row.owner_id == actor().id}
    found = checklist(case)
    if case.presenter_id == actor().id:
        named |= {each.id for each in found if each.owner == "presenter"}
    return {each.id for each in found if owns_item(actor(), relation, each.owner, is_named=each.id in named)}


_POSTED: Any = object()


def accept_form(case: Any, formdata: Any = _POSTED) -> forms.AcceptForm:
    """Offer the gates that are still open to be ticked while accepting."""
    form = forms.AcceptForm() if formdata is _POSTED else forms.AcceptForm(formdata=None)
    form.here.choices = options((each.id, each.label) for each in checklist(case)
                                if each.gate and each.id != "question" and each.state in MISSING)
    return form


def send_back_form(case: Any, formdata: Any = _POSTED) -> forms.SendBackForm:
    """Offer the items that are not there to be named."""
    form = forms.SendBackForm() if formdata is _POSTED else forms.SendBackForm(formdata=None)
    form.items.choices = options((each.id, each.label) for each in checklist(case) if each.state in MISSING)
    return form


def item_form(case: Any, found: Any) -> forms.ItemForm:
    """Fill the form of one item with what is stored."""
    row = next((each for each in case.readiness_rows if each.item == found.id), None)
    stored = {"state": found.state, "owner": str(row.owner_id or "") if row else "",
              "due_on": row.due_on.isoformat() if row and row.due_on else "", "reason": row.reason if row else ""}
    form = forms.ItemForm(data=stored)
    form.owner.choices = options([("", "Nobody named"), *_people()])
    return form


def triage_form(case: Any) -> forms.TriageForm:
    """Fill the triage with what is stored."""
    form = forms.TriageForm(data={
        "specialties": case.specialties_needed, "minutes": case.minutes, "urgency": case.urgency,
        "complexity": case.complexity, "presenter": str(case.presenter_id or ""), "seen": case.version})
    form.specialties.choices = options(profile().labels("specialty").items())
    form.urgency.choices = options((code, forms.SHORT_URGENCY[code]) for code in profile().labels("urgency"))
    form.presenter.choices = options([("", "Not named"), *_people()])
    return form


def _people() -> list[tuple[str, str]]:
    """Offer the board's clinicians."""
    return [(str(each.id), full_name(each)) for each in members.clinicians(db.session(), current_board())]


