"""A stop stands again before a recommendation that plans a procedure is signed, and is overruled with a reason."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.decided import ITEM, Decided, decided, page, post, seen
from tests.factories import NOW
from tests.house.fixed_clock import set_clock
from tests.signing import sign_in
from tumorboard.domain.overruling import fingerprint
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, CaseEvent, FlagOverrule, Recommendation
from tumorboard.services.recommendation_text import Text

OPERATION = Item("adrenalectomy", "Laparoscopic, left")
UNBLOCKED: dict[str, Any] = {"net_family": "ppgl", "answers": {"alpha_blockade": "none"}}
REASON = "Alpha-blockade starts today; surgery only after two weeks on target."
STOP = "/stops/alpha_blockade_missing"


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    set_clock(session, board)
    return decided(session, board)


def planned(world: Decided, *items: Item, **more: Any) -> Recommendation:
    """Write a recommendation with these items."""
    return world.write(world.case(**{**UNBLOCKED, **more}), Text("As discussed.", items, "unanimous"))


def test_a_planned_procedure_is_not_signed_over_a_stop(world: Decided, client: FlaskClient) -> None:
    draft = planned(world, OPERATION)
    sign_in(client, world.chair)
    shown = page(client, f"/{draft.id}")[1]
    assert "alpha-blockade is not recorded as started" in shown and "Sign for the board" not in shown
    assert post(client, f"/{draft.id}/sign", **seen(world.read(draft.id)))[0] == 422
    assert world.read(draft.id).signed_at is None


def test_a_reason_lets_the_signature_go_on_and_stays(world: Decided, client: FlaskClient) -> None:
    draft = planned(world, OPERATION)
    sign_in(client, world.chair)
    typed = {"alpha_blockade_missing-reason": REASON}
    assert post(client, f"/{draft.id}{STOP}", **typed) == (303, f"/recommendations/{draft.id}#sign")
    assert post(client, f"/{draft.id}{STOP}", **typed)[0] == 404
    row = world.session.scalars(select(FlagOverrule)).one()
    assert (row.reason, row.by_id, row.inputs["planned"]) == (REASON, world.chair.id, ["adrenalectomy"])
    assert world.session.scalar(select(CaseEvent.id).where(CaseEvent.kind == "case.flag_overruled")) is not None
    assert post(client, f"/{draft.id}/sign", **seen(world.read(draft.id)))[0] == 303
    assert REASON in client.get(f"/cases/{draft.case_id}").get_data(as_text=True)


def test_a_changed_plan_asks_again(world: Decided, client: FlaskClient) -> None:
    held = world.case(**UNBLOCKED)
    draft = world.write(held, Text("", (OPERATION,), "unanimous"))
    sign_in(client, world.chair)
    post(client, f"/{draft.id}{STOP}", **{"alpha_blockade_missing-reason": REASON})
    world.write(held, Text("", (OPERATION, Item("surg_liver", "")), "unanimous"))
    assert post(client, f"/{draft.id}/sign", **seen(world.read(draft.id)))[0] == 422


def test_what_was_said_before_the_case_was_accepted_does_not_answer_for_the_plan(
        world: Decided, client: FlaskClient) -> None:
    answers = {"alpha_blockade": "none", "proposal_kinds": ["adrenalectomy"]}
    draft = planned(world, OPERATION, answers=answers)
    inputs = {"net_family": "ppgl", "syndrome": None, "planned": ["adrenalectomy"], "alpha_blockade": "none"}
    world.session.add(FlagOverrule(case_id=draft.case_id, flag="alpha_blockade_missing", at=NOW, by_id=world.chair.id,
                                   fingerprint=fingerprint(inputs), inputs=inputs, reason="Begun last week."))
    world.session.commit()
    sign_in(client, world.chair)
    assert "Before the signature" in page(client, f"/{draft.id}")[1]


@pytest.mark.parametrize(("items", "more"), [
    ((ITEM,), {}),
    ((Item("alpha_beta", "Doxazosin"), Item("rediscuss", "")), {}),
    ((OPERATION,), {"answers": {"alpha_blockade": "target_met"}}),
    ((OPERATION,), {"net_family": "gep_net"}),
    ((), {}),
])
def test_without_a_procedure_or_with_an_answer_nothing_stops(
        world: Decided, client: FlaskClient, items: tuple[Item, ...], more: dict[str, Any]) -> None:
    draft = planned(world, *items, **more)
    sign_in(client, world.chair)
    assert "Before the signature" not in page(client, f"/{draft.id}")[1]


def test_an_emergency_is_discussed_and_recorded_yet_its_procedure_waits_for_the_answer(
        world: Decided, client: FlaskClient) -> None:
    draft = planned(world, OPERATION, tier=0, urgency="bp_danger")
    sign_in(client, world.chair)
    assert post(client, f"/{draft.id}/sign", **seen(world.read(draft.id)))[0] == 422


@pytest.mark.parametrize("reason", ["", "ok", "x" * 1001, "a\x00bcdef"])
def test_a_reason_that_cannot_be_taken_comes_back(world: Decided, client: FlaskClient, reason: str) -> None:
    draft = planned(world, OPERATION)
    sign_in(client, world.chair)
    assert post(client, f"/{draft.id}{STOP}", **{"alpha_blockade_missing-reason": reason})[0] == 422
    assert world.session.scalars(select(FlagOverrule)).all() == []


def test_only_who_signs_overrules_before_the_signature(world: Decided, client: FlaskClient) -> None:
    draft = planned(world, OPERATION)
    tried = []
    for member in (world.coordinator, world.referrer):
        sign_in(client, member)
        tried.append(post(client, f"/{draft.id}{STOP}", **{"alpha_blockade_missing-reason": REASON})[0])
    shown = page(client, f"/{draft.id}", world.coordinator)[1]
    assert (tried, "The chair answers it before signing" in shown) == ([403, 403], True)


def test_what_is_signed_is_overruled_no_more(world: Decided, client: FlaskClient) -> None:
    signed = world.sign(world.case())
    sign_in(client, world.chair)
    assert post(client, f"/{signed.id}{STOP}", **{"alpha_blockade_missing-reason": REASON})[0] == 409
