"""Cases: the list, the submission form, the case page and the coordinator's review."""

from tumorboard.blueprints.cases import (
    attaching,
    completing,
    drafting,
    lane_changes,
    objecting,
    outside,
    reviewing,
    views,
)
from tumorboard.blueprints.cases.room import bp

__all__ = ["attaching", "bp", "completing", "drafting", "lane_changes", "objecting", "outside", "reviewing", "views"]
