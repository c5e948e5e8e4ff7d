"""The lists read and judged: each case once, with what it still lacks, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard import clock
from tumorboard.db import db
from tumorboard.domain import owing, preparing
from tumorboard.domain.access import Permission
from tumorboard.domain.owing import Owed
from tumorboard.domain.preparing import Line
from tumorboard.queries import worklists
from tumorboard.queries.charts import full_chart, materials
from tumorboard.services import chasing, judging
from tumorboard.services.judging import Yardstick
from tumorboard.vocabulary.people import Role
from tumorboard.web.access import actor, may_reader
from tumorboard.web.context import current_board


@dataclass(frozen=True, slots=True)
class Lacking:
    """One case with everything it still lacks."""

    case: Any
    rows: list[Owed]
    place: Any = None


def yard() -> Yardstick:
    """Judge by the coming meeting."""
    return judging.yardstick(db.session(), current_board(), now=clock.now())


def today() -> date:
    """Tell which day it is where the board meets."""
    return clock.today(current_board().tz)


def _lacking(cases: Iterable[Any], by: Yardstick) -> list[Lacking]:
    """Judge cases, and keep those that lack something."""
    board, found = current_board(), list(cases)
    reminded = worklists.reminded(db.session(), [case.id for case in found])
    told = [Lacking(case, owing.in_order(chasing.owed(
        case, by.items(case), chasing.cutoff_of(case, by.meeting, board.tz), board.tz, reminded), today()))
        for case in found]
    return [each for each in told if each.rows]


def tasks(by: Yardstick) -> list[Owed]:
    """List what the reader owes, the latest first."""
    session, board, me = db.session(), current_board(), actor()
    desk = may_reader(Permission.REVIEW_CASES)
    pool = worklists.undecided(session, board, me) if desk else worklists.involving(session, board, me)
    seats = me.specialties | ({"coordinator"} if Role.COORDINATOR in me.roles else set())
    rows = [row for each in _lacking(pool, by) for row in each.rows if owing.is_mine(row, me.id, seats)]
    return owing.in_order(rows, today())


def missing(by: Yardstick) -> tuple[list[Lacking], int]:
    """List the cases of the coming meeting that lack something, the latest first; and count all of its cases."""
    session, board = db.session(), current_board()
    pool = worklists.for_meeting(session, board, actor(), by.on)
    places = {each.case_id: each for each in worklists.places(session, by.meeting.id)} if by.meeting else {}
    found = [Lacking(each.case, each.rows, places.get(each.case.id)) for each in _lacking(pool, by)]

    def order(each: Lacking) -> tuple[int, int]:
        late = max(row.days_late(today()) for row in each.rows)
        return -late, each.place.position if each.place else len(places) + 1
    return sorted(found, key=order), len(pool)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One case of a preparation list with its lines; `place` is None off the running order."""

    case: Any
    place: Any
    lines: list[Line]


def preparation(seat: str, by: Yardstick) -> list[Prepared]:
    """List the cases of the coming meeting in running order, each with what the seat gets ready."""
    session, board = db.session(), current_board()
    if by.meeting is None:
        return []
    places = {each.case_id: each for each in worklists.places(session, by.meeting.id)}
    found = [Prepared(case, places.get(case.id), _lines(seat, case, by))
             for case in worklists.for_meeting(session, board, actor(), by.on)]
    wanted = [each for each in found if each.lines]
    return sorted(wanted, key=lambda each: (each.place is None, each.place.position if each.place else 0,
                                            each.case.number))


def _lines(seat: str, case: Any, by: Yardstick) -> list[Line]:
    """Give what a seat gets ready for one case, what is to be read again first."""
    found = preparing.lines(seat, full_chart(case, case.patient), materials(case), by.items(case))
    return sorted(found, key=lambda line: preparing.place(line.work))
