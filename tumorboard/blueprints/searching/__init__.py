"""The search: cases by names, numbers and words, narrowed by what they are, and kept under a name."""

from tumorboard.blueprints.searching import kept as kept
from tumorboard.blueprints.searching.views import bp

__all__ = ["bp"]
