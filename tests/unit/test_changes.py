"""What is different between then and now."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.changes import Change, between, known_by

CT, MRI = {"modality": "ct", "date": "2026-01-02"}, {"modality": "mri", "date": "2026-03-04"}


@pytest.mark.parametrize(("before", "after", "found"), [
    (2, 5, [Change("x", 2, 5)]), (None, 5, [Change("x", None, 5)]), (2, "", [Change("x", 2, None)]), (2, 2, []),
    (None, "", []), ([], None, []), (["a", "b"], ["b", "a"], []), (["a"], ["b"], [Change("x", ["a"], ["b"])]),
    ([CT], [CT, MRI], [Change("x", came=(MRI,))]), ([CT], [MRI], [Change("x", came=(MRI,), went=(CT,))]),
    ([CT], None, [Change("x", went=(CT,))]), ([CT, MRI], [MRI, CT], [])])
def test_each_kind_of_difference_is_told(before: Any, after: Any, found: list[Change]) -> None:
    assert between({"x": before}, {"x": after}, ["x"]) == found


def test_differences_come_in_the_order_asked_for_and_of_nothing_else() -> None:
    found = between({}, {"a": 1, "b": 2, "c": 3}, ["c", "a"])
    assert [each.key for each in found] == ["c", "a"]


def test_rows_that_are_dated_later_were_not_known() -> None:
    started = {"kind": "lanreotide", "start": "2026-03"}
    told = known_by({"imaging": [CT, MRI], "prior_treatments": [started], "ecog": 1}, "2026-02-01")
    assert told == {"imaging": [CT], "prior_treatments": [], "ecog": 1}


ANSWERS = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers() | st.lists(st.integers(), max_size=2) |
                          st.lists(st.dictionaries(st.sampled_from("xy"), st.integers(), min_size=1), max_size=2))


@given(ANSWERS)
def test_nothing_differs_from_itself(answers: dict[str, Any]) -> None:
    assert between(answers, answers, "abcd") == []


@given(ANSWERS, ANSWERS)
def test_what_is_new_one_way_is_gone_the_other(one: dict[str, Any], two: dict[str, Any]) -> None:
    there, back = between(one, two, "abcd"), between(two, one, "abcd")
    assert [(each.key, each.came, each.before) for each in there] == [(each.key, each.went, each.after)
                                                                      for each in back]
