"""Loading what stays for the life of the process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock

# A page makes thousands of things that go by themselves: to look for others after every 700 takes more than it finds.
AFTER = (10_000, 20, 50)
_one_at_a_time = RLock()


@contextmanager
def loading(what: str) -> Iterator[None]:
    """Load it without looking for garbage in it, now or in a later request: either only takes time."""
    with _one_at_a_time:
        gc.disable()
        try:
            yield
        finally:
            _keep(what)
            gc.enable()


@cache
def _keep(_what: str) -> None:
    """Leave what is loaded out of every later collection, once for each name; a test that starts many adds none."""
    gc.freeze()
    gc.set_threshold(*map(max, AFTER, gc.get_threshold()))
