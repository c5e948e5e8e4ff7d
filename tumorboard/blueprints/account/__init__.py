"""Pages of account."""

from tumorboard.blueprints.account.views import bp

__all__ = ["bp"]
