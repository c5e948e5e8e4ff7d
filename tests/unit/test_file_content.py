"""What a file is, by its bytes alone."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.file_content import MOST_BYTES, Look, look, size_words
from tumorboard.vocabulary.files import FileKind

PDF = b"%PDF-1.7\n%..."


def png(width: int, height: int) -> bytes:
    """Make the head of a PNG image."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIB", 13, b"IHDR", width, height, 8) + bytes(9)


def jpeg(width: int, height: int, marker: int = 0xC0) -> bytes:
    """Make the head of a JPEG image, with an application segment before its frame."""
    return (b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + bytes(14) + b"\xff\xff"
            + bytes([marker]) + struct.pack(">HBHH", 17, 8, height, width) + bytes(10))


@pytest.mark.parametrize(("content", "found"), [
    (PDF, Look(FileKind.PDF)), (png(800, 600), Look(FileKind.PNG, 800, 600)),
    (jpeg(640, 480), Look(FileKind.JPEG, 640, 480)), (jpeg(640, 480, 0xC2), Look(FileKind.JPEG, 640, 480)),
])
def test_a_file_is_what_its_first_bytes_say(content: bytes, found: Look) -> None:
    assert look(content) == found


@pytest.mark.parametrize(("content", "words"), [
    (b"", "empty"), (b"<html>", "neither a PDF"), (b"MZ\x90", "neither a PDF"), (b" %PDF-1.7", "neither a PDF"),
    (b"GIF89a", "neither a PDF"), (b"\x89PNG\r\n\x1a\n", "damaged"), (png(0, 5), "damaged"),
    (b"\xff\xd8\xff", "damaged"), (jpeg(640, 480, 0xC4), "damaged"), (png(60_000, 60_000), "60000 by 60000 points"),
    (jpeg(65_000, 65_000), "65000 by 65000 points"), (PDF + bytes(MOST_BYTES), "at most 20 MB"),
])
def test_what_is_not_taken_is_said_in_words(content: bytes, words: str) -> None:
    with pytest.raises(AnswerRefused, match=words):
        look(content)


@given(st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"]), st.binary(max_size=300))
def test_no_bytes_break_the_look(head: bytes, rest: bytes) -> None:
    try:
        assert look(head + rest).kind in FileKind
    except AnswerRefused as refusal:
        assert list(refusal.problems) == ["file"]


@pytest.mark.parametrize(("size", "words"), [(1, "1 kB"), (20 * 1024, "20 kB"), (3_565_158, "3.4 MB"),
                                             (MOST_BYTES, "20 MB")])
def test_sizes_read_as_people_say_them(size: int, words: str) -> None:
    assert size_words(size) == words
