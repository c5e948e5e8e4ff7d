"""Pages of roster."""

from tumorboard.blueprints.roster.views import bp

__all__ = ["bp"]
