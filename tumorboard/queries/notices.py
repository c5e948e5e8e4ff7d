"""What members were told, what still waits for the mail, and what somebody should be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from tumorboard.domain.errors import NotFound
from tumorboard.models import (
    Board,
    Case,
    Docket,
    DocketBlock,
    DocketCandidate,
    DocketItem,
    MailChoice,
    Meeting,
    Notice,
    Readiness,
)
from tumorboard.vocabulary.workflow import CaseStatus, Decision, ReadinessState

SHOWN = 50
# An item of a case that was discussed, or never submitted, holds up nobody.
WAITING = (CaseStatus.SUBMITTED, CaseStatus.ASKED, CaseStatus.READY, CaseStatus.LISTED)


@dataclass(frozen=True, slots=True)
class Mail:
    """How the mail stands: how many letters wait and since when, and how many could not be delivered."""

    waiting: int
    oldest_at: datetime | None
    undelivered: int


@dataclass(frozen=True, slots=True)
class Due:
    """How many things somebody owes until tomorrow, and how many are late."""

    member_id: UUID
    tomorrow: int
    late: int


def of(session: Session, member_id: UUID) -> list[Notice]:
    """List what a member was told last, the newest first."""
    return list(session.scalars(
        select(Notice).where(Notice.member_id == member_id).order_by(Notice.queued_at.desc(), Notice.id).limit(SHOWN)))


def unread(session: Session, member_id: UUID) -> list[Notice]:
    """List what a member has not marked as read, the newest first."""
    return list(session.scalars(
        select(Notice).where(Notice.member_id == member_id, Notice.read_at.is_(None))
        .order_by(Notice.queued_at.desc(), Notice.id).limit(SHOWN)))


def own(session: Session, member_id: UUID, notice_id: UUID) -> Notice:
    """Give one notice of a member; raise NotFound where it is somebody else's."""
    found = session.scalar(select(Notice).where(Notice.id == notice_id, Notice.member_id == member_id))
    if found is None:
        raise NotFound("notice")
    return found


def get(session: Session, board: Board, notice_id: UUID) -> Notice:
    """Give one notice of the board; raise NotFound."""
    found = session.scalar(select(Notice).where(Notice.id == notice_id, Notice.board_id == board.id))
    if found is None:
        raise NotFound("notice")
    return found


def choice(session: Session, member_id: UUID) -> tuple[list[str], int]:
    """Give which topics a member declined by mail, and the version of that choice; 0 is none made yet."""
    row = session.get(MailChoice, member_id)
    return (row.declined, row.version) if row else ([], 0)


def mail(session: Session, board: Board) -> Mail:
    """Tell how the mail stands, in one query."""
    row = session.execute(
        select(func.count(Notice.next_try_at),
               func.min(case((Notice.next_try_at.is_not(None), Notice.queued_at))),
               func.count(case((Notice.given_up_at.is_not(None), 1))))
        .where(Notice.board_id == board.id, Notice.sent_at.is_(None))).one()
    return Mail(row[0], row[1], row[2])


def troubled(session: Session, board: Board) -> list[Notice]:
    """List what was not taken, given up or not, with whom it is for; the newest first."""
    return list(session.scalars(
        select(Notice).where(Notice.board_id == board.id, Notice.sent_at.is_(None), Notice.trouble.is_not(None))
        .options(joinedload(Notice.member)).order_by(Notice.queued_at.desc(), Notice.id).limit(SHOWN)))


def blocks(session: Session, meeting_id: UUID) -> list[list[DocketBlock]]:
    """Give the blocks of each published revision, the first one first."""
    numbers = session.scalars(select(Docket.revision).where(
        Docket.meeting_id == meeting_id, Docket.revision.is_not(None)).order_by(Docket.revision))
    found: dict[int | None, list[DocketBlock]] = {number: [] for number in numbers}
    rows = session.execute(
        select(Docket.revision, DocketBlock).join(DocketBlock, DocketBlock.docket_id == Docket.id)
        .where(Docket.meeting_id == meeting_id, Docket.revision.is_not(None)).order_by(DocketBlock.from_min))
    for number, block in rows:
        found[number].append(block)
    return list(found.values())


def ends_min(session: Session, docket_id: UUID) -> int:
    """Tell when the last case of a docket ends, in minutes after the start; 0 where it has none."""
    return session.scalar(select(func.max(DocketItem.start_min + DocketItem.minutes)).where(
        DocketItem.docket_id == docket_id)) or 0


def concerned(session: Session, meeting: Meeting) -> Sequence[Case]:
    """List the cases that the newest docket of a meeting admits, or lists; or that of the meeting moved to its date."""
    other = aliased(Docket)
    newest = select(func.max(other.build)).where(other.meeting_id == Docket.meeting_id).scalar_subquery()
    came = and_(Meeting.board_id == meeting.board_id, Meeting.moved_to_on == meeting.local_date)
    return session.scalars(
        select(Case).join(DocketCandidate, DocketCandidate.case_id == Case.id)
        .join(Docket, Docket.id == DocketCandidate.docket_id).join(Meeting, Meeting.id == Docket.meeting_id)
        .where(or_(Meeting.id == meeting.id, came), Docket.build == newest, Case.status != CaseStatus.WITHDRAWN,
               DocketCandidate.decision.in_((Decision.ADMITTED, Decision.LISTED))).order_by(Case.number)).all()


def unreminded(session: Session, board: Board, tomorrow: date, once: str) -> list[Due]:
    """List who owes a readiness item until tomorrow, and was not reminded today; `once` names today's reminder."""
    rows = session.execute(
        select(Readiness.owner_id, func.count(case((Readiness.due_on == tomorrow, 1))),
               func.count(case((Readiness.due_on < tomorrow, 1))))
        .join(Case, Case.id == Readiness.case_id)
        .outerjoin(Notice, and_(Notice.member_id == Readiness.owner_id, Notice.once_key == once))
        .where(Case.board_id == board.id, Case.status.in_(WAITING), Readiness.state == ReadinessState.REQUESTED,
               Readiness.owner_id.is_not(None), Readiness.due_on <= tomorrow, Notice.id.is_(None))
        .group_by(Readiness.owner_id).order_by(Readiness.owner_id))
    return [Due(row[0], row[1], row[2]) for row in rows if row[0] is not None and row[1]]


def is_any_due(session: Session, now: datetime) -> bool:
    """Tell whether any letter waits for the mail now, without a lock."""
    return session.scalar(select(Notice.id).where(is_due(now)).limit(1)) is not None


def is_due(now: datetime) -> ColumnElement[bool]:
    """Say which letters wait for the mail: their time has come, and no sender holds them."""
    return and_(Notice.next_try_at <= now, or_(Notice.claimed_until.is_(None), Notice.claimed_until < now))
