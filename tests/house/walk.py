"""A walk over every page, as everybody: it reads the map of addresses, so that a new page is walked without being named.

A new kind of parameter in an address needs one line in EXAMPLES; a form that should be sent filled in, one in FORMS.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.house.everything import TOKEN, Everything
from tests.house.queries import count_queries, writes
from tests.signing import csrf, sign_in
from tumorboard.db import db
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
NOBODY = "nobody"
EXAMPLES: dict[str, Callable[[Everything], list[object]]] = {
    "case_id": lambda all_: [case.id for case in all_.cases.values()],
    "patient_id": lambda all_: [all_.patient.id],
    "member_id": lambda all_: [all_.members[Role.SPECIALIST].id, all_.members[Role.ADMIN].id],
    "message_id": lambda all_: [all_.change.id],
    "local_date": lambda all_: [meeting.local_date for meeting in all_.meetings.values()],
    "day": lambda all_: [meeting.local_date for meeting in all_.meetings.values()],
    "discussion_id": lambda all_: [each.id for each in all_.discussions],
    "recommendation_id": lambda all_: [each.id for each in all_.records],
    "item_id": lambda all_: [each.items[0].id for each in all_.records],
    "dissent_id": lambda all_: [each.dissents[0].id for each in all_.records],
    "attendance_id": lambda all_: [each.id for each in all_.attendance],
    "sign_in_id": lambda all_: [all_.sign_in.id],
    "import_id": lambda all_: [all_.imported.id],
    "item": lambda all_: ["pathology"],
    "revision": lambda all_: [1],
    "number": lambda all_: [1],
    "position": lambda all_: [1],
    "token": lambda all_: [TOKEN],
    "filename": lambda all_: ["icon.svg"],
}
FORMS: dict[str, dict[str, Any]] = {}


@dataclass(frozen=True)
class Visit:
    """One answer to one request of one person."""

    who: str
    method: str
    endpoint: str
    path: str
    status: int
    kind: str
    text: str
    writes: tuple[str, ...]

    def __str__(self) -> str:
        """Say what happened in one line, without what changes from run to run."""
        path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", self.path)
        return f"{self.who} {self.method} {path} {self.status}"


def rules(app: Flask, *, unsafe: bool) -> list[Rule]:
    """List the addresses that change something, or those that are read."""
    return [rule for rule in sorted(app.url_map.iter_rules(), key=str)
            if (rule.methods or set()) & (UNSAFE if unsafe else {"GET"})]


def addresses(app: Flask, rule: Rule, all_: Everything) -> Iterator[str]:
    """Fill in an address with every example of its parameters."""
    missing = sorted(rule.arguments - EXAMPLES.keys())
    assert not missing, f"Tell tests/house/walk.py an example of {missing} in {rule}"
    names = sorted(rule.arguments)
    with app.test_request_context():
        for values in product(*(EXAMPLES[name](all_) for name in names)):
            yield app.url_for(rule.endpoint, **dict(zip(names, values, strict=True)))


def as_everybody(app: Flask, all_: Everything) -> dict[str, FlaskClient]:
    """Give a browser for every role, and one for a stranger."""
    found = {role.value: sign_in(app.test_client(), member) for role, member in all_.members.items()}
    return {**found, NOBODY: app.test_client()}


def read_everything(app: Flask, all_: Everything) -> list[Visit]:
    """Read every page as everybody."""
    return [_visit(app, client, who, "GET", rule.endpoint, path)
            for who, client in as_everybody(app, all_).items() for rule in rules(app, unsafe=False)
            for path in addresses(app, rule, all_)]


def read_the_week(app: Flask, all_: Everything) -> list[Visit]:
    """Read what is about the coming meeting again, in each state that it has during its week."""
    meeting, visits = all_.meetings[MeetingStatus.IN_SESSION], []
    for status in (MeetingStatus.OPEN, MeetingStatus.FROZEN, MeetingStatus.PUBLISHED):
        all_.put_meeting(meeting, status)
        everybody = as_everybody(app, all_)
        visits += [_visit(app, everybody[role.value], f"{role.value}, {status.value},", "GET", rule.endpoint, path)
                   for role in (Role.COORDINATOR, Role.SPECIALIST, Role.REFERRER)
                   for rule in rules(app, unsafe=False) for path in addresses(app, rule, all_)
                   if str(meeting.local_date) in path or rule.arguments == set()]
    all_.put_meeting(meeting, MeetingStatus.IN_SESSION)
    return visits


def send_empty_forms(app: Flask, all_: Everything) -> list[Visit]:
    """Send every form with nothing in it but its token, or as FORMS fills it in, as everybody who may."""
    visits = []
    for who, client in as_everybody(app, all_).items():
        token = csrf(client)
        for rule in rules(app, unsafe=True):
            filled = {"csrf_token": token, **FORMS.get(rule.endpoint, {})}
            visits += [_visit(app, client, who, "POST", rule.endpoint, path, filled)
                       for path in addresses(app, rule, all_) if rule.endpoint not in LEAVING]
    return visits


LEAVING = ("account.sign_out", "account.sign_out_everywhere")


def _visit(app: Flask, client: FlaskClient, who: str, method: str, endpoint: str, path: str,
           form: dict[str, Any] | None = None) -> Visit:
    """Send one request and keep what came of it."""
    with count_queries(db.engine) as statements:
        answer: TestResponse = client.open(path, method=method, data=form)
    kind = answer.mimetype
    text = answer.get_data(as_text=True) if kind.startswith("text/") else ""
    return Visit(who, method, endpoint, path, answer.status_code, kind, text, tuple(writes(statements)))


def some_case(all_: Everything, status: CaseStatus) -> str:
    """Give the address part of a case in that status."""
    return str(all_.cases[status].id)
