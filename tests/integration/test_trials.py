"""Trials that the board considered: named by their numbers, offered from the case, signed, and found again."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.decided import Decided, decided, page, post
from tests.factories import NOW
from tests.signing import sign_in
from tumorboard.domain.recommending import Trial
from tumorboard.models import Board, Recommendation
from tumorboard.services import recommendation_text, recommending

NETTER = Trial("NCT04665739", "ineligible", "Two earlier lines.")
TYPED = {"trials-0-nct": "nct04665739", "trials-0-status": "ineligible", "trials-0-reason": "Two earlier lines."}


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


@pytest.fixture
def draft(world: Decided, client: FlaskClient) -> Recommendation:
    made = world.write(world.case(answers={"trials": [
        {"nct": "NCT04665739", "status": "ineligible", "reason": "Two earlier lines."},
        {"nct": "NCT03049189", "status": "eligible", "reason": ""}]}))
    sign_in(client, world.coordinator)
    return made


def typed(draft: Recommendation, **more: Any) -> dict[str, Any]:
    return {"seen": draft.version, "items-0-kind": "ct", "unchanged": "y", **more}


def trials(world: Decided, draft: Recommendation) -> tuple[Trial, ...]:
    return recommendation_text.trials_of(world.read(draft.id))


def test_who_names_a_trial_has_considered_one(world: Decided, client: FlaskClient, draft: Recommendation) -> None:
    assert post(client, f"/{draft.id}/edit", **typed(draft, **TYPED))[0] == 303
    stored = world.read(draft.id)
    assert (trials(world, draft), stored.considered["trial"], stored.considered["genetics"]) == ((NETTER,), True, False)
    text = page(client, f"/{draft.id}")[1]
    assert "NCT04665739, not eligible: Two earlier lines." in text


def test_that_no_trial_is_open_needs_no_number(world: Decided, client: FlaskClient, draft: Recommendation) -> None:
    post(client, f"/{draft.id}/edit", **typed(draft, **{"trials-0-status": "none_open"}))
    assert trials(world, draft) == (Trial("", "none_open", ""),)
    assert "No open trial" in page(client, f"/{draft.id}")[1]


@pytest.mark.parametrize(("row", "place", "words"), [
    ({"nct": "NCT1", "status": "eligible"}, "trials-0-nct", "NCT and eight digits"),
    ({"status": "eligible"}, "trials-0-nct", "Enter the trial’s number"),
    ({"reason": "No kidney function."}, "trials-0-status", "Choose how the patient stands to it"),
    ({"nct": "NCT04665739", "status": "magic"}, "trials-0-status", "Choose one of the list"),
])
def test_what_cannot_be_taken_comes_back_beside_its_field(
        world: Decided, client: FlaskClient, draft: Recommendation, row: dict[str, str], place: str, words: str
        ) -> None:
    code, text = post(client, f"/{draft.id}/edit", **typed(draft, **{
        f"trials-0-{name}": said for name, said in row.items()}))
    assert (code, f'href="#{place}"' in text, words in text) == (422, True, True)
    assert all(said in text for said in row.values() if said != "magic")
    assert trials(world, draft) == ()


def test_a_trial_is_named_once(world: Decided, client: FlaskClient, draft: Recommendation) -> None:
    again = {"trials-1-nct": "NCT04665739", "trials-1-status": "eligible"}
    code, text = post(client, f"/{draft.id}/edit", **typed(draft, **TYPED, **again))
    assert (code, "This trial is named above already." in text) == (422, True)


def test_what_the_case_names_is_offered_and_taken_over_by_a_button(
        world: Decided, client: FlaskClient, draft: Recommendation) -> None:
    opened = page(client, f"/{draft.id}/edit")[1]
    assert "In the case: NCT04665739 (Not eligible)" in opened and 'value="NCT04665739"' not in opened
    taken = post(client, f"/{draft.id}/edit", **typed(draft, rows="take trials", **{
        "trials-0-nct": "NCT09999999", "trials-0-status": "eligible"}))[1]
    places = [taken.find(f'value="{number}"') for number in ("NCT09999999", "NCT04665739", "NCT03049189")]
    assert places == sorted(places) and -1 not in places
    assert "In the case:" not in taken and trials(world, draft) == ()


def test_what_was_signed_of_trials_stands_and_is_repeated_by_a_new_version(
        world: Decided, client: FlaskClient, draft: Recommendation) -> None:
    post(client, f"/{draft.id}/edit", **typed(draft, consensus="unanimous", read_back_by=str(world.coordinator.id),
                                              **TYPED))
    stored = world.read(draft.id)
    recommending.sign(world.session, stored, seen=stored.version, by=world.chair, now=NOW)
    world.session.commit()
    signed = world.read(draft.id)
    assert recommending.is_unchanged(signed)
    signed.trials = [{"nct": "NCT04665739", "status": "eligible", "reason": ""}]
    assert not recommending.is_unchanged(signed)
    world.session.rollback()
    again = recommending.amend(world.session, world.read(draft.id), "New result.", by=world.chair, now=NOW)
    assert recommendation_text.trials_of(again) == (NETTER,)
