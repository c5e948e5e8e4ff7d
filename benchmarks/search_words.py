"""Fictional names and texts for the search: few names are common and most are rare, as they are among people."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from random import Random

STARTS = ("B", "Br", "C", "Ch", "D", "F", "G", "Gr", "H", "J", "K", "Kr", "L", "M", "N", "P", "R", "S", "Sch", "St",
          "T", "Tr", "V", "W", "Z")
MIDDLES = ("a", "e", "i", "o", "u", "ai", "ei", "au", "oo", "ie")
JOINTS = ("l", "ll", "m", "nd", "nn", "r", "rt", "s", "ss", "ck", "t", "tt", "ng", "v", "z", "b", "d", "rg", "ch", "st")
ENDS = ("er", "mann", "son", "ez", "ini", "ski", "ova", "berg", "feld", "i", "o", "as", "en", "ton", "ley", "s", "idis")
COMMON, HALF = "resection", "lanreotide"
SLIPS = ("other", "less", "more", "swapped", "doubled")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def surnames(how_many: int = 30_000) -> list[str]:
    """Make that many different surnames."""
    return _made(how_many, Random(4), ENDS)


@cache
def given_names(how_many: int = 1500) -> list[str]:
    """Make that many different given names."""
    return _made(how_many, Random(5), ("a", "e", "us", "in", "ia", "", "th", "y"))


@cache
def vocabulary(how_many: int = 20_000) -> list[str]:
    """Make that many different words."""
    return [each.lower() for each in _made(how_many, Random(6), ("ation", "itis", "oma", "ectomy", "ine", "al", "ic"))]


def _made(how_many: int, chance: Random, ends: Sequence[str]) -> list[str]:
    """Put syllables together."""
    found: dict[str, None] = {}
    while len(found) < how_many:
        middle = "".join(chance.choice(JOINTS) + chance.choice(MIDDLES) for _ in range(chance.choice((0, 1, 1, 2))))
        begun = chance.choice(STARTS) + chance.choice(MIDDLES) + middle
        found[begun + chance.choice(JOINTS) + chance.choice(ends)] = None
    return list(found)


@cache
def _weights(how_many: int) -> list[float]:
    """Give the first word much more often than the last."""
    return list(accumulate(1 / (place + 8) for place in range(how_many)))


def drawn(chance: Random, words: list[str], times: int = 1) -> list[str]:
    """Draw words as often as they are used."""
    return chance.choices(words, cum_weights=_weights(len(words)), k=times)


def text(chance: Random, length: int) -> str:
    """Write a text in which one word stands in nine of ten, and another in half of them."""
    words = drawn(chance, vocabulary(), length)
    if chance.random() < 0.9:
        words.insert(chance.randrange(length), COMMON)
    if chance.random() < 0.5:
        words.insert(chance.randrange(length), HALF)
    return " ".join(words).capitalize() + "."


def mistyped(chance: Random, name: str) -> str:
    """Slip once in a name; in a long one sometimes twice."""
    slips = 2 if len(name) > 7 and chance.random() < 0.2 else 1
    typed = name.lower()
    for _ in range(slips):
        typed = _slip(chance, typed, chance.choice(SLIPS))
    return typed


def _slip(chance: Random, name: str, kind: str) -> str:
    """Slip once; the first letter is seldom wrong."""
    at = chance.randrange(0 if chance.random() < 0.1 else 1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1:]
    return {"other": before + chance.choice(LETTERS) + after, "less": before + after,
            "more": before + letter + chance.choice(LETTERS) + after, "doubled": before + letter * 2 + after,
            "swapped": before + after[0] + letter + after[1:]}[kind]
