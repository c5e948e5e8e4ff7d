"""Which part of a signed recommendation a specialist signs: that of a seat which the case asked for, or of an item."""

from collections.abc import Collection, Sequence

MEANING = "I have read this recommendation and stand for the part of my specialty."


def parts(seats: Sequence[str], needed: Collection[str], signed: Collection[str], *, owns_item: bool) -> list[str]:
    """List the specialties that somebody may still sign for, in the order of their seats.

    Whoever owns an item without filling a seat that the case needs signs for their first seat.
    """
    asked = [each for each in seats if each in needed]
    if not asked and owns_item:
        asked = list(seats[:1])
    return [each for each in asked if each not in signed]
