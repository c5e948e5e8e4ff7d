"""Estimated minutes: between the starting value and what was measured, and hardly moved by one odd discussion."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.estimating import (
    LEAST,
    MOST,
    Estimate,
    Likeness,
    Measured,
    Stamp,
    durations,
    estimate,
    likeness,
)

SEVEN = datetime(2026, 12, 4, 12, tzinfo=UTC)
NEW = likeness("new_diagnosis", 3)
OTHER = likeness("second_opinion", 5)
STARTS = st.integers(LEAST, MOST)
LENGTHS = st.integers(60, 45 * 60).map(lambda seconds: Fraction(seconds, 60))
SEEN = st.lists(st.builds(Measured, LENGTHS, st.sampled_from((NEW, OTHER))), max_size=30)


def after(minutes: float) -> datetime:
    return SEVEN + timedelta(minutes=minutes)


def seen(*minutes: float, kind: Likeness = NEW) -> list[Measured]:
    return [Measured(Fraction(each), kind) for each in minutes]


def test_nothing_measured_is_the_starting_value() -> None:
    assert estimate(8, [], NEW) == Estimate(minutes=8, start=8, family=0, alike=0)


def test_a_few_discussions_move_it_a_little_and_many_make_it_their_own() -> None:
    assert [estimate(8, seen(*[4] * number, kind=OTHER), NEW).minutes for number in (1, 4, 12, 100)] == [7, 6, 5, 4]


def test_those_just_alike_count_once_more() -> None:
    mixed = seen(5, 5, 5, 5, kind=OTHER) + seen(9, 9, 9, 9)
    assert (estimate(7, mixed, NEW), estimate(7, mixed, OTHER)) == (Estimate(8, 7, 8, 4), Estimate(6, 7, 8, 4))


@pytest.mark.parametrize(("specialties", "is_wide"), [(0, False), (3, False), (4, True), (9, True)])
def test_a_case_that_needs_four_specialties_is_of_another_kind(specialties: int, is_wide: bool) -> None:
    assert likeness(None, specialties) == Likeness("", is_wide)


@given(STARTS, SEEN)
def test_it_lies_between_the_starting_value_and_what_was_measured(start: int, told: list[Measured]) -> None:
    found = estimate(start, told, NEW).minutes
    ends = [Fraction(start), *(min(each.minutes, Fraction(MOST)) for each in told)]
    assert LEAST <= found <= MOST
    assert min(ends) - Fraction(1, 2) <= found <= max(*ends, LEAST) + Fraction(1, 2)


@given(STARTS, SEEN, st.data())
def test_a_longer_discussion_never_makes_it_shorter(start: int, told: list[Measured], data: st.DataObject) -> None:
    longer = [Measured(each.minutes + data.draw(LENGTHS), each.likeness) if data.draw(st.booleans()) else each
              for each in told]
    assert estimate(start, longer, NEW).minutes >= estimate(start, told, NEW).minutes


@given(st.integers(LEAST, MOST - 1), SEEN)
def test_a_higher_starting_value_never_makes_it_shorter(start: int, told: list[Measured]) -> None:
    assert estimate(start + 1, told, NEW).minutes >= estimate(start, told, NEW).minutes


@given(STARTS, st.lists(st.integers(5 * 60, 8 * 60), min_size=5, max_size=30), LENGTHS)
def test_one_odd_discussion_moves_it_by_no_more_than_the_others_differ(start: int, seconds: list[int], odd: Fraction
                                                                      ) -> None:
    told = [Measured(Fraction(each, 60), NEW) for each in seconds]
    with_odd = estimate(start, [*told, Measured(odd, NEW)], NEW).minutes
    assert abs(with_odd - estimate(start, told, NEW).minutes) <= (8 - 5) + 1


@given(STARTS, SEEN)
def test_the_order_of_the_discussions_does_not_matter(start: int, told: list[Measured]) -> None:
    shuffled = sorted(told, key=lambda each: (each.minutes, each.likeness.is_wide))
    assert estimate(start, shuffled, NEW) == estimate(start, told, NEW)


def test_a_discussion_ends_when_the_next_begins_even_if_it_was_recorded_later() -> None:
    stamps = [Stamp(after(0), after(30)), Stamp(after(7), after(13)), Stamp(after(14), after(19.5))]
    assert durations(stamps) == [7, 6, Fraction(11, 2)]


def test_what_cannot_be_a_discussion_is_not_measured() -> None:
    pressed_twice, forgotten = Stamp(after(0), after(0.5)), Stamp(after(10), after(70))
    backwards = Stamp(after(80), after(79))
    assert durations([pressed_twice, forgotten, backwards]) == [None, None, None]


def test_durations_come_in_the_order_in_which_they_were_given() -> None:
    assert durations([Stamp(after(7), after(12)), Stamp(after(0), after(7))]) == [5, 7]


def test_two_that_began_together_both_end_when_they_were_recorded() -> None:
    assert durations([Stamp(after(0), after(6)), Stamp(after(0), after(4))]) == [6, 4]
