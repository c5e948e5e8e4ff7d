"""Lanes of the small board: a case listed with consent, one that came late and displaced another, two huddles."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory
from tumorboard.models import Docket, Huddle, HuddleItem, HuddleMember, LaneChange, LateAddition
from tumorboard.vocabulary.lanes import Means, Remedy
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MeetingStatus


def store_laned(session: Session, found: Any) -> None:
    """Store an emergency that came late, what was decided about the cut-off, and what was decided out of cycle."""
    coordinator, chair = found.members[Role.COORDINATOR].id, found.members[Role.CHAIR].id
    listed, ready = found.cases[CaseStatus.LISTED], found.cases[CaseStatus.READY]
    meeting = found.meetings[MeetingStatus.IN_SESSION]
    docket = session.scalars(select(Docket).where(Docket.meeting_id == meeting.id)).one()
    late = CaseFactory.build(board_id=found.board.id, submitter=found.members[Role.REFERRER], tier=0,
                             patient_id=found.patient.id, status=CaseStatus.READY, urgency="tumor_emergency",
                             net_family="other", answers={"proposal": "Operate."},
                             accepted_at=NOW + timedelta(days=2), accepted_by_id=coordinator)
    found.others["late_id"] = late
    session.add(late)
    session.flush()
    found.board.last_case_number = max(found.board.last_case_number, late.number)
    by = {"at": NOW, "by_id": coordinator, "reason": "Obstructed since last night."}
    session.add_all([
        LaneChange(case_id=ready.id, lane=Lane.SOC_LISTING, agreed_by_id=chair, **by),
        LaneChange(case_id=ready.id, lane=Lane.DISCUSS, **by),
        LateAddition(meeting_id=meeting.id, case_id=listed.id, remedy=Remedy.DISPLACE, displaced_id=ready.id,
                     docket_id=docket.id, price=4, appended_price=9, **by),
        LateAddition(meeting_id=meeting.id, case_id=late.id, remedy=Remedy.WAIT, **by),
    ])
    usual = {"asked_at": NOW, "asked_by_id": chair, "why": "Blood pressure 210 over 130."}
    asked = Huddle(case_id=found.cases[CaseStatus.SUBMITTED].id, **usual)
    called_off = Huddle(case_id=ready.id, **usual, called_off_at=NOW, called_off_by_id=chair, called_off_why="Settled.")
    held = [Huddle(case_id=case.id, **usual) for case in (late, listed)]
    session.add_all([asked, called_off, *held])
    session.flush()
    for huddle in held:
        session.add_all([HuddleMember(huddle_id=huddle.id, member_id=each) for each in (coordinator, chair)])
        session.add(HuddleItem(huddle_id=huddle.id, position=1, kind="alpha_beta", detail="Doxazosin 2 mg",
                               owner_id=chair, due_on=FRIDAY))
        session.flush()
        huddle.started_at, huddle.means, huddle.decider_id = NOW, Means.PHONE, chair
        huddle.decided, huddle.recorded_at, huddle.recorded_by_id = "Admit; doxazosin first.", NOW, coordinator
    found.huddles += [asked, called_off, *held]
