"""Who is taken to be at a meeting by what they answered."""

from datetime import time

from tumorboard.vocabulary.people import COMING, Answer, Mode


def said_yes(answer: Answer | None, hours: tuple[time | None, time | None], at: time, *, is_called: bool
             ) -> Mode | None:
    """Tell how somebody who said yes is there at a local time; None where they did not, not yet, or no longer.

    `hours` is from and until when they said they come. A deputy who was called counts, unless they answered
    otherwise themselves.
    """
    if answer is None or answer == Answer.NO_ANSWER:
        return Mode.ROOM if is_called else None
    from_time, until_time = hours
    if answer not in COMING or (from_time and at < from_time) or (until_time and at >= until_time):
        return None
    return Mode.REMOTE if answer == Answer.REMOTE else Mode.ROOM
