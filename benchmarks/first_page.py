"""Starts the application on a database and asks for one page, as a server does after its start: PATH COOKIE ADDRESS."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from wsgiref.util import setup_testing_defaults

from config import Settings
from tumorboard import create_app


def main(path: str, cookie: str, address: str) -> int:
    """Answer one request, say how many CPU seconds that took from the start on, and give 0 where the page came."""
    secret, _, value = cookie.partition("=")
    # The folder is warm, as on any machine that has started it once.
    app = create_app(Settings(secret_key=secret, database_url=f"sqlite:///{path}", cache_folder=Path(path).parent))
    environ = {"PATH_INFO": address, "HTTP_COOKIE": f"tumorboard={value}"}
    setup_testing_defaults(environ)
    said: list[str] = []

    def begin(status: str, *_rest: object) -> Callable[[bytes], object]:
        said.append(status)
        return lambda _body: None
    b"".join(app.wsgi_app(environ, begin))
    print(process_time())
    return 0 if said[0].startswith("200") else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
