"""The meeting room: opened once, people noted, each case recorded once, closed with nothing lost."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, MemberFactory
from tests.rooms import AT, NEXT, Room, published
from tests.signing import sign_in
from tumorboard.models import Attendance, Board, Case, CaseEvent, Discussion, Meeting, Readiness, Recommendation
from tumorboard.profiles import load
from tumorboard.queries import cases, recommendations
from tumorboard.services import appraising, readiness_review, recommending
from tumorboard.services.readiness_review import ItemState
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, Outcome, ReadinessState

DEFER = {"outcome": "deferred", "deferral_reason": "pathology", "missing_items": "path_report",
         "missing": "The outside slides.", "due_on": "2026-12-09", "back_on": NEXT.isoformat()}
TREATMENT = {"items-0-kind": "lanreotide", "items-0-detail": "120 mg every 4 weeks", "summary": "Slow growth.",
             "consensus": "unanimous"}


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client)


def seen(room: Room, number: int = 0) -> dict[str, Any]:
    """Give what the form of a case carries when it is opened now."""
    draft = recommendations.draft_of(room.session, room.discussion(number).id)
    return {"seen": room.discussion(number).version, "draft_seen": draft.version if draft else 0}


def record(room: Room, number: int = 0, **typed: Any) -> tuple[int, str]:
    return room.post(room.path(number), **({"outcome": "none"} | seen(room, number) | typed))


def case_of(room: Room, number: int = 0) -> Case:
    room.session.expire_all()
    return cases.whole(room.session, room.cases[number].id)


def events(room: Room, kind: str) -> int:
    return room.session.scalar(select(func.count()).select_from(CaseEvent).where(CaseEvent.kind == kind)) or 0


def test_the_room_is_for_those_who_run_the_meeting(room: Room, board: Board) -> None:
    room.open()
    sign_in(room.client, MemberFactory(session=room.session, board_id=board.id))
    pages = ("", "/attendance", "/close", room.path())
    assert [room.get(page)[0] for page in pages] == [403] * 4
    assert [room.post(page)[0] for page in ("/open", "/attendance", "/guests", "/close", room.path(),
                                            f"{room.path()}/begin", f"{room.path()}/put-back")] == [403] * 7


def test_an_address_that_is_no_day_or_no_case_of_the_meeting_is_not_found(room: Room) -> None:
    room.open()
    days = ("2026-12-04x", "20261204", "2026-W49-5", "2026-12-05", "tomorrow")
    assert [room.client.get(f"/meetings/{day}/room").status_code for day in days] == [404] * 5
    assert room.get(f"/{room.meeting.id}")[0] == 404


def test_opening_names_the_chair_and_lists_the_cases_once(room: Room) -> None:
    assert "Open the meeting" in room.get()[1]
    typed = {"chair": str(room.people["chair"].id), "key": "one click"}
    assert room.post("/open", **typed) == room.post("/open", **typed) == (303, f"{AT}/attendance")
    meeting = room.session.get_one(Meeting, room.meeting.id)
    assert (meeting.status, meeting.chair_id) == (MeetingStatus.IN_SESSION, room.people["chair"].id)
    assert room.session.scalar(select(func.count()).select_from(Discussion)) == 2
    assert room.get() == (303, AT + room.path())


def test_opening_needs_a_chair_and_a_published_docket(room: Room) -> None:
    assert [room.post("/open", chair=chair)[0] for chair in ("", str(room.coordinator.id))] == [422, 422]
    room.meeting.status = MeetingStatus.CLOSED
    room.session.commit()
    assert "This meeting is closed" in room.get()[1]
    assert [room.get("/close"), room.get("/attendance")] == [(303, AT)] * 2
    assert room.post("/open", chair=str(room.people["chair"].id))[0] == 409


def test_everyone_who_said_yes_is_marked_with_one_button(room: Room) -> None:
    room.open()
    guest = {"guest": "Ada Visitor", "mode": "remote", "key": "a guest"}
    assert room.post("/guests", **guest) == room.post("/guests", **guest) == (303, f"{AT}/attendance")
    assert room.post("/attendance", do="yes") == (303, f"{AT}/attendance")
    rows = room.session.scalars(select(Attendance)).all()
    noted = {(row.member_id or row.guest_name, row.mode, row.deputy_for_id) for row in rows}
    assert noted == {(room.people["chair"].id, Mode.ROOM, None), ("Ada Visitor", Mode.REMOTE, None),
                     (room.people["deputy"].id, Mode.ROOM, room.people["radiologist"].id)}


def test_leaving_is_stamped_and_what_somebody_else_noted_stands(room: Room) -> None:
    room.open().post("/attendance", do="yes")
    chair, deputy = room.people["chair"].id, room.people["deputy"].id
    # This page was opened before the deputy was noted: their unchanged "not here" takes nothing back.
    room.post("/attendance", **{f"was-{chair}": "room", f"mark-{chair}": "", f"was-{deputy}": "",
                                f"mark-{deputy}": ""})
    left = {row.member_id: row.left_at is not None for row in room.session.scalars(select(Attendance))}
    assert left == {chair: True, deputy: False}
    room.post("/attendance", **{f"was-{chair}": "", f"mark-{chair}": "remote"})
    back = room.session.scalars(select(Attendance).where(Attendance.member_id == chair)).one()
    assert (back.mode, back.left_at) == (Mode.REMOTE, None)


def test_looking_at_a_case_changes_nothing(room: Room) -> None:
    room.open()
    before = events(room, "discussion.opened"), room.discussion().version
    assert room.get(room.path())[0] == 200
    assert (events(room, "discussion.opened"), room.discussion().version) == before == (0, 1)
    assert room.discussion().opened_at is None


def test_a_decision_is_stored_with_its_text_and_the_next_case_begins(room: Room) -> None:
    room.open()
    assert record(room, outcome="made", **TREATMENT) == (303, AT + room.path(1))
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert (draft.summary, draft.consensus) == ("Slow growth.", "unanimous")
    assert [(item.kind, item.detail) for item in draft.items] == [("lanreotide", "120 mg every 4 weeks")]
    assert (room.discussion().outcome, case_of(room).status) == (Outcome.MADE, CaseStatus.DISCUSSED)
    assert (room.discussion(1).opened_at is not None, room.discussion(1).outcome) == (True, None)
    assert record(room, 1) == (303, f"{AT}/close")


@pytest.mark.parametrize(("outcome", "number"), [("none", 0), ("soc_listed", 1)])
def test_no_decision_and_a_listing_wait_for_the_signature_too(session: Session, board: Board, client: FlaskClient,
                                                              outcome: str, number: int) -> None:
    room = published(session, board, client, discussed=1, listed=1).open()
    assert room.post(room.path(), outcome="soc_listed", **seen(room))[0] == 422
    assert record(room, number, outcome=outcome)[0] == 303
    assert [each.discussion.outcome for each in recommendations.to_sign(session, board)] == [Outcome(outcome)]


def test_a_record_may_be_changed_until_it_is_signed(room: Room) -> None:
    room.open()
    record(room, outcome="made", **TREATMENT)
    assert record(room, outcome="none", summary="Nobody agreed.")[0] == 303
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert (room.discussion().outcome, draft.summary, draft.items) == (Outcome.NONE, "Nobody agreed.", [])
    recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.session.commit()
    assert "A change is a new version" in room.get(room.path())[1]
    assert room.post(room.path(), outcome="made", seen=room.discussion().version)[0] == 409


def test_a_double_click_records_once(room: Room) -> None:
    room.open()
    typed = {"outcome": "made", "key": "one click", **seen(room), **TREATMENT}
    assert room.post(room.path(), **typed) == room.post(room.path(), **typed) == (303, AT + room.path(1))
    assert (events(room, "discussion.recorded"), room.session.scalar(
        select(func.count()).select_from(Recommendation))) == (1, 1)


def test_a_page_that_is_behind_stores_nothing_and_shows_both_texts(room: Room) -> None:
    room.open()
    behind = seen(room)
    record(room, outcome="made", **TREATMENT)
    code, page = room.post(room.path(), outcome="none", summary="We could not agree.", **behind)
    assert (code, room.discussion().outcome) == (409, Outcome.MADE)
    for words in ("We could not agree.", "120 mg every 4 weeks", "Dr. D. Whitlock recorded this case"):
        assert words in page
    assert record(room, outcome="none", summary="We could not agree.")[0] == 303
    assert room.discussion().outcome == Outcome.NONE


def test_a_text_that_was_changed_elsewhere_is_not_written_over(room: Room) -> None:
    room.open()
    record(room, outcome="made", **TREATMENT)
    behind = seen(room)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    recommending.rewrite(room.session, draft, recommending.Text("Written at the desk."), seen=draft.version,
                         by=room.coordinator, now=NOW)
    room.session.commit()
    assert room.post(room.path(), outcome="none", summary="Written in the room.", **behind)[0] == 409
    kept = recommendations.draft_of(room.session, room.discussion().id)
    assert (kept.summary if kept else "", room.discussion().outcome) == ("Written at the desk.", Outcome.MADE)


def test_nothing_typed_is_lost_when_it_cannot_be_taken(room: Room) -> None:
    room.open()
    typed = {"outcome": "deferred", "missing": "The slides from Lisbon.", "due_on": "next week",
             "items-0-detail": "Ask for the blocks again", "summary": "Wait for them.", "dissent-0-words": "No need."}
    code, page = record(room, **typed)
    assert (code, [text for text in typed.values() if text not in page]) == (422, [])
    code, page = record(room, **(DEFER | TREATMENT | {"back_on": "", "owner": ""}))
    assert (code, room.discussion().outcome) == (422, None)
    for words in ("Choose who brings it.", "Choose the meeting at which the case comes back.", "The outside slides.",
                  "120 mg every 4 weeks"):
        assert words in page


def test_a_row_is_added_without_storing(room: Room) -> None:
    room.open()
    code, page = record(room, rows="add items", **TREATMENT)
    assert (code, "items-1-kind" in page, room.discussion().outcome) == (200, True, None)


def test_who_was_there_is_kept_with_the_case(room: Room) -> None:
    room.open().post("/attendance", do="yes")
    record(room)
    chair = room.people["chair"].id
    room.post("/attendance", **{f"was-{chair}": "room", f"mark-{chair}": ""})
    assert "Endocrinology is needed and not here." in room.get(room.path(1))[1]
    record(room, 1)
    deputy = {"name": "Jonas Feld", "mode": "room", "specialties": ["radiology"], "deputy_for": "Anke de Wit"}
    assert (room.discussion(1).presence, room.discussion(1).missing_specialties) == ([deputy], ["endocrinology"])
    assert room.discussion(0).missing_specialties == []
    assert sorted(each["name"] for each in room.discussion(0).presence) == ["Jonas Feld", "Rhea Vance"]


def test_closing_waits_for_a_case_that_was_begun(room: Room) -> None:
    room.open()
    assert room.post(f"{room.path()}/begin") == (303, AT + room.path())
    assert room.post("/close")[0] == 409
    assert "1 case was begun and has no outcome" in room.get("/close")[1]
    assert room.post(f"{room.path()}/put-back") == (303, f"{AT}/close")
    assert room.post("/close") == room.post("/close") == (303, f"/meetings/{FRIDAY.isoformat()}")
    assert events(room, "meeting.closed") == 1


def test_closing_carries_over_what_was_not_reached(room: Room) -> None:
    room.open()
    record(room, outcome="made", **TREATMENT)
    room.post(f"{room.path(1)}/put-back")
    page = room.get("/close")[1]
    assert "Carried over to Friday, December 11" in page and "1 decided, 0 deferred, 1 not reached" in page
    room.post("/close")
    assert [(case_of(room, number).status, case_of(room, number).times_carried_over) for number in (0, 1)] == [
        (CaseStatus.DISCUSSED, 0), (CaseStatus.READY, 1)]
    assert room.discussion(1).outcome == Outcome.NOT_DISCUSSED


def test_the_chair_is_led_to_what_waits_for_the_signature(room: Room) -> None:
    room.open()
    sign_in(room.client, room.people["chair"])
    assert room.post("/close") == (303, "/recommendations?view=to-sign")


def test_a_deferred_case_comes_back_and_is_held_until_the_item_is_there(room: Room) -> None:
    room.open()
    assert record(room, **DEFER, owner=str(room.people["deputy"].id))[0] == 303
    room.post(f"{room.path(1)}/put-back")
    page = room.get("/close")[1]
    assert "comes back on Friday, December 11" in page and "Dr. J. Feld" in page and "by Dec 9" in page
    room.post("/close")
    case = case_of(room)
    assert (case.status, case.promised_on, case.times_carried_over) == (CaseStatus.READY, NEXT, 1)
    row = room.session.scalars(select(Readiness).where(Readiness.case_id == case.id)).one()
    assert (row.item, row.state, row.owner_id, row.due_on) == (
        "path_report", ReadinessState.REQUESTED, room.people["deputy"].id, date(2026, 12, 9))
    gates = appraising.failing_gates(case, case.patient, load("net"), NEXT)
    assert "path_report" in gates
    readiness_review.set_item(room.session, case, "path_report", ItemState(ReadinessState.READY),
                              by=room.coordinator, now=NOW)
    later = appraising.failing_gates(case, case.patient, load("net"), NEXT)
    assert [gate for gate in gates if gate not in later] == ["path_report"]


def test_a_withdrawn_case_neither_takes_an_outcome_nor_holds_the_meeting(room: Room) -> None:
    room.open().post(f"{room.path()}/begin")
    case = case_of(room)
    case.status, case.withdrawn_reason = CaseStatus.WITHDRAWN, "Treated elsewhere."
    room.session.commit()
    assert room.get() == (303, AT + room.path(1))
    assert "Nothing is recorded for it" in room.get(room.path())[1]
    assert record(room)[0] == 409
    assert room.post("/close")[0] == 303


def test_nothing_is_recorded_outside_of_the_session(room: Room) -> None:
    room.open()
    typed = {"outcome": "none", **seen(room)}
    room.post("/close")
    assert room.get(room.path()) == (303, AT)
    assert [room.post(path, **typed)[0] for path in (room.path(), "/attendance", f"{room.path()}/begin",
                                                     f"{room.path()}/put-back")] == [409, 303, 409, 409]
    assert room.post("/guests", guest="Ada Visitor", mode="room")[0] == 409


def test_a_case_that_was_withdrawn_before_is_not_brought_to_the_room(session: Session, board: Board,
                                                                      client: FlaskClient) -> None:
    room = published(session, board, client, discussed=2, listed=1)
    for case in (room.cases[0], room.cases[2]):
        case.status, case.withdrawn_reason = CaseStatus.WITHDRAWN, "Treated elsewhere."
    session.commit()
    room.open()
    assert session.scalars(select(Discussion.case_id)).all() == [room.cases[1].id]


def test_the_clock_starts_once_and_stops_only_before_the_outcome(room: Room) -> None:
    room.open().post(f"{room.path()}/begin")
    first = room.discussion().opened_at
    room.post(f"{room.path()}/begin")
    assert (room.discussion().opened_at, events(room, "discussion.opened")) == (first, 1)
    assert [room.post(f"{room.path()}/put-back")[0] for _ in range(2)] == [303, 303]
    assert (room.discussion().opened_at, events(room, "discussion.put_back")) == (None, 1)
    record(room)
    assert room.post(f"{room.path()}/put-back")[0] == 409


def test_a_guest_leaves_as_a_member_does(room: Room) -> None:
    room.open()
    assert room.post("/guests", guest=" ", mode="room")[0] == 422
    room.post("/guests", guest="Ada Visitor", mode="room")
    guest = room.session.scalars(select(Attendance)).one()
    assert "Ada Visitor" in room.get("/attendance")[1]
    room.post("/attendance", **{f"was-{guest.id}": "room", f"mark-{guest.id}": ""})
    assert room.session.scalars(select(Attendance)).one().left_at is not None


def test_what_the_board_recommended_before_stands_beside_the_case(room: Room) -> None:
    room.open()
    record(room, outcome="made", **TREATMENT)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.cases[1].patient_id = room.cases[0].patient_id
    room.session.commit()
    page = room.get(room.path(1))[1]
    assert "Dec 4, 2026: Lanreotide (120 mg every 4 weeks)" in page and "0 of 1 done" in page


def test_the_bar_says_how_the_meeting_stands_against_its_docket(room: Room) -> None:
    room.open()
    found = room.session.get_one(Meeting, room.meeting.id)
    now = datetime.now(found.starts_at.tzinfo)
    found.freeze_at = found.publish_at = found.starts_at = now - timedelta(minutes=3, seconds=10)
    room.session.commit()
    assert "3 min behind" in room.get(room.path())[1]
