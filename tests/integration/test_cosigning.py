"""Specialists sign their part of what the chair has signed: proven, once, of what was read, and for good."""

import io

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.decided import ITEM, Decided, decided, page, post
from tests.factories import NOW, MemberFactory
from tests.integration.test_signing import PASSWORD, prove_long_ago
from tests.signing import sign_in
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, CoSignature, Member, Recommendation
from tumorboard.profiles import load
from tumorboard.services import recommending
from tumorboard.services.recommendation_text import Text
from tumorboard.vocabulary.workflow import Outcome

RADIOLOGY = load("net").label("specialty", "radiology")


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


@pytest.fixture
def radiologist(world: Decided) -> Member:
    return MemberFactory(session=world.session, board_id=world.board.id, name="Anke de Wit", specialties=("radiology",))


def typed(signed: Recommendation, **more: str) -> dict[str, str]:
    return {"seen_hash": str(signed.content_hash), "specialty": "radiology", **more}


def rows(world: Decided) -> list[CoSignature]:
    world.session.rollback()
    return list(world.session.scalars(select(CoSignature)))


def test_a_specialist_signs_the_part_of_their_seat(world: Decided, client: FlaskClient, radiologist: Member) -> None:
    signed = world.sign(world.case())
    assert "Co-sign your part" in page(client, f"/{signed.id}", radiologist)[1]
    answers = [post(client, f"/{signed.id}/cosign", **typed(signed, key="one click")) for _ in range(2)]
    assert answers == [(303, f"/recommendations/{signed.id}")] * 2
    assert [(row.member_id, row.specialty, row.content_hash) for row in rows(world)] == [
        (radiologist.id, "radiology", signed.content_hash)]
    shown = page(client, f"/{signed.id}")[1]
    assert (f"Co-signed for {RADIOLOGY}" in shown, "Co-sign your part" in shown) == (True, False)
    assert recommending.is_unchanged(world.read(signed.id))


def test_it_stands_on_the_letter(world: Decided, client: FlaskClient, radiologist: Member) -> None:
    signed = world.sign(world.case())
    sign_in(client, radiologist)
    post(client, f"/{signed.id}/cosign", **typed(signed))
    letter = sign_in(client, world.coordinator).get(f"/recommendations/{signed.id}/letter.pdf").get_data()
    found = " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(letter)).pages).split())
    assert f"Co-signed electronically for {RADIOLOGY}" in found and "Anke de Wit" in found


def test_it_asks_for_the_password_when_it_was_long_ago(world: Decided, client: FlaskClient, radiologist: Member
                                                       ) -> None:
    signed = world.sign(world.case())
    sign_in(client, radiologist)
    prove_long_ago(world.session, radiologist)
    without = post(client, f"/{signed.id}/cosign", **typed(signed))
    wrong = post(client, f"/{signed.id}/cosign", **typed(signed, password="no"))
    assert (without[0], wrong[0], rows(world)) == (422, 422, [])
    assert post(client, f"/{signed.id}/cosign", **typed(signed, password=PASSWORD))[0] == 303


def test_only_what_was_read_and_what_stands_is_co_signed(world: Decided, client: FlaskClient, radiologist: Member
                                                         ) -> None:
    signed, draft = world.sign(world.case()), world.write(world.case())
    sign_in(client, radiologist)
    assert post(client, f"/{signed.id}/cosign", **typed(signed, seen_hash="0" * 64))[0] == 409
    assert post(client, f"/{draft.id}/cosign", seen_hash="", specialty="radiology")[0] == 404
    begun = world.amend(signed)
    recommending.sign(world.session, begun, seen=begun.version, by=world.chair, now=NOW)
    world.session.commit()
    assert "Co-sign your part" not in page(client, f"/{signed.id}")[1]
    assert post(client, f"/{signed.id}/cosign", **typed(signed))[0] == 409
    assert "Co-sign your part" in page(client, f"/{begun.id}")[1]


def test_nobody_signs_for_a_seat_that_is_not_theirs(world: Decided, client: FlaskClient) -> None:
    signed = world.sign(world.case())
    surgeon = MemberFactory(session=world.session, board_id=world.board.id, specialties=("surgery",))
    assert "Co-sign your part" not in page(client, f"/{signed.id}", surgeon)[1]
    assert [post(client, f"/{signed.id}/cosign", **typed(signed, specialty=each))[0]
            for each in ("radiology", "surgery", "")] == [422] * 3
    for member in (world.coordinator, world.referrer):
        sign_in(client, member)
        assert post(client, f"/{signed.id}/cosign", **typed(signed))[0] == 403
    owned = world.sign(world.case(), Text("", (Item("surg_primary", owner=str(surgeon.id)),), "unanimous"))
    sign_in(client, surgeon)
    assert post(client, f"/{owned.id}/cosign", **typed(owned, specialty="surgery"))[0] == 303


def test_the_database_keeps_it_and_takes_none_under_a_draft(world: Decided, client: FlaskClient, radiologist: Member
                                                            ) -> None:
    signed, draft = world.sign(world.case()), world.write(world.case())
    sign_in(client, radiologist)
    post(client, f"/{signed.id}/cosign", **typed(signed))
    for statement in ("UPDATE cosignature SET specialty = 'surgery'", "DELETE FROM cosignature"):
        with pytest.raises(DBAPIError):
            world.session.execute(text(statement))
        world.session.rollback()
    world.session.add(CoSignature(recommendation_id=draft.id, member_id=radiologist.id, specialty="radiology", at=NOW,
                                  meaning="", content_hash="0" * 64))
    with pytest.raises(DBAPIError, match="only a signed recommendation"):
        world.session.flush()
    world.session.rollback()


def test_a_decision_is_signed_once_somebody_has_read_it_back(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    recommending.write(world.session, held, Text("Slow growth.", (ITEM,), "unanimous"), by=world.coordinator, now=NOW)
    world.session.commit()
    draft = world.draft(held.id)
    shown = page(client, f"/{draft.id}", world.chair)[1]
    assert ("Name who read the text back" in shown, f"/recommendations/{draft.id}/edit?gaps=1#read_back_by" in shown,
            "Sign for the board" in shown) == (True, True, False)
    put_off = world.sign(world.case(outcome={"outcome": Outcome.NONE}), Text("The room was divided."))
    assert put_off.signed_at is not None
    read = world.write(held, Text("Slow growth.", (ITEM,), "unanimous"))
    assert "Read back by Dr. D. Whitlock" in page(client, f"/{read.id}")[1]


def test_whoever_stepped_out_of_the_case_signs_no_part_of_it(
        world: Decided, client: FlaskClient, radiologist: Member) -> None:
    out = {"id": str(radiologist.id), "name": "Anke de Wit", "reason": "Owns shares."}
    signed = world.sign(world.case(outcome={"outcome": Outcome.MADE, "recused": [out]}))
    assert "Co-sign your part" not in page(client, f"/{signed.id}", radiologist)[1]
    assert post(client, f"/{signed.id}/cosign", **typed(signed))[0] == 422
    assert rows(world) == []


def test_a_chair_who_stepped_out_is_reminded_before_they_sign(world: Decided, client: FlaskClient) -> None:
    out = {"id": str(world.chair.id), "name": "Rhea Vance", "reason": "A cousin."}
    kept, stepped = world.write(world.case()), world.write(world.case(outcome={
        "outcome": Outcome.MADE, "recused": [out]}))
    sign_in(client, world.chair)
    assert ["You stepped out of this case." in page(client, f"/{each.id}")[1] for each in (kept, stepped)] == [
        False, True]
