"""Quick entry after an outage: what was written on the printed agenda, all cases on one page."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import cards, people, stage
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.blueprints.room.sheets import SheetForm, lists
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import discussions, meetings, recusals, room
from tumorboard.services import entering_later
from tumorboard.services.entering_later import SheetRefused
from tumorboard.vocabulary.workflow import Lane, MeetingStatus
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.forms import BoardForm, options
from tumorboard.web.pages import profile
from tumorboard.web.recommendation_form import people as who_works_here
from tumorboard.web.recommendation_rows import item_lists
from tumorboard.web.wording import count, full_name

Sheets = dict[Any, SheetForm]


class LaterForm(BoardForm):
    """All the sheets, with the key that makes a second click harmless."""

    sheets: Sheets

    def problems(self) -> list[tuple[str, str]]:
        """List every problem with the id of its field, sheet by sheet."""
        return [(field.id, str(words)) for sheet in self.sheets.values() for field in sheet for words in field.errors]


@bp.get("/later")
@requires(Permission.RUN_MEETING)
def later(local_date: str) -> ResponseReturnValue:
    """Show one short form for each case without an outcome."""
    meeting = meeting_on(db.session(), local_date)
    if meeting.status is not MeetingStatus.IN_SESSION:
        return redirect(url_for("room.enter", local_date=local_date), 303)
    return _page(meeting, _form(meeting, is_sent=False))


@bp.post("/later")
@requires(Permission.RUN_MEETING)
@once.for_each_click
def enter_later(local_date: str) -> ResponseReturnValue:
    """Take the sheets in, all or none, marked as entered later."""
    meeting = meeting_on(db.session(), local_date)
    form = _form(meeting, is_sent=True)
    filled = {case_id: sheet for case_id, sheet in form.sheets.items() if not sheet.is_blank}
    # Every sheet is asked, so that everything that is missing is said at once.
    if not form.validate() or not all([sheet.validate() for sheet in filled.values()]):
        return _page(meeting, form), 422
    way = url_for("room.closing", local_date=local_date)
    try:
        with transaction() as session:
            meetings.locked(session, meeting.id)
            done = _enter(session, meeting.id, filled)
            once.remember(session, way)
    except SheetRefused as problem:
        form.sheets[problem.case_id].put(problem.problems)
        return _page(meeting_on(db.session(), local_date), form), 422
    flash(f"{count(done, 'case')} entered, marked as entered later.")
    return redirect(way, 303)


def _enter(session: Any, meeting_id: Any, filled: Sheets) -> int:
    """Store what was filled in."""
    found = {case_id: discussions.get(session, meeting_id, case_id) for case_id in filled}
    meeting = meetings.locked(session, meeting_id)
    return entering_later.enter(session, meeting, [sheet.sheet(found[case_id]) for case_id, sheet in filled.items()],
                                by=current_member(), now=clock.now())


def _form(meeting: Any, *, is_sent: bool) -> LaterForm:
    """Make a sheet for each case that waits for its outcome."""
    session, board = db.session(), current_board()
    everybody = people.expected(session, board, meeting)
    there = [str(each.id) for each in everybody if each.row is not None or each.mode_by_answer(
        meeting.starts_at.astimezone(board.tz).time())]
    offered = lists(item_lists(profile(), who_works_here(session, board)), profile().labels("consensus"),
                    [(str(each.id), full_name(each.member) if each.member else each.guest) for each in everybody],
                    room.later(session, board, meeting))
    offered["recused"] = options((str(each.id), full_name(each.member)) for each in everybody if each.member)
    form = LaterForm() if is_sent else LaterForm(formdata=None)
    form.sheets = {}
    for row in discussions.of(session, meeting.id):
        # What is only listed is recorded in one act on a page of its own.
        if cards.is_waiting(row) and row.case.lane is Lane.DISCUSS:
            sheet = SheetForm(request.form if is_sent else None, prefix=f"c{row.case.number}-",
                              data={"seen": row.version, "people": there})
            sheet.offer(offered)
            form.sheets[row.case_id] = sheet
    return form


def _page(meeting: Any, form: LaterForm) -> str:
    """Draw the sheets."""
    around = stage.frame(db.session(), meeting, clock.now())
    return render_template("room/later.html", form=form, out=recusals.of_meeting(db.session(), meeting.id), **around)
