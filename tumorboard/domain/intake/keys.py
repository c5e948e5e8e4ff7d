"""One key per referral: the same person, question, family and reason give the same key, however they are typed."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from tumorboard.domain import identity

CONTENT = ("question", "net_family", "submission_type")


def intake_key(values: Mapping[str, Any]) -> str:
    """Give the key under which a referral is stored once and only once."""
    born: date = values["birth_date"]
    number = "" if identity.is_not_assigned(values["mrn"]) else values["mrn"].casefold()
    parts = [plain(values["mrn_issuer"]), number, identity.fold(values["family_name"]) or plain(values["family_name"]),
             identity.fold(values["given_name"]) or plain(values["given_name"]), born.isoformat(),
             *(plain(values[name]) for name in CONTENT)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def plain(text: str) -> str:
    """Write a text without regard to case, spacing and how its letters are composed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
