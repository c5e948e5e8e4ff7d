"""Huddles: what cannot wait for the meeting, asked for and recorded."""

from tumorboard.blueprints.huddles.views import bp

__all__ = ["bp"]
