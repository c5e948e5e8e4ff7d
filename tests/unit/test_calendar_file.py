"""The calendar file: instants in UTC, lines of 75 bytes, and no words that could become a line of their own."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.calendar_file import Appointment, folded, text, write

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)


def appointment(**other: object) -> Appointment:
    """Give a block on a Friday in November."""
    given_ = {"uid": "1@board.example.org", "revision": 2, "title": "Tumor Board: you are needed",
              "starts_at": datetime(2026, 11, 27, 7, 18, tzinfo=NEW_YORK), "link": "https://board.example.org/",
              "ends_at": datetime(2026, 11, 27, 7, 46, tzinfo=NEW_YORK), "is_fixed": True, **other}
    return Appointment(**given_)  # type: ignore[arg-type]


def unfolded(file: str) -> list[str]:
    """Read the lines as a calendar does."""
    return file.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_block_is_one_appointment_in_universal_time() -> None:
    assert unfolded(write(appointment(), now=NOW)) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tumor Board//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
        "UID:1@board.example.org", "SEQUENCE:2", "DTSTAMP:20261125T220000Z", "DTSTART:20261127T121800Z",
        "DTEND:20261127T124600Z", "SUMMARY:Tumor Board: you are needed", "DESCRIPTION:https://board.example.org/",
        "STATUS:CONFIRMED", "END:VEVENT", "END:VCALENDAR"]


def test_a_provisional_block_is_tentative() -> None:
    assert "STATUS:TENTATIVE" in unfolded(write(appointment(is_fixed=False), now=NOW))


def test_in_summer_the_same_local_time_is_an_hour_earlier() -> None:
    summer = appointment(starts_at=datetime(2026, 7, 10, 7, 18, tzinfo=NEW_YORK))
    assert "DTSTART:20260710T111800Z" in unfolded(write(summer, now=NOW))


@pytest.mark.parametrize(("words", "written"), [
    ("a, b; c\\d", r"a\, b\; c\\d"), ("one\r\nBEGIN:VALARM", r"one\nBEGIN:VALARM"), ("one\rtwo", r"one\ntwo"),
    ("bell\x07 and \u2028 line", "bell and  line")])
def test_what_would_end_a_value_is_escaped(words: str, written: str) -> None:
    assert text(words) == written


@given(st.text(max_size=300))
def test_no_title_makes_a_line_of_its_own(title: str) -> None:
    file = write(appointment(title=title), now=NOW)
    lines = unfolded(file)
    assert len(lines) == 15
    assert [line.partition(":")[0] for line in lines][10] == "SUMMARY"
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))


@given(st.text(st.characters(exclude_characters="\r\n ", exclude_categories=["Cs"]), max_size=400))
def test_a_folded_line_unfolds_to_what_it_was(line: str) -> None:
    assert folded(line).replace("\r\n ", "") == line
