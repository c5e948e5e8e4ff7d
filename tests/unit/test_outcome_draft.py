"""An outcome as it is typed: written down, read again as it was, and the same whichever way it was chosen."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.outcome_draft import DEFERRAL, fields, leaning, pairs
from tumorboard.vocabulary.workflow import DeferralReason, Outcome

DAYS = st.one_of(st.just(""), st.dates(date(2026, 1, 1), date(2030, 1, 1)).map(date.isoformat))
TYPED = st.fixed_dictionaries({
    "outcome": st.sampled_from([each.value for each in Outcome]),
    "deferral_reason": st.sampled_from(["", *(each.value for each in DeferralReason)]),
    "missing_items": st.lists(st.sampled_from(["path_report", "cross_sectional", "ecog"]), unique=True),
    "missing": st.text(), "owner": st.sampled_from(["", "0" * 32]), "due_on": DAYS, "back_on": DAYS})


@given(TYPED)
def test_what_is_written_down_reads_as_it_was_typed(typed: dict[str, Any]) -> None:
    read = fields(pairs(typed))
    assert read["outcome"] == typed["outcome"]
    if typed["outcome"] == Outcome.DEFERRED:
        assert {**read, "missing_items": sorted(typed["missing_items"])} == {
            **typed, "missing_items": read["missing_items"]}
    else:
        assert not any(read[name] for name in DEFERRAL)


@given(TYPED, st.randoms())
def test_the_order_of_choosing_does_not_count(typed: dict[str, Any], chance: Any) -> None:
    items = list(typed["missing_items"])
    chance.shuffle(items)
    assert pairs(typed) == pairs({**typed, "missing_items": items})


def test_nothing_written_leans_to_nothing() -> None:
    assert leaning(()) is None


def test_who_brings_what_is_said_in_words_is_named_under_no_item() -> None:
    found = leaning(pairs({"outcome": "deferred", **dict.fromkeys(DEFERRAL, ""), "missing_items": [],
                           "missing": "The slides.", "owner": "0" * 32}))
    assert found is not None and found.deferred_for == [{"item": "", "owner": "0" * 32, "due": None}]
