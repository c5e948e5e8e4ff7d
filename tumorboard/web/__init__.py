"""Shared page machinery: access, sessions, headers, errors, forms, words."""

from typing import TYPE_CHECKING

from flask_wtf import CSRFProtect

from tumorboard.web import (
    access,
    addresses,
    assets,
    compiled,
    context,
    errors,
    headers,
    later,
    limits,
    notice_links,
    origin,
    pages,
    sessions,
    shared,
    unmoved,
)

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings

MAX_REQUEST_BYTES = 3 * 1024 * 1024
# A referral list of 2 MB travels in its preview's form, as base64.
MAX_FORM_BYTES = MAX_REQUEST_BYTES
csrf = CSRFProtect()


def install(app: "Flask", settings: "Settings") -> None:
    """Give the application its page machinery; the order of the hooks is the order of the checks."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES, MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES, MAX_FORM_PARTS=2000,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        # The token lives as long as the session; a session that ended answers for itself.
        WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False,
        SESSION_COOKIE_NAME="__Host-tumorboard" if settings.production else "tumorboard",
        SESSION_COOKIE_SECURE=settings.production, SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )
    if settings.proxies:
        from werkzeug.middleware.proxy_fix import ProxyFix

        behind = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies)
        app.wsgi_app = behind  # type: ignore[method-assign]
    app.jinja_environment = pages.Pages
    addresses.install(app)
    later.install(app)
    unmoved.install(app)
    # The board comes first: a refusal for want of a token is a page too.
    context.install(app)
    limits.install(app)
    csrf.init_app(app)
    origin.install(app)
    sessions.install(app)
    access.install(app)
    headers.install(app)
    errors.install(app)
    assets.install(app)
    pages.install(app)
    compiled.install(app, settings.cache_folder)
    notice_links.install(app)
    shared.install(app)


def seal(app: "Flask") -> None:
    """Refuse to start with a route that has not said who may use it; those that wait were asked by an earlier start."""
    access.check_declared(app, later.waiting(app))
