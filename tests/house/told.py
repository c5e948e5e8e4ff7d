"""The small board at work: the scheduler's heartbeat and the clock, and what its members were told."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.house.fixed_clock import REAL, set_clock
from tumorboard.models import AddressTry, Heartbeat, MailChoice, Notice
from tumorboard.vocabulary.notices import NoticeKind, Trouble
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus


def store_running(session: Session, found: Any) -> None:
    """Store the scheduler's heartbeat, a wrong try at the door, and the clock."""
    session.add_all([Heartbeat(board_id=found.board.id, ticked_at=REAL, host="house"),
                     AddressTry(address_hash="0" * 64, last_try_at=REAL)])
    set_clock(session, found.board)


def store_told(session: Session, found: Any) -> None:
    """Store a notice that was mailed, one that could not be, and a choice; the first is the example of an address."""
    case, meeting = found.cases[CaseStatus.LISTED], found.meetings[MeetingStatus.IN_SESSION]
    specialist, referrer = (found.members[role].id for role in (Role.SPECIALIST, Role.REFERRER))
    found.others["notice_id"] = Notice(
        board_id=found.board.id, member_id=specialist, kind=NoticeKind.NEEDED_CHANGED, once_key="docket 2",
        subject="Needed 7:30–7:58", body="The docket has changed.", meeting_id=meeting.id, queued_at=NOW, sent_at=NOW)
    session.add_all([
        found.others["notice_id"],
        Notice(board_id=found.board.id, member_id=referrer, kind=NoticeKind.RETURNED, once_key="returned",
               subject="A case of yours was deferred", body="What is owed is on its page.", case_id=case.id,
               queued_at=NOW, trouble=Trouble.ADDRESS, tries=1, given_up_at=NOW),
        MailChoice(member_id=specialist, declined=["reminders"])])
