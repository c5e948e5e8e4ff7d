"""The cases that are only listed: recorded together in the room, and signed together by the chair."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, PasswordField
from wtforms.validators import Length

from tumorboard import clock
from tumorboard.blueprints.room import stage
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.db import db, transaction
from tumorboard.domain import recommending as rules
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import NotAllowed
from tumorboard.domain.passwords import MAX_LENGTH
from tumorboard.queries import huddles, lanes, meetings
from tumorboard.services import listing_off, recommending
from tumorboard.vocabulary.workflow import Lane
from tumorboard.web import sessions
from tumorboard.web.access import actor, allows, current_member, requires
from tumorboard.web.forms import BoardForm
from tumorboard.web.pages import as_uuid
from tumorboard.web.proving import is_proven
from tumorboard.web.wording import count


class SignAllForm(BoardForm):
    """What the signer has read, and the password where the last one was entered a while ago."""

    read = HiddenField()
    password = PasswordField("Your password", description="It is you who signs, not whoever is at this machine.",
                             validators=[Length(max=MAX_LENGTH, message=f"Use at most {MAX_LENGTH} characters.")])

    def seen(self) -> dict[UUID, str]:
        """Give the hash of each version that stood on the page."""
        pairs = (each.partition("=") for each in str(self.read.data or "").split())
        return {key: digest for key, digest in ((as_uuid(key), digest) for key, _, digest in pairs) if key}


@bp.get("/listed")
@requires(Permission.RUN_MEETING)
def listed(local_date: str) -> ResponseReturnValue:
    """Show what is only listed, and what stands to be recorded or signed."""
    return _page(local_date, SignAllForm(formdata=None))


@bp.post("/listed")
@requires(Permission.RUN_MEETING)
def record_listed(local_date: str) -> ResponseReturnValue:
    """Record all of them as standard of care; a second click finds nothing left to record."""
    meeting_id = meeting_on(db.session(), local_date).id
    with transaction() as session:
        done = listing_off.record_all(session, meetings.locked(session, meeting_id), by=current_member(),
                                      now=clock.now())
    flash(f"{count(done, 'case')} recorded as standard of care, listed.")
    return redirect(url_for("room.listed", local_date=local_date), 303)


@bp.post("/listed/sign")
@requires(Permission.SIGN)
def sign_listed(local_date: str) -> ResponseReturnValue:
    """Sign all of them with one signature each, in one act."""
    form, meeting = SignAllForm(), meeting_on(db.session(), local_date)
    if not _signs(meeting):
        raise NotAllowed("The chair signs, and the vice chair where named chair of that meeting.")
    if not form.validate() or not is_proven(form):
        return _page(local_date, form), 422
    meeting_id = meeting.id
    with transaction() as session:
        done = listing_off.sign_all(session, meetings.locked(session, meeting_id), form.seen(), by=current_member(),
                                    now=clock.now())
    flash(f"{count(done, 'case')} signed. Those who may read them see them now.")
    return redirect(url_for("room.listed", local_date=local_date), 303)


def _page(local_date: str, form: SignAllForm) -> str:
    """Draw the list."""
    session = db.session()
    meeting = meeting_on(session, local_date)
    around = stage.frame(session, meeting, clock.now())
    rows, drafts = listing_off.of(session, meeting), listing_off.drafts(session, meeting)
    ids = [each.case_id for each in rows]
    if request.method == "GET":
        form.read.data = " ".join(f"{each.id}={recommending.hash_of(each)}" for each in drafts)
    return render_template(
        "room/listed.html", **around, listed=rows, drafts=drafts, form=form, is_signer=_signs(meeting),
        is_fresh=sessions.is_fresh(), noted=_noted(session, around["rows"]),
        why={row.case_id: row for row in lanes.changes_of(session, ids) if row.lane is Lane.SOC_LISTING})


def _noted(session: Any, rows: list[Any]) -> list[tuple[Any, Any]]:
    """Give what was decided out of cycle, with its record: the room notes each by itself."""
    held = huddles.recorded(session, [each.case_id for each in rows])
    return [(each, held[each.case_id]) for each in rows if each.case_id in held]


def _signs(meeting: Any) -> bool:
    """Tell whether the reader signs for this meeting."""
    return allows(Permission.SIGN) and rules.may_sign(actor().roles, actor().id, meeting.chair_id)
