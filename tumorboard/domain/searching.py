"""Finding words: how text is cut into them, what a reader looks for, and where a text answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tumorboard.domain.identity import fold

LONGEST_WORD, MOST_WORDS, MOST_TYPED = 40, 4000, 8
LEAD, TAIL = 60, 120
_WORD = re.compile(r"[^\W_]+")
_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
Part = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for: words that must all be there by their beginning, or one number typed with gaps."""

    words: tuple[str, ...]
    number: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not self.words

    @property
    def every(self) -> tuple[str, ...]:
        """Give all that may be marked in a text."""
        return (*self.words, self.number) if self.number else self.words


def words_of(text: str) -> list[str]:
    """Cut a text into folded words; what is not a letter or a digit parts them."""
    return [each[:LONGEST_WORD] for each in fold(text).replace("_", " ").split()]


def squeezed(number: str) -> str:
    """Write a record number without what parts its digits, so that it is found however it is typed."""
    return "".join(words_of(number))[:LONGEST_WORD]


def document(texts: Iterable[str], numbers: Iterable[str] = ()) -> list[str]:
    """List the different words of the texts, in order; each number also without its gaps."""
    found: dict[str, None] = {}
    for number in numbers:
        found |= dict.fromkeys([squeezed(number), *words_of(number)])
    for text in texts:
        for word in words_of(text):
            found |= dict.fromkeys([word, *_parts(word)])
    found.pop("", None)
    return list(found)[:MOST_WORDS]


def _parts(word: str) -> list[str]:
    """Part letters from digits: who looks for "lutetium" by "Lu" means 177Lu as well."""
    return _LETTERS_OR_DIGITS.findall(word) if not (word.isalpha() or word.isdigit()) else []


def mark(kind: str, value: object) -> str:
    """Write a property of a case as a word that nobody can type, so that the index sorts by it as well."""
    return f"={kind}{''.join(each for each in str(value).lower() if each.isalnum())}"


def read(typed: str) -> Wanted:
    """Read what was typed into the find box; single letters count only where nothing longer was typed."""
    words = list(dict.fromkeys(words_of(typed)))
    long = [word for word in words if len(word) > 1]
    words = (long or words)[:MOST_TYPED]
    number = squeezed(typed)
    is_number = len(words_of(typed)) > 1 and any(each.isdigit() for each in number)
    return Wanted(tuple(words), number if is_number else "")


def tree(wanted: Wanted, marks: Iterable[Iterable[str]], terms: tuple[str, str], joined: tuple[str, str]) -> str:
    """Write what is looked for in a database's own words: a word's beginning and a whole word, joined by and, by or.

    All of them are letters, digits and our own marks, so nothing has to be escaped.
    """
    (beginning, whole), (both, either), parts = terms, joined, []
    if wanted.words:
        every = both.join(beginning.format(word) for word in wanted.words)
        parts.append(f"(({every}){either}{beginning.format(wanted.number)})" if wanted.number else f"({every})")
    parts += [f"({either.join(whole.format(each) for each in kind)})" for kind in marks]
    return both.join(parts)


def answers(text: str, wanted: Wanted) -> bool:
    """Tell whether any of the words begins a word of the text."""
    return any(True for _ in _spans(text, wanted.every))


def snippet(text: str, wanted: Wanted) -> list[Part]:
    """Cut out where the text first answers, in parts that say whether they are to be marked."""
    spans = list(_spans(text, wanted.every))
    if not spans:
        return [(_cut(text, 0, LEAD + TAIL), False)]
    start = _word_start(text, max(0, spans[0][0] - LEAD))
    end = min(len(text), spans[0][0] + TAIL)
    parts: list[Part] = [("… ", False)] if start else []
    at = start
    for first, last in spans:
        if last > end:
            break
        parts += [(text[at:first], False), (text[first:last], True)]
        at = last
    parts.append((_cut(text, at, max(end, at)), False))
    return [part for part in parts if part[0]]


def _spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find the words of a text that begin as wanted."""
    for found in _WORD.finditer(text):
        if fold(found.group()).startswith(tuple(words)):
            yield found.span()


def _word_start(text: str, at: int) -> int:
    """Go on to where the next word begins."""
    if at == 0:
        return 0
    gap = text.find(" ", at)
    return gap + 1 if 0 <= gap < at + LEAD else at


def _cut(text: str, start: int, end: int) -> str:
    """Give a part of a text, and say that it goes on."""
    return text[start:end] + (" …" if end < len(text) else "")
