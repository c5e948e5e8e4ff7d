"""Which part of a recommendation a specialist signs."""

import pytest

from tumorboard.domain.cosigning import parts

NEEDED = ("pathology", "radiology")


@pytest.mark.parametrize(("seats", "signed", "owns_item", "expected"), [
    (("radiology",), (), False, ["radiology"]),
    (("radiology", "pathology"), (), False, ["radiology", "pathology"]),
    (("radiology", "pathology"), ("radiology",), False, ["pathology"]),
    (("radiology",), ("radiology",), True, []),
    (("surgery",), (), False, []),
    (("surgery", "transplant"), (), True, ["surgery"]),
    ((), (), True, []),
])
def test_a_part_is_that_of_a_needed_seat_or_of_an_item(
        seats: tuple[str, ...], signed: tuple[str, ...], owns_item: bool, expected: list[str]) -> None:
    assert parts(seats, NEEDED, signed, owns_item=owns_item) == expected
