"""What is written while the room still talks is kept at once, section by section, and everybody reads along."""

from typing import Any
from uuid import UUID

from flask import get_template_attribute
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import stage
from tumorboard.blueprints.room.door import bp
from tumorboard.blueprints.room.forms import ResultForm, as_words
from tumorboard.db import db, transaction
from tumorboard.domain import section_merging
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import discussions, meetings, recommendations
from tumorboard.services import recommendation_text, recommending, recusing
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board


@bp.post("/<uuid:case_id>/text")
@requires(Permission.RUN_MEETING)
def keep_text(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Keep the text as far as it is whole; say what somebody else wrote in the same place meanwhile."""
    form, found = ResultForm(), stage.read(local_date, case_id)
    stage.offer(form, found)
    form.validate()
    # What is laid in the mouth of somebody who stepped out is not stored while it is typed either.
    form.put(AnswerRefused(recusing.unfit(
        db.session(), found["discussion"], form.to_text(form.broken_sections()))))
    broken, meeting_id = form.broken_sections(), found["meeting"].id
    with transaction() as session:
        meetings.locked(session, meeting_id)
        discussion = discussions.get(session, meeting_id, case_id)
        # A page that has not seen what was recorded meanwhile leans to nothing: recording from it asks first.
        late = set() if discussion.version == form.seen_version else {"outcome"}
        seen, conflicts = _keep(session, discussion, form, broken | late)
    draft = recommendations.draft_of(db.session(), found["discussion"].id)
    stops, at = stage.plan_stops(db.session(), draft, clock.now()), clock.now().astimezone(current_board().tz)
    return {"saved": f"Saved {at.hour % 12 or 12}:{at:%M:%S}{_beside(found, draft)}", "unfinished": bool(broken),
            "draft_seen": as_words(seen),
            "stored": _stored(local_date, case_id) if conflicts else "",
            "stops": str(get_template_attribute("room/stops.html", "plan_stops")(stops))}


def _beside(found: dict[str, Any], draft: Any) -> str:
    """Say of a case that is recorded already what saving means beside that."""
    if found["discussion"].outcome is None:
        return ""
    if draft is not None and draft.outcome_draft:
        return ". This outcome is not recorded yet"
    return " in the text that waits for the signature"


def _keep(session: Any, discussion: Any, form: ResultForm, broken: set[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Store what is whole and free; a section that somebody else wrote keeps the stamp that this writer's page shows.

    With the stamp of the other's words, the next saving of this page would lay its own old words over them.
    """
    draft, typed = recommendations.draft_of(session, discussion.id), form.to_text(broken)
    text, conflicts = recommendation_text.merged(
        draft, typed, form.seen_sections, set(recommendation_text.SECTIONS) - broken)
    if text != (recommendation_text.text_of(draft) if draft else recommendation_text.Text()):
        draft = recommending.write(session, discussion, text, by=current_member(), now=clock.now())
    whole = {name: words for name, words in recommendation_text.sections(typed).items() if name not in broken}
    return section_merging.seen_after(recommendation_text.sections(text), whole, form.seen_sections), conflicts


def _stored(local_date: str, case_id: UUID) -> str:
    """Draw what is stored, to stand beside what was typed."""
    found = stage.read(local_date, case_id)
    return str(get_template_attribute("room/text.html", "being_recorded")(
        found["stored"], found["signed"], found["came_of_it"], found["statements"]))
