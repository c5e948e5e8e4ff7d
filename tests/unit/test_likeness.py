"""Names that are a slip apart, or sound alike: found by a key that both have."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain import likeness
from tumorboard.domain.likeness import closeness, distance, index_keys, lookup_keys, sound

NAMES = st.text(string.ascii_lowercase, min_size=4, max_size=12)


@pytest.mark.parametrize(("one", "other", "slips"), [
    ("smith", "smith", 0), ("smith", "smth", 1), ("smith", "smiith", 1), ("smith", "smeth", 1), ("smith", "smiht", 1),
    ("smith", "mist", 3), ("", "abc", 3), ("ab", "ba", 1)])
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert (distance(one, other), distance(other, one)) == (slips, slips)


@pytest.mark.parametrize(("typed", "name", "close"), [
    ("smith", "smyth", 1), ("meier", "mayer", 2), ("schmidt", "shmitt", 2), ("quilfether", "quillfeather", 2),
    ("philips", "filips", 2), ("lee", "leo", 1), ("al", "ab", None), ("smith", "jones", None), ("anna", "bert", None)])
def test_closeness_is_slips_or_sound_or_nothing(typed: str, name: str, close: int | None) -> None:
    assert closeness(typed, name) == close


@pytest.mark.parametrize(("one", "other"), [
    ("maier", "mayer"), ("schmidt", "schmitt"), ("philip", "filip"), ("knight", "night"), ("carl", "karl"),
    ("wright", "right"), ("kowalczyk", "kovalchik")])
def test_names_that_sound_alike_have_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@given(NAMES, st.integers(0, 11), st.sampled_from(string.ascii_lowercase))
def test_one_slip_always_leaves_a_key_in_common(name: str, at: int, letter: str) -> None:
    at %= len(name)
    slips = (name[:at] + name[at + 1:], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1:],
             name[:at] + name[at:at + 2][::-1] + name[at + 2:])
    for typed in slips:
        assert index_keys(name) & lookup_keys(typed)


@given(NAMES, st.integers(0, 11), st.integers(0, 11), st.sampled_from(string.ascii_lowercase))
def test_two_letters_too_many_in_a_long_name_leave_a_key_in_common(name: str, one: int, two: int, letter: str) -> None:
    typed = name
    for at in (one, two):
        typed = typed[:at % len(name)] + letter + typed[at % len(name):]
    assert len(typed) < likeness.LONG or index_keys(name) & lookup_keys(typed)


def test_a_short_name_keeps_few_keys() -> None:
    assert (index_keys("al"), len(index_keys("quillfeather"))) == ({"al"}, 14 - 1)
