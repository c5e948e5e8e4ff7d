"""What a reader typed into a form, to be given back when the form could not be taken."""

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

# "carried" is a whole referral list: the reader has the file.
SECRET = ("password", "csrf_token", "key", "token", "carried", "sha256")


def typed_text(request: Request) -> list[tuple[str, str]]:
    """List the fields that held text, by name; passwords and tokens are never shown."""
    if request.method == "GET":
        return []
    try:
        fields = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    return [(name.replace("_", " "), text) for name, text in fields
            if text.strip() and not any(word in name for word in SECRET)]
