"""Two who write at once: what only one of them changed is taken; where both did, neither text is lost.

A typed answer is any plain value that compares by equality; names are those of the inputs.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Any]
# A text far beyond any limit is kept where it was typed; the history names it by its length and its hash.
MOST_IN_HISTORY = 100_000


class Choice(StrEnum):
    """What a writer wants where somebody else wrote something different."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Merged:
    """What is to be stored, where both differ, and what the other one changed that this writer did not touch."""

    taken: dict[str, Any] = field(default_factory=dict)
    clashes: dict[str, Any] = field(default_factory=dict)
    theirs: dict[str, Any] = field(default_factory=dict)


def merge(mine: Answers, current: Answers, before: Answers, choices: Mapping[str, str]) -> Merged:
    """Lay what one writer sent over what is stored.

    `before` holds, for the answers that somebody else changed since this writer's page was made, what they read then.
    `choices` says what to do where both changed the same answer. Every answer sent ends as taken, as a clash, as the
    other's, or as it was.
    """
    merged = Merged()
    for name, text in mine.items():
        stored = current.get(name)
        if text == stored:
            continue
        choice = _choice(name, text, before, choices)
        if choice == Choice.MINE:
            merged.taken[name] = text
        elif choice == Choice.BOTH:
            merged.taken[name] = both(text, stored)
        else:
            (merged.theirs if choice == Choice.THEIRS else merged.clashes)[name] = stored
    return merged


def _choice(name: str, text: Any, before: Answers, choices: Mapping[str, str]) -> str:
    """Say whose answer is to stand; empty where somebody must choose."""
    if name not in before:
        return Choice.MINE
    return Choice.THEIRS if _is(text, before[name]) else choices.get(name, "")


def both(mine: Any, theirs: Any) -> Any:
    """Put two answers together: texts below one another, lists without repeating an entry."""
    if isinstance(mine, list) and isinstance(theirs, list):
        return [*theirs, *(each for each in mine if each not in theirs)]
    if isinstance(mine, str) and isinstance(theirs, str):
        return "\n\n".join(each for each in (theirs, mine) if each)
    return mine or theirs


def kept(typed: Any) -> Any:
    """Give what the history keeps of a typed answer."""
    if not isinstance(typed, str) or len(typed) <= MOST_IN_HISTORY:
        return typed
    return f"[{len(typed)} characters, SHA-256 {hashlib.sha256(typed.encode('utf-8', 'replace')).hexdigest()}]"


def _is(typed: Any, remembered: Any) -> bool:
    """Tell whether a typed answer is the one that the history remembers."""
    return bool(kept(typed) == remembered)
