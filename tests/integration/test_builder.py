"""The docket builder: wishes looked at, kept once, ended and undone; the docket follows each of them."""

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from tests.builders import AT, Builder, add
from tests.factories import NOW, MemberFactory
from tests.house.queries import count_queries, writes
from tests.reading import as_read
from tests.signing import sign_in
from tumorboard.db import db
from tumorboard.models import Wish
from tumorboard.scheduling.advance import advance
from tumorboard.vocabulary.workflow import Decision, WishKind


def test_the_best_order_keeps_each_specialist_s_cases_together(builder: Builder) -> None:
    assert (builder.order, builder.docket.specialist_minutes) == (["Ashdown", "Corwin", "Birkett", "Dunmore"], 48)


def test_a_preview_says_the_price_and_changes_nothing(builder: Builder) -> None:
    with count_queries(db.engine) as sent:
        text = as_read(builder.post(builder.path("Corwin"), kind="before", other=str(builder.cases["Ashdown"])))
    assert writes(sent) == []
    assert "Preview: CORWIN, Dorothea before ASHDOWN, Dorothea" in text
    assert "No one waits longer in all: 48 specialist-minutes, as now." in text
    assert (builder.wishes(), builder.order[0]) == ([], "Ashdown")


def test_a_preview_names_whose_block_moves_and_what_it_costs(builder: Builder) -> None:
    builder.keep("Dunmore", kind="last")
    text = as_read(builder.post(builder.path("Birkett"), kind="first"))
    assert "+12</b><p> specialist-minutes is the price: 60 instead of 48." in text
    assert "A. Pathology</b> 12 min longer" in text


def test_a_wish_is_kept_with_who_when_and_why_and_the_docket_follows_at_once(builder: Builder) -> None:
    answer = builder.keep("Birkett", kind="first", note="Dr. Lindqvist leaves at 7:10.")
    assert answer.status_code == 303
    assert builder.order == ["Birkett", "Dunmore", "Ashdown", "Corwin"]
    [wish] = builder.wishes()
    assert (wish.kind, wish.made_by_id, wish.note) == (
        WishKind.FIRST, builder.coordinator.id, "Dr. Lindqvist leaves at 7:10.")
    text = as_read(builder.get(AT))
    for words in ("Pinned first", "“Dr. Lindqvist leaves at 7:10.”", "Undo: BIRKETT, Dorothea first",
                  "wished onto this docket, before emergencies and due dates"):
        assert words in text


def test_a_new_pin_ends_the_old_one_and_nothing_is_deleted(builder: Builder) -> None:
    builder.keep("Birkett", kind="first")
    builder.keep("Birkett", kind="last")
    assert [(wish.kind, wish.ended_at is None) for wish in builder.wishes()] == [
        (WishKind.FIRST, False), (WishKind.LAST, True)]
    assert builder.order[-1] == "Birkett"


def test_the_database_refuses_a_second_standing_pin(builder: Builder) -> None:
    builder.keep("Birkett", kind="first")
    builder.session.add(Wish(meeting_id=builder.meeting.id, case_id=builder.cases["Birkett"], kind=WishKind.LAST,
                             step=9, made_at=NOW, made_by_id=builder.coordinator.id))
    with pytest.raises(IntegrityError):
        builder.session.flush()
    builder.session.rollback()


def test_the_database_keeps_every_wish(builder: Builder) -> None:
    builder.keep("Birkett", kind="first")
    builder.session.delete(builder.wishes()[0])
    with pytest.raises(DatabaseError):
        builder.session.flush()
    builder.session.rollback()


def test_a_guest_s_time_is_met(builder: Builder) -> None:
    builder.keep("Ashdown", kind="window", from_time="7:12", to_time="7:25")
    place = builder.order.index("Ashdown") * 6
    assert 12 <= place <= 19
    assert "Guest 7:12–7:25" in as_read(builder.get(AT))


@pytest.mark.parametrize(("typed", "words"), [
    ({}, "Choose what you wish for this case."),
    ({"kind": "window", "from_time": "soon", "to_time": "7:20"}, "Enter a time like 7:20"),
    ({"kind": "window", "from_time": "6:50", "to_time": "7:20"}, "Enter a time from 7:00 am to 8:30 am"),
    ({"kind": "window", "from_time": "7:10", "to_time": "7:13"}, "The case takes 6 minutes, and these are 3."),
    ({"kind": "before"}, "Choose the case that comes after this one."),
    ({"kind": "note"}, "Write the note first."),
])
def test_what_cannot_be_wished_is_said_beside_its_field_and_nothing_typed_is_lost(
        builder: Builder, typed: dict[str, str], words: str) -> None:
    for rest in ("wish", "wish/keep"):
        note = {} if typed.get("kind") == "note" else {"note": "Typed."}
        answer = builder.post(builder.path("Ashdown", rest), **note, **typed, seen=str(builder.meeting.version))
        assert answer.status_code == 422
        text = as_read(answer)
        assert words in text
        assert all(value in text for value in typed.values())
    assert builder.wishes() == []


def test_a_circle_is_refused_by_name(builder: Builder) -> None:
    builder.keep("Ashdown", kind="before", other=str(builder.cases["Birkett"]))
    builder.keep("Birkett", kind="before", other=str(builder.cases["Corwin"]))
    answer = builder.keep("Corwin", kind="before", other=str(builder.cases["Ashdown"]))
    assert answer.status_code == 422
    assert "That would be a circle: CORWIN before ASHDOWN before BIRKETT before CORWIN." in as_read(answer)


