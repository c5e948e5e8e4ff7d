"""A meeting with its docket, read for pages and prints in a fixed number of queries, however many cases it holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from tumorboard.domain.errors import NotFound
from tumorboard.models import (
    Availability,
    Board,
    Case,
    Docket,
    DocketBlock,
    DocketCandidate,
    DocketItem,
    Meeting,
    Member,
    MemberSpecialty,
    Patient,
)
from tumorboard.vocabulary.people import Answer
from tumorboard.vocabulary.workflow import CaseStatus, Decision


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One person on one seat with the answer they gave for the meeting."""

    member_id: UUID
    name: str
    credentials: str
    specialty: str
    answer: Answer
    deputy_id: UUID | None
    own_deputy_id: UUID | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A meeting, its newest docket (or a published revision), and who sits on which seat."""

    meeting: Meeting
    docket: Docket | None
    items: list[tuple[DocketItem, Case]]
    candidates: dict[Decision, list[DocketCandidate]]
    blocks: dict[UUID, DocketBlock]
    seats: list[SeatRow]


def state(session: Session, board: Board, local_date: date) -> tuple[Any, ...] | None:
    """Give what changes whenever the page of this meeting does, in one query; None where there is no meeting."""
    shown = (select(func.sum(Case.version + func.coalesce(Patient.version, 0))).select_from(DocketCandidate)
             .join(DocketCandidate.case).outerjoin(Case.patient)
             .where(DocketCandidate.docket_id == _newest(Meeting.id)).correlate(Meeting).scalar_subquery())
    # What came after the cut-off: the coordinator is shown what the next revision would change.
    late = (select(func.sum(Case.version)).where(
        Case.board_id == Meeting.board_id, Case.status == CaseStatus.READY, Case.tier == 0,
        Case.accepted_at > Meeting.freeze_at).correlate(Meeting).scalar_subquery())
    answered: Any = select(func.max(Availability.answered_at)).where(
        Availability.meeting_id == Meeting.id).scalar_subquery()
    row = session.execute(
        select(Meeting.version, _newest(Meeting.id), shown, late, answered).where(
            Meeting.board_id == board.id, Meeting.local_date == local_date)).first()
    return tuple(row) if row else None


def _newest(meeting_id: Any) -> Any:
    """Select the newest build of a meeting."""
    return (select(Docket.id).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(1)
            .correlate(Meeting).scalar_subquery())


def read(session: Session, board: Board, local_date: date, *, revision: int | None = None, blocks: bool = True
         ) -> Sheet:
    """Read the sheet of a meeting; raise NotFound where there is none, or no such revision.

    The docket page draws its times from the cases themselves, and needs no blocks.
    """
    chosen = Docket.id == _newest(Meeting.id) if revision is None else and_(
        Docket.meeting_id == Meeting.id, Docket.revision == revision)
    row = session.execute(
        select(Meeting, Docket).outerjoin(Docket, chosen).options(joinedload(Meeting.chair)).where(
            Meeting.board_id == board.id, Meeting.local_date == local_date)).first()
    if row is None or (revision is not None and row[1] is None):
        raise NotFound("meeting")
    meeting, docket = row
    seats = _seats(session, board, meeting)
    if docket is None:
        return Sheet(meeting, None, [], {}, {}, seats)
    found = list(session.scalars(
        select(DocketCandidate).join(DocketCandidate.case).outerjoin(Case.patient)
        .options(contains_eager(DocketCandidate.case).contains_eager(Case.patient),
                 contains_eager(DocketCandidate.case).joinedload(Case.presenter))
        .where(DocketCandidate.docket_id == docket.id).order_by(DocketCandidate.rank)))
    cases = {each.case_id: each.case for each in found}
    items = session.scalars(select(DocketItem).where(DocketItem.docket_id == docket.id).order_by(DocketItem.position))
    needed = session.scalars(select(DocketBlock).where(DocketBlock.docket_id == docket.id)) if blocks else ()
    by_decision = {decision: [each for each in found if each.decision is decision] for decision in Decision}
    return Sheet(meeting, docket, [(item, cases[item.case_id]) for item in items], by_decision,
                 {block.member_id: block for block in needed}, seats)


def _seats(session: Session, board: Board, meeting: Meeting) -> list[SeatRow]:
    """List everybody who can fill a seat, with their answer for this meeting."""
    answer = aliased(Availability)
    rows = session.execute(
        select(Member.id, Member.name, Member.credentials, MemberSpecialty.specialty, answer.answer,
               answer.deputy_id, Member.deputy_id)
        .join(MemberSpecialty, MemberSpecialty.member_id == Member.id)
        .outerjoin(answer, and_(answer.member_id == Member.id, answer.meeting_id == meeting.id))
        .where(Member.board_id == board.id, Member.is_active).order_by(Member.name))
    return [SeatRow(row[0], row[1], row[2], row[3], row[4] or Answer.NO_ANSWER, row[5], row[6]) for row in rows]


