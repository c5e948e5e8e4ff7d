"""P13: thirty people who write without a pause, a scheduler beside them: nobody is refused, and nobody waits longer.

One web process on SQLite, two on PostgreSQL. Every answer to "Will you come?" leaves its event in the same transaction.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from threading import Event

from benchmarks import ground, served
from benchmarks.docket_ground import published
from benchmarks.figure import Line, chosen, percentile
from benchmarks.visitors import Timing, Visitor, send_all
from tumorboard.db import db
from tumorboard.models import CaseEvent

# Long enough that chance evens out: everybody writes some two hundred times.
WRITERS, SECONDS = 30, 90
FORM = f"/roster/availability/{ground.FRIDAY}"
Server = Callable[[str], AbstractContextManager[served.Served]]


def measure(options: Sequence[str]) -> list[Line]:
    """Let them write on waitress with SQLite, then on gunicorn with PostgreSQL."""
    seconds = chosen(options, "seconds", SECONDS)
    lines = _written("one process and SQLite", "", served.waitress, seconds)
    with served.postgres() as url:
        lines += _written("two processes and PostgreSQL", url, served.gunicorn, seconds)
    return lines


def _written(words: str, url: str, server: Server, seconds: int) -> list[Line]:
    """Let everybody write for so long, and compare who got how far."""
    with published(25, url, crowd=WRITERS) as app:
        cookies = [ground.cookie(app, f"member{number}") for number in range(WRITERS)]
        kept = app.config["SQLALCHEMY_DATABASE_URI"]
        with server(kept) as running, _scheduler(kept):
            visitors = [Visitor(running.address, cookie, seed) for seed, cookie in enumerate(cookies)]
            timings = send_all([(each, partial(_write)) for each in visitors], seconds)
        with ground.writing(app) as session:
            recorded = session.scalar(db.select(db.func.count()).where(CaseEvent.kind == "availability.answered")) or 0
    done = [sum(_is_kept(each) for each in visitor.timings) for visitor in visitors]
    posts = [each.seconds for each in timings if each.what == "write"]
    return [Line(f"{words}: writes per second", sum(done) / seconds),
            Line(f"{words}: p95", 1000 * percentile(posts, 0.95), " ms"),
            Line(f"{words}: longest wait", 1000 * max(posts), " ms"),
            Line(f"{words}: writes that are not on record", abs(recorded - sum(done)), most=0),
            Line(f"{words}: writes that failed", len(posts) - sum(done), most=0),
            Line(f"{words}: slowest writer against the fastest", 100 * min(done) / max(done), " %", least=90)]


def _is_kept(timing: Timing) -> bool:
    return timing.what == "write" and timing.code == 303


def _write(visitor: Visitor, over: Event) -> None:
    """Change one's mind again and again."""
    carried = visitor.get("form", FORM).hidden["csrf_token"]
    number = 0
    while not over.is_set():
        answer = ("remote", "absent")[number % 2]
        visitor.post("write", FORM, {"csrf_token": carried, "answer": answer})
        # A proxy opens a line for each request, too; else whoever shares a process with few would be served more often.
        visitor.close()
        number += 1


@contextmanager
def _scheduler(url: str) -> Iterator[None]:
    """Run the scheduler as an operator does."""
    env = {**os.environ, "SECRET_KEY": ground.SECRET, "DATABASE_URL": url, "TUMORBOARD_ENV": "development"}
    running = subprocess.Popen([sys.executable, "-m", "tumorboard.cli", "scheduler"], cwd=served.HERE, env=env,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
        if running.poll() is not None:
            raise RuntimeError("The scheduler ended.")
    finally:
        running.terminate()
        running.wait(served.PATIENCE)
