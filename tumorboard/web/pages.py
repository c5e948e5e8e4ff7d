"""What every template may call: words, the reader's rights, the state of the scheduler."""

import secrets
from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, g, request
from flask.templating import Environment
from jinja2 import StrictUndefined

from tumorboard import clock
from tumorboard.domain.access import Permission
from tumorboard.profiles import Profile, load
from tumorboard.vocabulary.people import Role
from tumorboard.web import answer_words, wording
from tumorboard.web.access import may_reader
from tumorboard.web.context import current_board, is_demo

LATE_AFTER = timedelta(minutes=5)
NAVIGATION = (
    ("home.this_week", "This Friday", Permission.USE_BOARD),
    ("cases.listing", "Cases", Permission.READ_CASES),
    ("worklists.tasks", "Tasks", Permission.READ_CASES),
    ("meetings.coming", "Docket", Permission.READ_DOCKET),
    ("roster.seats", "Roster", Permission.READ_ROSTER),
    ("recommendations.listing", "Recommendations", Permission.READ_RECOMMENDATIONS),
    ("search.page", "Search", Permission.READ_CASE),
    ("admin.accounts", "Accounts", Permission.RUN_ACCOUNTS),
    ("admin.events", "Record of changes", Permission.READ_AUDIT),
)
FILTERS = (wording.day, wording.day_year, wording.weekday, wording.weekday_year, wording.clock_time,
           wording.short_time, wording.duration, wording.patient_name, wording.initials, wording.mrn,
           wording.mrn_ending, wording.person, wording.full_name)


class Pages(Environment):
    """Gives each template its globals as one plain mapping, for they are all there before the first page is drawn."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Join the globals once: every import of a macro, of which a docket has hundreds, compares all their names."""
        return {**self.globals, **(d or {})}


def install(app: Flask) -> None:
    """Teach Jinja our words; a misspelt name in a template is an error, never a blank."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    for one in FILTERS:
        env.filters[one.__name__] = one
    env.filters["written_day"] = answer_words.written_day
    env.filters["stamp"] = lambda at: wording.stamp(at, current_board().tz)
    env.filters["local"] = lambda at: at.astimezone(current_board().tz)
    env.filters["label"] = lambda code, options: profile().label(options, code) if code else "Not recorded"
    env.filters["short"] = lambda code, options: profile().short(options, code)
    env.globals.update(
        now=clock.now, today=today, board=current_board, is_demo=is_demo, navigation=navigation, born=wording.born,
        scheduler=scheduler, new_key=lambda: secrets.token_urlsafe(16), count=wording.count, reader=reader,
        profile=profile, role_line=role_line, years=wording.years)


def profile() -> Profile:
    """Give the board's profile: its catalogue, options and defaults."""
    return load(current_board().profile)


def reader() -> object:
    """Give the signed-in member, or None; never asks the database, which may be what failed."""
    found = g.get("reader")
    return found.member if found is not None else None


def role_line() -> str:
    """Write what the reader is to the board, in few words: Chair, Endocrinology."""
    offices = [role.label for role in Role if role in g.actor.roles and role != Role.SPECIALIST]
    seats = [label for code, label in profile().labels("specialty").items() if code in g.actor.specialties]
    return ", ".join((offices + seats)[:2]) or Role.SPECIALIST.label


def today() -> object:
    """Tell which day it is where the board meets."""
    return clock.today(current_board().tz)


def navigation() -> list[tuple[str, str, bool]]:
    """List what the reader may go to, and whether they are there; nothing else is shown."""
    here = (request.endpoint or "").split(".")[0]
    return [(endpoint, words, endpoint.split(".")[0] == here)
            for endpoint, words, need in NAVIGATION if may_reader(need)]


def scheduler() -> dict[str, object]:
    """Tell when the scheduler last ticked and whether that is too long ago, by the real clock."""
    if "scheduler" not in g:
        ticked: datetime | None = g.ticked_at
        if ticked is None:
            g.scheduler = {"is_late": True, "words": "has never run"}
        else:
            gone = clock.real_now() - ticked
            g.scheduler = {"is_late": gone > LATE_AFTER, "words": f"{wording.ago(gone.total_seconds())} ago"}
    found: dict[str, object] = g.scheduler
    return found


def as_uuid(text: str) -> UUID | None:
    """Read an id from a form; None where it is malformed."""
    try:
        return UUID(text)
    except ValueError:
        return None
