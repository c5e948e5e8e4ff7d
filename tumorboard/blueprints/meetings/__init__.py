"""Meetings: the docket page with its times and reasons, wishes, publishing, and the agenda."""
