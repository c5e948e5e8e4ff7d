"""Closing a meeting: what it waits for, what it carries over, and what stands beside a case."""

import re
from datetime import date, datetime, timedelta

from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tests.house.fixed_clock import set_clock
from tests.reading import as_read
from tests.recording import DEFER, TREATMENT, case_of, events, record, seen
from tests.rooms import AT, NEXT, Room, published
from tests.signing import sign_in
from tumorboard.models import Attendance, Board, Case, DemoClock, Discussion, DocketCandidate, Meeting, Readiness
from tumorboard.profiles import load
from tumorboard.queries import dockets, recommendations
from tumorboard.services import appraising, readiness_review, recommending
from tumorboard.services.readiness_review import ItemState
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, Outcome, ReadinessState

READ_BACK = "Name who read the text back to the room."


def test_closing_waits_for_a_case_that_was_begun(room: Room) -> None:
    room.open()
    assert room.post(f"{room.path()}/begin") == (303, AT + room.path())
    assert room.post("/close")[0] == 409
    assert "1 case was begun and has no outcome" in room.get("/close")[1]
    assert room.post(f"{room.path()}/put-back") == (303, f"{AT}/close")
    assert room.post("/close") == room.post("/close") == (303, f"/meetings/{FRIDAY.isoformat()}")
    assert events(room, "meeting.closed") == 1


def test_whoever_comes_from_finishing_goes_on_there(room: Room) -> None:
    room.open().post(f"{room.path()}/begin")
    assert f"{AT}{room.path()}?to=finish" in room.get("/close")[1]
    assert f'action="{AT}{room.path()}?to=finish"' in room.get(f"{room.path()}?to=finish")[1]
    assert record(room, path="?to=finish") == (303, f"{AT}/close")
    assert room.discussion(1).opened_at is None


def test_what_nobody_owns_leads_to_its_case(room: Room) -> None:
    room.open()
    record(room, outcome="made", **TREATMENT)
    page = room.client.get(f"{AT}/close").text
    assert re.search(f'{room.path()}\\?to=finish">nobody owns it\\s+yet', page)


def test_the_meeting_that_was_held_today_is_none_of_the_next_ones(room: Room) -> None:
    set_clock(room.session, room.session.get_one(Board, room.meeting.board_id))
    room.session.execute(update(DemoClock).values(ahead_seconds=DemoClock.ahead_seconds + 3 * 86400))
    room.open().post("/close")
    home = as_read(room.client.get("/"))
    assert [f"Dec {day}" in home.partition("Next meetings")[2] for day in (4, 11)] == [False, True]


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


def test_closing_opens_the_next_docket_at_once_with_what_was_carried_over(room: Room) -> None:
    set_clock(room.session, room.session.get_one(Board, room.meeting.board_id))
    room.open().post(f"{room.path()}/put-back")
    room.post("/close")
    room.session.rollback()
    following = room.session.scalars(select(Meeting).where(Meeting.local_date == NEXT)).one()
    docket = dockets.bare_latest(room.session, following.id)
    assert (following.status, docket.build if docket else None) == (MeetingStatus.OPEN, 1)
    rows = room.session.scalars(select(DocketCandidate.case_id).where(DocketCandidate.docket_id == docket.id))
    assert {each.id for each in room.cases} <= set(rows)


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
    gates = appraising.failing_gates(case, case.patient, load("net"), NEXT, {})
    assert "path_report" in gates
    readiness_review.set_item(room.session, case, "path_report", ItemState(ReadinessState.READY),
                              by=room.coordinator, now=NOW)
    later = appraising.failing_gates(case, case.patient, load("net"), NEXT, {})
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
    record(room, outcome="made", read_back_by=str(room.coordinator.id), **TREATMENT)
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


def test_the_chair_sees_what_finishing_does_before_it_does(room: Room) -> None:
    room.open()
    owner, due = {"items-0-owner": str(room.people["radiologist"].id)}, {"items-0-due_on": "2026-12-18"}
    record(room, outcome="made", **TREATMENT, **owner, **due)
    record(room, 1, **DEFER | {"owner": str(room.coordinator.id)})
    page = room.get("/close")[1]
    for words in ("Cannot be signed yet", READ_BACK, "Letter on QUILLFEATHER, Dorothea to Dr. R. Vance",
                  "Dr. A. de Wit, by Dec 18",
                  "Dr. D. Whitlock brings it by Dec 9", "Dr. R. Vance is told", "1 of 2 discussions was timed"):
        assert words in page
    record(room, outcome="made", read_back_by=str(room.coordinator.id), **TREATMENT, **owner, **due)
    assert READ_BACK not in room.get("/close")[1]


def test_finishing_does_only_what_was_shown(room: Room) -> None:
    room.open()
    behind = room.session.get_one(Meeting, room.meeting.id).version
    record(room, outcome="made", **TREATMENT)
    assert room.post("/close", seen=behind) == (303, f"{AT}/close")
    assert "Something changed since you looked" in room.get("/close")[1]
    assert room.session.get_one(Meeting, room.meeting.id).status is MeetingStatus.IN_SESSION


def test_whoever_brings_what_is_only_said_in_words_is_kept(room: Room) -> None:
    room.open()
    in_words = {name: words for name, words in DEFER.items() if name != "missing_items"}
    assert record(room, **in_words, owner=str(room.coordinator.id))[0] == 303
    assert "The outside slides. Dr. D. Whitlock brings it by Dec 9." in room.get("/close")[1]
    again = room.get(room.path())[1]
    assert f'<option selected value="{room.coordinator.id}">' in again
    room.post(f"{room.path(1)}/put-back")
    assert room.post("/close")[0] == 303
    assert case_of(room).status == CaseStatus.READY


def test_the_docket_says_what_came_of_each_case(room: Room) -> None:
    room.open()
    docket = f"/meetings/{FRIDAY.isoformat()}"
    assert "Deferred</span>" not in as_read(room.client.get(docket))
    record(room, **DEFER, owner=str(room.people["deputy"].id))
    text = as_read(room.client.get(docket))
    assert ("Deferred</span>" in text, "Not reached</span>" in text) == (True, False)
    room.post(f"{room.path(1)}/put-back")
    assert room.post("/close")[0] == 303
    text = as_read(room.client.get(docket))
    assert ("Deferred</span>" in text, "Not reached</span>" in text) == (True, True)


def test_an_emergency_that_was_not_reached_is_told_before_the_meeting_is_finished(room: Room) -> None:
    room.open()
    assert "emergency was" not in room.get("/close")[1]
    room.session.get_one(Case, room.cases[1].id).tier = 0
    room.session.commit()
    page = room.get("/close")[1]
    assert "1 emergency was not reached.</b> It waits until Friday, December 11 unless you discuss it now" in page
