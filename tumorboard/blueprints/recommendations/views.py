"""Views of recommendations."""

from flask import Blueprint

from tumorboard.domain.access import Permission
from tumorboard.web.access import public, requires

bp = Blueprint("recommendations", __name__)


@bp.get("/recommendations")
@requires(Permission.READ_RECOMMENDATIONS)
def listing() -> str:
    """Show it."""
    return "stub"
