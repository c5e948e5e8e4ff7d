"""A form sent as a browser sends it, and the page that it leads to."""

from flask.testing import FlaskClient

from tests.reading import as_read
from tests.signing import csrf


def send(client: FlaskClient, path: str, **typed: str) -> tuple[int, str]:
    """Send a form; give the answer's code and the page that the reader ends on."""
    answer = client.post(path, data={"csrf_token": csrf(client), **typed})
    if answer.status_code == 303:
        return 303, as_read(client.get(answer.headers["Location"]))
    return answer.status_code, as_read(answer)
