"""Pages that a script fetches again and again: they check the session and never keep it alive."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., Any])
MARK = "is_polled"


def polled(view: View) -> View:
    """Mark a view as fetched by a script: whoever only leaves a page open is signed out all the same."""
    setattr(view, MARK, True)
    return view


def is_polled() -> bool:
    """Tell whether this request comes from a script and not from a person."""
    return bool(getattr(current_app.view_functions.get(request.endpoint or ""), MARK, False))
