"""Pages of patients."""

from tumorboard.blueprints.patients.views import bp

__all__ = ["bp"]
