"""Recommendations: who reads them, how they are found and listed, and what their record says."""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.decided import DEFERRED, ITEM, TEXT, Decided, decided, page, post
from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tests.house.queries import count_queries
from tests.signing import sign_in
from tumorboard.db import db
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, Discussion, Recommendation
from tumorboard.queries import recommendations
from tumorboard.services.recommendation_text import Text
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import Outcome


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


def test_what_is_signed_is_read_by_those_whom_it_is_released_to(world: Decided, client: FlaskClient) -> None:
    signed, draft = world.sign(world.case()), world.write(world.case())
    made = {name: MemberFactory(session=world.session, board_id=world.board.id, **more) for name, more in {
        "specialist": {}, "clinician": {"clinician": True}, "other referrer": {"referrer": True},
        "admin": {"admin": True}, "both": {"roles": (Role.REFERRER, Role.ADMIN)}}.items()}
    made |= {"chair": world.chair, "coordinator": world.coordinator, "referrer": world.referrer}
    read = {name: (page(client, f"/{signed.id}", member)[0], page(client, f"/{draft.id}")[0])
            for name, member in made.items()}
    assert read == {
        "specialist": (200, 404), "clinician": (200, 404), "other referrer": (404, 404), "admin": (403, 403),
        "both": (404, 404), "chair": (200, 200), "coordinator": (200, 200), "referrer": (200, 404)}


def test_a_referrer_lists_and_finds_only_their_own(world: Decided, client: FlaskClient) -> None:
    world.sign(world.case())
    for roles in ((Role.REFERRER,), (Role.REFERRER, Role.ADMIN)):
        sign_in(client, MemberFactory(session=world.session, board_id=world.board.id, roles=roles, specialties=()))
        assert "QUILLFEATHER" not in page(client, "")[1] + post(client, "/find", q="Quill")[1]
    assert "QUILLFEATHER" in page(client, "", world.referrer)[1]


def test_names_and_numbers_are_found_without_standing_in_an_address(world: Decided, client: FlaskClient) -> None:
    world.sign(world.case(patient=PatientFactory(session=world.session, board_id=world.board.id, mrn="004812",
                                                family_name="Østergård", given_name="Ida")))
    world.sign(world.case())
    sign_in(client, world.coordinator)
    for typed in ("ostergard", "004 812", "ida"):
        found = post(client, "/find", q=typed)[1]
        assert ("ØSTERGÅRD" in found, "QUILLFEATHER" in found) == (True, False)
    assert "Nobody is found for “nobody”" in post(client, "/find", q="nobody")[1]
    assert "QUILLFEATHER" in page(client, "?q=ostergard&view=board")[1]


def test_drafts_wait_for_the_chair_and_the_coordinator_alone(world: Decided, client: FlaskClient) -> None:
    world.write(world.case())
    vice = MemberFactory(session=world.session, board_id=world.board.id, roles=(Role.VICE_CHAIR,))
    shown = {name: page(client, "?view=to-sign", member)[1] for name, member in {
        "chair": world.chair, "coordinator": world.coordinator, "vice chair": vice,
        "clinician": MemberFactory(session=world.session, board_id=world.board.id, clinician=True)}.items()}
    assert {name: "QUILLFEATHER" in text for name, text in shown.items()} == {
        "chair": True, "coordinator": True, "vice chair": False, "clinician": False}
    assert ("Sign today" in shown["chair"], "Sign today" in shown["coordinator"]) == (True, False)


def test_pages_follow_one_another_without_gap_or_repetition(world: Decided, client: FlaskClient) -> None:
    signed = _many(world, cases=13, weeks=3)
    sign_in(client, world.coordinator)
    assert _turn(lambda after: page(client, f"?view=board&after={after}")[1], signed) == sorted(signed)
    assert _turn(lambda after: post(client, "/find", q="quill", after=after)[1], signed) == sorted(signed)
    assert [page(client, f"?view=board&after={place}")[0] for place in ("x", f"yesterday|{uuid4()}")] == [200, 200]


def _many(world: Decided, cases: int, weeks: int) -> set[str]:
    """Store signed versions of many cases at several meetings, in one transaction."""
    patient = PatientFactory(session=world.session, board_id=world.board.id)
    meetings = [world.meeting_before(week) for week in range(1, weeks + 1)]
    made = [CaseFactory(session=world.session, board_id=world.board.id, submitter=world.referrer, patient=patient)
            for _ in range(cases)]
    rows = []
    for meeting in meetings:
        for case in made:
            held = Discussion(id=uuid4(), meeting_id=meeting.id, case_id=case.id, position=1, start_min=0, minutes=6,
                              outcome=Outcome.MADE, recorded_at=NOW)
            rows += [held, Recommendation(
                id=uuid4(), discussion_id=held.id, case_id=case.id, number=1, written_at=NOW, signed_at=NOW,
                written_by_id=world.chair.id, signed_by_id=world.chair.id, content_hash="0" * 64, summary="x")]
    world.session.add_all(rows[::2])
    world.session.flush()
    world.session.add_all(rows[1::2])
    world.session.commit()
    return {str(row.id) for row in rows[1::2]}


