"""A huddle on its own page: asked for, recorded, called off; and from then on only read."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.huddles.forms import AskForm, CallOffForm, RecordForm
from tumorboard.db import Session, db, transaction
from tumorboard.domain import huddling as rules
from tumorboard.domain.access import Permission, can
from tumorboard.domain.errors import AnswerRefused, NotAllowed, NotFound
from tumorboard.queries import cases, huddles, meetings, members
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import huddling
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.recommendation_form import people

bp = Blueprint("huddles", __name__, url_prefix="/huddles")


@bp.get("/new/<uuid:case_id>")
@requires(Permission.HUDDLE)
def new(case_id: UUID) -> ResponseReturnValue:
    """Ask what cannot wait; where a huddle is asked for already, go there."""
    case = _case(db.session(), case_id)
    found = huddles.asked_of(db.session(), case_id)
    if found is not None:
        return redirect(url_for("huddles.page", huddle_id=found.id), 303)
    return _asking(case, AskForm(formdata=None))


@bp.post("/new/<uuid:case_id>")
@requires(Permission.HUDDLE)
@once.for_each_click
def ask(case_id: UUID) -> ResponseReturnValue:
    """Ask for a huddle; a second click finds the one that was asked for."""
    form, by = AskForm(), current_member()
    if not form.validate():
        return _asking(_case(db.session(), case_id), form), 422
    try:
        with transaction() as session:
            huddle = huddling.ask(session, _case(session, case_id), form.why.data or "", by=by, now=clock.now())
            there = url_for("huddles.page", huddle_id=huddle.id)
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return _asking(_case(db.session(), case_id), form), 422
    flash("Asked for. Those whom the case needs see it on their pages. Call them as well.")
    return redirect(there, 303)


@bp.get("/<uuid:huddle_id>")
@requires(Permission.READ_CASE)
def page(huddle_id: UUID) -> ResponseReturnValue:
    """Show the record, or what is to be recorded."""
    huddle, _ = _read(db.session(), huddle_id)
    now = clock.now().astimezone(current_board().tz)
    return _page(huddle, RecordForm(formdata=None, data={
        "day": now.date().isoformat(), "began": now.time(), "seen": huddle.version}), CallOffForm(formdata=None))


@bp.post("/<uuid:huddle_id>/record")
@requires(Permission.HUDDLE)
@once.for_each_click
def record(huddle_id: UUID) -> ResponseReturnValue:
    """Record what was decided; from then on it stands."""
    form, by = RecordForm(), current_member()
    huddle = _of_board(db.session(), huddle_id)
    _offer(form, huddle)
    if form.change_rows(request.form.get("rows")):
        return _page(huddle, form, CallOffForm(formdata=None))
    if not form.validate():
        form.put(AnswerRefused(rules.problems(form.heard(current_board().tz), str(by.id), clock.now())))
        return _page(huddle, form, CallOffForm(formdata=None)), 422
    there = url_for("huddles.page", huddle_id=huddle_id)
    try:
        with transaction() as session:
            huddling.write(session, _of_board(session, huddle_id), form.told(current_board().tz),
                           seen=form.seen_version, by=by, now=clock.now())
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return _page(_of_board(db.session(), huddle_id), form, CallOffForm(formdata=None)), 422
    return _done("Recorded. The board notes it at its next meeting.", there)


@bp.post("/<uuid:huddle_id>/call-off")
@requires(Permission.HUDDLE)
def call_off(huddle_id: UUID) -> ResponseReturnValue:
    """Say that it is not needed any more."""
    form = CallOffForm()
    try:
        with transaction() as session:
            huddle = _of_board(session, huddle_id)
            if not form.validate():
                raise AnswerRefused({})
            huddling.call_off(session, huddle, form.called_off_why.data or "", seen=form.seen_version,
                              by=current_member(), now=clock.now())
            there = url_for("cases.page", case_id=huddle.case_id)
    except AnswerRefused as problem:
        form.put(problem)
        return _page(_of_board(db.session(), huddle_id), _blank(huddle_id), form), 422
    return _done("Called off. The reason is kept.", there)


def _done(words: str, there: str) -> ResponseReturnValue:
    """Build the docket anew where that changed it, and say what was done."""
    rebuild(clock.now())
    flash(words)
    return redirect(there, 303)


def _case(session: Session, case_id: UUID) -> Any:
    """Give a case that the reader may have discussed out of cycle: 404 where they may not see it, else 403."""
    case, relation = cases.get(session, actor(), case_id)
    if not can(actor(), Permission.HUDDLE, relation):
        raise NotAllowed("Your account may not do this with this case. Ask the coordinator.")
    return case


def _of_board(session: Session, huddle_id: UUID) -> Any:
    """Give a huddle to those who may hold it."""
    huddle = huddles.get(session, huddle_id)
    _case(session, huddle.case_id)
    return huddle


def _read(session: Session, huddle_id: UUID) -> tuple[Any, Any]:
    """Give a huddle to the board and to those whose case it is; to anybody else it does not exist."""
    huddle = huddles.get(session, huddle_id)
    case, relation = cases.get(session, actor(), huddle.case_id)
    if not (may_reader(Permission.READ_DOCKET) or relation.is_own):
        raise NotFound("huddle")
    return huddle, case


def _blank(huddle_id: UUID) -> RecordForm:
    """Give the form of the record as it is first shown."""
    return RecordForm(formdata=None, data={"seen": huddles.get(db.session(), huddle_id).version})


def _offer(form: RecordForm, huddle: Any) -> None:
    """Fill the lists: the members, those whom the case needs first, the recorder left out."""
    session, board = db.session(), current_board()
    case, _ = cases.get(session, actor(), huddle.case_id)
    wanted = {str(each) for each in huddles.needed_for(session, board, case)}
    form.offer(profile(), people(session, board), wanted, str(current_member().id))


def _asking(case: Any, form: AskForm) -> str:
    """Draw the question, with those who will be asked and their numbers."""
    session, board = db.session(), current_board()
    wanted = set(huddles.needed_for(session, board, case))
    return render_template("huddles/ask.html", case=case, form=form,
                           needed=[each for each in members.people(session, board) if each.id in wanted])


def _page(huddle: Any, form: RecordForm, off: CallOffForm) -> str:
    """Draw the huddle: its record, or the form of it."""
    session = db.session()
    case, relation = cases.get(session, actor(), huddle.case_id)
    _offer(form, huddle)
    return render_template(
        "huddles/page.html", huddle=huddle, case=case, form=form, off=off,
        meeting=meetings.coming(session, current_board()), may_record=can(actor(), Permission.HUDDLE, relation))
