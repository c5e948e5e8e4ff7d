"""The eight past meetings of the fictional board: who was there, what was recommended, and what became of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain import calendar
from tumorboard.models import (
    Attendance,
    Board,
    Case,
    Discussion,
    Dissent,
    FollowUp,
    Meeting,
    Member,
    Recommendation,
    RecommendationItem,
)
from tumorboard.queries import recommendations, releases
from tumorboard.services import board_policy, recommending, releasing
from tumorboard.services.demo.days import Days
from tumorboard.services.founding import rhythm
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.workflow import ActionStatus, DeferralReason, MeetingStatus, Outcome

REASONS = {"outside_path_review": DeferralReason.PATHOLOGY, "path_report": DeferralReason.PATHOLOGY,
           "sstr_pet": DeferralReason.IMAGING, "endoscopy": DeferralReason.IMAGING}
CONSIDERED = ("trial", "genetics", "palliative", "psychosocial", "patient_preference")


def load(session: Session, board: Board, people: Mapping[str, Member], cases: Mapping[str, Case],
         data: Mapping[str, Any], days: Days) -> None:
    """Store every past meeting in the order of its date."""
    for row in sorted(data["meetings"], key=lambda row: int(row["day"])):
        meeting = _meeting(session, board, row, people, days)
        _attendance(session, meeting, row, people, days)
        for place, told in enumerate(row["recommendations"], start=1):
            discussion = _discussion(session, meeting, (place, told), (people, cases), days)
            _recommend(session, discussion, told, people, days)
        for told in row["carried_over"]:
            session.add(Discussion(meeting_id=meeting.id, case_id=cases[told["case"]].id, position=0, start_min=0,
                                   minutes=0, outcome=Outcome.NOT_DISCUSSED, recorded_at=meeting.closed_at,
                                   recorded_by_id=people[row["scribe"]].id))
        record(session, meeting, "meeting.closed", by=people[row["scribe"]], at=_end(row, days))
        releasing.queue_meeting(session, meeting, now=_end(row, days))
    _release(session, board, people, days)
    session.flush()


def _release(session: Session, board: Board, people: Mapping[str, Member], days: Days) -> None:
    """Let the letters and minutes of all meetings go out but for the newest one's, which still wait."""
    papers = releases.waiting(session, board)
    newest = max(each.meeting.local_date for each in papers)
    for on in sorted({each.meeting.local_date for each in papers} - {newest}):
        ids = [each.id for each in papers if each.meeting.local_date == on]
        at = days.at((on - days.reference).days + 3, "10:30")
        releasing.release(session, board, ids, by=people["coord_dale"], now=at)


def _end(row: Mapping[str, Any], days: Days) -> datetime:
    """Give the instant at which the meeting ended."""
    return days.at(row["day"], row["ended"])


def _meeting(session: Session, board: Board, row: Mapping[str, Any], people: Mapping[str, Member], days: Days
             ) -> Meeting:
    """Store one closed meeting."""
    on = days.day(row["day"])
    times, scribe = calendar.times(on, rhythm(board)), people[row["scribe"]]
    meeting = Meeting(
        board_id=board.id, local_date=on, status=MeetingStatus.CLOSED, starts_at=times.starts_at,
        freeze_at=times.freeze_at, publish_at=times.publish_at, frozen_at=times.freeze_at,
        published_at=times.publish_at, snapshot_at=times.starts_at, opened_at=times.starts_at,
        opened_by_id=scribe.id, closed_at=_end(row, days), closed_by_id=scribe.id, minutes=board.minutes,
        reserve_minutes=board_policy.in_force(session, board).reserve_minutes, room=board.room,
        video_link=board.video_link, chair_id=people[row["chair"]].id)
    session.add(meeting)
    session.flush()
    return meeting


def _attendance(session: Session, meeting: Meeting, row: Mapping[str, Any], people: Mapping[str, Member], days: Days
                ) -> None:
    """Store who was there."""
    for told in row["attendance"]:
        arrived = days.at(row["day"], told.get("from_time") or row["start"])
        left = days.at(row["day"], told["until_time"]) if told.get("until_time") else None
        deputy_for = people[told["deputy_for"]].id if told.get("deputy_for") else None
        session.add(Attendance(meeting_id=meeting.id, member_id=people[told["person"]].id, mode=Mode(told["mode"]),
                               deputy_for_id=deputy_for, arrived_at=arrived, left_at=left))


