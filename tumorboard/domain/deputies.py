"""Who comes only when called: named as somebody's deputy, and with no deputy of their own."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def only_when_called(deputies: Mapping[Key, Key | None]) -> frozenset[Key]:
    """Name the people who are not counted at a meeting unless they are called; maps each person to their deputy."""
    named = {deputy for deputy in deputies.values() if deputy is not None}
    return frozenset(person for person, own in deputies.items() if own is None and person in named)
