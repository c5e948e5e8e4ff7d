"""Pages of admin."""

from tumorboard.blueprints.admin.views import bp

__all__ = ["bp"]
