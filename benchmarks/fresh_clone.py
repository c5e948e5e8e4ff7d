"""P15: the two commands of the README on a fresh clone until the first docket page, and the suite without browser.

`--skip-install` leaves out what the network decides: the clone borrows this installation's packages.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from math import inf
from os import environ
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from benchmarks.figure import Line

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def measure(options: Sequence[str]) -> list[Line]:
    """Clone the checkout, set it up, live its first minute, and run its tests."""
    is_short = "--skip-install" in options
    with TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        begun = perf_counter()
        if not is_short:
            subprocess.run(["make", "setup"], cwd=clone, check=True, capture_output=True)
        set_up = perf_counter() - begun
        python = sys.executable if is_short else str(clone / ".venv" / "bin" / "python")
        with _demo(clone, python) as address:
            _docket_page(address)
            page = perf_counter() - begun
        if not is_short:
            subprocess.run(["make", "setup-dev"], cwd=clone, check=True, capture_output=True)
        suite = _suite(clone, python)
    return [Line("make setup", set_up, " s"), Line("the suite without browser", suite, " s", most=60),
            Line("from make setup to the first docket page", page, " s", most=60)]


@contextmanager
def _demo(clone: Path, python: str) -> Iterator[str]:
    """Serve the clone's demo on a free port, and stop it afterwards."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = "from tumorboard.cli import main; main()"
    served = subprocess.Popen([python, "-c", start, "demo", "--port", str(port)], cwd=clone, env=_alone(clone),
                              stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        served.terminate()
        served.wait(PATIENCE)


def _alone(clone: Path) -> dict[str, str]:
    """Give the environment of the clone: its own code first, whatever is installed."""
    return {**environ, "PYTHONPATH": str(clone), "PYTHONDONTWRITEBYTECODE": ""}


def _docket_page(address: str) -> None:
    """Become the coordinator with one click, and read the docket."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    token = TOKEN.search(_when_there(browser, f"{address}/demo/"))
    if token is None:
        raise RuntimeError("The demo offers nobody to be.")
    with browser.open(f"{address}/demo/be/coord_dale", urlencode({"csrf_token": token[1]}).encode()):
        pass
    with browser.open(f"{address}/meetings") as answer:
        if b"Running order" not in answer.read():
            raise RuntimeError("The demo shows no docket.")


def _when_there(browser: OpenerDirector, address: str) -> str:
    """Read a page as soon as the server answers."""
    until = perf_counter() + PATIENCE
    while perf_counter() < until:
        try:
            with browser.open(address) as answer:
                return str(answer.read().decode())
        except URLError:
            sleep(0.05)
    raise RuntimeError("The demo does not answer.")


def _suite(clone: Path, python: str) -> float:
    """Run the tests without a browser, and give the seconds; a suite that fails never comes to an end."""
    begun = perf_counter()
    # As `make test` does.
    command = [python, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--ignore",
               "tests/browser", "--basetemp", str(clone.parent / "tests")]
    done = subprocess.run(command, cwd=clone, env=_alone(clone), capture_output=True, text=True)
    if done.returncode:
        print("".join(line for line in done.stdout.splitlines(keepends=True) if line.startswith(("FAILED", "ERROR"))))
        return inf
    return perf_counter() - begun
