"""A case that came after the cut-off: what adding it would do, asked first, then done."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from tumorboard import clock
from tumorboard.blueprints.meetings import late_cards
from tumorboard.blueprints.meetings.views import bp
from tumorboard.db import Session, db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import cases, meetings, members
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import late_adding
from tumorboard.services.late_adding import Choice
from tumorboard.services.next_meeting import week_of
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.forms import BoardForm, ChoiceField, options, required, text_field


class LateForm(BoardForm):
    """Why the case cannot wait, or may, and which button was pressed."""

    reason = text_field("Why now?", 500, lines=2, hint="For example: “Obstructed since last night, a stent failed.”")
    remedy = ChoiceField("What to do", choices=options((each.value, each.label) for each in Remedy),
                         validators=required("Choose what should happen, with one of the buttons below."))
    shown = HiddenField()

    def choice(self) -> Choice:
        """Give the decision as the service takes it."""
        return Choice(Remedy(self.remedy.data), self.reason.data or "", self.shown.data or "")


@bp.get("/<local_date>/late/<uuid:case_id>")
@requires(Permission.RUN_DOCKET)
def late(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Show what adding the case would do; looking at it changes nothing."""
    return _page(local_date, case_id, LateForm(formdata=None))


@bp.post("/<local_date>/late/<uuid:case_id>")
@requires(Permission.RUN_DOCKET)
@once.for_each_click
def add_late(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Do what was decided; a second click is shown the first one's result."""
    form, by = LateForm(), current_member()
    if not form.validate():
        return _page(local_date, case_id, form), 422
    there = url_for("meetings.page", local_date=local_date)
    try:
        with transaction() as session:
            meeting, case = _found(session, local_date, case_id)
            found = late_adding.offer(session, current_board(), meetings.locked(session, meeting.id), case.id)
            words = late_cards.done(late_adding.decide(session, found, form.choice(), by=by, now=clock.now()), found)
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return _page(local_date, case_id, form), 422
    rebuild(clock.now())
    flash(words)
    return redirect(there, 303)


def _found(session: Session, local_date: str, case_id: UUID) -> tuple[Any, Any]:
    """Give the meeting of the address and the case, as far as the reader may see it."""
    meeting = meetings.on(session, current_board(), read_date(local_date))
    case, _ = cases.get(session, actor(), case_id)
    return meeting, case


def _page(local_date: str, case_id: UUID, form: LateForm) -> str:
    """Draw every way in which the case could get its minutes, with what each would change."""
    session, board = db.session(), current_board()
    meeting, case = _found(session, local_date, case_id)
    found = late_adding.offer(session, board, meeting, case.id, suggest=True)
    people = {each.id: each for each in members.people(session, board)}
    ways = [late_cards.way(found, each, late_adding.told(session, found, each), people)
            for each in found.remedies if each is not Remedy.WAIT]
    form.shown.data = found.shown
    return render_template("meetings/late.html", form=form, case=case, meeting=meeting, ways=ways, found=found,
                           gaps=late_cards.gaps(found), week=week_of(session, board, meeting))
