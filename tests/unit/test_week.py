"""What is due next: the same end in whatever order the clock is looked at, and always an end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.test_calendar import rhythms
from tumorboard.domain import meeting_flow
from tumorboard.domain.calendar import Rhythm, times
from tumorboard.domain.week import MORNING, MeetingFacts, Step, is_late, next_step
from tumorboard.vocabulary.workflow import MeetingStatus as S

FINAL = (S.CLOSED, S.SKIPPED, S.MOVED)
FRIDAYS = Rhythm(ZoneInfo("America/New_York"), 4, time(7), 2, time(12), time(17))
FRIDAY = date(2026, 12, 4)
TUESDAY = datetime(2026, 12, 1, 20, 40, tzinfo=UTC)
MOST = 400


def planned(rhythm: Rhythm, first: date, weeks: int) -> list[MeetingFacts]:
    """Plan the meetings of some weeks from a date on."""
    made = []
    for week in range(weeks):
        found = times(first + timedelta(weeks=week), rhythm)
        made.append(MeetingFacts(UUID(int=week + 1), S.PLANNED, found.freeze_at, found.publish_at, found.starts_at))
    return made


def done(meeting: MeetingFacts, step: Step) -> MeetingFacts:
    """Do a step as the services do, by the table of moves."""
    if step is Step.SNAPSHOT:
        return replace(meeting, has_snapshot=True)
    return replace(meeting, status=meeting_flow.move(meeting.status, step.value))


def settle(meetings: Sequence[MeetingFacts], now: datetime) -> tuple[list[MeetingFacts], list[tuple[Step, int]]]:
    """Do all that is due, and give what was done to which meeting."""
    standing, steps = list(meetings), []
    for _ in range(MOST):
        due = next_step(standing, now)
        if due is None:
            return standing, steps
        step, place = due[0], due[1].int - 1
        standing[place] = done(standing[place], step)
        steps.append((step, place))
    raise AssertionError("the week never comes to an end")


WEEKS = st.integers(1, 8)
FIRST = st.dates(date(2020, 1, 1), date(2035, 10, 31))
LATER = st.lists(st.integers(0, 10 * 7 * 24 * 60), min_size=1, max_size=8)


@given(rhythms(), FIRST, WEEKS, LATER)
def test_what_is_due_comes_to_an_end_and_is_then_done(
        rhythm: Rhythm, first: date, weeks: int, later: list[int]) -> None:
    standing = planned(rhythm, first, weeks)
    for minutes in sorted(later):
        now = standing[0].freeze_at - timedelta(weeks=1) + timedelta(minutes=minutes)
        standing, _ = settle(standing, now)
        assert settle(standing, now) == (standing, [])


@given(rhythms(), FIRST, WEEKS, LATER)
def test_a_step_comes_once_however_often_the_clock_is_looked_at(
        rhythm: Rhythm, first: date, weeks: int, later: list[int]) -> None:
    standing, seen = planned(rhythm, first, weeks), []
    for minutes in sorted(later):
        standing, steps = settle(standing, standing[0].freeze_at + timedelta(minutes=minutes))
        seen += steps
    assert len(set(seen)) == len(seen)


@given(rhythms(), FIRST, WEEKS)
def test_looking_every_hour_leaves_what_is_due_at_its_time(rhythm: Rhythm, first: date, weeks: int) -> None:
    standing = planned(rhythm, first, weeks)
    now, end = standing[0].freeze_at - timedelta(days=3), standing[-1].starts_at + timedelta(weeks=2)
    while now < end:
        standing, _ = settle(standing, now)
        now += timedelta(hours=1)
    # Every week was held; only the last has no meeting after it that would close it.
    assert [each.status for each in standing] == [S.CLOSED] * (weeks - 1) + [S.PUBLISHED]
    assert all(each.has_snapshot for each in standing)


@st.composite
def spaced(draw: st.DrawFn) -> list[MeetingFacts]:
    """Meetings of any day and time, extra and moved ones among them, as close as the calendar allows."""
    made: list[MeetingFacts] = []
    at = datetime(2027, 3, 1, 12, tzinfo=UTC)
    for number in range(draw(st.integers(1, 8))):
        freeze = at + timedelta(minutes=draw(st.integers(0, 12 * 24 * 60)))
        publish = freeze + timedelta(minutes=draw(st.integers(0, 600)))
        starts = publish + timedelta(minutes=draw(st.integers(1, 5 * 24 * 60)))
        made.append(MeetingFacts(UUID(int=number + 1), S.PLANNED, freeze, publish, starts))
        at = starts + MORNING
    return made


@settings(deadline=None)
@given(spaced())
def test_extra_and_moved_meetings_freeze_and_publish_at_their_own_times(meetings: list[MeetingFacts]) -> None:
    standing, done_at = meetings, {}
    instants = {at for each in meetings for at in (each.freeze_at, each.publish_at, each.starts_at,
                                                   each.starts_at + MORNING)}
    for now in sorted(instants):
        standing, steps = settle(standing, now)
        done_at |= {(step, place): now for step, place in steps}
    for place, each in enumerate(meetings):
        assert done_at[Step.FREEZE, place] == each.freeze_at
        assert done_at[Step.PUBLISH, place] == each.publish_at
        assert done_at[Step.SNAPSHOT, place] == each.starts_at
    assert not any(step is Step.MISS for step, _ in done_at)


def test_two_meetings_in_one_week_are_worked_on_one_after_the_other() -> None:
    tuesday = replace(planned(FRIDAYS, date(2026, 12, 8), 1)[0], id=UUID(int=1))
    friday = replace(planned(FRIDAYS, date(2026, 12, 11), 1)[0], id=UUID(int=2))
    standing, _ = settle([tuesday, friday], tuesday.starts_at - timedelta(minutes=1))
    assert [each.status for each in standing] == [S.PUBLISHED, S.PLANNED]
    standing, _ = settle(standing, tuesday.starts_at + MORNING)
    assert [each.status for each in standing] == [S.PUBLISHED, S.OPEN]
    standing, _ = settle(standing, friday.publish_at)
    assert [each.status for each in standing] == [S.CLOSED, S.PUBLISHED]


@given(rhythms(), FIRST, st.integers(2, 8), LATER)
def test_every_meeting_ends_once_enough_time_has_passed(
        rhythm: Rhythm, first: date, weeks: int, later: list[int]) -> None:
    standing = planned(rhythm, first, weeks)
    for minutes in sorted(later):
        standing, _ = settle(standing, standing[0].freeze_at + timedelta(minutes=minutes))
    for week in range(2):
        ahead = planned(rhythm, first + timedelta(weeks=weeks + week), 1)[0]
        standing.append(replace(ahead, id=UUID(int=len(standing) + 1)))
    standing, _ = settle(standing, standing[-1].freeze_at)
    standing, _ = settle(standing, standing[-1].starts_at + MORNING)
    assert {each.status for each in standing[:weeks]} <= set(FINAL)


@given(rhythms(), FIRST, WEEKS, LATER, st.integers(1, 10 * 7 * 24 * 60))
def test_a_clock_that_steps_back_finds_nothing_to_do(
        rhythm: Rhythm, first: date, weeks: int, later: list[int], back: int) -> None:
    standing = planned(rhythm, first, weeks)
    for minutes in sorted(later):
        now = standing[0].freeze_at - timedelta(weeks=1) + timedelta(minutes=minutes)
        standing, _ = settle(standing, now)
    assert settle(standing, now - timedelta(minutes=back)) == (standing, [])


@given(rhythms(), FIRST, WEEKS, LATER)
def test_only_one_docket_is_provisional_at_a_time(rhythm: Rhythm, first: date, weeks: int, later: list[int]) -> None:
    standing = planned(rhythm, first, weeks)
    for minutes in sorted(later):
        standing, _ = settle(standing, standing[0].freeze_at - timedelta(weeks=1) + timedelta(minutes=minutes))
        assert [each.status for each in standing].count(S.OPEN) <= 1


def facts(status: S, has_snapshot: bool = False) -> MeetingFacts:
    """Give this Friday's meeting in a state."""
    return replace(planned(FRIDAYS, FRIDAY, 1)[0], status=status, has_snapshot=has_snapshot)


