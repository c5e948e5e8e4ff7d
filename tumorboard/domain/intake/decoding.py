"""Bytes to text: UTF-8 with or without its mark, else Windows-1252 with a notice; never a guess between more."""

from dataclasses import dataclass

from tumorboard.domain.intake.refusing import FileRefused

MAX_BYTES = 2 * 1024 * 1024
BROKEN = "\ufffd"
MARK = b"\xef\xbb\xbf"
SAVE_AS = "Save it as “CSV UTF-8” and send that file."
# What a file begins with that is not text at all: a ZIP (Excel, LibreOffice), an old Excel file, a PDF, UTF-16.
SIGNATURES = {
    b"PK\x03\x04": f"This is a spreadsheet or a ZIP file, not CSV. {SAVE_AS}",
    b"\xd0\xcf\x11\xe0": f"This is an old Excel file, not CSV. {SAVE_AS}",
    b"%PDF": f"This is a PDF, not CSV. {SAVE_AS}",
    b"\xff\xfe": f"This is text as UTF-16. {SAVE_AS}",
    b"\xfe\xff": f"This is text as UTF-16. {SAVE_AS}",
}
WINDOWS = ("The file is Windows-1252 text, not UTF-8. It was read as such: check letters with accents before you "
           "import.")
DAMAGED = "Some characters of the file are damaged. Rows that hold them are rejected; the others are read as UTF-8."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what the reader should know about how it was read; empty where nothing."""

    text: str
    notice: str = ""


def decode(raw: bytes) -> Decoded:
    """Give the text of a file; raise FileRefused where it is too large, empty or no text."""
    if len(raw) > MAX_BYTES:
        raise FileRefused("The file is larger than 2 MB. Split it into smaller lists.")
    for signature, words in SIGNATURES.items():
        if raw.startswith(signature):
            raise FileRefused(words)
    body = raw.removeprefix(MARK)
    if not body.strip():
        raise FileRefused("The file is empty. Send a CSV file with a header row and one row per referral.")
    try:
        return Decoded(body.decode("utf-8"))
    except UnicodeDecodeError:
        return _not_quite_utf8(body, has_mark=body != raw)


def _not_quite_utf8(body: bytes, *, has_mark: bool) -> Decoded:
    """Tell Windows-1252 from UTF-8 with damaged bytes, by which of the two explains more of the file.

    A file of UTF-8 names with one damaged byte must not turn into “Ã‡elikkaya” in every other row.
    """
    as_utf8 = body.decode("utf-8", "replace")
    damaged = as_utf8.count(BROKEN)
    sound = sum(letter > "\x7f" for letter in as_utf8) - damaged
    if has_mark or sound > damaged:
        return Decoded(as_utf8, DAMAGED)
    return Decoded(body.decode("cp1252", "replace"), WINDOWS)
