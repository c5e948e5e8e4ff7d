"""Two who write at once: every text ends as taken, as somebody's choice, or as a clash; none is dropped silently."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain import merging
from tumorboard.domain.merging import MOST_IN_HISTORY, both, kept, merge


def test_what_only_one_of_them_changed_is_taken() -> None:
    merged = merge({"a": "mine", "b": "old"}, {"a": "old", "b": "theirs"}, {"b": "old"}, {})
    assert (merged.taken, merged.theirs, merged.clashes) == ({"a": "mine"}, {"b": "theirs"}, {})


def test_where_both_wrote_somebody_chooses() -> None:
    mine, current, before = {"a": "mine"}, {"a": "theirs"}, {"a": "old"}
    assert merge(mine, current, before, {}).clashes == {"a": "theirs"}
    assert merge(mine, current, before, {"a": "mine"}).taken == {"a": "mine"}
    assert merge(mine, current, before, {"a": "theirs"}).theirs == {"a": "theirs"}
    assert merge(mine, current, before, {"a": "both"}).taken == {"a": "theirs\n\nmine"}
    assert merge(mine, current, before, {"a": "sideways"}).clashes == {"a": "theirs"}


def test_two_who_wrote_the_same_do_not_clash() -> None:
    assert merge({"a": "same"}, {"a": "same"}, {"a": "old"}, {}) == merging.Merged()


def test_two_lists_are_joined_without_repeating_a_row() -> None:
    assert both([{"kind": "prrt"}], [{"kind": "prrt"}, {"kind": "ct"}]) == [{"kind": "prrt"}, {"kind": "ct"}]
    assert both("", "x") == "x"
    assert both("6", []) == "6"


def test_a_giant_text_is_remembered_by_its_hash() -> None:
    giant = "x" * (MOST_IN_HISTORY + 1)
    assert kept(giant).startswith("[100001 characters, SHA-256 ")
    assert merge({"a": giant}, {"a": "theirs"}, {"a": kept(giant)}, {}).theirs == {"a": "theirs"}


NAMES = st.sampled_from("abc")
SOME = st.dictionaries(NAMES, st.sampled_from(["", "1", "2", "3"]))


@given(SOME, SOME, SOME, st.dictionaries(NAMES, st.sampled_from(["mine", "theirs", "both", "?"])))
def test_every_text_is_accounted_for(mine: dict[str, Any], current: dict[str, Any], before: dict[str, Any],
                                     choices: dict[str, str]) -> None:
    merged = merge(mine, current, before, choices)
    for name, text in mine.items():
        places = [name in merged.taken, name in merged.clashes, name in merged.theirs, text == current.get(name)]
        assert sum(places) == 1
        if name in merged.theirs:
            assert text == before[name] or choices.get(name) == "theirs"
        if name in merged.taken and name in before and text != before[name]:
            assert choices[name] in ("mine", "both")
