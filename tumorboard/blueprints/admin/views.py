"""Views of admin."""

from flask import Blueprint

from tumorboard.domain.access import Permission
from tumorboard.web.access import public, requires

bp = Blueprint("admin", __name__)


@bp.get("/accounts")
@requires(Permission.RUN_ACCOUNTS)
def accounts() -> str:
    """Show it."""
    return "stub"


@bp.get("/events")
@requires(Permission.READ_AUDIT)
def events() -> str:
    """Show it."""
    return "stub"
