"""Submitting a case: saved as a draft with every post, sent when nothing is missing, edited until the freeze."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases import lookup
from tumorboard.blueprints.cases.forms import SubmitFields, submit_form
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission, can
from tumorboard.domain.errors import AnswerRefused, NotAllowed
from tumorboard.queries import cases, meetings, members
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import submission
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.wording import full_name


@bp.get("/new")
@requires(Permission.SUBMIT_CASE)
def new() -> ResponseReturnValue:
    """Show the empty form; nothing is stored before the first post."""
    return _page(_form({"responsible_clinician": _self_if_clinician()}))


@bp.post("/new")
@requires(Permission.SUBMIT_CASE)
def start() -> ResponseReturnValue:
    """Store what was typed as a draft, then do what the pressed button says."""
    form = _form()
    by = current_member()
    again = once.first_result(by, form.key.data)
    if again:
        return again
    with once.racing(by, form.key.data), transaction() as session:
        case = submission.start(session, current_board(), by=by, now=clock.now())
        submission.save_draft(session, case, form.typed(), now=clock.now())
        case_id = case.id
        once.remember(session, by, form.key.data, url_for("cases.edit", case_id=case_id))
    return _go_on(case_id, form)


@bp.get("/<uuid:case_id>/edit")
@requires(Permission.EDIT_CASE)
def edit(case_id: UUID) -> ResponseReturnValue:
    """Show the form with what is stored: a draft as it was typed, or a case to be changed."""
    case = _editable(case_id)
    typed = case.draft if case.status is CaseStatus.DRAFT else lookup.as_typed(case)
    return _page(_form(typed), case)


@bp.post("/<uuid:case_id>/edit")
@requires(Permission.EDIT_CASE)
def save(case_id: UUID) -> ResponseReturnValue:
    """Store a draft, or change a case that was sent already."""
    case = _editable(case_id)
    form = _form()
    if case.status is not CaseStatus.DRAFT:
        return _change(case_id, form)
    with transaction() as session:
        submission.save_draft(session, cases.whole(session, case_id), form.typed(), now=clock.now())
    return _go_on(case_id, form)


def _go_on(case_id: UUID, form: SubmitFields) -> ResponseReturnValue:
    """Find the patient, send the case, or leave it as a draft."""
    wish = request.form.get("do", "save")
    if wish == "submit":
        return _submit(case_id, form)
    if wish == "find":
        return _page(form, cases.whole(db.session(), case_id), lookup.patient(form))
    flash("Draft saved. Finish and submit it whenever you are ready.")
    return redirect(url_for("home.this_week"), 303)


def _submit(case_id: UUID, form: SubmitFields) -> ResponseReturnValue:
    """Send the case; what cannot be taken is said beside its field, and the draft holds it all."""
    form.validate()
    try:
        with transaction() as session:
            case = cases.whole(session, case_id)
            answers = form.answers(trusts_number=may_reader(Permission.FIND_PATIENT))
            if case.status is CaseStatus.DRAFT:
                _unless_malformed(form, submission.problems(session, current_board(), answers, now=clock.now()))
                submission.submit(session, case, answers, by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return _page(form, cases.whole(db.session(), case_id)), 422
    rebuild(clock.now())
    flash("Submitted to the board. The coordinator looks at it next.")
    return redirect(url_for("cases.page", case_id=case_id), 303)


def _change(case_id: UUID, form: SubmitFields) -> ResponseReturnValue:
    """Change a case that was sent, against the version that its reader saw."""
    form.validate()
    try:
        with transaction() as session:
            case = cases.whole(session, case_id)
            _unless_malformed(form, {})
            submission.edit(session, case, form.answers(trusts_number=True), seen=form.seen_version,
                            by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return _page(form, cases.whole(db.session(), case_id)), 422
    rebuild(clock.now())
    flash("Changes saved.")
    return redirect(url_for("cases.page", case_id=case_id), 303)


def _unless_malformed(form: SubmitFields, missing: dict[str, str]) -> None:
    """Raise where an input cannot be read at all, together with whatever else is missing."""
    if form.errors:
        raise AnswerRefused(missing)


def _editable(case_id: UUID) -> Any:
    """Give the case if the reader may change it; 404 where they may not see it, 403 where they may only read."""
    case, relation = cases.get(db.session(), actor(), case_id)
    if not can(actor(), Permission.EDIT_CASE, relation):
        raise NotAllowed("This case can no longer be changed here. Ask the coordinator for a change on its page.")
    return case


def _form(typed: Mapping[str, Any] | None = None) -> SubmitFields:
    """Make the form, filled with what was stored when it is only shown."""
    kind = submit_form(profile(), Role.COORDINATOR in g.actor.roles)
    form = kind() if typed is None else kind(formdata=None, data=dict(typed))
    people = members.clinicians(db.session(), current_board())
    form.fill_people([(str(each.id), full_name(each)) for each in people])
    return form


def _page(form: SubmitFields, case: Any = None, found: Any = None) -> str:
    """Draw the form beside what happens next."""
    return render_template("cases/form.html", form=form, case=case, found=found or lookup.known(case),
                           meeting=meetings.coming(db.session(), current_board()),
                           answered=sum(1 for text in form.typed().values() if text), urgent=_urgent_words())


def _urgent_words() -> str:
    """Say whom an emergency calls, from the board's settings."""
    board = current_board()
    return board.urgent_phone or board.contact_phone


def _self_if_clinician() -> str:
    """Name the submitter as responsible, where they are a clinician."""
    by = current_member()
    return str(by.id) if by.roles & {Role.SPECIALIST, Role.CHAIR, Role.VICE_CHAIR, Role.REFERRER} else ""
