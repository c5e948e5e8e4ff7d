"""The input hash: the same for the same instance, another for another one."""

import json
from hashlib import sha256

from hypothesis import given, settings

from tumorboard.domain.docket.fingerprint import canonical_text, input_hash

from .building import Row
from .drawing import instances_twice


def test_the_text_sorts_keys_and_lists_innermost_first() -> None:
    assert canonical_text({"b": [[2, 1], [1, 10]], "a": "é"}) == r'{"a":"\u00e9","b":[[1,10],[1,2]]}'


def test_the_hash_is_that_of_the_sorted_text() -> None:
    text = json.dumps({"a": [1, 2], "b": None}, sort_keys=True, separators=(",", ":"))
    assert input_hash({"b": None, "a": [2, 1]}) == "sha256:" + sha256(text.encode()).hexdigest()


def test_an_unknown_key_changes_the_hash() -> None:
    assert input_hash({"a": 1}) != input_hash({"a": 1, "b": 1})


@settings(max_examples=20, deadline=None)
@given(instances_twice())
def test_no_order_of_rows_or_keys_changes_the_hash(twins: tuple[Row, Row]) -> None:
    assert input_hash(twins[0]) == input_hash(twins[1])
