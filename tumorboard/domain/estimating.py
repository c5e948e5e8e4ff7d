"""How many minutes a case will take: the board's starting value, moved by the measured discussions of its kind.

A starting value counts as many discussions as WEIGHT; the family's median is blended in first, then the median of
those that are just alike. So a few discussions move it little, many make it their own, and one odd one hardly counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

LEAST, MOST = 2, 20
WEIGHT = 4
# Outside of these somebody pressed twice, or forgot to press.
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=45)
# From so many needed specialties on, a case is one of the wide ones.
WIDE = 4


@dataclass(frozen=True, slots=True)
class Stamp:
    """When one discussion of a meeting was begun and recorded."""

    began_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Likeness:
    """What makes two cases of a family alike: why they come, and whether they need many specialties."""

    submission_type: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """How long one discussion of the family took, in minutes, and what kind of case it was."""

    minutes: Fraction
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Estimate:
    """Whole minutes; what they started from; how many discussions of the family, and just alike, moved them."""

    minutes: int
    start: int
    family: int
    alike: int


def likeness(submission_type: str | None, specialties: int) -> Likeness:
    """Tell what kind of case within its family this is."""
    return Likeness(submission_type or "", specialties >= WIDE)


def durations(stamps: Iterable[Stamp]) -> list[Fraction | None]:
    """Measure the discussions of one meeting, in minutes and in the order given; None where nothing was measured.

    A discussion ends when it is recorded, or when the next one begins: a record is often finished later.
    """
    told = list(stamps)
    begun = sorted({each.began_at for each in told})
    following = dict(pairwise(begun))
    return [_measure(min(each.recorded_at, following.get(each.began_at, each.recorded_at)) - each.began_at)
            for each in told]


def estimate(start: int, seen: Sequence[Measured], kind: Likeness) -> Estimate:
    """Estimate the minutes of a case from the measured discussions of its family.

    Never below the least or above the most of the starting value and what was measured, within 2 to 20 minutes.
    """
    family = [_clipped(each.minutes) for each in seen]
    alike = [_clipped(each.minutes) for each in seen if each.likeness == kind]
    exact = _blend(_blend(_clipped(Fraction(start)), family), alike)
    return Estimate(_rounded(exact), start, len(family), len(alike))


def _measure(length: timedelta) -> Fraction | None:
    """Give a length in minutes; one that cannot be a discussion is none."""
    if not SHORTEST <= length <= LONGEST:
        return None
    return Fraction(int(length.total_seconds()), 60)


def _blend(prior: Fraction, seen: Sequence[Fraction]) -> Fraction:
    """Pull a value to the median of what was seen, the more the more was seen."""
    if not seen:
        return prior
    return (WEIGHT * prior + len(seen) * median(seen)) / (WEIGHT + len(seen))


def _clipped(minutes: Fraction) -> Fraction:
    """Keep a length within what a case may be given."""
    return min(max(minutes, Fraction(LEAST)), Fraction(MOST))


def _rounded(exact: Fraction) -> int:
    """Round to whole minutes, a half up."""
    return int(exact + Fraction(1, 2))
