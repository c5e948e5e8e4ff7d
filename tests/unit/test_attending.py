"""Whom "mark everyone who said yes" marks, and how."""

from datetime import time

import pytest

from tumorboard.domain.attending import said_yes
from tumorboard.vocabulary.people import Answer, Mode

SEVEN_THIRTY = time(7, 30)


@pytest.mark.parametrize(("answer", "hours", "is_called", "expected"), [
    (Answer.PRESENT, (None, None), False, Mode.ROOM),
    (Answer.REMOTE, (None, None), False, Mode.REMOTE),
    (Answer.LATE, (time(7, 31), None), False, None),
    (Answer.LATE, (time(7, 30), None), False, Mode.ROOM),
    (Answer.LEAVES, (None, time(7, 30)), False, None),
    (Answer.WINDOW, (time(7, 0), time(8, 0)), False, Mode.ROOM),
    (Answer.ABSENT, (None, None), True, None),
    (Answer.DEPUTY, (None, None), False, None),
    (Answer.NO_ANSWER, (None, None), False, None),
    (None, (None, None), False, None),
    (None, (None, None), True, Mode.ROOM),
    (Answer.REMOTE, (None, None), True, Mode.REMOTE),
])
def test_an_answer_tells_how_somebody_is_there(answer: Answer | None, hours: tuple[time | None, time | None],
                                              is_called: bool, expected: Mode | None) -> None:
    assert said_yes(answer, hours, SEVEN_THIRTY, is_called=is_called) == expected
