"""Submitting a case: kept as a draft while it is typed, checked, then sent; changed until the freeze."""

from typing import Any
from uuid import UUID

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases import draft_page, form_reading, lookup
from tumorboard.blueprints.cases.forms import SubmitFields
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission, can
from tumorboard.domain.errors import AnswerRefused, MoveRefused, NotAllowed, Stale
from tumorboard.queries import answers, cases
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import drafting_case, submission
from tumorboard.services.answer_history import Outcome, Sent
from tumorboard.services.drafting_case import SUBMIT
from tumorboard.vocabulary.workflow import CaseStatus
from tumorboard.web.access import actor, current_member, may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.limits import FORM_BYTES, takes


@bp.get("/new")
@requires(Permission.SUBMIT_CASE)
def new() -> ResponseReturnValue:
    """Show the empty form; nothing is stored before something is typed."""
    return draft_page.draw(draft_page.empty())


@bp.post("/new")
@requires(Permission.SUBMIT_CASE)
@takes(FORM_BYTES)
def start() -> ResponseReturnValue:
    """Store what was typed as a draft, once however often it is sent, then do what the pressed button says."""
    form = draft_page.posted()
    case = _editable(draft_page.begun())
    return _store(case.id) if case.status is CaseStatus.DRAFT else _again(case, form)


@bp.post("/new/autosave")
@requires(Permission.SUBMIT_CASE)
@takes(FORM_BYTES)
def begin_autosave() -> ResponseReturnValue:
    """Begin a draft while it is typed."""
    case_id = draft_page.begun()
    if _editable(case_id).status is not CaseStatus.DRAFT:
        raise Stale("this draft: it was sent already")
    return jsonify(_kept(case_id) | {"go": url_for("cases.edit", case_id=case_id),
                                     "autosave": url_for("cases.autosave_draft", case_id=case_id)})


@bp.get("/<uuid:case_id>/edit")
@requires(Permission.EDIT_CASE)
def edit(case_id: UUID) -> ResponseReturnValue:
    """Show the form with what was typed so far: a draft, or changes to a case that are not applied yet."""
    case = _editable(case_id)
    return draft_page.draw(draft_page.filled(case, shown=True), case)


@bp.post("/<uuid:case_id>/edit")
@requires(Permission.EDIT_CASE)
@takes(FORM_BYTES)
def save(case_id: UUID) -> ResponseReturnValue:
    """Store what was typed, then do what the pressed button says."""
    _editable(case_id)
    return _store(case_id)


@bp.post("/<uuid:case_id>/edit/autosave")
@requires(Permission.EDIT_CASE)
@takes(FORM_BYTES)
def autosave_draft(case_id: UUID) -> ResponseReturnValue:
    """Store what was typed while it is typed; nothing is applied to a case that was sent."""
    _editable(case_id)
    return jsonify(_kept(case_id))


@bp.post("/<uuid:case_id>/edit/discard")
@requires(Permission.EDIT_CASE)
def discard(case_id: UUID) -> ResponseReturnValue:
    """Go back to what was sent."""
    _editable(case_id)
    with transaction() as session:
        drafting_case.discard_changes(session, cases.whole(session, case_id), form_reading.hand())
    flash("The form shows again what was sent. Your texts are in the history.")
    return redirect(url_for("cases.edit", case_id=case_id), 303)


@bp.get("/<uuid:case_id>/check")
@requires(Permission.EDIT_CASE)
def check(case_id: UUID) -> ResponseReturnValue:
    """Show all answers once more before they are sent; back to the form where one is missing."""
    case = _editable(case_id)
    form = draft_page.filled(case)
    if case.status is not CaseStatus.DRAFT or _missing(form):
        return redirect(url_for("cases.edit", case_id=case_id), 303)
    return draft_page.draw_check(form, case)


@bp.post("/<uuid:case_id>/send")
@requires(Permission.EDIT_CASE)
def send(case_id: UUID) -> ResponseReturnValue:
    """Send what was checked; where it was changed meanwhile, it is checked once more."""
    case = _editable(case_id)
    if case.status is not CaseStatus.DRAFT:
        return redirect(url_for("cases.page", case_id=case_id), 303)
    if form_reading.version(SUBMIT) != _number(case_id):
        flash("Somebody changed the draft meanwhile. Check it once more.")
        return redirect(url_for("cases.check", case_id=case_id), 303)
    return _submit(case_id, draft_page.filled(case))


