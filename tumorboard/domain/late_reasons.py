"""Why a docket changed after its cut-off, in sentences that stand beside its cases."""

from collections.abc import Sequence
from datetime import date

from tumorboard.domain.times import day
from tumorboard.vocabulary.lanes import Remedy

AT_THE_CUT_OFF = "At the cut-off: "
_HOW = {Remedy.ROOM: "It uses minutes that were left.", Remedy.LONGER: "The meeting was made longer for it."}


def added(by: str, why: str, remedy: Remedy, displaced: int | None) -> str:
    """Say who added a case after the cut-off, why, and where its minutes come from."""
    how = f"Case {displaced} made room for it." if displaced is not None else _HOW[remedy]
    return f"Added after the cut-off by {by}: {_sentence(why)} {how}"


def displaced(number: int, is_emergency: bool) -> str:
    """Say to whom a case gave its place, and what it has for it."""
    kind = "an emergency" if is_emergency else "a case"
    return (f"Made room for case {number}, {kind} that was added after the cut-off. "
            "Next time it ranks directly after emergencies.")


def held(number: int, why: str) -> str:
    """Say why a late case cannot be added as things stand."""
    return f"Case {number} cannot be added now. {why} Discuss it out of cycle if it cannot wait."


def noted(on: date) -> str:
    """Say why a case is listed that was discussed already."""
    return f"Decided out of cycle on {day(on)}, to be noted; any member can ask to discuss it."


def at_the_cut_off(reason: str) -> str:
    """Keep what was true when the docket was fixed, and say that it is of then."""
    return reason if reason.startswith(AT_THE_CUT_OFF) else f"{AT_THE_CUT_OFF}{reason}"


def seats_open(labels: Sequence[str]) -> str:
    """Name the seats that nobody fills."""
    *most, last = labels
    return f"Nobody who is coming fills: {', '.join(most)} and {last}." if most else (
        f"Nobody who is coming fills: {last}.")


def _sentence(words: str) -> str:
    """End words with a full stop."""
    text = words.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
