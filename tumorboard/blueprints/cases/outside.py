"""Second opinions: what is asked for outside, what came, and how far the reading here agrees."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases import review_forms
from tumorboard.blueprints.cases.acting import allowed
from tumorboard.blueprints.cases.page import Sight, see
from tumorboard.blueprints.cases.room import bp
from tumorboard.blueprints.cases.said_forms import AskForm, ReadingForm, ReceiveForm
from tumorboard.db import Session, db, transaction
from tumorboard.domain.access import Permission, can, may
from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.domain.errors import AnswerRefused, NotAllowed, NotFound
from tumorboard.queries import cases
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import second_opinion
from tumorboard.vocabulary.outside import MaterialKind
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.forms import BoardForm, options

# Whose reading it is here; a report is not read again.
READERS = {MaterialKind.SLIDES: ("pathology",), MaterialKind.SCANS: ("radiology", "nuclear_medicine")}


@bp.get("/<uuid:case_id>/outside")
@requires(Permission.READ_CASE)
def outside(case_id: UUID) -> ResponseReturnValue:
    """Show everything that was asked for outside."""
    sight = see(case_id)
    if sight.case.patient is None:
        raise NotFound("case")
    return _draw(sight, AskForm(formdata=None, data={"asked_on": _today().isoformat()}))


@bp.post("/<uuid:case_id>/outside")
@requires(Permission.SET_ITEM)
@once.for_each_click
def ask_outside(case_id: UUID) -> ResponseReturnValue:
    """Note what is asked for outside."""
    allowed(db.session(), case_id, Permission.SET_ITEM)
    form, by = AskForm(), current_member()
    here = url_for("cases.outside", case_id=case_id)
    try:
        if not form.validate():
            raise AnswerRefused({})
        with transaction() as session:
            second_opinion.ask(session, cases.whole(session, case_id), form.request(), by=by, now=clock.now())
            once.remember(session, here)
    except AnswerRefused as problem:
        form.put(problem)
        return _draw(see(case_id), form), 422
    rebuild(clock.now())
    flash("Noted. The readiness of the case follows from it.")
    return redirect(here, 303)


@bp.get("/<uuid:case_id>/outside/<uuid:material_id>")
@requires(Permission.SET_ITEM)
def material(case_id: UUID, material_id: UUID) -> ResponseReturnValue:
    """Show one thing that was asked for, to note its coming and the reading here."""
    allowed(db.session(), case_id, Permission.SET_ITEM)
    sight = see(case_id)
    return _draw_one(sight, _row(sight.case, material_id), {})


@bp.post("/<uuid:case_id>/outside/<uuid:material_id>/receive")
@requires(Permission.SET_ITEM)
def receive_outside(case_id: UUID, material_id: UUID) -> ResponseReturnValue:
    """Note on which day something came."""
    allowed(db.session(), case_id, Permission.SET_ITEM)
    form = ReceiveForm(prefix="receive")

    def act(session: Session, case: Any, row: Any) -> None:
        second_opinion.receive(session, case, row, form.received_on.day, by=current_member(), now=clock.now())
    return _do((case_id, material_id), "receive", form, act)


@bp.post("/<uuid:case_id>/outside/<uuid:material_id>/read")
@requires(Permission.REREAD_OUTSIDE)
def read_outside(case_id: UUID, material_id: UUID) -> ResponseReturnValue:
    """Keep what the reading here says, or take it back."""
    case = allowed(db.session(), case_id, Permission.REREAD_OUTSIDE)
    kind = _row(case, material_id).kind
    if not _may_read(kind):
        raise NotAllowed("The reading here belongs to its own seat. Leave a note, or ask the coordinator.")
    form = _reading_form(kind)
    is_back = request.form.get("do") == "take_back"

    def act(session: Session, case: Any, row: Any) -> None:
        if is_back:
            second_opinion.take_back(session, case, row, by=current_member(), now=clock.now())
        else:
            second_opinion.reread(session, case, row, form.reading(), by=current_member(), now=clock.now())
    return _do((case_id, material_id), "reading", BoardForm(prefix="reading") if is_back else form, act)


def _do(ids: tuple[UUID, UUID], name: str, form: BoardForm, act: Any) -> ResponseReturnValue:
    """Change one row against the version that its reader saw; what cannot be taken comes back as it was typed."""
    case_id, material_id = ids
    try:
        if not form.validate():
            raise AnswerRefused({})
        with transaction() as session:
            case = cases.whole(session, case_id)
            row = _row(case, material_id)
            second_opinion.expect_seen(row, form.seen_version)
            act(session, case, row)
    except AnswerRefused as problem:
        form.put(problem)
        sight = see(case_id)
        return _draw_one(sight, _row(sight.case, material_id), {name: form}), 422
    rebuild(clock.now())
    flash("Saved. The readiness of the case follows from it.")
    return redirect(url_for("cases.outside", case_id=case_id), 303)


def _row(case: Any, material_id: UUID) -> Any:
    """Give one row through its case."""
    row = next((each for each in case.outside_rows if each.id == material_id), None)
    if row is None:
        raise NotFound("material from outside")
    return row


def _may_read(kind: MaterialKind) -> bool:
    """Tell whether the reading of this kind is the reader's: the seat's own, or noted by the board's desk for it."""
    seats = READERS.get(kind, ())
    return bool(seats) and (may(actor(), Permission.REVIEW_CASES) or bool(actor().specialties & set(seats)))


def _reading_form(kind: MaterialKind, data: dict[str, Any] | None = None) -> ReadingForm:
    """Offer those who hold the seat as readers."""
    form = ReadingForm(prefix="reading") if data is None else ReadingForm(formdata=None, prefix="reading", data=data)
    form.by.choices = options([("", "Choose who read it"), *review_forms.people(READERS.get(kind, ()))])
    return form


def _draw(sight: Sight, form: AskForm) -> str:
    """Draw the list."""
    return render_template("cases/outside.html", case=sight.case, form=form, may_set=_may_set(sight),
                           items=[each for each in sight.items if each.id in (
                               "path_report", "outside_path_review", "outside_images_loaded")])


def _may_set(sight: Sight) -> bool:
    """Tell whether the reader may note anything here."""
    return sight.case.status in UNDER_REVIEW and can(actor(), Permission.SET_ITEM, sight.relation)


def _draw_one(sight: Sight, row: Any, kept: dict[str, BoardForm]) -> str:
    """Draw the page of one row."""
    reader = row.reread_by_id or (actor().id if actor().specialties & set(READERS.get(row.kind, ())) else "")
    stored = {"reread_on": (row.reread_on or _today()).isoformat(), "by": str(reader), "note": row.note,
              **{name: getattr(row, name).value if getattr(row, name) else "" for name in (
                  "grade", "diagnosis", "stage")}}
    may_read = _may_read(row.kind) and can(actor(), Permission.REREAD_OUTSIDE, sight.relation)
    return render_template(
        "cases/material.html", case=sight.case, row=row, may_set=_may_set(sight),
        receive=kept.get("receive") or ReceiveForm(formdata=None, prefix="receive", data={
            "received_on": (row.received_on or _today()).isoformat()}),
        reading=kept.get("reading") or _reading_form(row.kind, stored), may_read=may_read and _may_set(sight))


def _today() -> date:
    """Tell which day it is where the board meets."""
    return clock.today(current_board().tz)
