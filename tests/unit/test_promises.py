"""Which promises a change of the calendar breaks."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.docket import ComingMeeting, Waiting
from tumorboard.domain.promises import broken, longer, seen_on, without

FRIDAY = date(2026, 12, 4)
WEEK = timedelta(weeks=1)


def fridays(count: int, minutes: int = 80) -> list[ComingMeeting]:
    days = [FRIDAY + week * WEEK for week in range(count)]
    return [ComingMeeting(day, day - timedelta(days=2), minutes, False) for day in days]


def case(due: date, tier: int = 1, minutes: int = 8) -> Waiting:
    return Waiting(tier, minutes, FRIDAY - timedelta(days=4), due)


def test_a_skip_breaks_the_promise_that_only_that_meeting_kept() -> None:
    waiting = {"ten days": case(FRIDAY + timedelta(days=3)), "three weeks": case(FRIDAY + 3 * WEEK, 3),
               "late anyway": case(FRIDAY - timedelta(days=1))}
    assert broken(waiting, fridays(3), without(fridays(3), FRIDAY)) == {"ten days": (FRIDAY, FRIDAY + WEEK)}


def test_a_skip_breaks_the_promise_of_those_whom_the_others_displace() -> None:
    waiting = {"first": case(FRIDAY + 10 * WEEK, 3), "second": case(FRIDAY + WEEK)}
    meetings = fridays(2, minutes=8)
    assert broken(waiting, meetings, without(meetings, FRIDAY)) == {"first": (FRIDAY + WEEK, None)}


def test_a_longer_meeting_before_and_an_extra_session_keep_promises() -> None:
    waiting = {number: case(FRIDAY + WEEK) for number in range(2)}
    meetings = fridays(3, minutes=8)
    skipped = without(meetings, FRIDAY + WEEK)
    assert len(broken(waiting, meetings, skipped)) == 1
    assert broken(waiting, meetings, longer(skipped, FRIDAY, 8)) == {}
    extra = ComingMeeting(FRIDAY + timedelta(days=4), FRIDAY, 8, False)
    assert broken(waiting, meetings, [*skipped, extra]) == {}


CASES = st.dictionaries(st.integers(), st.builds(
    Waiting, st.integers(0, 3), st.integers(2, 20), st.dates(FRIDAY - WEEK, FRIDAY + 2 * WEEK),
    st.dates(FRIDAY, FRIDAY + 5 * WEEK)), max_size=25)


@given(CASES, st.integers(0, 4))
def test_no_meeting_is_overfull_and_nobody_is_seen_before_they_are_ready(waiting: dict[int, Waiting], skipped: int
                                                                       ) -> None:
    meetings = without(fridays(5, 40), FRIDAY + skipped * WEEK)
    seen = seen_on(waiting, meetings)
    for meeting in meetings:
        there = [waiting[key] for key, on in seen.items() if on == meeting.on]
        assert sum(each.minutes for each in there) <= (0 if meeting.is_skipped else meeting.minutes)
        assert all(each.ready_on <= meeting.cut_off_on for each in there)


@given(CASES)
def test_a_calendar_that_stays_as_it_is_breaks_nothing(waiting: dict[int, Waiting]) -> None:
    assert broken(waiting, fridays(4), fridays(4)) == {}
