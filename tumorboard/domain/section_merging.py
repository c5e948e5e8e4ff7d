"""Two people write down one recommendation at once: each section is taken from whoever changed it.

A section that both changed is a conflict: what is stored stands, and what was typed goes back to whoever typed it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What to store, by section, and the sections in which two people wrote different things."""

    sections: dict[str, Any] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()


def stamp(section: Any) -> str:
    """Name what a section says; a changed word changes it."""
    text = json.dumps(section, sort_keys=True, default=str, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def merge(stored: Mapping[str, Any], typed: Mapping[str, Any], seen: Mapping[str, str]) -> Merged:
    """Merge what was typed into what is stored; `seen` names what each section said when the writer last saw it.

    A section that is missing from `typed` was not sent and stays as it is stored.
    """
    sections, conflicts = dict(stored), []
    for name, words in typed.items():
        is_untouched = stamp(words) == seen.get(name)
        if is_untouched or words == stored[name]:
            continue
        if stamp(stored[name]) == seen.get(name):
            sections[name] = words
        else:
            conflicts.append(name)
    return Merged(sections, tuple(conflicts))


def seen_after(stored: Mapping[str, Any], typed: Mapping[str, Any], seen: Mapping[str, str]) -> dict[str, str]:
    """Name what each section said when the writer's page last showed it, once what was typed there is merged.

    A page goes on showing its own words: it has seen only what agrees with them, not what others wrote meanwhile.
    """
    return {name: stamp(words) if words == typed.get(name) else seen.get(name, "") for name, words in stored.items()}
