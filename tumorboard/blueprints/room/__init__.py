"""The meeting room: opening a meeting, its attendance, one screen per case, what others follow, and closing."""

from tumorboard.blueprints.room import attendance, closing, entrance, keeping, listed, live, minutes, order, recording
from tumorboard.blueprints.room.door import bp

__all__ = ["attendance", "bp", "closing", "entrance", "keeping", "listed", "live", "minutes", "order",
           "recording"]