def test_an_emergency_is_not_taken_off(builder: Builder) -> None:
    chair = MemberFactory(session=builder.session, board_id=builder.board_id)
    add(builder, "Quick", chair, tier=0, urgency="tumor_emergency", specialties=("radiology",))
    answer = builder.post(builder.path("Quick"), kind="out")
    assert (answer.status_code, "An emergency is not taken off a docket" in as_read(answer)) == (422, True)


def test_contradictory_times_are_said_in_words_before_they_are_kept(builder: Builder) -> None:
    builder.keep("Ashdown", kind="window", from_time="7:00", to_time="7:06")
    text = as_read(builder.post(builder.path("Birkett"), kind="window", from_time="7:00", to_time="7:06"))
    assert "would leave the docket: no order honours this wish together with the others." in text


def test_a_case_that_is_pinned_on_names_the_one_it_bumps(builder: Builder) -> None:
    builder.meeting.minutes = 34
    builder.session.commit()
    advance(NOW)
    builder.keep("Dunmore", kind="out")
    builder.keep("Dunmore", kind="in")
    chair = MemberFactory(session=builder.session, board_id=builder.board_id)
    add(builder, "Extra", chair, specialties=("radiology",))
    advance(NOW)
    assert "Extra" not in builder.order
    text = as_read(builder.post(builder.path("Extra"), kind="in"))
    assert ("comes on" in text, "would be bumped: no minutes would be left for it." in text) == (True, True)
    assert "The cases are not the same, so the two do not compare." in text


def test_a_double_click_keeps_one_wish(builder: Builder) -> None:
    seen = str(builder.meeting.version)
    answers = [builder.post(builder.path("Birkett", "wish/keep"), kind="first", seen=seen, key="once") for _ in (1, 2)]
    assert [(each.status_code, each.location) for each in answers] == [(303, answers[0].location)] * 2
    assert len(builder.wishes()) == 1


def test_a_docket_that_changed_since_the_preview_is_looked_at_again(builder: Builder) -> None:
    seen = str(builder.meeting.version)
    builder.keep("Birkett", kind="first")
    answer = builder.post(builder.path("Corwin", "wish/keep"), kind="last", note="Comes late.", seen=seen)
    text = as_read(answer)
    assert (answer.status_code, len(builder.wishes())) == (409, 1)
    assert "Somebody else changed this docket" in text
    assert all(words in text for words in ("Preview: CORWIN, Dorothea last", 'value="Comes late."', "Keep it"))


def test_what_a_wish_costs_is_seen_before_it_ends(builder: Builder) -> None:
    builder.keep("Dunmore", kind="last")
    builder.keep("Birkett", kind="first")
    wish = next(each for each in builder.wishes() if each.kind is WishKind.FIRST)
    path = f"{AT}/wishes/{wish.id}/end"
    assert "-12</b><p> specialist-minutes would be saved: 48 instead of 60." in as_read(builder.get(path))
    assert "+12" in as_read(builder.get(f"{AT}/wishes"))
    assert builder.post(path, seen=str(builder.meeting.version)).status_code == 303
    assert builder.docket.specialist_minutes == 48
    assert builder.get(path).status_code == 404


@pytest.mark.parametrize("reader", ["specialist", "referrer"])
def test_others_read_the_page_and_change_nothing(builder: Builder, reader: str) -> None:
    member = MemberFactory(session=builder.session, board_id=builder.board_id, referrer=reader == "referrer")
    builder.client = sign_in(builder.client.application.test_client(), member)
    assert builder.get(AT).status_code == (200 if reader == "specialist" else 403)
    for path in (builder.path("Ashdown"), builder.path("Ashdown", "wish/keep"), builder.path("Ashdown", "move/up"),
                 f"{AT}/order", f"{AT}/undo", f"{AT}/publish"):
        assert builder.post(path).status_code == 403
    text = as_read(builder.get(AT))
    assert [words for words in ("Move ASHDOWN", "Pin ASHDOWN", "Undo", "Keep this order") if words in text] == []


def test_a_case_wished_off_is_held_and_says_what_would_be_without_the_wish(builder: Builder) -> None:
    builder.keep("Ashdown", kind="out")
    row = next(each for each in builder.docket.candidates if each.case_id == builder.cases["Ashdown"])
    assert (row.decision, row.reason) == (
        Decision.HELD, "Taken off this docket by the coordinator’s wish. Without that wish it would be on it.")


def test_a_docket_of_many_cases_says_that_it_follows_later(builder: Builder) -> None:
    chair = MemberFactory(session=builder.session, board_id=builder.board_id)
    builder.meeting.minutes = 200
    builder.session.commit()
    for number in range(18):
        add(builder, f"More{number}", chair, specialties=("radiology",))
    advance(NOW)
    assert len(builder.order) == 22
    text = as_read(builder.post(builder.path("Ashdown"), kind="first"))
    assert "This docket is too long to work the new order out while you wait." in text
    before = builder.docket.build
    assert builder.keep("Ashdown", kind="last").status_code == 303
    assert "The order follows within a minute." in as_read(builder.get(AT))
    assert builder.docket.build == before
    advance(NOW)
    assert builder.order[-1] == "Ashdown"
