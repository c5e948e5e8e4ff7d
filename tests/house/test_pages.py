"""Every page, as everybody: it answers, changes nothing, passes the inspector, and no form works without its token."""

from dataclasses import replace

import pytest
from flask import render_template
from jinja2 import DictLoader, StrictUndefined, TemplateSyntaxError, UndefinedError

from tests.house import walk
from tests.house.pages import inspect, inspect_fragment
from tests.house.walk import Asked
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.models import Board
from tumorboard.web import csrf
from tumorboard.web.access import check_declared, public, requires

REFUSALS = {401, 403, 404, 409, 413, 422}


def faults(visits):
    """Name what the inspector finds; a view that answers with a piece of a page has a name that ends so."""
    return sorted({f"{each}: {fault}" for each in visits if each.kind == "text/html" and each.status != 303
                   for fault in (inspect_fragment if each.asked.endpoint.endswith("_piece") else inspect)(each.text)})


def failures(visits):
    """Name the requests that ended neither in a page nor in a refusal in plain words."""
    return sorted({str(each) for each in visits if each.status not in {200, 303, 304, *REFUSALS}})


def writes(visits):
    """Name what was written to the database."""
    return sorted({f"{each.asked.endpoint}: {words}" for each in visits for words in each.writes})


def tokenless(app, client, everything):
    """Name the forms that are taken without a token."""
    asked = [Asked("coordinator", "POST", rule.endpoint, next(walk.addresses(app, rule, everything)))
             for rule in walk.rules(app, unsafe=True)]
    return [str(each) for each in (walk.visit(app, client, one, {}) for one in asked) if each.status != 400]


@pytest.mark.soak
def test_no_page_fails(house):
    assert failures(house.visits) == []


def test_every_page_opens_for_somebody(house):
    opened = {each.asked.endpoint for each in house.visits if each.status in (200, 303)}
    assert sorted({each.asked.endpoint for each in house.visits} - opened) == []


def test_reading_a_page_changes_nothing(house):
    assert writes(house.visits) == []


@pytest.mark.soak
def test_every_page_passes_the_inspector(house):
    assert faults(house.visits) == []


def test_no_form_is_taken_without_its_token(house):
    everybody = walk.as_everybody(house.app, house.everything)
    for who in ("coordinator", walk.NOBODY):
        assert tokenless(house.app, everybody[who], house.everything) == []


def test_every_refusal_passes_the_inspector(house):
    everybody = walk.as_everybody(house.app, house.everything)
    asked = [Asked("auditor", "GET", "cases", "/cases"), Asked("auditor", "GET", "nowhere", "/nowhere"),
             Asked(walk.NOBODY, "GET", "nowhere", "/nowhere"), Asked("auditor", "POST", "cases", "/events"),
             Asked(walk.NOBODY, "POST", "account.sign_out", "/sign-out")]
    answers = [walk.visit(house.app, everybody[each.who], each) for each in asked]
    assert [each.status for each in answers] == [403, 404, 404, 405, 400]
    assert faults(answers) == []


def test_every_page_of_a_new_board_says_that_it_is_empty(empty):
    assert failures(empty.visits) == []
    assert faults(empty.visits) == []
    assert writes(empty.visits) == []


def test_no_empty_form_fails(sent):
    assert failures(sent) == []


def test_every_answer_to_a_form_passes_the_inspector(sent):
    assert faults(sent) == []


def test_every_template_is_drawn_by_some_page(house, empty, sent):
    drawn = walk.templates(house.app) | walk.templates(empty.app)
    pages = house.app.jinja_env.list_templates(extensions=["html"])
    assert sorted(set(pages) - drawn) == []


def test_every_template_compiles(house):
    assert broken_templates(house.app.jinja_env) == []


def test_a_template_that_does_not_compile_is_found(house):
    env = house.app.jinja_env.overlay(loader=DictLoader({"good.html": "{{ now() }}", "bad.html": "{% if %}"}))
    assert broken_templates(env) == ["bad.html"]


def broken_templates(env):
    """Name the pages that cannot be compiled."""
    found = []
    for name in env.list_templates(extensions=["html", "txt"]):
        try:
            env.compile(env.loader.get_source(env, name)[0])
        except TemplateSyntaxError:
            found.append(name)
    return found


def test_a_misspelt_name_in_a_template_is_an_error(house):
    assert house.app.jinja_env.undefined is StrictUndefined
    with pytest.raises(UndefinedError, match="meting"):
        house.app.jinja_env.from_string("{{ meting.local_date }}").render()


@pytest.fixture
def planted(house):
    """A second application on the same board, with views that break the rules."""
    app = walk.another(house.app)

    @requires(Permission.USE_BOARD)
    def writing():
        with transaction() as session:
            session.get_one(Board, session.query(Board.id).scalar()).subtitle = "Changed by a reader"
        return "<p id='a'></p><p id='a'></p>"

    @requires(Permission.USE_BOARD)
    def failing():
        return render_template("no such template")

    @requires(Permission.USE_BOARD)
    def unchecked():
        return "taken"

    app.add_url_rule("/planted/writing", "writing", writing)
    app.add_url_rule("/planted/failing", "failing", failing)
    app.add_url_rule("/planted/unchecked", "unchecked", csrf.exempt(unchecked), methods=["POST"])
    yield app
    with app.app_context():
        db.engine.dispose()


def test_what_is_planted_among_the_pages_is_found(planted, house):
    client = walk.as_everybody(planted, house.everything)["coordinator"]
    writing, failing = (walk.visit(planted, client, Asked("coordinator", "GET", name, f"/planted/{name}"))
                        for name in ("writing", "failing"))
    assert failures([writing, failing]) == ["coordinator GET /planted/failing 500"]
    assert faults([replace(writing, kind="text/html")]) == [
        f"coordinator GET /planted/writing 200: {fault}"
        for fault in ("0 h1 instead of one", "id “a” 2 times", "no skip link")]
    assert [each[:29] for each in writes([writing])] == ["writing: UPDATE board SET sub"]
    assert tokenless(planted, client, house.everything) == ["coordinator POST /planted/unchecked 200"]


def test_a_route_without_a_permission_stops_the_start(planted):
    planted.add_url_rule("/planted/open", "open", public(lambda: "for everybody"))
    check_declared(planted)
    planted.add_url_rule("/planted/silent", "silent", lambda: "undeclared")
    with pytest.raises(RuntimeError, match="declare no permission: silent"):
        check_declared(planted)
