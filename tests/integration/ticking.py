"""Schedulers as processes of their own, which may be killed in the middle of what they do."""

import multiprocessing
import os
import signal
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import datetime
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from threading import Barrier
from typing import Any

from sqlalchemy import Engine, event

from tests.conftest import SETTINGS
from tumorboard import create_app
from tumorboard.db import db
from tumorboard.scheduling.advance import advance

PATIENCE = 60


def processes() -> ForkServerContext:
    """Give what starts processes that know the application already, so that each is there within milliseconds."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["pytest", "tests.integration.loaded", "tests.integration.ticking"])
    return found


def advance_at(url: str, instants: Sequence[datetime], together: Barrier | None = None, fatal: int = 0) -> None:
    """Be one scheduler: do what is due at each instant, at the same moment as the others, or die before a statement."""
    app = create_app(replace(SETTINGS, database_url=url))
    with app.app_context(), Statements(fatal):
        for at in instants:
            if together is not None:
                together.wait(PATIENCE)
            advance(at)
        db.session.remove()
        db.engine.dispose()


def run(started: Sequence[BaseProcess]) -> list[int | None]:
    """Start processes, wait for their ends, and give how each ended."""
    for each in started:
        each.start()
    for each in started:
        each.join(PATIENCE)
    ends = [each.exitcode for each in started]
    for each in started:
        each.kill()
        each.join()
        each.close()
    return ends


class Statements(AbstractContextManager["Statements"]):
    """Counts what is said to any database, ends of transactions included; kills its own process at a chosen one."""

    def __init__(self, fatal: int = 0) -> None:
        """Choose the statement before which the process dies; 0 is none."""
        self.fatal, self.said, self._stack = fatal, 0, ExitStack()

    def __enter__(self) -> "Statements":
        """Begin to count."""
        for name in ("before_cursor_execute", "commit"):
            event.listen(Engine, name, self._note)
            self._stack.callback(event.remove, Engine, name, self._note)
        return self

    def __exit__(self, *_rest: object) -> None:
        """Stop counting."""
        self._stack.close()

    def _note(self, *_rest: Any) -> None:
        self.said += 1
        if self.said == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)
