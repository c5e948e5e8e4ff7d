"""What happens to a case after it was sent: accepted, sent back, answered, triaged, withdrawn, noted."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases import forms, views
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import Session, db, transaction
from tumorboard.domain.access import Permission, can
from tumorboard.domain.errors import AnswerRefused, NotAllowed, NotFound
from tumorboard.queries import cases
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import readiness_review, submission
from tumorboard.vocabulary.workflow import CaseStatus
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.forms import BoardForm


@bp.post("/<uuid:case_id>/accept")
@requires(Permission.REVIEW_CASES)
def accept(case_id: UUID) -> ResponseReturnValue:
    """Accept the case as ready."""
    form = views.accept_form(_case(db.session(), case_id, Permission.REVIEW_CASES))
    return _do(case_id, form, "Accepted. It is in line for the docket.", lambda session, case: readiness_review.accept(
        session, case, form.here.data or (), seen=form.seen_version, by=current_member(), now=clock.now()))


@bp.post("/<uuid:case_id>/withdraw-acceptance")
@requires(Permission.REVIEW_CASES)
def withdraw_acceptance(case_id: UUID) -> ResponseReturnValue:
    """Take the acceptance back."""
    form = BoardForm()
    return _do(case_id, form, "The acceptance is taken back.",
               lambda session, case: readiness_review.withdraw_acceptance(
                   session, case, seen=form.seen_version, by=current_member(), now=clock.now()))


@bp.post("/<uuid:case_id>/send-back")
@requires(Permission.REVIEW_CASES)
def send_back(case_id: UUID) -> ResponseReturnValue:
    """Send the case back with what is missing."""
    form = views.send_back_form(_case(db.session(), case_id, Permission.REVIEW_CASES))
    return _do(case_id, form, "Sent back. The submitter sees what is missing.",
               lambda session, case: readiness_review.send_back(
                   session, case, form.missing(), seen=form.seen_version, by=current_member(), now=clock.now()))


@bp.post("/<uuid:case_id>/answer")
@requires(Permission.ANSWER_CASE)
def answer(case_id: UUID) -> ResponseReturnValue:
    """Answer what the coordinator asked for."""
    form = forms.TextForm(prefix="answer")
    return _do(case_id, form, "Answered. The coordinator looks at it next.",
               lambda session, case: readiness_review.answer(
                   session, case, form.text.data or "", seen=form.seen_version, by=current_member(),
                   now=clock.now()), Permission.ANSWER_CASE)


@bp.post("/<uuid:case_id>/withdraw")
@requires(Permission.WITHDRAW_CASE)
def withdraw(case_id: UUID) -> ResponseReturnValue:
    """Withdraw the case with a reason."""
    form = forms.ReasonForm()
    return _do(case_id, form, "Withdrawn. The reason is kept.", lambda session, case: submission.withdraw(
        session, case, form.reason.data or "", by=current_member(), now=clock.now()), Permission.WITHDRAW_CASE)


@bp.post("/<uuid:case_id>/ask-for-change")
@requires(Permission.NOTE_CASE)
def ask_for_change(case_id: UUID) -> ResponseReturnValue:
    """Ask the coordinator for a change after the freeze."""
    form = forms.ChangeForm(prefix="change")
    return _do(case_id, form, "The coordinator sees what you ask for.",
               lambda session, case: submission.ask_for_change(
                   session, case, form.text.data or "", by=current_member(), now=clock.now()), Permission.ANSWER_CASE)


@bp.post("/<uuid:case_id>/changes/<uuid:message_id>/settle")
@requires(Permission.REVIEW_CASES)
def settle_change(case_id: UUID, message_id: UUID) -> ResponseReturnValue:
    """Mark a change that was asked for as dealt with."""
    def settle(session: Session, case: Any) -> None:
        message = next((each for each in case.messages if each.id == message_id), None)
        if message is None:
            raise NotFound("message")
        readiness_review.settle_change(session, case, message, by=current_member(), now=clock.now())
    return _do(case_id, BoardForm(), "Marked as dealt with.", settle)


@bp.post("/<uuid:case_id>/note")
@requires(Permission.NOTE_CASE)
def note(case_id: UUID) -> ResponseReturnValue:
    """Add a note or a preliminary opinion."""
    form = forms.NoteForm(prefix="note")
    return _do(case_id, form, "Note added.", lambda session, case: readiness_review.add_note(
        session, case, form.text.data or "", is_opinion=bool(form.is_opinion.data), by=current_member(),
        now=clock.now()), Permission.NOTE_CASE)


@bp.route("/<uuid:case_id>/items/<item>", methods=["GET", "POST"])
@requires(Permission.SET_ITEM)
def item(case_id: UUID, item: str) -> ResponseReturnValue:
    """Show and store what a person says of one readiness item."""
    case = _case(db.session(), case_id, Permission.SET_ITEM)
    found = next((each for each in views.checklist(case) if each.id == item), None)
    if found is None:
        raise NotFound("readiness item")
    if item not in views.items_of(case, cases.relate(db.session(), actor(), case)):
        raise NotAllowed("This item belongs to somebody else. Leave a note, or ask the coordinator.")
    form = views.item_form(case, found)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                readiness_review.set_item(session, cases.whole(session, case_id), item, form.given(),
                                          by=current_member(), now=clock.now())
            rebuild(clock.now())
            flash("Saved.")
            return redirect(url_for("cases.page", case_id=case_id), 303)
        except AnswerRefused as problem:
            form.put(problem)
    status = 422 if form.problems() else 200
    return render_template("cases/item.html", case=cases.whole(db.session(), case_id), item=found, form=form), status


@bp.route("/<uuid:case_id>/triage", methods=["GET", "POST"])
@requires(Permission.REVIEW_CASES)
def triage(case_id: UUID) -> ResponseReturnValue:
    """Show and store what the docket needs to know of the case."""
    case = _case(db.session(), case_id, Permission.REVIEW_CASES)
    form = views.triage_form(case)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                readiness_review.triage(session, cases.whole(session, case_id), form.triage(),
                                        seen=form.seen_version, by=current_member(), now=clock.now())
            rebuild(clock.now())
            flash("Saved. The docket takes it into account.")
            return redirect(url_for("cases.page", case_id=case_id), 303)
        except AnswerRefused as problem:
            form.put(problem)
    status = 422 if form.problems() else 200
    return render_template("cases/triage.html", case=cases.whole(db.session(), case_id), form=form), status


def _do(case_id: UUID, form: BoardForm, words: str, act: Any, permission: Permission = Permission.REVIEW_CASES
        ) -> ResponseReturnValue:
    """Do one act on a case; what cannot be done is said on the case page, beside what was typed."""
    try:
        with transaction() as session:
            act(session, _case(session, case_id, permission))
    except AnswerRefused as problem:
        form.put(problem)
        return views.draw(case_id, {type(form).__name__ + (form._prefix or ""): form}), 422
    rebuild(clock.now())
    flash(words)
    return redirect(url_for("cases.page", case_id=case_id), 303)


def _case(session: Session, case_id: UUID, permission: Permission) -> Any:
    """Give the case if the reader may do this to it: 404 where they may not see it, else 403."""
    case, relation = cases.get(session, actor(), case_id)
    if not can(actor(), permission, relation):
        raise NotAllowed("Your account may not do this with this case. Ask the coordinator.")
    if case.status is CaseStatus.DRAFT and permission in (Permission.REVIEW_CASES, Permission.SET_ITEM):
        # A draft is its writer's; there is nothing yet that the board could look at.
        raise NotFound("case")
    return case
