"""What is due next for the meetings of a board: a pure reading of their states and the time.

`advance` performs one step and asks again, until nothing is due; so running it once or a hundred times, on one host
or on five, ends in the same state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tumorboard.domain.calendar import MORNING as MORNING
from tumorboard.vocabulary.workflow import MeetingStatus as S


class Step(StrEnum):
    """One overdue move of a meeting."""

    OPEN = "open_docket"
    FREEZE = "freeze"
    PUBLISH = "publish"
    SNAPSHOT = "snapshot"
    LAPSE = "lapse"
    MISS = "skip"


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the week needs to know of one meeting."""

    id: UUID
    status: S
    freeze_at: datetime
    publish_at: datetime
    starts_at: datetime
    has_snapshot: bool = False


def next_step(meetings: Sequence[MeetingFacts], now: datetime) -> tuple[Step, UUID] | None:
    """Name the first move that is overdue, or None; the meetings come in the order of their dates."""
    open_ones = [each for each in meetings if each.status not in (S.CLOSED, S.SKIPPED, S.MOVED)]
    for place, meeting in enumerate(open_ones):
        following = open_ones[place + 1] if place + 1 < len(open_ones) else None
        step = _step_of(meeting, following, now)
        if step is not None:
            return step, meeting.id
        if not _lets_next_begin(meeting, now):
            return None
    return None


def _step_of(meeting: MeetingFacts, following: MeetingFacts | None, now: datetime) -> Step | None:
    """Name what is overdue for one meeting, everything before it being done."""
    is_over = now >= meeting.starts_at + MORNING
    if meeting.status is S.PLANNED:
        # A week in which nothing ran at all is said to have had no meeting, instead of inventing its docket.
        return Step.MISS if is_over else Step.OPEN
    if meeting.status is S.OPEN:
        return Step.FREEZE if now >= meeting.freeze_at else None
    if meeting.status is S.FROZEN:
        return Step.PUBLISH if now >= meeting.publish_at else None
    if meeting.status is S.PUBLISHED and not meeting.has_snapshot and now >= meeting.starts_at:
        return Step.SNAPSHOT
    # What nobody closed must not keep its cases from the next docket.
    if following is not None and following.status is S.OPEN and now >= following.freeze_at:
        return Step.LAPSE
    return None


def _lets_next_begin(meeting: MeetingFacts, now: datetime) -> bool:
    """Tell whether the docket after this meeting's may be built already."""
    return meeting.status in (S.PUBLISHED, S.IN_SESSION) and now >= meeting.starts_at + MORNING


def is_late(planned: datetime, done: datetime) -> bool:
    """Tell whether a step came so late that people should be told: more than five minutes."""
    return done - planned > timedelta(minutes=5)
