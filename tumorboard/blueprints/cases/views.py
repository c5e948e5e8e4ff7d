"""Views of cases."""

from flask import Blueprint

from tumorboard.domain.access import Permission
from tumorboard.web.access import public, requires

bp = Blueprint("cases", __name__)


@bp.get("/cases")
@requires(Permission.READ_CASES)
def listing() -> str:
    """Show it."""
    return "stub"
