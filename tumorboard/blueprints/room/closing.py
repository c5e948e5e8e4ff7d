"""Closing the meeting: first what will happen, then it happens."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import cards, finishing, stage
from tumorboard.blueprints.room.door import bp, changing, meeting_on
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import meetings, members, recommendations, room
from tumorboard.scheduling.advance import open_next
from tumorboard.services import closing as services
from tumorboard.services import recommending
from tumorboard.vocabulary.workflow import MeetingStatus, Outcome
from tumorboard.web.access import allows, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.wording import count, patient_name


@bp.get("/close")
@requires(Permission.RUN_MEETING)
def closing(local_date: str) -> ResponseReturnValue:
    """Show what closing will do."""
    session = db.session()
    meeting = meeting_on(session, local_date)
    if meeting.status is not MeetingStatus.IN_SESSION:
        return redirect(url_for("room.enter", local_date=local_date), 303)
    around = stage.frame(session, meeting, clock.now())
    return render_template("room/closing.html", **around, **_summary(session, meeting, around["rows"]))


@bp.post("/close")
@requires(Permission.RUN_MEETING)
def close(local_date: str) -> ResponseReturnValue:
    """Close the meeting as the page said it would; a second click finds it closed."""
    meeting_id = meeting_on(db.session(), local_date).id
    with transaction() as session:
        meeting = meetings.locked(session, meeting_id)
        is_open = meeting.status is not MeetingStatus.CLOSED
        if is_open and request.form.get("seen", "") not in ("", str(meeting.version)):
            flash("Something changed since you looked. Nothing is finished yet; this is what finishing does now.")
            return redirect(url_for("room.closing", local_date=local_date), 303)
        if is_open:
            carried = services.close(session, meeting, by=current_member(), now=clock.now())
            flash(f"The meeting is closed. {count(carried, 'case')} carried over. Minutes and letters are queued for "
                  "release.")
    open_next(clock.now())
    if allows(Permission.SIGN):
        return redirect(url_for("recommendations.listing", view="to-sign"), 303)
    return redirect(url_for("meetings.page", local_date=local_date), 303)


@bp.post("/<uuid:case_id>/keep-recorded")
@requires(Permission.RUN_MEETING)
def keep_recorded(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Keep the outcome that is recorded, and give up the one that was chosen since."""
    with changing(local_date, case_id) as (session, discussion):
        recommending.keep_recorded(session, discussion, by=current_member(), now=clock.now())
        name, outcome = patient_name(discussion.case.patient), discussion.outcome
    flash(f"{name}: {outcome.label if outcome else 'no outcome'} stands.")
    return redirect(url_for("room.closing", local_date=local_date), 303)


def _summary(session: Any, meeting: Any, rows: list[Any]) -> dict[str, Any]:
    """Sort the cases by what will become of them."""
    later = room.later(session, current_board(), meeting)
    people: dict[UUID | None, Any] = {each.id: each for each in members.people(session, current_board())}
    waiting = [each for each in rows if cards.is_waiting(each)]
    not_reached = [each for each in waiting if not each.opened_at]
    texts = recommendations.of_meeting(session, meeting.id)
    return {
        "decided": [each for each in rows if each.outcome in (Outcome.MADE, Outcome.NONE, Outcome.SOC_LISTED)],
        "deferred": [finishing.deferral(each, people) for each in rows if each.outcome is Outcome.DEFERRED],
        "labels": {each["id"]: each["label"] for each in profile().catalogue["readiness"]["items"]},
        "changed": services.unrecorded(rows, texts),
        "begun": [each for each in waiting if each.opened_at],
        "not_reached": not_reached, "urgent": finishing.urgent(not_reached),
        "next_meeting": later[0] if later else None,
        "begins": finishing.begins(rows, texts), "letters": finishing.letters(rows, texts),
        "unready": finishing.unready(rows, texts), "stamped": finishing.stamped(rows),
    }
