"""Where a notice leads: to the page of the case, or to the reader's own week."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, current_app, url_for

Place = tuple[str, dict[str, Any]]


def install(app: Flask) -> None:
    """Let templates ask."""
    app.jinja_env.globals.update(notice_path=path, has_mail=has_mail)


def path(case_id: UUID | None) -> str:
    """Give the link of a notice on a page."""
    endpoint, values = _place(case_id)
    return url_for(endpoint, **values)


def address(app: Flask, case_id: UUID | None) -> str:
    """Give the link of a notice in a mail, which is written where there is no request."""
    base = urlsplit(app.config["SETTINGS"].public_url)
    here = app.url_map.bind(base.netloc, base.path or "/", url_scheme=base.scheme)
    endpoint, values = _place(case_id)
    return here.build(endpoint, values, force_external=True)


def has_mail() -> bool:
    """Tell whether a mail server is set; without one, notices stand on pages only."""
    return bool(current_app.config["SETTINGS"].smtp_host)


def _place(case_id: UUID | None) -> Place:
    """Name the page; the address of a case says nothing of its patient."""
    return ("cases.page", {"case_id": case_id}) if case_id else ("home.this_week", {})
