"""Answers for load balancers and monitors; they tell nothing about the board."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from tumorboard.db import db
from tumorboard.queries import boards
from tumorboard.web.access import public
from tumorboard.web.context import current_board

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
@public
def live() -> ResponseReturnValue:
    """Answer as long as the process does, with or without its database."""
    return {"live": True}


@bp.get("/ready")
@public
def ready() -> ResponseReturnValue:
    """Answer with the scheduler's last tick, once the board can be read."""
    ticked = boards.last_tick(db.session(), current_board())
    return {"ready": True, "last_tick": ticked.isoformat() if ticked else None}
