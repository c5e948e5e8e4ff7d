"""The text of a draft: rows added and dropped, saved whole, and never written over somebody else's."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.decided import ITEM, TEXT, UNCHANGED, Decided, decided, page, post
from tests.factories import NOW
from tests.reading import as_read
from tests.signing import sign_in
from tumorboard.domain.recommending import Item
from tumorboard.models import Board
from tumorboard.services import recommendation_text, recommending
from tumorboard.services.recommendation_text import Text


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


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
             "consensus": "split", "unchanged": "y", "plan": "plan_major", "what_changed": ["stage_changed"],
             "considered": ["genetics"],
             "dissent-0-member": str(world.chair.id), "dissent-0-words": "Operate now."}
    assert [post(client, f"/{draft.id}/edit", **typed)[0] for _ in range(2)] == [303, 303]
    assert recommendation_text.text_of(world.read(draft.id)) == Text(
        "Unclear.", (Item("ct", owner=str(world.referrer.id), due_on=ITEM.due_on), Item("mri")), "split",
        ((world.chair.id, "Operate now."),), ("imaging_none", "path_none", "plan_major", "stage_changed"),
        ("genetics",))


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
    assert recommendation_text.text_of(world.read(draft.id)) == world.read_back()


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
    assert recommendation_text.text_of(world.read(signed.id)) == world.read_back()


def test_a_disagreement_that_is_taken_back_or_reworded_stands_as_it_is_now(world: Decided) -> None:
    held, one, other = world.case(), world.chair.id, world.referrer.id
    world.write(held, Text(items=(ITEM, ITEM), dissents=((one, "No."), (other, "Never."))))
    draft = world.write(held, Text(items=(ITEM,), dissents=((one, "Not yet."),)))
    assert recommendation_text.text_of(draft) == world.read_back(Text(items=(ITEM,), dissents=((one, "Not yet."),)))


def test_the_last_row_stays_and_rows_have_an_end(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    sign_in(client, world.coordinator)
    full = {f"items-{number}-kind": "ct" for number in range(25)}
    for pressed, rows in (("add items", 20), ("drop items-99", 20), ("add", 0), ("drop dissent-0", 20)):
        text = post(client, f"/{draft.id}/edit", seen=draft.version, rows=pressed, **full)[1]
        assert text.count('id="items-') in (rows * 10, 0)
    assert post(client, f"/{draft.id}/edit", seen=draft.version, rows="drop items-0")[1].count('id="items-') == 10


def test_one_tick_says_that_nothing_changed_and_taken_off_takes_it_back(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case(), replace(TEXT, what_changed=("plan_minor",)))
    sign_in(client, world.coordinator)
    typed = {"items-0-kind": "lanreotide", "consensus": "unanimous", "read_back_by": str(world.coordinator.id)}
    for ticked, stored in (({"unchanged": "y"}, UNCHANGED), ({}, ())):
        assert post(client, f"/{draft.id}/edit", seen=world.read(draft.id).version, **typed, **ticked)[0] == 303
        assert tuple(world.read(draft.id).what_changed) == stored
        form = as_read(client.get(f"/recommendations/{draft.id}/edit"))
        assert bool(re.search('<input[^>]* checked[^>]* id="unchanged"', form)) is bool(ticked)
        assert ("Say whether the discussion changed it" in as_read(client.get(f"/recommendations/{draft.id}"))) is (
            not ticked)


def test_what_the_board_agrees_on_is_entered_and_kept_by_a_new_version(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    draft = world.write(held)
    sign_in(client, world.coordinator)
    typed = {"items-0-kind": "lanreotide", "consensus": "unanimous", "read_back_by": str(world.coordinator.id),
             "unchanged": "y", "agreed_diagnosis": "Ileal NET", "agreed_grade": "G2", "agreed_stage": "IV"}
    code, text = post(client, f"/{draft.id}/edit", seen=world.read(draft.id).version, **typed)
    assert (code, "Choose the edition by which it is staged." in text) == (422, True)
    typed |= {"seen": world.read(draft.id).version, "agreed_stage_edition": "8"}
    assert post(client, f"/{draft.id}/edit", **typed)[0] == 303
    agreed = {"diagnosis": "Ileal NET", "grade": "G2", "stage": "IV", "stage_edition": "8"}
    assert world.read(draft.id).agreed == agreed
    assert "IV, edition 8" in page(client, f"/{draft.id}", world.coordinator)[1]
    signed = world.read(draft.id)
    recommending.sign(world.session, signed, seen=signed.version, by=world.chair, now=NOW)
    world.session.commit()
    assert world.amend(signed).agreed == agreed


def test_nothing_is_due_before_the_board_has_met(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    sign_in(client, world.coordinator)
    typed = {"seen": draft.version, "items-0-kind": "ct", "items-0-detail": "Chest"}
    code, text = post(client, f"/{draft.id}/edit", **typed, **{"items-0-due_on": "2026-12-03"})
    assert (code, 'href="#items-0-due_on"' in text, "Enter the day of the meeting, Dec 4, 2026, or a later" in text,
            'value="2026-12-03"' in text) == (422, True, True, True)
    assert post(client, f"/{draft.id}/edit", **typed, **{"items-0-due_on": "2026-12-04"})[0] == 303


def test_a_row_that_was_asked_for_has_the_focus(world: Decided, client: FlaskClient) -> None:
    draft = world.write(world.case())
    sign_in(client, world.coordinator)
    text = post(client, f"/{draft.id}/edit", **{"seen": draft.version, "items-0-kind": "ct"}, rows="add items")[1]
    assert re.findall(r'<select[^>]*data-focus[^>]*name="([^"]+)"|name="([^"]+)"[^>]*data-focus', text) != []
    assert text.count("data-focus") == 1 and "items-1-kind" in text[text.index("data-focus") - 200:][:400]


def test_words_that_were_left_to_be_filled_in_are_not_signed(world: Decided) -> None:
    item = replace(ITEM, detail="177Lu-DOTATATE, … cycles")
    draft = world.write(world.case(), replace(TEXT, items=(item,)))
    assert recommending.gaps_of(draft) == {"items": "Complete what still reads “…” in an item."}


def test_under_a_draft_stands_nobodys_signature(world: Decided, client: FlaskClient) -> None:
    signed = world.sign(world.case())
    again = world.amend(signed)
    sign_in(client, world.coordinator)
    assert ['class="seal"' in page(client, f"/{each.id}")[1] for each in (signed, again)] == [True, False]
