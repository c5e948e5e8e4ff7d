"""Which day and which instant: local dates first, then the zone, in every zone and across every change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.calendar import EARLIEST, LATEST, Rhythm, coming_dates, instant, next_date, problems, times

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
