"""Worklists: everybody's own tasks, what is missing for the coming meeting, what radiology and pathology prepare."""

from tumorboard.blueprints.worklists import doing, views
from tumorboard.blueprints.worklists.room import bp

__all__ = ["bp", "doing", "views"]
