"""Who owes what, and in which order it is worked off."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.clinical import ReadinessItem
from tumorboard.domain.owing import Asked, Owed, in_order, is_mine, owed

TODAY = date(2026, 12, 1)
ME, OTHER = UUID(int=1), UUID(int=2)


@dataclass
class Case:
    """As much of a case as owing needs."""

    number: int = 1
    presenter_id: UUID | None = None
    responsible_id: UUID | None = None


def item(name: str = "heart", *, state: str = "open", gate: bool = False, owner: str = "endocrinology"
         ) -> ReadinessItem:
    """One item of the checklist."""
    return ReadinessItem(name, name.title(), gate, owner, True, state, None)


def row(due: date | None, *, gate: bool = False, number: int = 1) -> Owed:
    """One owed item."""
    return Owed(Case(number), item(gate=gate), Asked(due_on=due))


def test_what_is_settled_is_not_owed_and_what_nobody_asked_for_is_due_as_usual() -> None:
    items = [item("a", state="ready"), item("b"), item("c", state="requested"), item("d", state="waived")]
    usual, asked = Asked(due_on=TODAY), Asked(OTHER, due_on=date(2026, 12, 9))
    found = owed(Case(), items, {"c": asked}, usual)
    assert [(each.item.id, each.asked) for each in found] == [("b", usual), ("c", asked)]


def test_the_latest_comes_first_and_what_has_no_day_last() -> None:
    days = [None, date(2026, 12, 5), date(2026, 11, 20), date(2026, 11, 28)]
    found = in_order([row(each) for each in days], TODAY)
    assert [each.asked.due_on for each in found] == [days[2], days[3], days[1], None]
    assert [each.days_late(TODAY) for each in found] == [11, 3, 0, 0]


def test_of_one_day_what_holds_its_case_comes_first() -> None:
    assert [each.item.gate for each in in_order([row(TODAY), row(TODAY, gate=True)], TODAY)] == [True, False]


@pytest.mark.parametrize(("owner", "named", "seats", "mine"), [
    ("endocrinology", None, {"endocrinology"}, True), ("endocrinology", None, {"radiology"}, False),
    ("endocrinology", OTHER, {"endocrinology"}, False), ("radiology", ME, set(), True),
    ("medonc", None, {"medonc_gep"}, True), ("medonc_gep", None, {"medonc_ppgl"}, False),
    ("coordinator", None, {"coordinator"}, True)])
def test_an_item_is_of_whom_it_was_asked_else_of_its_seat(owner: str, named: Any, seats: set[str], mine: bool) -> None:
    assert is_mine(Owed(Case(), item(owner=owner), Asked(named)), ME, seats) is mine


@pytest.mark.parametrize(("presenter", "responsible", "mine"), [
    (ME, OTHER, True), (OTHER, ME, False), (None, ME, True), (None, None, False)])
def test_the_presenters_items_are_the_presenters_or_else_of_who_is_responsible(
        presenter: Any, responsible: Any, mine: bool) -> None:
    case = Case(1, presenter, responsible)
    assert is_mine(Owed(case, item(owner="presenter"), Asked()), ME, {"presenter"}) is mine


@given(st.lists(st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)), max_size=8))
def test_nothing_is_lost_in_ordering_and_lateness_never_rises(days: list[date | None]) -> None:
    found = in_order([row(each) for each in days], TODAY)
    late = [each.days_late(TODAY) for each in found]
    assert len(found) == len(days) and late == sorted(late, reverse=True)