def _turn(read: Callable[[str], str], ids: set[str]) -> list[str]:
    """Turn the pages to the last one; give the rows that they hold, in any order."""
    found, after = [], "first"
    while after:
        text = read("" if after == "first" else after)
        here = [each for each in ids if f'/recommendations/{each}"' in text]
        assert 0 < len(here) <= recommendations.PAGE
        found += here
        places = re.findall(r'(?:after=|name="after" value=")([^"]+)"', text)
        after = unquote(places[-1]) if places else ""
    return sorted(found)


def test_a_longer_list_and_a_longer_record_ask_the_database_no_more(world: Decided, client: FlaskClient) -> None:
    first = world.sign(world.case())
    sign_in(client, world.coordinator)
    paths = ("/recommendations?view=board", f"/recommendations/{first.id}")

    def counted() -> list[int]:
        numbers = []
        for path in paths:
            with count_queries(db.engine) as queries:
                client.get(path)
            numbers.append(len(queries))
        return numbers
    before = counted()
    for _ in range(3):
        world.sign(world.case(), Text("", (ITEM, ITEM, ITEM), "unanimous"))
    assert counted() == before


def test_the_record_says_what_who_when_and_who_disagreed(world: Decided, client: FlaskClient) -> None:
    member = MemberFactory(session=world.session, board_id=world.board.id, name="Colin Hale")
    owned = Item("lanreotide", "120 mg", "palliative", "no gallstones", str(member.id), ITEM.due_on)
    signed = world.sign(world.case(), Text("Slow growth.", (owned,), "majority", ((member.id, "Operate now."),),
                                           ("imaging_none", "path_none", "plan_minor"), ("trial",)))
    text = page(client, f"/{signed.id}", world.referrer)[1]
    for words in ("The board recommends", "Lanreotide, 120 mg", "Only if: no gallstones", "Slow growth.", "Dr. C. Hale",
                  "“Operate now.”", "Plan: minor change", "A clinical trial", "Dec 18, 2026", "Content verified",
                  "Feld (for de Wit, video)", "Nobody from Pathology", "Dr. R. Vance", "Majority, 1 dissent"):
        assert words in text
    assert "Write a new version" not in text


def test_a_deferral_says_why_what_is_missing_and_when_it_comes_back(world: Decided, client: FlaskClient) -> None:
    items = [{"item": "path_report", "owner": str(world.referrer.id), "due": "2026-12-09"}]
    signed = world.sign(world.case(outcome={**DEFERRED, "deferred_for": items}), Text())
    text = page(client, f"/{signed.id}", world.referrer)[1]
    for words in ("The board put the decision off", "Pathology missing", "The outside slides.", "Milo Ferris",
                  "by Dec 9, 2026", "Friday, December 11, 2026"):
        assert words in text
    assert "Deferred: pathology missing, comes back Dec 11" in page(client, "")[1]


def test_a_record_that_was_changed_behind_our_back_says_so(world: Decided, client: FlaskClient) -> None:
    held = world.case(outcome=DEFERRED)
    signed = world.sign(held, Text())
    world.session.execute(update(Discussion).where(Discussion.id == held.id).values(missing="Nothing."))
    world.session.commit()
    text = page(client, f"/{signed.id}", world.chair)[1]
    assert ("The content is not what was signed." in text, "Content verified" in text) == (True, False)


def test_the_record_says_when_a_case_was_discussed_and_not_when_it_was_planned(
        world: Decided, client: FlaskClient) -> None:
    planned, begun = (world.sign(world.case(outcome={"outcome": Outcome.MADE, **more})) for more in (
        {}, {"opened_at": NOW}))
    sign_in(client, world.coordinator)
    assert "slot 1, planned for 7:00 am" in page(client, f"/{planned.id}")[1]
    assert "slot 1, from 3:40 pm" in page(client, f"/{begun.id}")[1]


def test_a_split_is_seen_before_the_record_is_opened(world: Decided, client: FlaskClient) -> None:
    dissent = ((world.chair.id, "I would wait."),)
    world.sign(world.case())
    signed = world.sign(world.case(), replace(TEXT, consensus="split", dissents=dissent))
    sign_in(client, world.coordinator)
    assert page(client, "?view=board")[1].count("Split, no majority") == 1
    assert "Recommended, with the board split" in page(client, f"/{signed.id}")[1]
