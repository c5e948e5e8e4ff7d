"""Meetings: the docket page with its times and reasons, wishes, publishing, and the agenda."""

from tumorboard.blueprints.meetings import comparing as comparing
from tumorboard.blueprints.meetings import ending as ending
from tumorboard.blueprints.meetings import forecast as forecast
from tumorboard.blueprints.meetings import late as late
from tumorboard.blueprints.meetings import moving as moving
from tumorboard.blueprints.meetings import publishing as publishing
from tumorboard.blueprints.meetings import wishes as wishes
from tumorboard.blueprints.meetings.views import bp

__all__ = ["bp"]
