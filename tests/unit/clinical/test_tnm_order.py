"""Which T is lower than which."""

import pytest

from tumorboard.domain.clinical import tnm

RISING = ["0", "1MI", "1A", "1B", "1C", "2A", "2B", "3", "4"]


def test_the_order_rises_step_by_step() -> None:
    assert [tnm.is_lower(low, high) for low, high in zip(RISING, RISING[1:], strict=False)] == [True] * 8


@pytest.mark.parametrize("token", [*RISING, "1", "2", "3A", "4B"])
def test_no_token_is_lower_than_itself(token: str) -> None:
    assert not tnm.is_lower(token, token)


@pytest.mark.parametrize(
    ("t", "minimum", "lower"),
    [
        ("1", "1C", False),
        ("1", "1B", False),
        ("1", "2", True),
        ("2", "2B", False),
        ("2A", "2", True),
        ("2", "3A", True),
        ("3", "3A", False),
        ("3B", "3A", False),
        ("X", "4", False),
        ("IS", "4", False),
        ("2", "X", False),
        (None, "4", False),
        ("1", None, False),
        ("9", "4", False),
    ],
)
def test_a_token_without_letter_is_the_highest_of_its_number(t: str | None, minimum: str | None, lower: bool) -> None:
    assert tnm.is_lower(t, minimum) is lower


@pytest.mark.parametrize(("m", "distant"), [("0", False), ("1", True), ("1C2", True), ("X", False), (None, False)])
def test_m1_of_any_kind_is_distant(m: str | None, distant: bool) -> None:
    assert tnm.is_distant(m) is distant
