"""What a notice says, word for word; times are local, whatever the clocks do."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tumorboard.domain import letters
from tumorboard.domain.letters import Letter, When
from tumorboard.domain.telling import Shift, Span

NEW_YORK = ZoneInfo("America/New_York")
FRIDAY = When(datetime(2026, 11, 27, 12, 0, tzinfo=UTC), NEW_YORK)
BLOCK, LATER = Span(18, 46), Span(30, 58)


def test_a_block_says_from_when_until_when_and_that_one_may_leave() -> None:
    assert letters.needed(FRIDAY, BLOCK) == Letter(
        "Needed 7:18–7:46 on Friday, Nov 27",
        "You are needed 7:18–7:46 on Friday, Nov 27. You may leave before and after.")


def test_who_stays_hears_how_long_it_will_be() -> None:
    assert letters.needed_throughout(FRIDAY, Span(0, 84)) == Letter(
        "Needed the whole meeting on Friday, Nov 27, 7:00–8:24",
        "You are needed the whole meeting on Friday, Nov 27. Its docket runs 7:00–8:24.")


@pytest.mark.parametrize(("shift", "subject"), [
    (Shift(BLOCK, LATER), "Needed 7:30–7:58 instead of 7:18–7:46 on Friday, Nov 27"),
    (Shift(None, BLOCK), "Needed after all: 7:18–7:46 on Friday, Nov 27"),
    (Shift(BLOCK, None), "No longer needed on Friday, Nov 27")])
def test_a_change_says_what_was_and_what_is(shift: Shift, subject: str) -> None:
    letter = letters.changed(FRIDAY, shift)
    assert letter.subject == subject
    assert all(FRIDAY.span(each) in letter.body for each in (shift.before, shift.after) if each)


@pytest.mark.parametrize(("letter", "subject"), [
    (letters.called_off(FRIDAY), "No meeting on Friday, Nov 27"),
    (letters.held_after_all(FRIDAY), "The meeting on Friday, Nov 27 is held after all"),
    (letters.added(FRIDAY), "Extra meeting on Friday, Nov 27"),
    (letters.moved(FRIDAY, When(datetime(2026, 11, 30, 13, 0, tzinfo=UTC), NEW_YORK)),
     "The meeting of Friday, Nov 27 moves to Monday, Nov 30"),
    (letters.sent_back(), "A case of yours was sent back"),
    (letters.deferred(FRIDAY), "A case of yours was deferred"),
    (letters.not_reached(FRIDAY), "A case of yours was not reached"),
    (letters.displaced(FRIDAY), "A case of yours is no longer on the docket of Friday, Nov 27"),
    (letters.letter_released(FRIDAY, 1), "The board’s letter on a case of yours is released"),
    (letters.letter_released(FRIDAY, 2), "Version 2 of a letter on a case of yours is released"),
    (letters.minutes_released(FRIDAY), "The minutes of Friday, Nov 27 are released"),
    (letters.huddle(), "A huddle asks for you")])
def test_each_kind_has_its_subject(letter: Letter, subject: str) -> None:
    assert letter.subject == subject
    assert letter.body.endswith(".") and "\n" not in letter.body + letter.subject


@pytest.mark.parametrize(("due", "late", "subject", "body"), [
    (1, 0, "Due tomorrow: 1 thing the board waits for", "1 thing that the board needs from you is due tomorrow."),
    (2, 1, "Due tomorrow: 2 things the board waits for",
     "2 things that the board needs from you are due tomorrow. 1 is late already."),
    (1, 3, "Due tomorrow: 1 thing the board waits for",
     "1 thing that the board needs from you is due tomorrow. 3 are late already.")])
def test_a_reminder_counts(due: int, late: int, subject: str, body: str) -> None:
    assert letters.reminder(due, late) == Letter(subject, body)


def test_a_meeting_over_a_change_of_the_clocks_keeps_true_minutes() -> None:
    spring = When(datetime(2026, 3, 8, 6, 30, tzinfo=UTC), NEW_YORK)
    assert spring.span(Span(0, 60)) == "1:30–3:30"
