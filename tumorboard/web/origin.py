"""A form must come from our own pages: what the browser says of its origin is checked beside the token."""

from urllib.parse import urlsplit

from flask import Flask, abort, request

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})


def install(app: Flask) -> None:
    """Check every unsafe request before its view runs."""
    app.before_request(_check)


def _check() -> None:
    """Refuse what a browser says was sent from elsewhere; old browsers that say nothing have the token alone."""
    if request.method in SAFE:
        return
    origin = request.headers.get("Origin")
    is_strange = origin not in (None, "null") and urlsplit(str(origin)).netloc != request.host
    if is_strange or request.headers.get("Sec-Fetch-Site", "none") not in OWN_SITES:
        abort(400)