def _discussion(session: Session, meeting: Meeting, placed: tuple[int, Mapping[str, Any]],
                known: tuple[Mapping[str, Member], Mapping[str, Case]], days: Days) -> Discussion:
    """Store what happened to one case."""
    (place, told), (people, cases) = placed, known
    at = days.at((meeting.local_date - days.reference).days, told["discussed_at"])
    outcome, missing = Outcome(told["decision_status"]), told.get("deferred_for") or []
    back_on = days.on(told.get("next_meeting"))
    discussion = Discussion(
        meeting_id=meeting.id, case_id=cases[told["case"]].id, position=place,
        start_min=int((at - meeting.starts_at).total_seconds()) // 60, minutes=told["slot_minutes"], opened_at=at,
        outcome=outcome, recorded_at=at + timedelta(minutes=told["slot_minutes"]),
        recorded_by_id=people[told["scribe"]].id,
        deferral_reason=REASONS.get(missing[0]["item"], DeferralReason.OTHER) if missing else None,
        deferred_for=[{"item": each["item"], "owner": str(people[each["owner"]].id), "due": days.on(each["due"])}
                      for each in missing],
        back_on=date.fromisoformat(back_on) if back_on else None, missing_specialties=told["missing_specialties"],
        presence=_presence(session, meeting, people), presenter_name=people[told["presenter"]].name)
    session.add(discussion)
    session.flush()
    return discussion


def _presence(session: Session, meeting: Meeting, people: Mapping[str, Member]) -> list[dict[str, Any]]:
    """Give who was there as the record of a case keeps it."""
    by_id = {member.id: member for member in people.values()}
    rows = session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id))
    return [{"name": by_id[row.member_id].name, "mode": row.mode.value,
             "specialties": list(by_id[row.member_id].specialties)} for row in rows if row.member_id]


def _recommend(session: Session, discussion: Discussion, told: Mapping[str, Any], people: Mapping[str, Member],
               days: Days) -> None:
    """Write, sign and, where the data say so, amend the recommendation of one discussion."""
    draft = Recommendation(
        discussion_id=discussion.id, case_id=discussion.case_id, number=1, summary=told.get("note") or "",
        what_changed=told["what_changed"], consensus=told["consensus"], agreed=_agreed(told),
        considered={name: bool(told.get(f"{name}_considered")) for name in CONSIDERED},
        trials=told.get("trials") or [], written_at=discussion.recorded_at, written_by_id=people[told["scribe"]].id,
        read_back_by_id=people[told["presenter"]].id,
        items=[_item(each, people, days) for each in told["items"]],
        dissents=[Dissent(member_id=people[each["member"]].id, text=each["text"], at=discussion.recorded_at)
                  for each in told["dissent"]])
    session.add(draft)
    session.flush()
    found = recommendations.draft_of(session, discussion.id)
    if found is None:
        raise LookupError("the draft was just stored")
    chair = people[told["chair"]]
    signed = recommending.sign(session, found, seen=found.version, by=chair, now=days.at(told["signed_day"], "09:02"))
    _follow(session, signed, told, discussion, days)
    amendment = told.get("amendment")
    if amendment:
        by = people[amendment["by"]]
        at = days.at(amendment["day"], "14:14")
        second = recommending.amend(session, signed, amendment["reason"].capitalize() + ".", by=by, now=at)
        second.summary = amendment["reason"].capitalize() + "."
        session.flush()
        session.expire(second)
        again = recommendations.draft_of(session, discussion.id)
        if again is not None:
            recommending.sign(session, again, seen=again.version, by=by, now=at + timedelta(minutes=2))
            _follow(session, again, told, discussion, days)


def _item(told: Mapping[str, Any], people: Mapping[str, Member], days: Days) -> RecommendationItem:
    """Give one item as the record keeps it."""
    due = days.on(told["due"])
    return RecommendationItem(
        position=told["order"], kind=told["kind"], detail=told["detail"], intent=told["intent"],
        condition=told.get("condition") or "", owner_id=people[told["owner"]].id,
        due_on=date.fromisoformat(due) if due else None)


def _agreed(told: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the board confirmed of grade and stage."""
    return {name.removeprefix("agreed_"): told[name] for name in
            ("agreed_grade", "agreed_stage", "agreed_stage_edition") if told.get(name)}


def _follow(session: Session, signed: Recommendation, told: Mapping[str, Any], discussion: Discussion, days: Days
            ) -> None:
    """Set how far each item had been carried out by now."""
    states = {each["order"]: each for each in told["items"]}
    outcome = days.on(told.get("outcome_date"))
    for item in signed.items:
        row, state = session.get_one(FollowUp, item.id), states[item.position]
        row.status = ActionStatus(state["status"])
        row.status_reason = state.get("status_reason") or ""
        if row.status is ActionStatus.COMPLETED:
            row.done_on = date.fromisoformat(outcome) if outcome else item.due_on
    session.flush()
