"""A walk over every page, as everybody: it reads the map of addresses, so that a new page is walked unnamed.

A new kind of parameter in an address needs one line in everything.examples; a form to be sent filled in, one in FORMS.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, product
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.factories import FRIDAY, NOW, MemberFactory, found_board
from tests.house.everything import Everything
from tests.house.project import ROOT
from tests.house.queries import count_queries, writes
from tests.signing import csrf, sign_in
from tumorboard import clock, create_app
from tumorboard.db import db, transaction
from tumorboard.domain.access import BY_ROLE, Permission
from tumorboard.models import Meeting, Member, SignIn
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web.access import PUBLIC, declared

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
NOBODY = "nobody"
# They would end the walk of the one who sends them.
LEAVING = ("account.sign_out", "account.sign_out_everywhere", "demo.be")
SENDERS = (Role.COORDINATOR, Role.CHAIR, Role.SPECIALIST, Role.REFERRER, Role.ADMIN)
OTHERS = (NOBODY, *(role.value for role in Role if role not in (Role.COORDINATOR, Role.SYSTEM)))
FULL = os.environ.get("SOAK") == "1"
REFERRALS = str(ROOT / "tests/samples/intake_clean.csv")
FORMS: dict[str, dict[str, Any]] = {
    "intake.look": {"file": (REFERRALS,)},
    "roster.change_policy": {"do": "look", "seen": "1", "urgency_tiers-0": "1", "urgency_tiers-1": "9",
                             "urgency_tiers-2": "14", "urgency_tiers-3": "21", "first_seen_days": "9",
                             "bp_danger_seen_days": "1", "question_min_chars": "15"},
    "room.record": {"seen": "999", "outcome": "not_discussed"},
}


@dataclass(frozen=True)
class Asked:
    """One request: who sends it, and where to."""

    who: str
    method: str
    endpoint: str
    path: str

    def __str__(self) -> str:
        """Write the request in one line, without what changes from run to run."""
        path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", self.path)
        return f"{self.who} {self.method} {path}"


@dataclass(frozen=True)
class Visit:
    """One answer, and what it wrote."""

    asked: Asked
    status: int
    kind: str
    text: str
    writes: tuple[str, ...]

    def __str__(self) -> str:
        """Say what happened in one line."""
        return f"{self.asked} {self.status}"


def rules(app: Flask, *, unsafe: bool) -> list[Rule]:
    """List the addresses that change something, or those that are read."""
    return [rule for rule in sorted(app.url_map.iter_rules(), key=str)
            if (rule.methods or set()) & (UNSAFE if unsafe else {"GET"})]


def addresses(app: Flask, rule: Rule, all_: Everything) -> Iterator[str]:
    """Fill in an address with every example of its parameters, or of those that belong together."""
    names = sorted(rule.arguments)
    missing = [name for name in names if name not in all_.examples]
    assert not missing, f"Tell tests/house/everything.py an example of {missing} in {rule}"
    together = all_.examples.get(" ".join(names), []) if len(names) > 1 else []
    with app.test_request_context():
        found = [app.url_for(rule.endpoint, **dict(zip(names, values, strict=True)))
                 for values in together or product(*(all_.examples[name] for name in names))]
    # Only now: a request sent from inside this context would share its reader with the one before.
    yield from found


def as_everybody(app: Flask, all_: Everything) -> dict[str, FlaskClient]:
    """Give a browser for every role, and one for a stranger."""
    found = {NOBODY: app.test_client()}
    for role, member_id in all_.members.items():
        with app.app_context():
            found[role.value] = sign_in(app.test_client(), db.session().get_one(Member, member_id))
    return found


def worth_asking(app: Flask, rule: Rule, who: str, all_: Everything) -> list[str]:
    """Give the addresses of a route to those whom it is for; that others are refused is tested on its own.

    The coordinator asks for all, and the others share them out, each at least one; with SOAK=1 everybody asks for all.
    """
    need = declared(app, rule.endpoint)
    open_to = [NOBODY, *Role] if need == PUBLIC else BY_ROLE[Permission(str(need))]
    if who not in open_to:
        return []
    found, others = list(addresses(app, rule, all_)), [each for each in OTHERS if each in open_to]
    return found if FULL or who not in others else found[others.index(who) % len(found)::len(others)]


def read_everything(app: Flask, all_: Everything) -> list[Visit]:
    """Read every page as everybody, who each come to it after some quiet minutes."""
    return [visit_after_a_pause(app, client, Asked(who, "GET", rule.endpoint, path))
            for who, client in as_everybody(app, all_).items() for rule in rules(app, unsafe=False)
            for path in worth_asking(app, rule, who, all_)]


def read_an_empty_board(app: Flask) -> list[Visit]:
    """Read every list on a board that has just been founded, where each says why it is empty."""
    with app.app_context():
        board = found_board(db.session())
        member = MemberFactory(session=db.session(), board_id=board.id, roles=tuple(set(Role) - {Role.SYSTEM}))
        client = sign_in(app.test_client(), member)
    return [visit(app, client, Asked("the first member", "GET", rule.endpoint, rule.rule))
            for rule in rules(app, unsafe=False) if not rule.arguments]


def read_the_week(app: Flask, all_: Everything) -> list[Visit]:
    """Read what is about the coming meeting again, in each state that it has during its week."""
    visits = []
    everybody = as_everybody(app, all_)
    for status in (MeetingStatus.OPEN, MeetingStatus.FROZEN, MeetingStatus.PUBLISHED):
        _put_meeting(app, all_, status)
        visits += [visit_after_a_pause(app, everybody[role],
                                       Asked(f"{role} while {status}", "GET", rule.endpoint, path))
                   for role in (Role.COORDINATOR, Role.SPECIALIST, Role.REFERRER)
                   for rule in rules(app, unsafe=False) for path in worth_asking(app, rule, role, all_)
                   if str(FRIDAY) in path or not rule.arguments]
    _put_meeting(app, all_, MeetingStatus.IN_SESSION)
    return visits


def _put_meeting(app: Flask, all_: Everything, status: MeetingStatus) -> None:
    """Put this week's meeting into a state, past the rules: only the pages are looked at."""
    is_open = status == MeetingStatus.IN_SESSION
    with app.app_context(), transaction() as session:
        meeting = session.get_one(Meeting, all_.meetings[MeetingStatus.IN_SESSION])
        meeting.status, meeting.opened_at = status, NOW if is_open else None
        meeting.opened_by_id = all_.members[Role.CHAIR] if is_open else None


