"""The meeting room: opened once, people noted, each case recorded once, closed with nothing lost."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory
from tests.reading import as_read
from tests.recording import DEFER, TREATMENT, case_of, events, record, seen
from tests.rooms import AT, Room, published
from tests.signing import sign_in
from tumorboard.models import Attendance, Board, Discussion, Meeting, Recommendation
from tumorboard.queries import recommendations
from tumorboard.services import meeting_room, recommendation_text, recommending
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, Outcome


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


def test_a_clock_that_was_set_back_stamps_no_leaving_before_the_coming(room: Room) -> None:
    room.open().post("/attendance", do="yes")
    chair, meeting = room.people["chair"].id, room.session.get_one(Meeting, room.meeting.id)
    came = room.session.scalars(select(Attendance).where(Attendance.member_id == chair)).one().arrived_at
    meeting_room.take_attendance(room.session, meeting, {chair: None}, by=room.coordinator,
                                 now=came - timedelta(minutes=2))
    left = room.session.scalars(select(Attendance).where(Attendance.member_id == chair)).one()
    assert left.left_at == left.arrived_at == came


def test_a_tumor_that_has_no_grade_is_not_shown_as_one_of_unknown_grade(room: Room) -> None:
    assert "No Ki-67 or mitoses" in room.open().get(room.path())[1]
    case_of(room).net_family = "ppgl"
    room.session.commit()
    assert "Not graded" in room.get(room.path())[1]


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
    assert record(room, number, outcome=outcome, summary="As usual.")[0] == 303
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


def test_a_decision_that_says_nothing_is_not_recorded(room: Room) -> None:
    room.open()
    code, page = record(room, outcome="made", consensus="unanimous", considered="trial")
    assert (code, "Add what the board recommends" in page) == (422, True)
    assert (room.discussion().outcome, events(room, "discussion.recorded")) == (None, 0)
    assert record(room, outcome="made", summary="Go on as before.", goes_without="yes") == (303, AT + room.path(1))
    code, page = record(room, 1, outcome="none")
    assert (code, "Write in a line why there was no decision." in page) == (422, True)


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
    recommending.rewrite(room.session, draft, recommendation_text.Text("Written at the desk."), seen=draft.version,
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


def test_recording_says_what_the_signature_still_needs_while_everybody_is_there(room: Room) -> None:
    room.open()
    for typed, words in (({"consensus": ""}, "before it is signed: Choose how far the board agreed. Name who read"),
                         ({"read_back_by": str(room.coordinator.id)}, "can be signed after the meeting.")):
        way = record(room, outcome="made", **TREATMENT | typed)[1]
        assert words in as_read(room.client.get(way))


def test_the_home_of_those_who_run_the_meeting_leads_into_the_room(room: Room) -> None:
    room.open()
    enter = f"/meetings/{room.meeting.local_date.isoformat()}/room"
    member = sign_in(room.client.application.test_client(), room.people["radiologist"])
    assert [(f'href="{enter}"' in text, f'href="{enter}/live"' in text) for text in (
        as_read(room.client.get("/")), as_read(member.get("/")))] == [(True, True), (False, True)]


def test_a_guest_is_added_with_whatever_else_was_chosen(room: Room) -> None:
    room.open()
    chair = room.people["chair"].id
    chosen = {f"was-{chair}": "", f"mark-{chair}": "remote", "mode": "room"}
    code, page = room.post("/guests", guest="", **chosen)
    assert (code, "Enter the guest’s name." in page, events(room, "meeting.attendance")) == (422, True, 0)
    assert re.search(rf'name="mark-{chair}" value="remote" checked', page)
    assert [room.post(path, guest="Ada Visitor", key="one click", **chosen)[0]
            for path in ("/attendance", "/guests")] == [303, 303]
    noted = {each.guest_name: each.mode for each in room.session.scalars(select(Attendance))}
    assert noted == {None: Mode.REMOTE, "Ada Visitor": Mode.ROOM}
