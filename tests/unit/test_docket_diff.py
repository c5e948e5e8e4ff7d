"""Two running orders compared: what came, left and moved, and who is needed at another time."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.docket_diff import Move, Order, difference
from tumorboard.domain.telling import Span

A, B, C, D = (UUID(int=number) for number in range(1, 5))
spans = st.integers(0, 80).flatmap(lambda start: st.builds(Span, st.just(start), st.integers(start + 1, 90)))
orders = st.builds(Order, st.dictionaries(st.sampled_from([A, B, C, D]), spans),
                   st.dictionaries(st.sampled_from([A, B, C, D]), spans))


def order(*cases: UUID, minutes: int = 6) -> Order:
    return Order({case: Span(place * minutes, (place + 1) * minutes) for place, case in enumerate(cases)}, {})


def test_what_came_left_moved_and_stayed() -> None:
    found = difference(order(A, B, C), order(A, D, B))
    assert found.added == (Move(D, None, Span(6, 12)),)
    assert found.gone == (Move(C, Span(12, 18), None),)
    assert [(each.id, each.later) for each in found.moved] == [(B, 6)]
    assert [each.id for each in found.same] == [A]


def test_pairs_that_stand_the_other_way_round_are_counted() -> None:
    assert difference(order(A, B, C), order(A, B, C)).turned == 0
    assert difference(order(A, B, C), order(C, A, B)).turned == 2
    assert difference(order(A, B, C), order(D, A, B, C)).turned == 0


def test_people_are_named_whose_block_moved_by_five_minutes_or_more() -> None:
    old = Order({}, {A: Span(0, 20), B: Span(0, 20), C: Span(0, 20)})
    new = Order({}, {A: Span(4, 24), B: Span(0, 15), D: Span(3, 9)})
    assert [each.id for each in difference(old, new).blocks] == [B, D, C]


def test_a_block_that_takes_longer_says_by_how_much() -> None:
    assert (Move(A, Span(0, 20), Span(5, 40)).longer, Move(A, Span(0, 20), None).longer) == (15, -20)


@given(orders)
def test_an_order_does_not_differ_from_itself(one: Order) -> None:
    assert not difference(one, one)


@given(orders, orders)
def test_every_case_is_named_once(old: Order, new: Order) -> None:
    found = difference(old, new)
    named = [each.id for each in (*found.added, *found.gone, *found.moved, *found.same)]
    assert sorted(named) == sorted({*old.cases, *new.cases})


@given(orders, orders)
def test_the_way_back_is_the_same_way(old: Order, new: Order) -> None:
    there, back = difference(old, new), difference(new, old)
    assert {each.id for each in there.added} == {each.id for each in back.gone}
    assert {(each.id, each.later) for each in there.moved} == {(each.id, -each.later) for each in back.moved}
    assert {each.id for each in there.blocks} == {each.id for each in back.blocks}
