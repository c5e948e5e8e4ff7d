"""How a name may differ from how it is typed: a slip of the hand, or a name that sounds the same."""

import re
from collections.abc import Iterator

# Below this length every other name is only one slip away.
SHORTEST = 3
# From this length on two slips are looked for.
LONG = 6
SOUNDS_ALIKE = 2
_MARK = "~"
_SOUNDS = tuple((re.compile(pattern), by) for pattern, by in (
    ("^(kn|gn|pn)", "n"), ("^wr", "r"), ("^x", "s"), ("tsch|tch|cz|ch|sch|sh|sz", "s"), ("ph|pf|v", "f"), ("w", "f"),
    ("ck|c|q|x", "k"), ("dt|th|tt", "t"), ("d", "t"), ("tz|ts|z", "s"), ("gh", ""), ("j|y", "i"), ("h", ""),
    ("b", "p"), ("g", "k"), (r"(.)\1+", r"\1")))
_VOWELS = re.compile("[aeiou]")


def index_keys(name: str) -> set[str]:
    """Give the keys under which a folded name is kept: itself, itself with one letter left out, and its sound.

    Two letters less would multiply what is kept by five, for the three in a hundred slips that only they find.
    """
    return {name, *_without_one(name), *_sound_key(name)}


def lookup_keys(typed: str) -> set[str]:
    """Give the keys under which a name that was meant may be kept: these, and a long one with two letters less."""
    return {*index_keys(typed), *_without_two(typed)}


def distance(one: str, other: str) -> int:
    """Count the slips between two words: a letter more, less, other, or two neighbors exchanged."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, their in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != their))
            is_swap = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == their
            now.append(min(cost, before[column - 2] + 1) if is_swap else cost)
        before, last = last, now
    return last[-1]


def closeness(typed: str, name: str) -> int | None:
    """Tell how far a name is from what was typed; None where nobody would take one for the other."""
    slips = distance(typed, name)
    if slips <= allowed(min(len(typed), len(name))):
        return slips
    return SOUNDS_ALIKE if _sound_key(typed) & _sound_key(name) else None


def allowed(length: int) -> int:
    """Tell how many slips a word of that length may hold."""
    return 0 if length < SHORTEST else 1 if length < LONG else 2


def sound(name: str) -> str:
    """Write a folded name by what is heard of it: consonants that are taken for one another, no inner vowels."""
    heard = name
    for pattern, by in _SOUNDS:
        heard = pattern.sub(by, heard)
    return heard[:1] + _VOWELS.sub("", heard[1:])


def _sound_key(name: str) -> set[str]:
    """Give the key of the sound; what is heard of a very short name says too little."""
    heard = sound(name)
    return {_MARK + heard} if len(name) > SHORTEST and len(heard) > 1 else set()


def _without_one(name: str) -> Iterator[str]:
    """Leave out each letter once."""
    if len(name) >= SHORTEST:
        yield from (name[:at] + name[at + 1:] for at in range(len(name)))


def _without_two(name: str) -> Iterator[str]:
    """Leave out each pair of letters of a long name."""
    if len(name) >= LONG:
        for shorter in set(_without_one(name)):
            yield from _without_one(shorter)
