"""Views of meetings."""

from flask import Blueprint

from tumorboard.domain.access import Permission
from tumorboard.web.access import public, requires

bp = Blueprint("meetings", __name__)


@bp.get("/meetings")
@requires(Permission.READ_DOCKET)
def coming() -> str:
    """Show it."""
    return "stub"
