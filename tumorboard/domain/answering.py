"""Whether an answer to "will you come?" says enough to plan with."""

from datetime import time

from tumorboard.vocabulary.people import Answer

NEEDS_FROM = frozenset({Answer.LATE, Answer.WINDOW})
NEEDS_UNTIL = frozenset({Answer.LEAVES, Answer.WINDOW})


def problems(answer: Answer, came: tuple[time | None, time | None], meeting: tuple[time, time],
             has_deputy: bool) -> dict[str, str]:
    """Say in words what the answer lacks, by field; came is from and until, meeting its start and end, local times."""
    found: dict[str, str] = {}
    if answer == Answer.DEPUTY and not has_deputy:
        found["answer"] = "No deputy is named on the roster. Choose “Away”, or ask the coordinator to name one."
    from_time, until_time = came
    if answer in NEEDS_FROM and not _is_inside(from_time, meeting):
        found["from_time"] = f"Enter when you come: a time between {_words(meeting)}, like 7:20."
    if answer in NEEDS_UNTIL and not _is_inside(until_time, meeting):
        found["until_time"] = f"Enter until when you stay: a time between {_words(meeting)}, like 7:50."
    if answer == Answer.WINDOW and not found and from_time and until_time and from_time >= until_time:
        found["until_time"] = "Enter a time after the one when you come."
    return found


def kept_times(answer: Answer, from_time: time | None, until_time: time | None) -> tuple[time | None, time | None]:
    """Give the times that belong to the answer; a time left over from another answer is dropped."""
    return (from_time if answer in NEEDS_FROM else None, until_time if answer in NEEDS_UNTIL else None)


def _is_inside(at: time | None, meeting: tuple[time, time]) -> bool:
    """Tell whether a time lies within the meeting."""
    return at is not None and meeting[0] <= at <= meeting[1]


def _words(meeting: tuple[time, time]) -> str:
    """Write the meeting's hours."""
    return " and ".join(f"{at.hour % 12 or 12}:{at.minute:02d}" for at in meeting)
