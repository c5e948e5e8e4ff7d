"""A page that has not changed since the reader's script last fetched it is answered before anything is loaded."""

import hashlib

from flask import Response, make_response, request


def of(*parts: object) -> str:
    """Name a state of a page for one reader."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def matches(tag: str) -> bool:
    """Tell whether the reader has this state already."""
    return request.if_none_match.contains_weak(tag)


def unchanged(tag: str) -> Response:
    """Answer that nothing changed."""
    response = Response(status=304)
    response.set_etag(tag, weak=True)
    return response


def tagged(body: str, tag: str) -> Response:
    """Answer with the page under the name of its state."""
    response = make_response(body)
    response.set_etag(tag, weak=True)
    return response
