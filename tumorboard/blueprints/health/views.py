"""Answers for load balancers and monitors; they tell nothing about the board."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from tumorboard.web.access import public

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
    return {"ready": True, "last_tick": g.ticked_at.isoformat() if g.ticked_at else None}
