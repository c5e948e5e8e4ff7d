"""A form sent as a browser sends it, and the page that it leads to."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.reading import as_read
from tests.signing import csrf


def post(client: FlaskClient, path: str, **typed: Any) -> TestResponse:
    """Send a form with its token; give the answer as it came."""
    return client.post(path, data={"csrf_token": csrf(client), **typed})


def send(client: FlaskClient, path: str, **typed: str) -> tuple[int, str]:
    """Send a form; give the answer's code and the page that the reader ends on."""
    answer = post(client, path, **typed)
    if answer.status_code == 303:
        return 303, as_read(client.get(answer.headers["Location"]))
    return answer.status_code, as_read(answer)
