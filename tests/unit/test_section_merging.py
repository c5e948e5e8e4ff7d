"""Nothing that two people type at once is lost: it is stored, or it goes back to whoever typed it."""

from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.section_merging import Merged, merge, seen_after, stamp

WORDS = st.sampled_from(["", "Operate.", "Wait.", "Treat."])
TEXTS = st.fixed_dictionaries({"items": WORDS, "why": WORDS})


def stamps(text: dict[str, str]) -> dict[str, str]:
    return {name: stamp(words) for name, words in text.items()}


def test_two_people_in_two_sections_both_keep_their_words() -> None:
    before = {"items": "", "why": ""}
    first = merge(before, {"items": "Operate.", "why": ""}, stamps(before)).sections
    assert merge(first, {"items": "", "why": "Resectable."}, stamps(before)) == Merged(
        {"items": "Operate.", "why": "Resectable."})


def test_two_people_in_one_section_are_told() -> None:
    before = {"items": "", "why": ""}
    found = merge({"items": "Operate.", "why": ""}, {"items": "Wait.", "why": ""}, stamps(before))
    assert found == Merged({"items": "Operate.", "why": ""}, ("items",))


@given(TEXTS, TEXTS, TEXTS)
def test_every_typed_word_is_stored_or_named_as_a_conflict(
    before: dict[str, str], stored: dict[str, str], typed: dict[str, str]
) -> None:
    found = merge(stored, typed, stamps(before))
    for name in typed:
        is_kept = found.sections[name] == typed[name]
        assert is_kept or name in found.conflicts or typed[name] == before[name]


@given(TEXTS, TEXTS)
def test_what_is_stored_is_replaced_only_by_whoever_saw_it(stored: dict[str, str], typed: dict[str, str]) -> None:
    assert merge(stored, typed, {}).sections == stored


@given(TEXTS, TEXTS)
def test_the_last_to_see_it_changes_it(stored: dict[str, str], typed: dict[str, str]) -> None:
    assert merge(stored, typed, stamps(stored)) == Merged(typed)


@given(TEXTS, WORDS, st.lists(WORDS, min_size=2, max_size=4))
def test_going_on_in_one_section_leaves_what_somebody_else_wrote_in_another(
    before: dict[str, str], theirs: str, mine: list[str]
) -> None:
    stored, seen = before | {"items": theirs}, stamps(before)
    for words in mine:
        typed = before | {"why": words}
        stored = dict(merge(stored, typed, seen).sections)
        seen = seen_after(stored, typed, seen)
    assert stored == {"items": theirs, "why": mine[-1]}
