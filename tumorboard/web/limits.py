"""How much one request may carry: little, unless its route says that it takes a long form or a file."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024
# A text far beyond its limit is refused beside its field, and given back; it must come in for that. Of ten
# megabytes a browser makes thirty on the way where no letter is plain.
FORM_BYTES = 36 * MEGABYTE
_MARK = "_takes"


def takes(most: int) -> Callable[[View], View]:
    """Declare how many bytes a route takes from somebody who is signed in."""
    def mark(view: View) -> View:
        setattr(view, _MARK, most)
        return view
    return mark


def install(app: Flask) -> None:
    """Set the limit of each request before its form is read for the first time."""
    app.before_request(_set)


def _set() -> None:
    """Widen the limit where the route asks for it; strangers have the small one."""
    view = current_app.view_functions.get(request.endpoint or "")
    most = getattr(view, _MARK, 0)
    if most and current_user.is_authenticated:
        request.max_content_length = request.max_form_memory_size = most
