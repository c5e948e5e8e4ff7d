"""Answers for load balancers and monitors; they tell nothing about the board."""

from datetime import datetime

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from tumorboard.db import db
from tumorboard.queries import notices
from tumorboard.web.access import public
from tumorboard.web.context import current_board
from tumorboard.web.notice_links import has_mail

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
@public
def live() -> ResponseReturnValue:
    """Answer as long as the process does, with or without its database."""
    return {"live": True}


@bp.get("/ready")
@public
def ready() -> ResponseReturnValue:
    """Answer with the scheduler's last tick and what waits for the mail, once the board can be read."""
    mail = notices.mail(db.session(), current_board())
    return {"ready": True, "last_tick": _written(g.ticked_at), "mail": has_mail(), "waiting_notices": mail.waiting,
            "oldest_waiting_notice": _written(mail.oldest_at), "undelivered_notices": mail.undelivered}


def _written(at: datetime | None) -> str | None:
    """Write an instant for a machine."""
    return at.isoformat() if at else None