MEETING = facts(S.PLANNED)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("meeting", "now", "step"), [
    (facts(S.PLANNED), TUESDAY, Step.OPEN),
    (facts(S.PLANNED), MEETING.starts_at + MORNING - SECOND, Step.OPEN),
    (facts(S.PLANNED), MEETING.starts_at + MORNING, Step.MISS),
    (facts(S.OPEN), MEETING.freeze_at - SECOND, None),
    (facts(S.OPEN), MEETING.freeze_at, Step.FREEZE),
    (facts(S.FROZEN), MEETING.publish_at - SECOND, None),
    (facts(S.FROZEN), MEETING.publish_at, Step.PUBLISH),
    (facts(S.PUBLISHED), MEETING.starts_at - SECOND, None),
    (facts(S.PUBLISHED), MEETING.starts_at, Step.SNAPSHOT),
    (facts(S.PUBLISHED, has_snapshot=True), MEETING.starts_at + timedelta(weeks=9), None),
    (facts(S.IN_SESSION), MEETING.starts_at, None),
    *((facts(status), MEETING.starts_at + timedelta(weeks=9), None) for status in FINAL),
])
def test_each_state_has_its_step_from_its_instant_on(meeting: MeetingFacts, now: datetime, step: Step | None) -> None:
    assert next_step([meeting], now) == (None if step is None else (step, meeting.id))


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (5, False), (6, True), (-60, False)])
def test_late_is_more_than_five_minutes(minutes: int, late: bool) -> None:
    assert is_late(TUESDAY, TUESDAY + timedelta(minutes=minutes)) is late
