"""Pages of cases."""

from tumorboard.blueprints.cases.views import bp

__all__ = ["bp"]
