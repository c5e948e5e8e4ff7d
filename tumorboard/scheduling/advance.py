"""Everything that is overdue, done in order, one transaction each.

The truth is the meeting's state in the database. Each step reads its inputs, solves outside of any lock, takes the
lock, looks again, and writes only where nothing changed meanwhile; so five hosts at once end where one ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tumorboard import clock
from tumorboard.db import Session, db, transaction
from tumorboard.domain import docket as planner
from tumorboard.domain.docket.fingerprint import input_hash
from tumorboard.domain.week import MeetingFacts, Step, next_step
from tumorboard.queries import boards, dockets, events, meetings, members
from tumorboard.scheduling.reminding import remind
from tumorboard.services import beating, closing, docket_input, docketing
from tumorboard.services.founding import SCHEDULER
from tumorboard.vocabulary.workflow import MeetingStatus as S

if TYPE_CHECKING:
    from tumorboard.models import Board, Meeting, Member

Then = Callable[..., object]
MOST_STEPS = 400
MOST_TRIES = 8
# From this try on the input is compared under the lock: where somebody changes something all the time.
PATIENT_AFTER = 3


def tick(host: str = "") -> list[str]:
    """Do what is due by the board's clock, and leave a sign of life; give the steps that were done."""
    session = db.session()
    found = boards.find(session)
    session.rollback()
    if found is None:
        return []
    clock.run_ahead(found.ahead or 0)
    done = advance(clock.now())
    with transaction() as store:
        beating.beat(store, host=host, now=clock.real_now())
    return done


def advance(now: datetime) -> list[str]:
    """Perform every overdue step up to this instant, then rebuild the provisional docket where its input changed."""
    with transaction() as session:
        board, by = _acting(session)
        docketing.plan_meetings(session, board, by=by, now=now)
    done: list[str] = []
    for _ in range(MOST_STEPS):
        step = _next(now)
        if step is None:
            break
        _perform(*step, now)
        done.append(step[0].value)
    rebuild(now)
    remind(now)
    return done


def open_next(now: datetime) -> None:
    """Open the docket that the end of a meeting makes room for, and build it; all else that is due waits for a tick."""
    due = _next(now)
    if due is not None and due[0] is Step.OPEN:
        _perform(*due, now)
    rebuild(now)


def rebuild(now: datetime) -> bool:
    """Build a docket anew where its input changed; tell whether one was built.

    A provisional docket takes whatever is accepted; a frozen one only follows the wishes, and what was withdrawn.
    """
    session = db.session()
    found = boards.find(session)
    waiting = [(each.id, each.status) for each in meetings.unfinished(session, found.board)
               if each.status in _BUILT] if found else []
    session.rollback()
    return any([_build(meeting_id, status, _keep, now) for meeting_id, status in waiting])


def _next(now: datetime) -> tuple[Step, UUID] | None:
    """Ask the week what is due."""
    session = db.session()
    board, _ = _acting(session)
    facts = [MeetingFacts(each.id, each.status, each.freeze_at, each.publish_at, each.starts_at,
                          each.snapshot_at is not None) for each in meetings.unfinished(session, board)]
    session.rollback()
    return next_step(facts, now)


def _perform(step: Step, meeting_id: UUID, now: datetime) -> None:
    """Do one step; another host may have done it already, which the lock tells."""
    if step in _BUILDS:
        _build(meeting_id, *_BUILDS[step], now)
        return
    expected, service = _STEPS[step]
    with transaction() as session:
        _, by = _acting(session)
        meeting = meetings.locked(session, meeting_id)
        if meeting.status in expected:
            service(session, meeting, by=by, now=now)


def _publish(session: Session, meeting: "Meeting", *, by: "Member", now: datetime) -> None:
    """Publish what the freeze built as revision 1."""
    docket = dockets.bare_latest(session, meeting.id)
    if docket is not None:
        docketing.publish(session, meeting, docket, by=by, now=now)


def _keep(session: Session, meeting: "Meeting", *, by: "Member", now: datetime) -> None:
    """Change nothing but the build."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one look at the input found: its hash, how many changes there were by then, and the build for it, if new."""

    input_hash: str
    changes: int
    build: docketing.Prepared | None


def _build(meeting_id: UUID, expected: S, then: Then, now: datetime) -> bool:
    """Read and solve outside of the lock; write only if input and state are still the same, else look again."""
    plans: dict[str, dict[str, Any]] = {}
    for turn in range(MOST_TRIES):
        session = db.session()
        found = _read(session, meeting_id, expected, plans)
        session.rollback()
        if found is None or (found.build is None and then is _keep):
            return False
        outcome = _write(meeting_id, expected, then, found, now, is_patient=turn >= PATIENT_AFTER)
        if outcome is not None:
            return outcome
    if then is _keep:
        # A docket may wait: whoever changed its cases last builds it, or the next tick does.
        return False
    raise RuntimeError("The cases changed faster than their docket could be built.")


def _read(session: Session, meeting_id: UUID, expected: S, plans: dict[str, dict[str, Any]]) -> _Read | None:
    """Read the input and plan what is new in it; None where somebody else did the step. What is planned is kept."""
    board, _by = _acting(session)
    meeting = meetings.get(session, meeting_id)
    if meeting.status is not expected:
        return None
    # Counted first: whatever is changed while the rest is read makes the number another one.
    changes = events.count(session, board)
    found = docket_input.read(session, board, meeting)
    key, newest = input_hash(found.instance), dockets.bare_latest(session, meeting_id)
    if newest is not None and newest.input_hash == key:
        return _Read(key, changes, None)
    if key not in plans:
        plans[key] = planner.explained(found.instance, key)
    return _Read(key, changes, docketing.prepare(board, meeting, found, plans[key]))


def _write(meeting_id: UUID, expected: S, then: Then, read: _Read, now: datetime, *, is_patient: bool) -> bool | None:
    """Store the build and its step under the lock; None means that the input changed meanwhile.

    Whoever is patient reads the input again where anything at all changed, though all others wait for it.
    """
    with transaction() as session:
        board, by = _acting(session)
        meeting = meetings.locked(session, meeting_id)
        if meeting.status is not expected:
            return False
        if events.count(session, board) != read.changes and not (
                is_patient and input_hash(docket_input.read(session, board, meeting).instance) == read.input_hash):
            return None
        newest = dockets.bare_latest(session, meeting.id)
        if newest is None or newest.input_hash != read.input_hash:
            if read.build is None:
                return None
            docketing.store(session, meeting, read.build, now=now)
        then(session, meeting, by=by, now=now)
        return True


def _acting(session: Session) -> tuple["Board", "Member"]:
    """Give the board and the system member in whose name the scheduler acts."""
    found = boards.find(session)
    if found is None:
        raise RuntimeError("There is no board here yet.")
    return found.board, members.system(session, found.board.id, SCHEDULER)


_STEPS: dict[Step, tuple[tuple[S, ...], Then]] = {
    Step.OPEN: ((S.PLANNED,), docketing.open_docket),
    Step.MISS: ((S.PLANNED,), docketing.miss),
    Step.SNAPSHOT: ((S.PUBLISHED,), docketing.snapshot),
    Step.LAPSE: ((S.PUBLISHED, S.IN_SESSION), closing.lapse),
}
_BUILT = (S.OPEN, S.FROZEN)
# What must not be done to a docket that is not the newest: its input is read once more in the same transaction.
_BUILDS: dict[Step, tuple[S, Then]] = {Step.FREEZE: (S.OPEN, docketing.freeze), Step.PUBLISH: (S.FROZEN, _publish)}
