"""Pages of patients: their whole course, who they are, and two records of one person joined."""

from tumorboard.blueprints.patients import identity as identity
from tumorboard.blueprints.patients import joining as joining
from tumorboard.blueprints.patients.views import bp

__all__ = ["bp"]
