"""Finding a case in the room: by its number, by its patient's MRN, or by the beginning of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.identity import fold
from tumorboard.domain.slot_finding import Slot, matching

SLOTS = [Slot(1, "QUILLFEATHER, Dorothea", "99100127"), Slot(2, "Ó FAOLÁIN, Bríd", "99100211"),
         Slot(3, "HALVORSEN-TEST, Britt", "7"), Slot(12, "SZCZEPAŃSKI, Kazimierz", "99100300")]


@pytest.mark.parametrize(("typed", "numbers"), [
    ("12", [12]), (" 1 ", [1]), ("99100211", [2]), ("7", [3]), ("quill", [1]), ("Szczepanski", [12]), ("bri", [2, 3]),
    ("o faolain", [2]), ("brid fao", [2]), ("test", [3]), ("feather", []), ("99100", []), ("4", []), ("", []),
    (" , ", [])])
def test_a_case_is_found_by_number_mrn_or_the_beginning_of_a_name(typed: str, numbers: list[int]) -> None:
    assert matching(typed, SLOTS) == numbers


@given(st.sampled_from(SLOTS), st.integers(1, 12), st.booleans())
def test_every_beginning_of_a_name_finds_it(slot: Slot, length: int, is_plain: bool) -> None:
    word = slot.name.split(",")[0][:length]
    assert slot.number in matching(fold(word) if is_plain else word, SLOTS)
