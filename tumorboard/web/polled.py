"""Pages that a script fetches again and again: they check the session and never keep it alive."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., Any])
# Names what a reader of the page has seen, by the state of the meeting that it is about.
Seen = Callable[[tuple[Any, ...]], tuple[Any, ...]]
MARK = "_names_seen"


def polled(seen: Seen) -> Callable[[View], View]:
    """Mark a view as fetched by a script: whoever only leaves a page open is signed out all the same."""
    def mark(view: View) -> View:
        setattr(view, MARK, seen)
        return view
    return mark


def seen_by_script() -> Seen | None:
    """Give what names the state of the page that a script asks for; None where a person asks."""
    return getattr(current_app.view_functions.get(request.endpoint or ""), MARK, None)


def is_polled() -> bool:
    """Tell whether this request comes from a script and not from a person."""
    return seen_by_script() is not None
