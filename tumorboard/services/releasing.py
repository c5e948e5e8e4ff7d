"""Letters and minutes are queued when a meeting is finished, and go out when the board's desk releases them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain import releasing
from tumorboard.models import Board, Case, Discussion, Meeting, Member, PaperRelease, Recommendation
from tumorboard.queries import releases
from tumorboard.services import notices
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import SIGNED_OUTCOMES, MeetingStatus


def queue_meeting(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Queue the minutes of a finished meeting and the letter on each of its recommendations, once."""
    written = list(session.scalars(
        select(Recommendation.id).join(Recommendation.discussion).where(
            Discussion.meeting_id == meeting.id, Discussion.outcome.in_(SIGNED_OUTCOMES))
        .order_by(Discussion.position, Recommendation.number)))
    known = set(session.scalars(select(PaperRelease.recommendation_id).where(PaperRelease.meeting_id == meeting.id)))
    session.add_all(PaperRelease(meeting_id=meeting.id, recommendation_id=each, queued_at=now)
                    for each in (None, *written) if each not in known)
    session.flush()


def queue_letter(session: Session, version: Recommendation, *, now: datetime) -> None:
    """Queue the letter on what was just signed, unless it is queued, or its meeting is not finished yet."""
    meeting = version.discussion.meeting
    if meeting.status is MeetingStatus.CLOSED and releases.of_version(session, version.id) is None:
        session.add(PaperRelease(meeting_id=meeting.id, recommendation_id=version.id, queued_at=now))
        session.flush()


def held(session: Session, papers: Collection[PaperRelease]) -> dict[UUID, releasing.Held]:
    """Say of each paper that may not go out yet what it waits for."""
    replaced = releases.replaced(session, [each.id for each in papers])
    unsigned = releases.unsigned(session, {each.meeting_id for each in papers})
    found = {each.id: _held(each, each.id in replaced, unsigned.get(each.meeting_id, 0)) for each in papers}
    return {paper_id: why for paper_id, why in found.items() if why is not None}


def _held(paper: PaperRelease, is_replaced: bool, unsigned: int) -> releasing.Held | None:
    """Say what holds one paper back."""
    if paper.recommendation is None:
        return releasing.minutes(unsigned)
    return releasing.letter(is_signed=paper.recommendation.signed_at is not None, is_replaced=is_replaced)


def ready(session: Session, board: Board) -> int:
    """Count the papers that can go out now."""
    papers = releases.waiting(session, board, loaded=releases.JUDGED)
    return len(papers) - len(held(session, papers))


def release(session: Session, board: Board, ids: Collection[UUID], *, by: Member, now: datetime) -> int:
    """Release those papers that may go out and have not; tell their readers. Give how many went out."""
    papers = [each for each in releases.locked(session, board, ids) if each.released_at is None]
    waiting = held(session, papers)
    going = [each for each in papers if each.id not in waiting]
    for paper in going:
        paper.released_at, paper.released_by_id = now, by.id
        version = paper.recommendation
        if version is None:
            # Its page is another one now, and whoever holds it asks anew.
            paper.meeting.version += 1
            record(session, paper.meeting, "minutes.released", by=by, at=now)
            notices.minutes_released(session, paper.meeting, by=by, now=now)
        else:
            case = session.get_one(Case, version.case_id)
            record(session, case, "letter.released", by=by, at=now, version=version.number)
            notices.letter_released(session, case, paper.meeting, version.number, by=by, now=now)
    session.flush()
    return len(going)