def _store(case_id: UUID) -> ResponseReturnValue:
    """Keep what was typed; then look the patient up, check, send, apply, or leave it at that."""
    wish, case = request.form.get("do", "save"), cases.whole(db.session(), case_id)
    if case.status not in (CaseStatus.DRAFT, *draft_page.CHANGEABLE):
        return redirect(url_for("cases.page", case_id=case_id), 303)
    typed = draft_page.posted()
    outcome = _keep(case_id, typed)
    case = cases.whole(db.session(), case_id)
    form = draft_page.filled(case)
    if outcome.clashes:
        return draft_page.draw(typed, case, outcome=outcome), 409
    if wish == "find":
        return draft_page.draw(form, case, lookup.patient(form))
    if wish in ("check", "submit"):
        return _go_on(case, form, wish)
    flash("Draft saved. Finish and submit it whenever you are ready.")
    return redirect(url_for("home.this_week"), 303)


def _again(case: Any, form: SubmitFields) -> ResponseReturnValue:
    """A second click finds the case sent; what was typed after the first one waits as a change of it."""
    typed = {name: text for name, text in form.typed().items() if name in drafting_case.SENT and text}
    with transaction() as session:
        drafting_case.keep(session, cases.whole(session, case.id), Sent(SUBMIT, _number(case.id), typed),
                           form_reading.hand())
    return redirect(url_for("cases.edit", case_id=case.id), 303)


def _go_on(case: Any, form: SubmitFields, wish: str) -> ResponseReturnValue:
    """Check a draft, send it, or apply changes to a case that was sent."""
    if case.status is not CaseStatus.DRAFT:
        return _change(case.id, form)
    if wish == "submit":
        return _submit(case.id, form)
    if _missing(form):
        return draft_page.draw(form, case), 422
    return redirect(url_for("cases.check", case_id=case.id), 303)


def _missing(form: SubmitFields) -> bool:
    """Say beside each field what is missing, and tell whether anything is."""
    form.validate()
    found = submission.problems(db.session(), current_board(), _answers(form), reader=actor(), now=clock.now())
    form.put(AnswerRefused(found))
    return bool(form.problems())


def _answers(form: SubmitFields) -> Any:
    """Give the answers as the rules see them."""
    return form.answers(trusts_number=may_reader(Permission.FIND_PATIENT))


def _submit(case_id: UUID, form: SubmitFields) -> ResponseReturnValue:
    """Send the case; what cannot be taken is said beside its field, and the draft holds it all."""
    try:
        if _missing(form):
            raise AnswerRefused({})
        with transaction() as session:
            submission.submit(session, cases.whole(session, case_id), _answers(form), by=current_member(),
                              now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return draft_page.draw(form, cases.whole(db.session(), case_id)), 422
    except MoveRefused:
        # The other click of a double click was first.
        return redirect(url_for("cases.page", case_id=case_id), 303)
    rebuild(clock.now())
    flash("Submitted to the board. The coordinator looks at it next.")
    return redirect(url_for("cases.page", case_id=case_id), 303)


def _change(case_id: UUID, form: SubmitFields) -> ResponseReturnValue:
    """Change a case that was sent, against the version that its reader saw."""
    form.validate()
    seen = draft_page.posted().seen_version
    try:
        if form.errors:
            raise AnswerRefused({})
        with transaction() as session:
            submission.edit(session, cases.whole(session, case_id), form.answers(trusts_number=True), seen=seen,
                            by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return draft_page.draw(form, cases.whole(db.session(), case_id)), 422
    rebuild(clock.now())
    flash("Changes saved.")
    return redirect(url_for("cases.page", case_id=case_id), 303)


def _keep(case_id: UUID, form: SubmitFields) -> Outcome:
    """Keep what was typed."""
    with transaction() as session:
        sent = Sent(SUBMIT, form_reading.version(SUBMIT), form.typed())
        return drafting_case.keep(session, cases.whole(session, case_id), sent, form_reading.hand())


def _kept(case_id: UUID) -> dict[str, Any]:
    """Keep what was typed, and tell the page what follows from it."""
    typed = draft_page.posted()
    outcome = _keep(case_id, typed)
    return draft_page.told(cases.whole(db.session(), case_id), typed, outcome, _number(case_id))


def _number(case_id: UUID) -> int:
    """Give the version of a draft."""
    row = answers.sections(db.session(), case_id).get(SUBMIT)
    return row.number if row is not None else 0


def _editable(case_id: UUID) -> Any:
    """Give the case if the reader may change it; 404 where they may not see it, 403 where they may only read."""
    case, relation = cases.get(db.session(), actor(), case_id)
    if not can(actor(), Permission.EDIT_CASE, relation):
        raise NotAllowed("This case can no longer be changed here. Ask the coordinator for a change on its page.")
    return case
