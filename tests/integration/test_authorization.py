"""Every route for every role, and every case page for every relation, as the rules say, on both databases."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CaseFactory, MemberFactory
from tests.house import walk
from tests.house.everything import Everything, seed
from tests.house.walk import Asked
from tests.signing import csrf, sign_in
from tumorboard.db import db
from tumorboard.domain.access import BY_ROLE, Permission
from tumorboard.models import Case, Member
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus as S
from tumorboard.web.access import PUBLIC, declared

AT_THE_DOOR = "Your account may not do this. If you need it for your work"
ELSEWHERE = UUID(int=7)


@pytest.fixture
def everything(app: Flask) -> Everything:
    """A board with one of everything."""
    found = seed(db.session())
    db.session.remove()
    return found


def unlike_the_rules(app: Flask, client: FlaskClient, who: str, everything: Everything) -> Iterator[str]:
    """Name every route that lets somebody in, or turns somebody away, other than the table of roles says."""
    token = csrf(client)
    for unsafe in (False, True):
        for rule in walk.rules(app, unsafe=unsafe):
            need, method = declared(app, rule.endpoint), "POST" if unsafe else "GET"
            if need == PUBLIC or rule.endpoint in walk.LEAVING:
                continue
            asked = Asked(who, method, rule.endpoint, next(walk.addresses(app, rule, everything)))
            answer = walk.visit(app, client, asked, {"csrf_token": token} if unsafe else None)
            if verdict(answer) != expected(who, Permission(str(need)), unsafe):
                yield str(answer)


def verdict(answer: walk.Visit) -> str:
    """Tell how far somebody came: to the sign-in page, to the door, or in; what happens inside is tested elsewhere."""
    if answer.status == 401 or (answer.status == 303 and "/sign-in?" in answer.text):
        return "signs in first"
    return "is refused" if answer.status == 403 and AT_THE_DOOR in answer.text else "comes in"


def expected(who: str, need: Permission, unsafe: bool) -> str:
    """Tell what the table says."""
    if who == walk.NOBODY:
        return "signs in first"
    return "comes in" if Role(who) in BY_ROLE[need] else "is refused"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_route_opens_for_exactly_the_roles_that_hold_its_permission(app: Flask, everything: Everything) -> None:
    everybody = walk.as_everybody(app, everything)
    assert [line for who, client in everybody.items()
            for line in unlike_the_rules(app, client, who, everything)] == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_permission_that_is_not_the_one_of_the_table_is_noticed(app: Flask, everything: Everything) -> None:
    client = walk.as_everybody(app, everything)[Role.AUDITOR.value]
    assert len(list(unlike_the_rules(app, client, Role.COORDINATOR.value, everything))) > 20


# Which cases each reader sees: their own, and four of somebody else.
OWN, SUBMITTED, DOCKETED, RELEASED, DRAFT = "own", "submitted", "docketed", "released", "draft"
SEES = {
    Role.COORDINATOR: [OWN, SUBMITTED, DOCKETED, RELEASED, DRAFT],
    Role.CHAIR: [OWN, SUBMITTED, DOCKETED, RELEASED, DRAFT],
    Role.SPECIALIST: [OWN, DOCKETED, RELEASED],
    Role.REFERRER: [OWN],
    Role.CLINICIAN: [OWN, RELEASED],
}


@pytest.fixture
def others_cases(app: Flask, everything: Everything) -> dict[str, UUID]:
    """Cases of somebody else that ask for a seat which no reader has."""
    session = db.session()
    signed = session.get_one(Case, everything.cases[S.SIGNED])
    other = MemberFactory(session=session, board_id=signed.board_id, roles=(Role.REFERRER,), specialties=())
    signed.submitter_id = signed.responsible_id = other.id
    made = {name: new_case(signed, other, status, **more) for name, status, more in (
        (SUBMITTED, S.SUBMITTED, {}), (DOCKETED, S.LISTED, {"listed": True}), (DRAFT, S.DRAFT, {"submitted_at": None}))}
    session.commit()
    return {**made, RELEASED: signed.id}


def new_case(like: Case, owner: Member, status: S, **more: Any) -> UUID:
    """Store a case of the owner about the same patient."""
    case = CaseFactory(session=db.session(), board_id=like.board_id, patient_id=like.patient_id, submitter=owner,
                       specialties=("genetics",), **{"status": status, **more})
    return UUID(str(case.id))


def without_time(page: str) -> str:
    """Leave out what tells the second: the scheduler's last tick, and the stamp in the form's token."""
    return re.sub(r"last (tick|ran) [^<]*|name=\"csrf_token\" value=\"[^\"]*\"", "", page)


@pytest.mark.parametrize("role", SEES)
def test_each_reader_sees_exactly_the_cases_that_the_rules_give_them(
        app: Flask, everything: Everything, others_cases: dict[str, UUID], role: Role) -> None:
    session = db.session()
    reader = session.get_one(Member, everything.members[role])
    cases = {OWN: new_case(session.get_one(Case, others_cases[RELEASED]), reader, S.SUBMITTED), **others_cases}
    client = sign_in(app.test_client(), reader)
    answers = {name: client.get(f"/cases/{case_id}") for name, case_id in cases.items()}
    assert [name for name, answer in answers.items() if answer.status_code == 200] == sorted(
        SEES[role], key=list(cases).index)
    nowhere = client.get(f"/cases/{ELSEWHERE}")
    assert nowhere.status_code == 404
    assert {without_time(answer.text) for answer in answers.values() if answer.status_code != 200} <= {
        without_time(nowhere.text)}


def test_a_child_opens_only_through_its_own_parent(app: Flask, everything: Everything) -> None:
    client = walk.as_everybody(app, everything)[Role.COORDINATOR.value]
    [message], [strange] = everything.examples["message_id"], [everything.cases[S.READY]]
    strange_one = everything.cases[S.SUBMITTED]
    [material], [overrule] = everything.examples["material_id"], everything.examples["overrule_id"]
    asked = {f"/cases/{strange}/changes/{message}/settle": "POST",
             f"/meetings/2026-12-04/room/{everything.cases[S.CLOSED]}": "GET",
             f"/cases/{strange_one}/outside/{material}": "GET",
             f"/cases/{strange_one}/outside/{material}/receive": "POST",
             f"/cases/{strange_one}/outside/{material}/read": "POST",
             f"/cases/{strange_one}/overrules/{overrule}/withdraw": "POST"}
    form = {"csrf_token": csrf(client)}
    assert [client.open(path, method=method, data=form if method == "POST" else None).status_code
            for path, method in asked.items()] == [404] * len(asked)


def test_a_patient_opens_only_for_those_who_see_one_of_their_cases(app: Flask, everything: Everything) -> None:
    session = db.session()
    for case in session.scalars(select(Case)):
        case.submitter_id = case.responsible_id = everything.members[Role.CHAIR]
    session.commit()
    [patient] = everything.examples["patient_id"]
    everybody = walk.as_everybody(app, everything)
    assert {who: everybody[who].get(f"/patients/{patient}").status_code for who in ("coordinator", "referrer")} == {
        "coordinator": 200, "referrer": 404}
