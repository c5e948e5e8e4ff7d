"""Views of account."""

from flask import Blueprint

from tumorboard.domain.access import Permission
from tumorboard.web.access import public, requires

bp = Blueprint("account", __name__)


@bp.get("/sign-in")
@public
def sign_in() -> str:
    """Show it."""
    return "stub"


@bp.get("/sign-out")
@requires(Permission.USE_BOARD)
def sign_out() -> str:
    """Show it."""
    return "stub"


@bp.get("/profile")
@requires(Permission.USE_BOARD)
def profile() -> str:
    """Show it."""
    return "stub"
