"""`tumorboard serve` as a process of its own, which may be killed in the middle of what it does and started again."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from multiprocessing.process import BaseProcess
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import SETTINGS
from tests.integration.ticking import PATIENCE, processes
from tests.mailbox import free_port
from tests.signing import csrf, sign_in
from tumorboard.models import Member


class Server:
    """One server on one database: started, killed and started again at the same address."""

    def __init__(self, url: str) -> None:
        """Choose the address."""
        self.url, self.port = url, free_port()
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = processes().Process(target=be_server, args=(self.url, self.port))
        self._process.start()
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < until and self._process.is_alive(), "The server did not start."
            time.sleep(0.02)

    def kill(self) -> None:
        """End it as a power cut would, whatever it does just then."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def _answers(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request("GET", "/health/live")
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()


@contextmanager
def serving(url: str) -> Iterator[Server]:
    """Give a server that runs, and end it afterwards."""
    made = Server(url)
    made.start()
    try:
        yield made
    finally:
        made.kill()


def be_server(url: str, port: int) -> None:
    """Be `tumorboard serve`, quietly."""
    from tumorboard.cli.serve import command

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.environ.update(DATABASE_URL=url, SECRET_KEY=SETTINGS.secret_key, TUMORBOARD_ENV="development")
    command.main(["--port", str(port)], standalone_mode=False)


class Page:
    """A page that a member has open: it keeps its cookie and its token, and connects anew whenever it sends."""

    def __init__(self, app: Flask, member: Member, port: int) -> None:
        """Sign in."""
        client = sign_in(FlaskClient(app, app.response_class, use_cookies=True), member)
        self._token, self._port = csrf(client), port
        found = client.get_cookie(str(app.config["SESSION_COOKIE_NAME"]))
        assert found is not None
        self._headers = {"Cookie": f"{found.key}={found.value}", "Content-Type": "application/x-www-form-urlencoded"}

    def send(self, path: str, form: dict[str, str]) -> bytes | None:
        """Send a form; give the answer once it was acknowledged, None where the server died before."""
        line = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            line.request("POST", path, urlencode({"csrf_token": self._token, **form}), self._headers)
            answer = line.getresponse()
            said = answer.read()
        except (OSError, HTTPException):
            return None
        finally:
            line.close()
        assert answer.status == 200, said
        return said
