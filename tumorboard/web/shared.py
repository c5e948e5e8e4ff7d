"""What many readers fetch at the same moment is made once, and given to each of them."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from flask import Flask, current_app

NAME = "tumorboard.shared"
# The wall with and without names, and the members' page, of a moment and of the one before.
MOST = 8


class Shared:
    """A few things, the newest ones, each under the name of the state that it shows; nothing in it is one reader's."""

    def __init__(self, most: int = MOST) -> None:
        """Begin with nothing."""
        self._most, self._kept, self._lock = most, dict[Hashable, Any](), Lock()

    def get(self, state: Hashable, make: Callable[[], Any]) -> Any:
        """Give what shows this state; whoever comes first makes it, and everybody else waits for that."""
        with self._lock:
            if state not in self._kept:
                made = make()
                while len(self._kept) >= self._most:
                    del self._kept[next(iter(self._kept))]
                self._kept[state] = made
            return self._kept[state]


def install(app: Flask) -> None:
    """Let each application, and so each process, keep its own."""
    app.extensions[NAME] = Shared()


def made_once(state: Hashable, make: Callable[[], Any]) -> Any:
    """Give what this process has made for the state, or make it now."""
    shared: Shared = current_app.extensions[NAME]
    return shared.get(state, make)
