"""A table of allowed moves: the only place that knows which move a state allows."""

from collections.abc import Mapping
from typing import TypeVar

from tumorboard.domain.errors import MoveRefused
from tumorboard.vocabulary.word import Word

State = TypeVar("State", bound=Word)
Moves = Mapping[tuple[State, str], State]


def move(moves: Moves[State], thing: str, state: State, verb: str) -> State:
    """Give the state that follows; raise MoveRefused where the table has no such move."""
    target = moves.get((state, verb))
    if target is None:
        raise MoveRefused(f"{thing} is “{state.label.lower()}” now, so this is no longer possible. "
                          "Open it again to see what has changed.")
    return target


def allowed(moves: Moves[State], state: State) -> frozenset[str]:
    """Name the moves that the state allows, for a page to show as buttons."""
    return frozenset(verb for (start, verb) in moves if start == state)
