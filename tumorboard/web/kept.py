"""What one start makes for the next ones, in folders that nobody else may write to; nothing here may fail."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from threading import get_ident


def is_ours(folder: Path) -> bool:
    """Make the folder where it is missing, and tell whether only this account may write to it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def put(place: Path, content: bytes) -> None:
    """Keep something under its name in one step, so that no other process sees half of it."""
    draft = place.with_suffix(f".{os.getpid()}-{get_ident()}")
    with suppress(OSError):
        try:
            draft.write_bytes(content)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
