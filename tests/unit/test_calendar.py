"""Which day and which instant: local dates first, then the zone, in every zone and across every change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.calendar import (
    EARLIEST,
    LATEST,
    MORNING,
    Rhythm,
    Times,
    coming_dates,
    instant,
    longest_wait,
    next_date,
    not_before,
    overlap,
    problems,
    times,
    times_at,
)

# Zones with summer time in either half of the year, of half an hour, abolished, moved over the date line, or none.
ZONES = ("America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "America/St_Johns", "America/Phoenix",
         "Europe/London", "Europe/Berlin", "Europe/Moscow", "Africa/Casablanca", "Africa/Cairo", "Asia/Kolkata",
         "Asia/Kathmandu", "Asia/Tehran", "Asia/Gaza", "Asia/Tokyo", "Australia/Lord_Howe", "Australia/Sydney",
         "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati", "UTC")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))
BOARD_TIMES = st.times(EARLIEST, LATEST).map(lambda at: at.replace(microsecond=0))
FRIDAYS = Rhythm(ZoneInfo("America/New_York"), 4, time(7), 2, time(12), time(17))


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    """A week that a board may have."""
    cutoff, publish = sorted((draw(BOARD_TIMES), draw(BOARD_TIMES)))
    return Rhythm(ZoneInfo(draw(st.sampled_from(ZONES))), draw(st.integers(0, 6)), draw(BOARD_TIMES),
                  draw(st.integers(1, 5)), cutoff, publish)


@given(DAYS, st.integers(0, 6))
def test_the_next_date_is_the_first_such_weekday_and_never_past(day: date, weekday: int) -> None:
    found = next_date(day, weekday)
    assert found.weekday() == weekday
    assert timedelta(0) <= found - day < timedelta(weeks=1)
    assert next_date(found, weekday) == found


@given(DAYS, rhythms())
def test_the_times_of_a_meeting_read_as_the_board_set_them(day: date, rhythm: Rhythm) -> None:
    found = times(day, rhythm)
    local = [each.astimezone(rhythm.zone) for each in (found.freeze_at, found.publish_at, found.starts_at)]
    before = day - timedelta(days=rhythm.cutoff_days_before)
    assert [(each.date(), each.time()) for each in local] == [
        (before, rhythm.cutoff), (before, rhythm.publish), (day, rhythm.starts)]
    assert [each.utcoffset() for each in (found.freeze_at, found.publish_at, found.starts_at)] == [timedelta(0)] * 3


@given(DAYS, rhythms())
def test_a_docket_freezes_before_it_is_published_before_it_begins(day: date, rhythm: Rhythm) -> None:
    found = times(day, rhythm)
    assert found.freeze_at <= found.publish_at < found.starts_at


@given(INSTANTS, rhythms(), st.integers(1, 60))
def test_the_coming_dates_are_every_week_from_today_on(now: datetime, rhythm: Rhythm, weeks: int) -> None:
    found = coming_dates(now, rhythm, weeks)
    today = now.astimezone(rhythm.zone).date()
    assert found[0] == next_date(today, rhythm.weekday)
    assert found == [found[0] + timedelta(weeks=week) for week in range(weeks)]


@given(INSTANTS, st.integers(0, 6 * 24 * 60), rhythms())
def test_dates_once_planned_are_planned_again_until_they_pass(now: datetime, minutes: int, rhythm: Rhythm) -> None:
    later = now + timedelta(minutes=minutes)
    today = later.astimezone(rhythm.zone).date()
    kept = [each for each in coming_dates(now, rhythm) if each >= today]
    assert coming_dates(later, rhythm)[:len(kept)] == kept


@pytest.mark.parametrize("zone", ZONES)
def test_board_times_are_neither_skipped_nor_repeated_on_any_day(zone: str) -> None:
    where, day = ZoneInfo(zone), date(2020, 1, 1)
    while day < date(2036, 1, 1):
        for at in (EARLIEST, time(12), LATEST):
            found = instant(day, at, where)
            assert found.astimezone(where).replace(tzinfo=None) == datetime.combine(day, at)
            assert found == datetime.combine(day, at.replace(fold=1), where).astimezone(UTC)
        day += timedelta(days=1)


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 12), 12), (date(2027, 3, 19), 11), (date(2027, 11, 5), 11),
                                            (date(2027, 11, 12), 12)], ids=str)
def test_seven_in_new_york_is_another_hour_in_summer(day: date, hours: int) -> None:
    assert times(day, FRIDAYS).starts_at == datetime.combine(day, time(hours), UTC)


@given(rhythms())
def test_a_board_may_have_every_week_within_the_bounds(rhythm: Rhythm) -> None:
    assert problems(rhythm) == {}


def test_a_week_that_cannot_be_kept_is_refused_in_words() -> None:
    night = Rhythm(FRIDAYS.zone, 4, time(2, 30), 0, time(23), time(22))
    clocks = "Choose a time between 5:00 am and 10:00 pm, where clock changes cannot reach it."
    assert problems(night) == {
        "starts": clocks, "cutoff": clocks,
        "publish": "The docket is published after the cut-off: choose a later time.",
        "cutoff_days_before": "The cut-off lies one to five days before the meeting."}


def held(rhythm: Rhythm, first: date, weeks: range) -> list[Times]:
    """Give the meetings of these weeks from a date on."""
    return [times(first + timedelta(weeks=week), rhythm) for week in weeks]


@pytest.mark.parametrize(("skipped", "days"), [((), 8.8), ((2,), 15.8), ((2, 3), 22.8), ((1, 3), 15.8)])
def test_the_longest_wait_grows_by_a_week_with_each_skipped_one_in_a_row(skipped: tuple[int, ...], days: float) -> None:
    meetings = [each for week, each in enumerate(held(FRIDAYS, date(2026, 12, 11), range(6))) if week not in skipped]
    assert round(longest_wait(meetings) / timedelta(days=1), 1) == days


@pytest.mark.parametrize(("first", "hours"), [(date(2027, 3, 5), 211), (date(2027, 3, 12), 210),
                                              (date(2027, 10, 29), 211), (date(2027, 11, 5), 212)], ids=str)
def test_the_longest_wait_is_an_hour_shorter_or_longer_over_a_change_of_clocks(first: date, hours: int) -> None:
    assert longest_wait(held(FRIDAYS, first, range(2))) == timedelta(hours=hours)


def test_a_single_meeting_lets_nobody_wait_for_another() -> None:
    assert longest_wait(held(FRIDAYS, date(2026, 12, 4), range(1))) == longest_wait([]) == timedelta(0)


@given(DAYS, rhythms(), BOARD_TIMES, st.integers(1, 5))
def test_a_meeting_of_its_own_time_reads_as_it_was_set(day: date, rhythm: Rhythm, starts: time, before: int) -> None:
    found = times_at(day, starts, before, rhythm)
    local = [each.astimezone(rhythm.zone) for each in (found.freeze_at, found.starts_at)]
    assert [(each.date(), each.time()) for each in local] == [
        (day - timedelta(days=before), rhythm.cutoff), (day, starts)]
    assert found.freeze_at <= found.publish_at < found.starts_at


@given(DAYS, rhythms(), st.timedeltas(timedelta(days=-9), timedelta(0)))
def test_a_cut_off_that_has_passed_is_taken_now(day: date, rhythm: Rhythm, left: timedelta) -> None:
    planned = times(day, rhythm)
    now = planned.starts_at + left
    found = not_before(planned, now)
    assert now <= found.freeze_at <= found.publish_at <= found.starts_at == planned.starts_at
    assert found == planned or now > planned.freeze_at


@given(DAYS, rhythms())
def test_the_meetings_of_every_week_are_not_in_each_others_way(day: date, rhythm: Rhythm) -> None:
    early = rhythm.cutoff_days_before <= 5 and rhythm.starts <= time(17)
    this, following = held(rhythm, day, range(2))
    assert not (early and overlap(this, following))
    assert overlap(this, this)


def test_an_extra_session_may_be_before_the_cut_off_or_after_the_meeting() -> None:
    friday = times(date(2026, 12, 11), FRIDAYS)
    days = range(4, 17)
    free = [day for day in days if not overlap(times_at(date(2026, 12, day), time(7), 1, FRIDAYS), friday)]
    assert free == [4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16]
    assert overlap(times_at(date(2026, 12, 9), time(7, 1), 1, FRIDAYS), friday)
    assert timedelta(hours=5) == MORNING
