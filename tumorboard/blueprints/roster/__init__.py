"""Pages of the roster."""

from tumorboard.blueprints.roster import answers as answers
from tumorboard.blueprints.roster import calendar as calendar
from tumorboard.blueprints.roster import people as people
from tumorboard.blueprints.roster.views import bp

__all__ = ["bp"]
