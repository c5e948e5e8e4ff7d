"""The meeting room: opening a meeting, its attendance, one screen per case, and closing."""

from tumorboard.blueprints.room import attendance, closing, entrance, recording
from tumorboard.blueprints.room.door import bp

__all__ = ["attendance", "bp", "closing", "entrance", "recording"]
