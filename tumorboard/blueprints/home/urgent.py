"""What does not wait for Friday: huddles that are asked for, emergencies that wait, cases that need a decision."""

from datetime import datetime, timedelta
from typing import Any

from flask import url_for

from tumorboard.blueprints.home.cards import Todo
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.queries import huddles, lanes
from tumorboard.web.access import actor, may_reader
from tumorboard.web.context import current_board
from tumorboard.web.wording import day, duration, patient_name, person

TOO_LONG = timedelta(days=1)


def todo(coming: Any, now: datetime) -> list[Todo]:
    """List what is most pressing, before anything else that the board asks of the reader."""
    session, board, found = db.session(), current_board(), []
    reviews = may_reader(Permission.REVIEW_CASES)
    if may_reader(Permission.HUDDLE):
        found += [_asked(each, now) for each in huddles.asked_for(session, board, actor(), every=reviews)]
    if reviews:
        found += [_waits(each, now) for each in huddles.waiting(session, board, now - TOO_LONG)]
    if may_reader(Permission.RUN_DOCKET) and coming is not None:
        found += [_pulled_out(each, coming) for each in lanes.pulled_out(session, coming)]
    return found


def _asked(huddle: Any, now: datetime) -> Todo:
    """A huddle is asked for."""
    call = f" Call {current_board().urgent_phone}." if current_board().urgent_phone else ""
    return Todo(f"{patient_name(huddle.case.patient)}: a huddle is asked for",
                f"Asked by {person(huddle.asked_by)}: it does not wait for the meeting.{call}", "late",
                f"Now, asked {duration(now - huddle.asked_at)} ago", url_for("huddles.page", huddle_id=huddle.id),
                "Take part")


def _waits(case: Any, now: datetime) -> Todo:
    """An emergency waits over a day, and nobody has asked for a huddle."""
    return Todo(f"{patient_name(case.patient)}: an emergency waits",
                "No huddle is asked for and no published docket has it. Decide it out of cycle.", "late",
                f"Waits {duration(now - case.submitted_at)}", url_for("huddles.new", case_id=case.id),
                "Ask for a huddle")


def _pulled_out(case: Any, coming: Any) -> Todo:
    """A case was pulled out of the list, and there is no room for it."""
    return Todo(f"{patient_name(case.patient)}: a member asks to discuss it",
                "It was to be listed only, and the minutes that are left do not suffice.", "wait",
                f"Before {day(coming.local_date)}",
                url_for("meetings.late", local_date=coming.local_date.isoformat(), case_id=case.id), "Decide")
