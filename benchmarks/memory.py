"""MEMORY: what a web process holds after a morning's pages, above what the bare interpreter takes; Linux tells.

All that the server holds, its first process included, is divided by the processes that answer: they share what was
loaded before they began.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks import ground, served
from benchmarks.docket_ground import PAGE, published
from benchmarks.figure import Line

ROUNDS = 40
WEEK = ("/", PAGE, "/meetings/all", "/cases?view=all", "/cases/new", "/roster", "/recommendations")
PAPER = (f"{PAGE}/agenda.pdf",)
NEVER = "import sys; print(flush=True); sys.stdin.read()"


def measure(_options: Sequence[str]) -> list[Line]:
    """Let both processes of a server draw pages, then print papers."""
    bare = _bare()
    with published(25) as app:
        cookie = ground.cookie(app, "coordinator")
        with served.gunicorn(app.config["SQLALCHEMY_DATABASE_URI"]) as running:
            whole, pages = _after(running, cookie, WEEK)
            _, papers = _after(running, cookie, PAPER)
    return [Line("the bare interpreter", bare, " MB"),
            Line("the largest web process with what it shares, above the interpreter", whole - bare, " MB"),
            Line("a web process that has printed agendas, above the interpreter", papers - bare, " MB"),
            Line("a web process above the interpreter", pages - bare, " MB", most=60)]


def _after(running: served.Served, cookie: str, paths: Sequence[str]) -> tuple[float, float]:
    """Open pages again and again; give the size of the largest process, and of all of them for each that answers."""
    host, port = running.address
    for path in [*paths] * ROUNDS:
        # A new line for each, so that both processes have their share; whatever is not found raises.
        with urlopen(Request(f"http://{host}:{port}{path}", headers={"Cookie": cookie})) as answer:
            answer.read()
    workers = Path(f"/proc/{running.process}/task/{running.process}/children").read_text(encoding="ascii").split()
    everybody = [str(running.process), *workers]
    return max(_size(each, "Rss") for each in workers), sum(_size(each, "Pss") for each in everybody) / len(workers)


def _bare() -> float:
    """Give the size of an interpreter that does nothing."""
    with subprocess.Popen([sys.executable, "-c", NEVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as idle:
        if idle.stdout is None or idle.stdin is None:
            raise RuntimeError("The interpreter did not start.")
        idle.stdout.readline()
        size = _size(str(idle.pid), "Rss")
        idle.stdin.close()
    return size


def _size(process: str, kind: str) -> float:
    """Give the megabytes that a process holds: Rss counts what it shares in full, Pss its part of it."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith(f"{kind}:"))) / 1000
