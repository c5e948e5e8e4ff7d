"""Pages of intake."""

from tumorboard.blueprints.intake.views import bp

__all__ = ["bp"]
