"""Pages of patients: their whole course, and who they are."""

from tumorboard.blueprints.patients import identity as identity
from tumorboard.blueprints.patients.views import bp

__all__ = ["bp"]
