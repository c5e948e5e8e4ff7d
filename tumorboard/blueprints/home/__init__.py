"""Pages of home."""

from tumorboard.blueprints.home.views import bp

__all__ = ["bp"]
