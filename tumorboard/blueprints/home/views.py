"""Views of home."""

from flask import Blueprint

from tumorboard.domain.access import Permission
from tumorboard.web.access import public, requires

bp = Blueprint("home", __name__)


@bp.get("/")
@requires(Permission.USE_BOARD)
def this_week() -> str:
    """Show it."""
    return "stub"
