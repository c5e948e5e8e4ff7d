"""Recommendations: who reads them, how they are found, signed once, verified, and replaced by a new version."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.decided import DEFERRED, ITEM, TEXT, Decided, decided
from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tests.house.queries import count_queries
from tests.signing import csrf, sign_in
from tumorboard import clock
from tumorboard.db import db
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, Discussion, FollowUp, Member, Recommendation, SignIn
from tumorboard.queries import recommendations
from tumorboard.services import accounts, recommending
from tumorboard.services.recommending import Text
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import ActionStatus, Outcome

PASSWORD = "the ferry leaves at noon"


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


def page(client: FlaskClient, path: str, member: Member | None = None) -> tuple[int, str]:
    if member is not None:
        sign_in(client, member)
    answer = client.get(f"/recommendations{path}")
    return answer.status_code, answer.get_data(as_text=True)


def post(client: FlaskClient, path: str, **typed: Any) -> tuple[int, str]:
    answer = client.post(f"/recommendations{path}", data={"csrf_token": csrf(client), **typed})
    return answer.status_code, answer.headers.get("Location") or answer.get_data(as_text=True)


def seen(version: Recommendation) -> dict[str, Any]:
    return {"seen": version.version, "seen_hash": recommending.hash_of(version), "key": str(uuid4())}


def prove_long_ago(session: Session, member: Member) -> None:
    """Let the member have a password, and have entered it an hour ago."""
    member.password_hash = accounts.HASHER.hash(PASSWORD)
    session.execute(update(SignIn).values(authenticated_at=clock.real_now() - timedelta(hours=1)))
    session.commit()


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
    assert page(client, "?view=board&after=yesterday|x")[0] == 200


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
                                           ("plan_minor",), ("trial",)))
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


def test_two_dissents_of_the_same_moment_still_verify(world: Decided) -> None:
    people = [MemberFactory(session=world.session, board_id=world.board.id) for _ in range(4)]
    signed = world.sign(world.case(), Text("", (ITEM,), "split", tuple((each.id, "No.") for each in people)))
    assert recommending.is_unchanged(world.read(signed.id))


def test_signing_asks_for_the_password_when_it_was_long_ago(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    sign_in(client, world.chair)
    prove_long_ago(world.session, world.chair)
    typed = seen(world.draft(draft.discussion_id))
    assert "Your password" in page(client, f"/{draft.id}")[1]
    without, wrong = (post(client, f"/{draft.id}/sign", **typed, **more) for more in ({}, {"password": "no"}))
    assert (without[0], "Enter your password" in without[1]) == (422, True)
    assert (wrong[0], "This is not your password" in wrong[1]) == (422, True)
    assert world.read(draft.id).signed_at is None


def test_the_right_password_signs_and_is_not_asked_again(world: Decided, client: FlaskClient) -> None:
    draft, second = world.write(world.case()), world.write(world.case())
    sign_in(client, world.chair)
    prove_long_ago(world.session, world.chair)
    typed = seen(world.read(draft.id))
    assert post(client, f"/{draft.id}/sign", **typed, password=PASSWORD) == (303, f"/recommendations/{draft.id}")
    signed = world.read(draft.id)
    assert (signed.signed_by_id, recommending.is_unchanged(signed)) == (world.chair.id, True)
    assert "Your password" not in page(client, f"/{second.id}")[1]


def test_a_second_click_signs_nothing_twice(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    sign_in(client, world.chair)
    typed = seen(world.read(draft.id))
    assert [post(client, f"/{draft.id}/sign", **typed) for _ in range(2)] == [
        (303, f"/recommendations/{draft.id}")] * 2
    assert post(client, f"/{draft.id}/sign", **{**typed, "key": "another"})[0] == 409
    states = recommendations.states(world.session, [item.id for item in world.read(draft.id).items])
    assert [state.status for state in states.values()] == [ActionStatus.NOT_STARTED]


def test_only_what_was_read_is_signed(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    draft = world.write(held)
    sign_in(client, world.chair)
    typed = seen(world.read(draft.id))
    world.write(held, Text("Other words.", (ITEM,), "majority"))
    assert post(client, f"/{draft.id}/sign", **typed)[0] == 409
    typed = seen(world.read(draft.id))
    world.session.execute(update(Discussion).where(Discussion.id == held.id).values(outcome=Outcome.NONE))
    world.session.commit()
    assert post(client, f"/{draft.id}/sign", **typed)[0] == 409
    assert world.read(draft.id).signed_at is None


def test_what_is_not_complete_is_not_signed(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case(), Text("", (), "split"))
    sign_in(client, world.chair)
    shown = page(client, f"/{draft.id}")[1]
    assert (f"/recommendations/{draft.id}/edit?gaps=1#items" in shown, "Sign for the board" in shown) == (True, False)
    assert "Error: Write the recommendation" in page(client, f"/{draft.id}/edit?gaps=1")[1]
    code, text = post(client, f"/{draft.id}/sign", **seen(world.read(draft.id)))
    assert (code, "Add at least one item" in text, world.read(draft.id).signed_at) == (422, True, None)


def test_only_the_chair_of_the_meeting_signs(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    vice = MemberFactory(session=world.session, board_id=world.board.id, roles=(Role.VICE_CHAIR,))
    typed, tried = seen(world.read(draft.id)), []
    for member in (world.coordinator, world.referrer, vice):
        sign_in(client, member)
        tried.append(post(client, f"/{draft.id}/sign", **typed)[0])
    world.meeting.chair_id = vice.id
    world.session.commit()
    assert [*tried, post(client, f"/{draft.id}/sign", **typed)[0]] == [403, 403, 403, 303]


def test_a_new_version_begins_with_its_reason_and_replaces_the_old_one(world: Decided, client: FlaskClient) -> None:
    signed = world.sign(world.case())
    sign_in(client, world.chair)
    assert post(client, f"/{signed.id}/amend", reason=" ", key="a")[0] == 422
    code, where = post(client, f"/{signed.id}/amend", reason="New imaging.", key="b")
    begun = world.draft(signed.discussion_id)
    assert (code, where, begun.amend_reason) == (303, f"/recommendations/{begun.id}/edit", "New imaging.")
    assert post(client, f"/{signed.id}/amend", reason="Again.", key="c")[0] == 409
    assert "Version 2 is being written" in page(client, f"/{signed.id}")[1]
    assert post(client, f"/{begun.id}/sign", **seen(world.read(begun.id)))[0] == 303
    assert "Version 2 replaces this one" in page(client, f"/{signed.id}", world.referrer)[1]
    assert "Signed, v2" in page(client, "")[1]
    sign_in(client, world.chair)
    assert post(client, f"/{signed.id}/amend", reason="The old one.", key="d")[0] == 409
    assert recommending.is_unchanged(world.read(signed.id))


def test_actions_go_on_where_a_new_version_repeats_them(world: Decided) -> None:
    signed = world.sign(world.case(), Text("", (ITEM, Item("ct")), "unanimous"))
    world.session.execute(update(FollowUp).values(status=ActionStatus.COMPLETED, done_on=ITEM.due_on))
    world.session.commit()
    begun = world.amend(signed)
    recommending.rewrite(world.session, begun, Text("", (ITEM, Item("ct", "in May")), "unanimous"), seen=begun.version,
                         by=world.chair, now=NOW)
    world.session.commit()
    again = world.read(begun.id)
    recommending.sign(world.session, again, seen=again.version, by=world.chair, now=NOW)
    states = recommendations.states(world.session, [item.id for item in again.items])
    assert [(states[item.id].status, states[item.id].done_on) for item in again.items] == [
        (ActionStatus.COMPLETED, ITEM.due_on), (ActionStatus.NOT_STARTED, None)]


def test_rows_are_added_and_dropped_without_storing_or_losing_anything(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    sign_in(client, world.coordinator)
    typed = {"seen": draft.version, "items-0-kind": "ct", "items-0-detail": "in May", "dissent-0-words": "No."}
    added = post(client, f"/{draft.id}/edit", **typed, rows="add items")[1]
    dropped = post(client, f"/{draft.id}/edit", **typed, rows="drop items-0")[1]
    assert ("items-1-kind" in added, 'value="in May"' in added, "No." in added) == (True, True, True)
    assert ('value="in May"' in dropped, "No." in dropped) == (False, True)
    assert world.read(draft.id).items[0].kind == "lanreotide"


def test_the_text_of_a_draft_is_saved_whole(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    sign_in(client, world.coordinator)
    typed = {"seen": draft.version, "key": "one click", "items-0-kind": "ct", "items-0-due_on": "2026-12-18",
             "items-0-owner": str(world.referrer.id), "items-3-kind": "mri", "summary": "Unclear.",
             "consensus": "split", "what_changed": ["plan_major"], "considered": ["genetics"],
             "dissent-0-member": str(world.chair.id), "dissent-0-words": "Operate now."}
    assert [post(client, f"/{draft.id}/edit", **typed)[0] for _ in range(2)] == [303, 303]
    assert recommending.text_of(world.read(draft.id)) == Text(
        "Unclear.", (Item("ct", owner=str(world.referrer.id), due_on=ITEM.due_on), Item("mri")), "split",
        ((world.chair.id, "Operate now."),), ("plan_major",), ("genetics",))


def test_what_cannot_be_taken_comes_back_beside_its_field(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    sign_in(client, world.coordinator)
    code, text = post(client, f"/{draft.id}/edit", **{
        "seen": draft.version, "items-0-detail": "kept as typed", "items-1-kind": "magic", "items-2-kind": "ct",
        "items-2-due_on": "soon", "items-²-kind": "ct", "items-99999-kind": "ct", "consensus": "maybe",
        "dissent-0-words": "No.", "dissent-1-member": str(world.chair.id), "considered": "luck"})
    assert (code, "kept as typed" in text, "soon" in text) == (422, True, True)
    for place in ("items-0-kind", "items-1-kind", "items-2-due_on", "consensus", "dissent-0-member", "dissent-1-words",
                  "considered"):
        assert f'href="#{place}"' in text
    assert recommending.text_of(world.read(draft.id)) == TEXT


def test_a_text_that_somebody_else_changed_is_not_written_over(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    draft = world.write(held)
    sign_in(client, world.coordinator)
    typed = {"seen": draft.version, "summary": "Mine, not lost.", "items-0-kind": "ct"}
    world.write(held, Text("Theirs.", (ITEM,), "unanimous"))
    code, text = post(client, f"/{draft.id}/edit", **typed)
    assert (code, "Mine, not lost." in text, world.read(draft.id).summary) == (409, True, "Theirs.")


def test_only_drafts_are_edited_and_only_by_those_who_write(world: Decided, client: FlaskClient) -> None:
    signed, draft = world.sign(world.case()), world.write(world.case())
    assert page(client, f"/{draft.id}/edit", world.referrer)[0] == 403
    assert page(client, f"/{signed.id}/edit", world.chair)[0] == 409
    assert post(client, f"/{signed.id}/edit", seen=signed.version, summary="Late.")[0] == 409
    assert page(client, f"/{uuid4()}/edit")[0] == 404
    assert recommending.text_of(world.read(signed.id)) == TEXT
