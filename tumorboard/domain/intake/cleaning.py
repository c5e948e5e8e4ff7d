"""The text of a cell: spaces at its ends removed, and refused where it holds what cannot be seen or printed."""

import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
APOSTROPHE = "'"
BREAKS = "\n\t"
BROKEN = "\ufffd"
# Marks that turn the direction of what follows make a name read as another; plain right-to-left letters need none.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Two names that look the same must be the same.
INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad")


def clean(cell: str) -> str:
    """Give what a cell says: no spaces at its ends, line ends as one character, our own apostrophe taken off again.

    On output a cell that a spreadsheet would calculate gets an apostrophe; a list sent back loses it here.
    """
    text, before = _without_apostrophe(cell).replace("\r\n", "\n").strip(), ""
    while text != before:
        before, text = text, _without_apostrophe(text).strip()
    return text


def _without_apostrophe(text: str) -> str:
    """Take off the apostrophe that keeps a cell from being calculated."""
    is_ours = text.startswith(APOSTROPHE) and text[1:].startswith(FORMULA_STARTS)
    return text[1:] if is_ours else text


def neutral(cell: str) -> str:
    """Give a cell that no spreadsheet calculates when it opens the file."""
    return APOSTROPHE + cell if cell.startswith(FORMULA_STARTS) else cell


def unprintable(text: str, *, many_lines: bool = False) -> str:
    """Say in words what a text holds that cannot be shown; empty where it holds nothing of the kind."""
    if BROKEN in text:
        return "A character is damaged. Type it again."
    allowed = BREAKS if many_lines else ""
    if any(unicodedata.category(letter) == "Cc" and letter not in allowed for letter in text):
        return "It holds characters that cannot be shown, or a line break. Type it again instead of pasting it."
    if TURNING & set(text) or (not many_lines and INVISIBLE & set(text)):
        return "It holds hidden marks that change how it reads. Type it again instead of pasting it."
    return ""


def visible(text: str) -> str:
    """Write a text so that a page or a terminal shows it and does not obey it."""
    return "".join(letter if letter.isprintable() or letter == "\n" or letter == "\u00a0" else BROKEN
                   for letter in text.replace("\r\n", "\n").replace("\t", " "))
