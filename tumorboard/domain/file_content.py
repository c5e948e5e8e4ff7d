"""What a file is, by its first bytes: only what a browser can neither run nor be drowned in is taken.

Nothing is decoded here: kind and size of a picture are read off its header.
"""

from dataclasses import dataclass

from tumorboard.domain.errors import AnswerRefused
from tumorboard.vocabulary.files import FileKind

MEGABYTE = 1024 * 1024
MOST_BYTES, MOST_OF_CASE, MOST_FILES = 20 * MEGABYTE, 200 * MEGABYTE, 40
# A picture of a few kilobytes can unfold to many gigabytes.
MOST_PIXELS = 50_000_000
_PDF, _PNG, _JPEG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# The frame headers of JPEG, which tell its size; the others of their range are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is, and for a picture how large."""

    kind: FileKind
    width: int | None = None
    height: int | None = None


def look(content: bytes) -> Look:
    """Tell what a file is; raise AnswerRefused with words where it is not taken."""
    if not content:
        raise _refused("This file is empty. Choose another one.")
    if len(content) > MOST_BYTES:
        raise _refused(f"This file has {size_words(len(content))}. Choose one of at most {size_words(MOST_BYTES)}.")
    found = _kind(content)
    if found is None:
        raise _refused("This is neither a PDF, nor a PNG or JPEG image, whatever its name says. "
                       "Save it as one of them.")
    if found.kind is not FileKind.PDF and not (found.width and found.height):
        raise _refused("This image is damaged: its size cannot be read. Save it again, or choose another one.")
    if (found.width or 0) * (found.height or 0) > MOST_PIXELS:
        raise _refused(f"This image has {found.width} by {found.height} points. "
                       f"Save it with at most {MOST_PIXELS // 1_000_000} million.")
    return found


def size_words(size: int) -> str:
    """Write a number of bytes: 3.4 MB, 12 kB."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f}".removesuffix(".0") + " MB"
    return f"{max(1, round(size / 1024))} kB"


def _refused(words: str) -> AnswerRefused:
    """Say what is wrong beside the file."""
    return AnswerRefused({"file": words})


def _kind(content: bytes) -> Look | None:
    """Tell the kind by the first bytes, and read the size of a picture."""
    if content.startswith(_PDF):
        return Look(FileKind.PDF)
    if content.startswith(_PNG):
        is_whole = content[12:16] == b"IHDR" and len(content) >= 24
        size = (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) if is_whole else (None, None)
        return Look(FileKind.PNG, *size)
    if content.startswith(_JPEG):
        return Look(FileKind.JPEG, *_jpeg_size(content))
    return None


def _jpeg_size(content: bytes) -> tuple[int | None, int | None]:
    """Go from segment to segment to the frame header; each says how long it is."""
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            break
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _BARE:
            at += 2
        elif marker in _FRAMES:
            return int.from_bytes(content[at + 7:at + 9]), int.from_bytes(content[at + 5:at + 7])
        else:
            at += 2 + max(2, int.from_bytes(content[at + 2:at + 4]))
    return None, None
