"""Views of roster."""

from flask import Blueprint

from tumorboard.domain.access import Permission
from tumorboard.web.access import public, requires

bp = Blueprint("roster", __name__)


@bp.get("/roster")
@requires(Permission.READ_ROSTER)
def seats() -> str:
    """Show it."""
    return "stub"
