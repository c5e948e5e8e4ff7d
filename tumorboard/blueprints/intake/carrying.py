"""A list between its preview and its import travels in the page itself: nothing is stored before a person agrees."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from tumorboard.domain.intake import FileRefused

LOST = "The list did not arrive as it was shown, so nothing was imported. Choose the file again."


@dataclass(frozen=True, slots=True)
class Carried:
    """The bytes of a list as a form field, and the hash that tells whether they arrive whole."""

    text: str
    sha256: str


def pack(raw: bytes) -> Carried:
    """Write the bytes so that a form does not make them longer than base64 does."""
    return Carried(base64.urlsafe_b64encode(raw).decode("ascii"), hashlib.sha256(raw).hexdigest())


def unpack(form: Mapping[str, str]) -> bytes:
    """Give the bytes that were shown; raise FileRefused where they are not exactly those."""
    try:
        raw = base64.b64decode(form.get("carried", "").encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise FileRefused(LOST) from None
    if hashlib.sha256(raw).hexdigest() != form.get("sha256"):
        raise FileRefused(LOST)
    return raw
