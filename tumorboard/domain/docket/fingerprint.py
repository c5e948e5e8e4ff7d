"""The hash that says whether two instances are the same, whatever the order of their rows and keys."""

import json
from hashlib import sha256


def input_hash(raw: object) -> str:
    """Give "sha256:" and the hex digest of the whole instance with every list sorted by its elements' text."""
    return "sha256:" + sha256(canonical_text(raw).encode("ascii")).hexdigest()


def canonical_text(value: object) -> str:
    """Write a JSON value compactly in ASCII, keys sorted, lists sorted by the text of their elements."""
    if isinstance(value, dict):
        return "{" + ",".join([f"{json.dumps(key)}:{canonical_text(value[key])}" for key in sorted(value)]) + "}"
    if isinstance(value, list):
        return "[" + ",".join(sorted([canonical_text(element) for element in value])) + "]"
    return json.dumps(value)
