"""Deny by default: a route without a declared permission fails at start-up and is refused at run time."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from tumorboard.domain.access import Actor, CaseRelation, Permission, can, may
from tumorboard.domain.errors import NotAllowed
from tumorboard.models import Member

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "_permission"
PUBLIC = "public"


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare the permission that a route needs."""
    def mark(view: View) -> View:
        setattr(view, _MARK, permission)
        return view
    return mark


def public(view: View) -> View:
    """Declare that a route needs nobody to be signed in."""
    setattr(view, _MARK, PUBLIC)
    return view


def declared(app: Flask, endpoint: str) -> Permission | str | None:
    """Tell what a route declared."""
    return getattr(app.view_functions[endpoint], _MARK, None)


def check_declared(app: Flask, later: Collection[str] = ()) -> None:
    """Raise where any route has declared nothing, but for those whose views are loaded later."""
    silent = sorted(rule.endpoint for rule in app.url_map.iter_rules()
                    if declared(app, rule.endpoint) is None and rule.endpoint not in later)
    if silent:
        raise RuntimeError(f"These routes declare no permission: {', '.join(silent)}")


def opens(app: Flask, endpoint: str, who: Actor) -> bool:
    """Tell whether a route that needs a permission opens for somebody; one that has declared nothing never does."""
    need = declared(app, endpoint)
    return isinstance(need, Permission) and may(who, need)


def current_member() -> Member:
    """Give the member who acts; only routes that need one ask."""
    return cast(Member, current_user.member)


def actor() -> Actor:
    """Give the member who acts, as the rules see them."""
    found: Actor = g.actor
    return found


def allows(permission: Permission, case: CaseRelation | None = None) -> bool:
    """Tell a page or a view whether the reader may do this."""
    return current_user.is_authenticated and can(g.actor, permission, case)


def may_reader(permission: Permission) -> bool:
    """Tell whether any role of the reader holds the permission, whatever the case."""
    return current_user.is_authenticated and may(g.actor, permission)


def install(app: Flask) -> None:
    """Check every request before its view runs."""
    app.before_request(_check)
    app.jinja_env.globals.update(allows=allows, may_reader=may_reader, Permission=Permission)


def _check() -> ResponseReturnValue | None:
    """Let the request through only where its route declared a permission that the reader holds."""
    if request.endpoint is None:
        return None
    if declared(current_app, request.endpoint) == PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    if not opens(current_app, request.endpoint, g.actor):
        raise NotAllowed("Your account may not do this. If you need it for your work, ask the coordinator.")
    return None


def _to_sign_in() -> ResponseReturnValue:
    """Send a reader to the sign-in page and back; what a form held is given back by the error page instead."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")), 303)
    abort(401)

