"""One request as a server hands it to the application, without the weight of a test browser."""

from collections.abc import Callable
from wsgiref.util import setup_testing_defaults

from flask import Flask

Ask = Callable[[], bytes]


def asking(app: Flask, page: str, cookie: str, code: int = 200, tag: str = "") -> Ask:
    """Give what asks for a page and makes sure that it is answered as expected; with a tag, only if it changed."""
    path, _, query = page.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie}
    environ |= {"HTTP_IF_NONE_MATCH": tag} if tag else {}
    setup_testing_defaults(environ)

    def ask() -> bytes:
        said: list[str] = []

        def begin(status: str, *_rest: object) -> Callable[[bytes], object]:
            said.append(status)
            return lambda _body: None
        answer = app.wsgi_app(dict(environ), begin)
        try:
            body = b"".join(answer)
        finally:
            # What the request held of the database is let go here, as a server does.
            getattr(answer, "close", lambda: None)()
        if not said[0].startswith(str(code)):
            raise RuntimeError(f"{page} answered {said[0]}")
        return body
    return ask
