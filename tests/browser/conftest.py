"""A real Chromium against a real demo server, each test session on a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.newcomer import Newcomer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
REQUIRED = "browser" in os.environ.get("REQUIRE", "").split(",")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a browser test."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; without one the tests are skipped, loudly."""
    found = CHROMIUM or (str(MAC_CHROME) if MAC_CHROME.exists() else None)
    if found is None:
        if REQUIRED:
            pytest.fail("BROWSER TESTS ARE REQUIRED, and there is no Chromium on this machine.")
        pytest.skip("BROWSER TESTS SKIPPED: there is no Chromium on this machine. Install it to run them.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


def free_port() -> int:
    """Ask the system for a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    """The address of a demo that has just begun."""
    yield from serve(tmp_path)


@pytest.fixture(scope="module")
def module_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo that the tests of one module share."""
    yield from serve(tmp_path_factory.mktemp("demo"))


def serve(folder: Path) -> Iterator[str]:
    """Serve a new demo out of a folder, for as long as it is asked for."""
    port = free_port()
    command = [sys.executable, "-m", "tumorboard.cli", "demo", "--port", str(port),
               "--database", str(folder / "demo.sqlite")]
    with (folder / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
        server.terminate()
        server.wait(timeout=10)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError("The demo did not start.")
        try:
            with urllib.request.urlopen(f"{address}/health/live", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("The demo did not answer within a minute.")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window of desktop size, in which any error of a script fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []


@pytest.fixture
def windows(browser: Browser) -> Iterator[list[BrowserContext]]:
    """The windows that a test opens; they are closed after it."""
    opened: list[BrowserContext] = []
    yield opened
    for each in opened:
        each.close()


@pytest.fixture
def somebody(browser: Browser, module_demo: str, windows: list[BrowserContext]) -> Iterator[Callable[..., Newcomer]]:
    """Open a window as a persona: with or without script, of desktop size or a phone's; no script may fail in it."""
    problems: list[str] = []

    def open_as(username: str, *, script: bool = True, phone: bool = False) -> Newcomer:
        size = PHONE if phone else {"viewport": {"width": 1280, "height": 900}}
        windows.append(browser.new_context(java_script_enabled=script, **size))
        page = windows[-1].new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        newcomer = Newcomer(page, module_demo)
        newcomer.become(username)
        return newcomer

    yield open_as
    assert problems == []
