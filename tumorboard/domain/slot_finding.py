"""Which case of a meeting somebody means who types its number, its patient's name or MRN."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumorboard.domain.identity import clean_mrn, fold


@dataclass(frozen=True, slots=True)
class Slot:
    """What a case is looked for by: its number in the order of the meeting, from 1, and its patient."""

    number: int
    name: str
    mrn: str


def matching(typed: str, slots: Sequence[Slot]) -> list[int]:
    """Give the numbers of the cases that are meant: the one of that number or MRN, else those whose name fits.

    A name fits when each word that was typed begins one of its words, however they are accented.
    """
    words, compact = fold(typed).split(), clean_mrn(typed).casefold()
    exact = [each.number for each in slots if compact and compact in (str(each.number), each.mrn.casefold())]
    if exact or not words:
        return exact
    return [each.number for each in slots
            if all(any(part.startswith(word) for part in fold(each.name).split()) for word in words)]
