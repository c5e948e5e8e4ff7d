"""What a reader typed into a form, to be given back, in the form's own words, when the form could not be taken."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import Map

from tumorboard.profiles import Profile
from tumorboard.web.limits import FORM_BYTES

# "carried" is a whole referral list: the reader has the file.
SECRET = ("password", "csrf_token", "key", "token", "carried", "sha256")
# Which button was pressed and which version was seen are nothing that anybody typed.
NOT_TYPED = frozenset({"do", "seen", "rows", "next"})
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
ID_LENGTH = 36


def typed_text(request: Request, profile: Profile | None = None) -> list[tuple[str, str]]:
    """List the fields that held text, by label; passwords and tokens are never shown."""
    if request.method == "GET":
        return []
    fields = _fields(request)
    known = {field["key"]: field for field in profile.fields()} if profile else {}
    return [_in_words(name, text, known.get(name, {}), profile) for name, text in fields
            if text.strip() and name not in NOT_TYPED and not any(word in name for word in SECRET)
            and not _is_id(text)]


def _fields(request: Request) -> list[tuple[str, str]]:
    """Give the fields of a form; one that is too large to be taken is read all the same, to be given back."""
    try:
        return list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        request.max_content_length = request.max_form_memory_size = FORM_BYTES
    try:
        return list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []


def form_path(path: str, addresses: Map) -> str:
    """Give the page on which a form stood, to go on there: its own address, or the nearest above that can be read."""
    while path not in ("", "/"):
        with suppress(HTTPException):
            addresses.bind("").match(path, method="GET")
            return path
        path = path.rpartition("/")[0]
    return "/"


def _in_words(name: str, text: str, field: Mapping[str, Any], profile: Profile | None) -> tuple[str, str]:
    """Write a field by its label, and a chosen code by its words."""
    options = field.get("options")
    is_code = profile is not None and options in profile.catalogue["options"]
    words = profile.label(str(options), text) if profile is not None and is_code else text
    words = words.replace("_", " ").capitalize() if CODE.fullmatch(words) else words
    return str(field.get("label") or name.rpartition("-")[2].replace("_", " ").capitalize()), words


def _is_id(text: str) -> bool:
    """Tell a chosen row, which says nothing to a reader, from text."""
    return len(text) == ID_LENGTH and text.count("-") == 4 and " " not in text
