"""The meeting room: opening a meeting, its attendance, one screen per case, what others follow, and closing."""

from tumorboard.blueprints.room import (
    attendance,
    closing,
    entrance,
    keeping,
    later,
    listed,
    live,
    minutes,
    order,
    recording,
    words,
)
from tumorboard.blueprints.room.door import bp

__all__ = ["attendance", "bp", "closing", "entrance", "keeping", "later", "listed", "live", "minutes", "order",
           "recording", "words"]