def send_empty_forms(app: Flask, all_: Everything) -> list[Visit]:
    """Send every form with nothing in it but its token, or as FORMS fills it in, first as the coordinator."""
    visits = []
    everybody = as_everybody(app, all_)
    for role in SENDERS:
        token = csrf(everybody[role])
        for rule in rules(app, unsafe=True):
            filled = {"csrf_token": token, **FORMS.get(rule.endpoint, {})}
            most = None if role == SENDERS[0] else 1
            visits += [visit(app, everybody[role], Asked(role, "POST", rule.endpoint, path), filled)
                       for path in islice(addresses(app, rule, all_), most) if rule.endpoint not in LEAVING]
    return visits


def visit(app: Flask, client: FlaskClient, asked: Asked, form: dict[str, Any] | None = None) -> Visit:
    """Send one request and keep what came of it."""
    with count_queries(_engine(app)) as statements:
        answer: TestResponse = client.open(asked.path, method=asked.method, data=form)
        text = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        answer.close()
    return Visit(asked, answer.status_code, answer.mimetype, text, tuple(writes(statements)))


def visit_after_a_pause(app: Flask, client: FlaskClient, asked: Asked) -> Visit:
    """Read a page as the first thing after some quiet minutes, when the session is noted as used again."""
    before = clock.real_now() - timedelta(minutes=5)
    with _engine(app).begin() as connection:
        connection.execute(update(SignIn).values(created_at=before, last_seen_at=before))
    return visit(app, client, asked)


def templates(app: Flask) -> set[str]:
    """Name the templates that were drawn so far, pieces included: Jinja loads each when it is first needed."""
    return {str(name) for _loader, name in app.jinja_env.cache or {}}


def another(app: Flask) -> Flask:
    """Make the same application once more, to plant something into it."""
    made = create_app(app.config["SETTINGS"])
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


def _engine(app: Flask) -> Engine:
    """Give the engine of the application."""
    with app.app_context():
        return db.engine
