"""What makes the record of a huddle whole: who took part, who decided, what, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What the record says: when it was, who took part besides the recorder, the decision and who took it."""

    started_at: datetime | None
    people: Sequence[str]
    decided: str
    decider: str


def problems(told: Told, recorder: str, now: datetime) -> dict[str, str]:
    """Say by field what is missing or cannot be; empty where the record is whole."""
    found: dict[str, str] = {}
    if told.started_at is not None and told.started_at > now:
        found["began"] = "Enter a time that has passed: a huddle is recorded once it was held."
    others = set(told.people) - {recorder}
    if not others:
        found["people"] = "Choose at least one member who took part besides yourself."
    if not told.decided.strip():
        found["decided"] = "Write what was decided, as it was said."
    if not told.decider:
        found["decider"] = "Choose who decided."
    elif told.decider not in others | {recorder}:
        found["decider"] = "Choose somebody who took part, or tick them above."
    return found
