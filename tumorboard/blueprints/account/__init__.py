"""Pages of the door and of one's own account."""

from tumorboard.blueprints.account import keys as keys
from tumorboard.blueprints.account import profile as profile
from tumorboard.blueprints.account.views import bp

__all__ = ["bp"]
