"""Flags that people overruled: quiet on exactly what they saw, back as soon as that changes."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.overruling import fingerprint, key, standing, unanswered_stops

STOP = {"id": "alpha_blockade_missing", "severity": "stop", "inputs": {"alpha_blockade": "none", "planned": ["a"]}}
WARN = {"id": "imaging_old", "severity": "warn", "inputs": {"imaging": []}}
ANSWERS = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                       lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner,
                                                                                    max_size=3), max_leaves=6)


def test_an_overruled_flag_is_quiet() -> None:
    assert standing([STOP, WARN], {key(WARN)}) == [STOP]


def test_a_changed_input_brings_an_overruled_flag_back() -> None:
    now = {**STOP, "inputs": {"alpha_blockade": "unknown", "planned": ["a"]}}
    assert standing([now], {key(STOP)}) == [now]


def test_another_flag_on_the_same_inputs_is_not_overruled_with_it() -> None:
    other = {**STOP, "id": "beta_without_alpha"}
    assert standing([other], {key(STOP)}) == [other]


def test_only_stops_that_nobody_answered_keep_a_case() -> None:
    assert unanswered_stops([STOP, WARN], set(), 3) == ["alpha_blockade_missing"]
    assert unanswered_stops([STOP, WARN], {key(STOP)}, 3) == []


def test_a_stop_never_keeps_an_emergency() -> None:
    assert unanswered_stops([STOP], set(), 0) == []


@given(st.dictionaries(st.text(max_size=4), ANSWERS, max_size=5))
def test_the_order_of_the_inputs_makes_no_difference(inputs: dict[str, Any]) -> None:
    assert fingerprint(inputs) == fingerprint(dict(reversed(inputs.items())))


@given(st.dictionaries(st.text(max_size=4), ANSWERS, min_size=1, max_size=5), ANSWERS)
def test_another_answer_gives_another_fingerprint(inputs: dict[str, Any], other: Any) -> None:
    first = next(iter(inputs))
    changed = {**inputs, first: [other, "changed"]}
    assert (fingerprint(changed) == fingerprint(inputs)) == (changed[first] == inputs[first])
