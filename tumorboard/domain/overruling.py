"""Which flags still ask for an answer: a person may overrule one with a reason, until what it saw changes."""

import json
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

STOP = "stop"
EMERGENCY_TIER = 0

Flag = Mapping[str, Any]
Key = tuple[str, str]


def fingerprint(inputs: Mapping[str, Any]) -> str:
    """Give the same text for the same inputs, in whatever order they come; a changed one gives another."""
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"), default=str)
    return sha256(text.encode()).hexdigest()


def key(flag: Flag) -> Key:
    """Name a flag together with what it saw: an overrule holds for exactly this."""
    return flag["id"], fingerprint(flag["inputs"])


def standing(flags: Iterable[Flag], overruled: Collection[Key]) -> list[Flag]:
    """List the flags that nobody overruled as they are now."""
    return [flag for flag in flags if key(flag) not in overruled]


def unanswered_stops(flags: Iterable[Flag], overruled: Collection[Key], tier: int | None) -> list[str]:
    """Name the stops that keep a case from being accepted; an emergency is never kept (catalogue section 5)."""
    if tier == EMERGENCY_TIER:
        return []
    return [flag["id"] for flag in standing(flags, overruled) if flag["severity"] == STOP]
