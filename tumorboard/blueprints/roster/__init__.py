"""Pages of the roster."""

from tumorboard.blueprints.roster import answers as answers
from tumorboard.blueprints.roster import calendar as calendar
from tumorboard.blueprints.roster import people as people
from tumorboard.blueprints.roster import placing as placing
from tumorboard.blueprints.roster import policy as policy
from tumorboard.blueprints.roster import skipping as skipping
from tumorboard.blueprints.roster.views import bp

__all__ = ["bp"]
