"""Where to go on after signing in: only to a page of our own."""

from urllib.parse import urlsplit


def local_path(typed: str | None, otherwise: str) -> str:
    """Give the path that was asked for, or another one where it would lead to a different host."""
    path = typed or ""
    if not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return otherwise
    parts = urlsplit(path)
    return otherwise if parts.scheme or parts.netloc else path
