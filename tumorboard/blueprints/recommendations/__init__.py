"""Pages of recommendations."""

from tumorboard.blueprints.recommendations.views import bp

__all__ = ["bp"]
