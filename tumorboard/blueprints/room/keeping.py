"""What is written while the room still talks is kept at once, section by section, and everybody reads along."""

from typing import Any
from uuid import UUID

from flask import get_template_attribute
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import stage
from tumorboard.blueprints.room.door import bp
from tumorboard.blueprints.room.forms import ResultForm, as_words
from tumorboard.db import transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import discussions, meetings, recommendations
from tumorboard.services import recommending
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board


@bp.post("/<uuid:case_id>/text")
@requires(Permission.RUN_MEETING)
def keep_text(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Keep the text as far as it is whole; say what somebody else wrote in the same place meanwhile."""
    form, found = ResultForm(), stage.read(local_date, case_id)
    stage.offer(form, found)
    form.validate()
    broken, meeting_id = form.broken_sections(), found["meeting"].id
    with transaction() as session:
        meetings.locked(session, meeting_id)
        seen, conflicts = _keep(session, discussions.get(session, meeting_id, case_id), form, broken)
    at = clock.now().astimezone(current_board().tz)
    return {"saved": f"Saved {at.hour % 12 or 12}:{at:%M:%S}", "unfinished": bool(broken), "draft_seen": as_words(seen),
            "stored": _stored(local_date, case_id) if conflicts else ""}


def _keep(session: Any, discussion: Any, form: ResultForm, broken: set[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Store what is whole and free; a section in conflict keeps the stamp that its writer saw, until they decide."""
    draft = recommendations.draft_of(session, discussion.id)
    text, conflicts = recommending.merged(draft, form.to_text(broken), form.seen_sections,
                                          set(recommending.SECTIONS) - broken)
    if text != (recommending.text_of(draft) if draft else recommending.Text()):
        draft = recommending.write(session, discussion, text, by=current_member(), now=clock.now())
    kept = {name: form.seen_sections.get(name, "") for name in {*conflicts, *broken}}
    return recommending.stamps(draft) | kept, conflicts


def _stored(local_date: str, case_id: UUID) -> str:
    """Draw what is stored, to stand beside what was typed."""
    found = stage.read(local_date, case_id)
    return str(get_template_attribute("room/text.html", "being_recorded")(
        found["stored"], found["signed"], found["discussion"]))
