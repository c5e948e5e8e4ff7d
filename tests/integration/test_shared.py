"""What many readers fetch at the same moment is made once; what could not be made is made by whoever asks next."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tumorboard.web.shared import Shared

READERS = 8


def test_of_many_who_ask_at_once_one_makes_it() -> None:
    shared, together, made = Shared(), Barrier(READERS), list[str]()

    def make() -> str:
        time.sleep(0.02)
        made.append("a part")
        return made[-1]

    def ask(_number: int) -> object:
        together.wait(10)
        return shared.get(("state", 1), make)
    with ThreadPoolExecutor(READERS) as threads:
        assert list(threads.map(ask, range(READERS))) == ["a part"] * READERS
    assert made == ["a part"]


def test_another_state_is_made_anew_and_only_the_newest_are_kept() -> None:
    shared, made = Shared(most=2), list[int]()
    for state in (1, 2, 2, 3, 1):
        shared.get(state, lambda now=state: made.append(now))
    assert made == [1, 2, 3, 1]


def test_what_could_not_be_made_is_made_by_whoever_asks_next() -> None:
    shared = Shared()
    with pytest.raises(ZeroDivisionError):
        shared.get("state", lambda: 1 // 0)
    assert shared.get("state", lambda: "whole") == "whole"
