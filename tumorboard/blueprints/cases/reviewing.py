"""What happens to a case after it was sent: accepted, sent back, answered, triaged, withdrawn, noted."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases import forms, review_forms
from tumorboard.blueprints.cases.acting import Deed, allowed, do
from tumorboard.blueprints.cases.page import see
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import Session, db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, NotAllowed, NotFound
from tumorboard.domain.meeting_flow import FIXED
from tumorboard.queries import cases, meetings, room
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import readiness_review, submission
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.forms import BoardForm
from tumorboard.web.wording import weekday

REVIEW = Permission.REVIEW_CASES


@bp.post("/<uuid:case_id>/accept")
@requires(Permission.REVIEW_CASES)
def accept(case_id: UUID) -> ResponseReturnValue:
    """Accept the case as ready."""
    allowed(db.session(), case_id, REVIEW)
    found = see(case_id)
    form = review_forms.accept_form(found.items)
    return do(case_id, Deed(REVIEW, _in_line(found.case), lambda session, case:
                            readiness_review.accept(session, case, form.here.data or (), seen=form.seen_version,
                                                    by=current_member(), now=clock.now()), "accept", form))


def _in_line(case: Any) -> str:
    """Say which docket an accepted case waits for; one that is fixed takes no more cases by itself."""
    coming = meetings.coming(db.session(), current_board())
    if coming is None:
        return "Accepted. It is in line for the next docket."
    if case.promised_on is not None and case.promised_on > coming.local_date:
        return f"Accepted. It was promised for {weekday(case.promised_on)}, and is in line for the docket of that day."
    if coming.status not in FIXED:
        return f"Accepted. It is in line for the docket of {weekday(coming.local_date)}."
    later = room.later(db.session(), current_board(), coming)
    then = f"the docket of {weekday(later[0].local_date)}" if later else "the next docket that is planned"
    return f"Accepted. The docket of {weekday(coming.local_date)} is fixed, so it is in line for {then}."


@bp.post("/<uuid:case_id>/withdraw-acceptance")
@requires(Permission.REVIEW_CASES)
def withdraw_acceptance(case_id: UUID) -> ResponseReturnValue:
    """Take the acceptance back."""
    form = BoardForm()
    return do(case_id, Deed(REVIEW, "The acceptance is taken back.", lambda session, case:
                            readiness_review.withdraw_acceptance(session, case, seen=form.seen_version,
                                                                 by=current_member(), now=clock.now()), form=form))


@bp.post("/<uuid:case_id>/send-back")
@requires(Permission.REVIEW_CASES)
def send_back(case_id: UUID) -> ResponseReturnValue:
    """Send the case back with what is missing."""
    allowed(db.session(), case_id, REVIEW)
    form = review_forms.send_back_form(see(case_id).items)
    return do(case_id, Deed(REVIEW, "Sent back. The submitter sees what is missing.", lambda session, case:
                            readiness_review.send_back(session, case, form.missing(), seen=form.seen_version,
                                                       by=current_member(), now=clock.now()), "send_back", form))


@bp.post("/<uuid:case_id>/answer")
@requires(Permission.ANSWER_CASE)
def answer(case_id: UUID) -> ResponseReturnValue:
    """Answer what the coordinator asked for."""
    form = forms.TextForm(prefix="answer")
    return do(case_id, Deed(Permission.ANSWER_CASE, "Answered. The coordinator looks at it next.",
                            lambda session, case: readiness_review.answer(
                                session, case, form.text.data or "", seen=form.seen_version, by=current_member(),
                                now=clock.now()), "answer", form))


@bp.post("/<uuid:case_id>/withdraw")
@requires(Permission.WITHDRAW_CASE)
def withdraw(case_id: UUID) -> ResponseReturnValue:
    """Withdraw the case with a reason."""
    form = forms.ReasonForm()
    return do(case_id, Deed(Permission.WITHDRAW_CASE, "Withdrawn. The reason is kept.",
                            lambda session, case: submission.withdraw(
                                session, case, form.reason.data or "", by=current_member(), now=clock.now()),
                            "reason", form))


@bp.post("/<uuid:case_id>/ask-for-change")
@requires(Permission.NOTE_CASE)
def ask_for_change(case_id: UUID) -> ResponseReturnValue:
    """Ask the coordinator for a change after the freeze."""
    form = forms.ChangeForm(prefix="change")
    return do(case_id, Deed(Permission.ANSWER_CASE, "The coordinator sees what you ask for.",
                            lambda session, case: submission.ask_for_change(
                                session, case, form.text.data or "", by=current_member(), now=clock.now()),
                            "change", form))


@bp.post("/<uuid:case_id>/changes/<uuid:message_id>/settle")
@requires(Permission.REVIEW_CASES)
def settle_change(case_id: UUID, message_id: UUID) -> ResponseReturnValue:
    """Mark a change that was asked for as dealt with."""
    def settle(session: Session, case: Any) -> None:
        message = next((each for each in case.messages if each.id == message_id), None)
        if message is None:
            raise NotFound("message")
        readiness_review.settle_change(session, case, message, by=current_member(), now=clock.now())
    return do(case_id, Deed(REVIEW, "Marked as dealt with.", settle))


@bp.post("/<uuid:case_id>/note")
@requires(Permission.NOTE_CASE)
def note(case_id: UUID) -> ResponseReturnValue:
    """Add a note or a preliminary opinion."""
    form = forms.NoteForm(prefix="note")
    return do(case_id, Deed(Permission.NOTE_CASE, "Note added.", lambda session, case: readiness_review.add_note(
        session, case, form.text.data or "", is_opinion=bool(form.is_opinion.data), by=current_member(),
        now=clock.now()), "note", form, "notes"))


@bp.route("/<uuid:case_id>/items/<item>", methods=["GET", "POST"])
@requires(Permission.SET_ITEM)
def item(case_id: UUID, item: str) -> ResponseReturnValue:
    """Show and store what a person says of one readiness item."""
    allowed(db.session(), case_id, Permission.SET_ITEM)
    sight = see(case_id)
    found = _own_item(sight, item)
    form = review_forms.item_form(sight.case, found)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                given = replace(form.given(), seen=form.seen_version)
                readiness_review.set_item(session, cases.whole(session, case_id), item, given, by=current_member(),
                                          now=clock.now())
            rebuild(clock.now())
            flash("Saved.")
            return redirect(url_for("cases.page", case_id=case_id, _anchor="ready"), 303)
        except AnswerRefused as problem:
            form.put(problem)
    status = 422 if form.problems() else 200
    return render_template("cases/item.html", case=sight.case, item=found, form=form,
                           decided_by_outside=review_forms.is_decided_outside(sight.case, item)), status


def _own_item(sight: Any, item: str) -> Any:
    """Give an item that the case needs and that is the reader's to set."""
    found = next((each for each in sight.items if each.id == item), None)
    if found is None:
        raise NotFound("readiness item")
    if item not in review_forms.settable(sight.items, sight.case, sight.relation):
        raise NotAllowed("This item belongs to somebody else. Leave a note, or ask the coordinator.")
    return found


@bp.route("/<uuid:case_id>/triage", methods=["GET", "POST"])
@requires(Permission.REVIEW_CASES)
def triage(case_id: UUID) -> ResponseReturnValue:
    """Show and store what the docket needs to know of the case."""
    case = allowed(db.session(), case_id, REVIEW)
    form = review_forms.triage_form(case)
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
