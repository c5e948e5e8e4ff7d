"""Pages of meetings."""

from tumorboard.blueprints.meetings.views import bp

__all__ = ["bp"]
