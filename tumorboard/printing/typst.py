"""Typst, which sets the pages: it gets the words as JSON, so that what people typed can never become markup."""

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typst import Fonts

SHEETS = Path(__file__).resolve().parent.parent.parent / "templates" / "print"
FONTS = Path(__file__).resolve().parent / "fonts"
STANDARD: Final = "ua-1"
# Stands for a character that no font of ours can draw: a gap in a name must be seen, never guessed.
NOT_DRAWN = "\N{REPLACEMENT CHARACTER}"
LONGEST_RUN = 24
# Zero width, and allowed to break: a word longer than its column would run over what stands beside it.
MAY_BREAK = "\N{ZERO WIDTH SPACE}"
# Signs stacked higher than any script needs would cover the row above, which is another patient's.
STACKED = 3
# Marks that turn the reading direction of what follows them could make one name look like another.
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
PROBE = b'#set document(title: "x")\n#set text(lang: "en")\n#json(bytes(sys.inputs.given))'


def pdf(sheet: str, given: dict[str, object]) -> bytes:
    """Set one sheet of templates/print as PDF/UA-1; safe to call from several threads."""
    import typst

    words = printable(given)
    try:
        return _set(sheet, words)
    except typst.TypstError as problem:
        if "could not be displayed" not in problem.message:
            raise
        return _set(sheet, _replaced(words))


def printable(value: object) -> object:
    """Prepare text for paper: no control characters, no hidden turns of direction, no word wider than a column."""
    if isinstance(value, str):
        return _broken(_unstacked("".join(_visible(each) for each in value.replace("\r\n", "\n"))))
    return _each(value, printable)


def _each(value: object, change: Callable[[object], object]) -> object:
    """Apply a change to every text inside lists and mappings."""
    if isinstance(value, dict):
        return {key: change(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [change(each) for each in value]
    return value


def _visible(each: str) -> str:
    """Keep what can be seen; say where something was that cannot."""
    if each in DIRECTION_MARKS:
        return ""
    if each in "\n\t" or unicodedata.category(each) == "Zl":
        return " "
    return NOT_DRAWN if unicodedata.category(each) in ("Cc", "Cs", "Co", "Cn") else each


def _unstacked(text: str) -> str:
    """Keep at most so many signs above and below one letter."""
    kept: list[str] = []
    height = 0
    for each in text:
        height = height + 1 if unicodedata.combining(each) else 0
        if height <= STACKED:
            kept.append(each)
    return "".join(kept)


def _broken(text: str) -> str:
    """Let a run without spaces break."""
    return re.sub(rf"\S{{{LONGEST_RUN}}}(?=\S)", lambda run: run.group() + MAY_BREAK, text)


def _replaced(value: object) -> object:
    """Put the mark in the place of every character that the fonts do not have."""
    if isinstance(value, str):
        return "".join(each if each.isascii() or _can_draw(each) else NOT_DRAWN for each in value)
    return _each(value, _replaced)


@lru_cache(maxsize=4096)
def _can_draw(character: str) -> bool:
    """Try one character; it takes a millisecond, and only texts with a rare one come here."""
    import typst

    try:
        typst.compile(PROBE, font_paths=_fonts(), sys_inputs={"given": json.dumps(character)}, pdf_standards=STANDARD)
    except typst.TypstError:
        return False
    return True


def _set(sheet: str, given: object) -> bytes:
    """Run Typst once, in memory."""
    import typst

    return typst.compile(
        SHEETS / f"{sheet}.typ", root=SHEETS, font_paths=_fonts(), sys_inputs={"given": json.dumps(given)},
        pdf_standards=STANDARD,
    )


@cache
def _fonts() -> "Fonts":
    """Our fonts, then those inside the wheel for other scripts and signs; never what a system happens to have."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
