"""A member's own words on a case: from their own screen, under their name, beside what is recorded for the board."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import stage
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.blueprints.room.forms import StatementForm
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, NotFound
from tumorboard.queries import cases, discussions, meetings, members, recommendations, recusals, statements
from tumorboard.services import stating
from tumorboard.vocabulary.recommendation import StatementKind
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import once
from tumorboard.web.access import actor, allows, requires
from tumorboard.web.context import current_board
from tumorboard.web.wording import patient_name


@bp.get("/<uuid:case_id>/words")
@requires(Permission.STATE)
def words(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Show what is on record for a case, with room for the reader's own words."""
    return _page(local_date, case_id, StatementForm(formdata=None))


@bp.post("/<uuid:case_id>/words")
@requires(Permission.STATE)
@once.for_each_click
def add_words(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Put the reader's words on record."""
    form = StatementForm()
    spoken = spoken_of(db.session(), local_date, case_id)
    meeting_id, name = spoken.meeting_id, patient_name(spoken.case.patient)
    if not form.validate():
        return _page(local_date, case_id, form), 422
    try:
        with transaction() as session:
            meetings.locked(session, meeting_id)
            way = _add(session, spoken_of(session, local_date, case_id), form)
            once.remember(session, way)
    except AnswerRefused as problem:
        form.put(problem)
        return _page(local_date, case_id, form), 422
    flash(f"On record under your name, on {name}. Everybody who follows sees it.")
    return redirect(way, 303)


def _add(session: Any, discussion: Any, form: StatementForm) -> str:
    """Store the words, and give the way back to where the meeting goes on."""
    by = members.get(session, current_board(), actor().id)
    stating.state(session, discussion, StatementKind(form.kind.data), form.words.data or "", by=by, now=clock.now())
    on = discussion.meeting.local_date.isoformat()
    if discussion.meeting.status is MeetingStatus.IN_SESSION:
        return url_for("room.follow", local_date=on)
    return url_for("room.words", local_date=on, case_id=discussion.case_id)


def spoken_of(session: Any, local_date: str, case_id: UUID) -> Any:
    """Give the discussion of a case that the reader may speak to; any other is the same as one that does not exist."""
    discussion = discussions.get(session, meeting_on(session, local_date).id, case_id)
    if not allows(Permission.STATE, cases.relate(session, actor(), discussion.case)):
        raise NotFound("case at this meeting")
    return discussion


def _page(local_date: str, case_id: UUID, form: StatementForm) -> str:
    """Draw what is on record, and the form."""
    session = db.session()
    discussion = spoken_of(session, local_date, case_id)
    # While the room writes, everybody reads along; afterwards a draft is nobody's but the desk's until it is signed.
    is_open_to_all = discussion.meeting.status is MeetingStatus.IN_SESSION
    reads_draft = is_open_to_all or allows(Permission.WRITE_RECOMMENDATION)
    draft = recommendations.draft_of(session, discussion.id) if reads_draft else None
    return render_template(
        "room/words.html", meeting=discussion.meeting, case=discussion.case, discussion=discussion, form=form,
        stored=draft, came_of_it=stage.came_of_it(session, discussion, draft),
        is_open=stating.is_open(discussion), signed=recommendations.current_of(session, discussion.id),
        said=statements.of(session, discussion.id), own=recusals.own(session, discussion.id, actor().id),
        seat=stating.seat(members.get(session, current_board(), actor().id), discussion))
