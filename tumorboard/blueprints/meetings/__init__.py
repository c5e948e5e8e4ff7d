"""Meetings: the docket page with its times and reasons, publishing, and the agenda."""

from tumorboard.blueprints.meetings.views import bp

__all__ = ["bp"]
