"""A meeting with its docket, read for pages and prints in a fixed number of queries, however many cases it holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, column, exists, func, or_, select, table
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, load_only

from tumorboard.db import UtcDateTime
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

if TYPE_CHECKING:
    from tumorboard.models import Wish


class SeatRow(NamedTuple):
    """One person on one seat with the answer they gave for the meeting."""

    member_id: UUID
    name: str
    credentials: str
    specialty: str
    answer: Answer
    deputy_id: UUID | None
    own_deputy_id: UUID | None


class Sheet(NamedTuple):
    """A meeting, its newest docket (or a published revision), what is wished of it, and who sits on which seat."""

    meeting: Meeting
    docket: Docket | None
    items: list[tuple[DocketItem, Case]]
    candidates: dict[Decision, list[DocketCandidate]]
    blocks: dict[UUID, DocketBlock]
    seats: list[SeatRow]
    wishes: "Sequence[Wish]" = ()
    # How many cases each decision has, also where not all of them are listed.
    counts: Mapping[Decision, int] = MappingProxyType({})


class Part(NamedTuple):
    """What of a sheet is read beside its cases: blocks, wishes, and at most so many cases that are not discussed."""

    blocks: bool = True
    wishes: bool = False
    most: int | None = None


WHOLE = Part()
# Mostly there is nothing in these tables: to load their models would take longer than to draw the page.
LATE = table("late_addition", column("meeting_id", Uuid()), column("at", UtcDateTime()))
WISHED = table("wish", column("meeting_id", Uuid()), column("step"), column("ended_step"))
# What a sheet shows of a person.
NAME = load_only(Member.name, Member.credentials, raiseload=True)


def state(session: Session, board: Board, local_date: date) -> tuple[Any, ...] | None:
    """Give what changes whenever the page of this meeting does, in one query; None where there is no meeting."""
    row = session.execute(_state(), {"board": board.id, "on": local_date}).first()
    return tuple(row) if row else None


@cache
def _state() -> Select[Any]:
    """Write that query once: to write it takes longer than to answer it.

    Versions only ever grow, so a sum over a fixed set of rows is another one after any change of one of them.
    """
    on_it = DocketCandidate.docket_id == _newest(Meeting.id)
    cases = (select(func.sum(Case.version)).select_from(DocketCandidate).join(DocketCandidate.case)
             .where(on_it).correlate(Meeting).scalar_subquery())
    patients = (select(func.sum(Patient.version)).select_from(DocketCandidate).join(DocketCandidate.case)
                .join(Case.patient).where(on_it).correlate(Meeting).scalar_subquery())
    # What came after the cut-off: the coordinator is shown what the next revision would change.
    late = (select(func.sum(Case.version)).where(
        Case.board_id == Meeting.board_id, Case.status == CaseStatus.READY, Case.tier.in_((0, 1)),
        Case.accepted_at > Meeting.freeze_at).correlate(Meeting).scalar_subquery())
    decided: Any = select(func.max(LATE.c.at)).where(LATE.c.meeting_id == Meeting.id).scalar_subquery()
    answered: Any = select(func.max(Availability.answered_at)).where(
        Availability.meeting_id == Meeting.id).scalar_subquery()
    people: Any = select(func.sum(Member.version)).where(Member.board_id == Meeting.board_id).correlate(
        Meeting).scalar_subquery()
    wished, ended = (select(func.max(each)).where(WISHED.c.meeting_id == Meeting.id).scalar_subquery()
                     for each in (WISHED.c.step, WISHED.c.ended_step))
    return select(Meeting.version, _newest(Meeting.id), cases, patients, late, decided, answered, people, wished,
                  ended).where(Meeting.board_id == bindparam("board"), Meeting.local_date == bindparam("on"))


def _newest(meeting_id: Any) -> Any:
    """Select the newest build of a meeting."""
    return (select(Docket.id).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(1)
            .correlate(Meeting).scalar_subquery())


def read(session: Session, board: Board, local_date: date, *, revision: int | None = None, part: Part = WHOLE
         ) -> Sheet:
    """Read the sheet of a meeting; raise NotFound where there is none, or no such revision."""
    asked = {"board": board.id, "on": local_date} | ({} if revision is None else {"revision": revision})
    row = session.execute(_head(is_newest=revision is None), asked).first()
    if row is None or (revision is not None and row[1] is None):
        raise NotFound("meeting")
    meeting, docket, is_wished = row
    seats = _seats(session, board, meeting)
    if docket is None:
        return Sheet(meeting, None, [], {}, {}, seats)
    found = _candidates(session, docket, part.most)
    items = sorted(((item, candidate.case) for candidate, item, _ in found if item is not None),
                   key=lambda pair: pair[0].position)
    needed = session.scalars(select(DocketBlock).where(DocketBlock.docket_id == docket.id)) if part.blocks else ()
    return Sheet(
        meeting, docket, items,
        {decision: [each for each, _, _ in found if each.decision is decision] for decision in Decision},
        {block.member_id: block for block in needed}, seats,
        _wishes(session, meeting) if part.wishes and is_wished else [],
        {each.decision: number for each, _, number in found})


def _wishes(session: Session, meeting: Meeting) -> "Sequence[Wish]":
    """List what is wished of the meeting."""
    from tumorboard.queries import wishes

    return wishes.shown(session, meeting.id)


@cache
def _head(*, is_newest: bool) -> Select[Meeting, Docket, bool]:
    """Ask for a meeting with its newest docket, or with one revision, and whether anything was wished of it."""
    chosen = Docket.id == _newest(Meeting.id) if is_newest else and_(
        Docket.meeting_id == Meeting.id, Docket.revision == bindparam("revision"))
    is_wished = exists().where(WISHED.c.meeting_id == Meeting.id)
    query = select(Meeting, Docket, is_wished).outerjoin(Docket, chosen).options(
        joinedload(Meeting.chair).options(NAME))
    return query.where(Meeting.board_id == bindparam("board"), Meeting.local_date == bindparam("on"))


def _candidates(session: Session, docket: Docket, most: int | None) -> list[tuple[DocketCandidate, DocketItem, int]]:
    """List the candidates by rank with their place in the order, and how many there are of their decision."""
    asked = {"docket": docket.id} | ({} if most is None else {"most": most})
    return [tuple(row) for row in session.execute(_ranked(is_cut=most is not None), asked)]


@cache
def _ranked(*, is_cut: bool) -> Select[Any]:
    """Ask for all candidates, or for a few of each decision; no sheet shows the clinical answers of a case."""
    ranked = select(
        DocketCandidate.id,
        func.row_number().over(partition_by=DocketCandidate.decision, order_by=DocketCandidate.rank).label("place"),
        func.count().over(partition_by=DocketCandidate.decision).label("number")).where(
            DocketCandidate.docket_id == bindparam("docket")).subquery()
    case = contains_eager(DocketCandidate.case)
    query = (select(DocketCandidate, DocketItem, ranked.c.number).join(ranked, ranked.c.id == DocketCandidate.id)
             .outerjoin(DocketItem, and_(DocketItem.docket_id == bindparam("docket"),
                                         DocketItem.case_id == DocketCandidate.case_id))
             .join(DocketCandidate.case).outerjoin(Case.patient)
             .options(case.contains_eager(Case.patient), case.joinedload(Case.presenter).options(NAME),
                      *(case.defer(each, raiseload=True) for each in (Case.draft, Case.answers, Case.minutes_basis)))
             .order_by(DocketCandidate.rank))
    return query.where(or_(DocketItem.id.is_not(None), ranked.c.place <= bindparam("most"))) if is_cut else query


def _seats(session: Session, board: Board, meeting: Meeting) -> list[SeatRow]:
    """List everybody who can fill a seat, with their answer for this meeting."""
    rows = session.execute(_everybody(), {"board": board.id, "meeting": meeting.id})
    return [SeatRow(row[0], row[1], row[2], row[3], row[4] or Answer.NO_ANSWER, row[5], row[6]) for row in rows]


@cache
def _everybody() -> Select[UUID, str, str, str, Answer, UUID | None, UUID | None]:
    """Ask for the active members by name, a row for each of their seats."""
    answer = aliased(Availability)
    return (
        select(Member.id, Member.name, Member.credentials, MemberSpecialty.specialty, answer.answer,
               answer.deputy_id, Member.deputy_id)
        .join(MemberSpecialty, MemberSpecialty.member_id == Member.id)
        .outerjoin(answer, and_(answer.member_id == Member.id, answer.meeting_id == bindparam("meeting")))
        .where(Member.board_id == bindparam("board"), Member.is_active).order_by(Member.name))
