"""Whether the specialties that a case needs are covered, and by whom."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from tumorboard.vocabulary.people import COMING, Answer


class Cover(StrEnum):
    """How one seat is covered at one meeting."""

    CONFIRMED = "confirmed"
    DEPUTY = "deputy"
    UNCONFIRMED = "unconfirmed"
    GAP = "gap"


class Seated(NamedTuple):
    """A person with the seats they can fill and the answer they gave; deputy is who comes instead."""

    name: str
    specialties: tuple[str, ...]
    answer: Answer
    deputy: str = ""
    is_deputy_only: bool = False


class Seat(NamedTuple):
    """One specialty at one meeting: how it is covered and by which names."""

    specialty: str
    cover: Cover
    names: tuple[str, ...]


def seats(specialties: Sequence[str], people: Iterable[Seated]) -> list[Seat]:
    """Tell for every specialty how it is covered; only a confirmed person or a called deputy covers it."""
    everybody = list(people)
    return [_seat(each, [who for who in everybody if each in who.specialties]) for each in specialties]


def missing(needed: Iterable[str], present: Iterable[tuple[str, ...]]) -> list[str]:
    """Name the needed specialties that nobody in the room fills, in the order given."""
    filled = {specialty for seats_of_one in present for specialty in seats_of_one}
    return [each for each in needed if each not in filled]


def must_be_told(empty: Sequence[str], *, goes_without: bool) -> bool:
    """Tell whether a decision waits for somebody to say that it is taken without the needed seats that are empty."""
    return bool(empty) and not goes_without


def _seat(specialty: str, people: list[Seated]) -> Seat:
    """Take the best cover there is: a confirmed person, else a deputy, else somebody who has not answered."""
    confirmed = tuple(who.name for who in people if who.answer in COMING)
    if confirmed:
        return Seat(specialty, Cover.CONFIRMED, confirmed)
    deputies = tuple(who.deputy for who in people if who.answer == Answer.DEPUTY and who.deputy)
    if deputies:
        return Seat(specialty, Cover.DEPUTY, deputies)
    silent = tuple(who.name for who in people if who.answer == Answer.NO_ANSWER and not who.is_deputy_only)
    if silent:
        return Seat(specialty, Cover.UNCONFIRMED, silent)
    return Seat(specialty, Cover.GAP, tuple(who.name for who in people if not who.is_deputy_only))
