"""Waits in the coming weeks, skipped meetings included."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tumorboard.domain.docket import ComingMeeting, Outlook, Stream, TierForecast, Waiting, forecast, what_helps
from tumorboard.domain.docket.forecast import usual_extra

TODAY = date(2026, 11, 16)
TARGETS = {0: 1, 1: 10, 2: 14, 3: 21}


def fridays(count: int, minutes: int, skipped: tuple[int, ...] = ()) -> tuple[ComingMeeting, ...]:
    first = date(2026, 11, 20)
    days = [first + timedelta(days=7 * week) for week in range(count)]
    return tuple(ComingMeeting(day, day - timedelta(days=2), minutes, week in skipped) for week, day in enumerate(days))


def routine(day: int, minutes: int = 10) -> Waiting:
    return Waiting(3, minutes, date(2026, 11, day), date(2026, 11, day) + timedelta(days=21))


def test_no_meeting_sees_nobody() -> None:
    found = forecast(Outlook(TODAY, (routine(2),), (), {}))
    assert found.load_percent is None
    assert found.tiers[3] == TierForecast(3, seen=0, median_days=0, longest_days=0, late=0, left=1)


def test_the_earliest_due_is_seen_first_and_the_rest_wait_a_week() -> None:
    found = forecast(Outlook(TODAY, (routine(9), routine(2)), fridays(2, 10), {}))
    assert found.tiers[3] == TierForecast(3, seen=2, median_days=18, longest_days=18, late=0, left=0)


def test_an_emergency_goes_before_an_earlier_due_date() -> None:
    emergency = Waiting(0, 10, date(2026, 11, 16), date(2026, 12, 30))
    found = forecast(Outlook(TODAY, (routine(2), emergency), fridays(1, 10), {}))
    assert (found.tiers[0].seen, found.tiers[3].left) == (1, 1)


def test_a_case_ready_after_the_cut_off_waits_for_the_next_meeting() -> None:
    found = forecast(Outlook(TODAY, (routine(19),), fridays(2, 10), {}))
    assert found.tiers[3].longest_days == 8


def test_a_skipped_meeting_makes_everyone_wait_on() -> None:
    outlook = Outlook(TODAY, (routine(2),), fridays(2, 10, skipped=(0,)), {})
    assert forecast(outlook).tiers[3] == TierForecast(3, seen=1, median_days=25, longest_days=25, late=1, left=0)


def test_the_load_counts_the_minutes_coming_in_against_the_meetings_held() -> None:
    streams = {3: Stream(cases=7, days=7, minutes=6, target_days=21)}
    assert forecast(Outlook(date(2026, 11, 13), (), fridays(2, 42), streams)).load_percent == 100
    assert forecast(Outlook(date(2026, 11, 13), (), fridays(2, 42, skipped=(1,)), streams)).load_percent == 200


def test_longer_meetings_and_an_extra_one_are_compared_by_who_is_late() -> None:
    late = tuple(replace(routine(2), due_on=date(2026, 11, 20)) for _ in range(3))
    extra = ComingMeeting(date(2026, 11, 18), date(2026, 11, 17), 10, False)
    found = what_helps(Outlook(TODAY, late, fridays(3, 10), {}), 15, extra)
    assert found == {"as_is": 2, "more_minutes": 1, "extra_meeting": 1}


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 12))
def test_at_ninety_percent_load_nobody_waits_beyond_twice_the_target(
    soon: int, routine_cases: int, length: int
) -> None:
    streams = {2: Stream(soon, 7, length, TARGETS[2]), 3: Stream(routine_cases, 7, length, TARGETS[3])}
    weekly = -(-(soon + routine_cases) * length * 10 // 9) + length - 1  # whole cases only: one may not quite fit
    found = forecast(Outlook(TODAY, (), fridays(20, weekly), streams))
    assert found.load_percent is not None and found.load_percent <= 100
    assert all(row.longest_days <= 2 * TARGETS[row.tier] for row in found.tiers)


def test_each_meeting_says_how_full_it_is_and_how_many_go_on_waiting() -> None:
    found = forecast(Outlook(TODAY, (routine(2), routine(9), routine(16)), fridays(3, 20, skipped=(1,)), {}))
    assert [(each.cases, each.minutes, each.waiting) for each in found.meetings] == [(2, 20, 1), (0, 0, 1), (1, 10, 0)]


def test_the_extra_meeting_tried_first_replaces_a_skipped_one() -> None:
    def extra(skipped: tuple[int, ...]) -> ComingMeeting | None:
        return usual_extra(Outlook(TODAY, (), fridays(3, 20, skipped), {}))

    assert extra((1,)) == ComingMeeting(date(2026, 11, 24), date(2026, 11, 22), 20, False)
    assert extra(()) == ComingMeeting(date(2026, 11, 24), date(2026, 11, 22), 20, False)
    # Its cut-off must lie ahead.
    assert extra((0,)) == ComingMeeting(date(2026, 12, 1), date(2026, 11, 29), 20, False)
    assert extra((0, 1, 2)) is None


def test_the_extra_meeting_is_on_no_day_that_has_one() -> None:
    taken = (*fridays(1, 20), *(ComingMeeting(date(2026, 11, day), date(2026, 11, day), 20, False)
                                for day in (23, 24, 25)))
    found = usual_extra(Outlook(TODAY, (), taken, {}))
    assert found is not None and found.on == date(2026, 11, 26)
