"""Cases: the list, the submission form, the case page and the coordinator's review."""

from tumorboard.blueprints.cases import drafting, reviewing, views
from tumorboard.blueprints.cases.room import bp

__all__ = ["bp", "drafting", "reviewing", "views"]
