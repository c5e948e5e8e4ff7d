"""The signature: once, by the chair, of what was read; and the new version that replaces what was signed."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.decided import DEFERRED, ITEM, TEXT, Decided, decided, page, post, seen
from tests.factories import NOW, MemberFactory
from tests.signing import sign_in
from tumorboard import clock
from tumorboard.domain.errors import MoveRefused
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, Discussion, FollowUp, Member, SignIn
from tumorboard.queries import recommendations
from tumorboard.services import accounts, recommending
from tumorboard.services.recommendation_text import Text
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import ActionStatus, CaseStatus, Outcome

PASSWORD = "the ferry leaves at noon"


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


def prove_long_ago(session: Session, member: Member) -> None:
    """Let the member have a password, and have entered it an hour ago."""
    member.password_hash = accounts.HASHER.hash(PASSWORD)
    session.execute(update(SignIn).values(authenticated_at=clock.real_now() - timedelta(hours=1)))
    session.commit()


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
    assert [*tried, post(client, f"/{draft.id}/sign", **typed)[0]] == [403, 403, 404, 303]


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
    text = world.read_back(Text("", (ITEM, Item("ct", "in May")), "unanimous"))
    recommending.rewrite(world.session, begun, text, seen=begun.version, by=world.chair, now=NOW)
    world.session.commit()
    again = world.read(begun.id)
    recommending.sign(world.session, again, seen=again.version, by=world.chair, now=NOW)
    states = recommendations.states(world.session, [item.id for item in again.items])
    assert [(states[item.id].status, states[item.id].done_on) for item in again.items] == [
        (ActionStatus.COMPLETED, ITEM.due_on), (ActionStatus.NOT_STARTED, None)]


def test_a_signed_version_takes_no_other_text(world: Decided) -> None:
    held = world.case()
    signed = world.sign(held)
    for attempt in (
            lambda: recommending.write(world.session, held, TEXT, by=world.coordinator, now=NOW),
            lambda: recommending.rewrite(world.session, signed, TEXT, seen=signed.version, by=world.chair, now=NOW),
            lambda: recommending.sign(world.session, signed, seen=signed.version, by=world.chair, now=NOW)):
        with pytest.raises(MoveRefused):
            attempt()


def test_before_the_outcome_there_is_nothing_to_sign(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case(outcome={"outcome": None, "recorded_at": None, "recorded_by_id": None}))
    text = page(client, f"/{draft.id}", world.chair)[1]
    assert ("The outcome of the discussion is not recorded yet." in text, "Sign for the board" in text) == (True, False)
    with pytest.raises(MoveRefused):
        recommending.sign(world.session, draft, seen=draft.version, by=world.chair, now=NOW)


def test_signing_a_decision_ends_the_case_and_signing_a_deferral_does_not(world: Decided) -> None:
    made, put_off = world.case(), world.case(outcome=DEFERRED)
    signed = [world.sign(made), world.sign(put_off, Text())]
    assert [world.read(each.id).discussion.case.status for each in signed] == [CaseStatus.SIGNED, CaseStatus.DISCUSSED]
