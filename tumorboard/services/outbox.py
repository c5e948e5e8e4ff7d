"""The outbox: a notice is written in the transaction of what it tells of; sending it is another matter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tumorboard.domain.errors import Stale
from tumorboard.domain.letters import Letter
from tumorboard.models import MailChoice, Member, Notice
from tumorboard.services.record import record
from tumorboard.vocabulary.notices import TIMES, TOPICS, MailTopic, NoticeKind


@dataclass(frozen=True, slots=True)
class Note:
    """What is told; `once` names it, so that nobody is told of it twice."""

    kind: NoticeKind
    letter: Letter
    once: str
    meeting_id: UUID | None = None
    case_id: UUID | None = None


def queue(session: Session, notes: Iterable[tuple[UUID, Note]], *, now: datetime) -> int:
    """Tell members, each of something; who is disabled or knows it already is left out. Give how many are told."""
    wanted = {(member_id, note.once): note for member_id, note in notes}
    people = _addressees(session, {member_id for member_id, _ in wanted})
    known = _known(session, wanted)
    fresh = [_notice(*people[member_id], note, now) for (member_id, once), note in wanted.items()
             if member_id in people and (member_id, once) not in known]
    session.add_all(fresh)
    session.flush()
    return len(fresh)


def _addressees(session: Session, member_ids: Collection[UUID]) -> dict[UUID, tuple[Member, Collection[str]]]:
    """Give the active members of these ids with what they declined by mail."""
    rows = session.execute(
        select(Member, MailChoice.declined).outerjoin(MailChoice, MailChoice.member_id == Member.id)
        .where(Member.id.in_(member_ids), Member.is_active))
    return {row[0].id: (row[0], row[1] or ()) for row in rows}


def _known(session: Session, wanted: Collection[tuple[UUID, str]]) -> set[tuple[UUID, str]]:
    """Give what these members were told before."""
    people, names = {member_id for member_id, _ in wanted}, {once for _, once in wanted}
    rows = session.execute(select(Notice.member_id, Notice.once_key).where(
        Notice.member_id.in_(people), Notice.once_key.in_(names)))
    return {(row[0], row[1]) for row in rows}


def _notice(member: Member, declined: Collection[str], note: Note, now: datetime) -> Notice:
    """Write one notice; it waits for the mail where the member has an address and did not decline its topic."""
    goes_by_mail = bool(member.email) and TOPICS.get(note.kind) not in declined
    return Notice(
        board_id=member.board_id, member_id=member.id, kind=note.kind, once_key=note.once,
        subject=note.letter.subject, body=note.letter.body, meeting_id=note.meeting_id, case_id=note.case_id,
        queued_at=now, next_try_at=now if goes_by_mail else None)


def mark_read(session: Session, member: Member, notice_id: UUID | None = None, *, now: datetime) -> None:
    """Note that a member has read one of their notices, or all of them."""
    query = update(Notice).where(Notice.member_id == member.id, Notice.read_at.is_(None)).values(read_at=now)
    session.execute(query if notice_id is None else query.where(Notice.id == notice_id))


def outdate(session: Session, meeting_id: UUID, member_ids: Collection[UUID], *, now: datetime) -> None:
    """Take what these members were told of their time at a meeting for read, because newer times follow."""
    session.execute(
        update(Notice).where(Notice.meeting_id == meeting_id, Notice.member_id.in_(member_ids), Notice.kind.in_(TIMES),
                             Notice.read_at.is_(None)).values(read_at=now))


def choose(session: Session, member: Member, wanted: Collection[MailTopic], *, seen: int, now: datetime) -> None:
    """Keep which topics a member wants by mail; `seen` is 0 where they had not chosen before."""
    # The lock lets two first choices follow one another.
    session.execute(select(Member.id).where(Member.id == member.id).with_for_update())
    row = session.get(MailChoice, member.id)
    if seen != (row.version if row else 0):
        raise Stale("what you want by mail")
    row = row or MailChoice(member_id=member.id)
    row.declined = [topic.value for topic in MailTopic if topic not in wanted]
    session.add(row)
    record(session, member, "account.mail_chosen", by=member, at=now)
    session.flush()
