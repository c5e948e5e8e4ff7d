"""Who hears of a new revision: only those whose block moved five minutes or more from what they were told."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.telling import Shift, Span, is_worth_telling, shifts, stays
from tumorboard.vocabulary.people import Role

ADA, BEN = UUID(int=1), UUID(int=2)
SPANS = st.builds(lambda at, length: Span(at, at + length), st.integers(0, 80), st.integers(2, 40))
REVISIONS = st.lists(st.dictionaries(st.sampled_from([ADA, BEN, UUID(int=3)]), SPANS), max_size=6)


@pytest.mark.parametrize(("before", "after", "told"), [
    (Span(18, 46), Span(18, 46), False), (Span(18, 46), Span(22, 50), False), (Span(18, 46), Span(23, 46), True),
    (Span(18, 46), Span(13, 46), True), (Span(18, 46), Span(18, 51), True), (Span(18, 46), Span(18, 41), True),
    (None, Span(18, 46), True), (Span(18, 46), None, True), (None, None, False)])
def test_five_minutes_at_either_end_are_worth_telling(before: Span | None, after: Span | None, told: bool) -> None:
    assert is_worth_telling(before, after) is told


def test_a_new_revision_is_told_to_those_who_moved_came_or_went() -> None:
    cy = UUID(int=3)
    before = {ADA: Span(0, 6), BEN: Span(6, 12)}
    assert shifts([before, {ADA: Span(2, 8), cy: Span(0, 6)}]) == {
        BEN: Shift(Span(6, 12), None), cy: Shift(None, Span(0, 6))}


def test_nobody_is_told_twice_of_the_first_revision() -> None:
    assert shifts([{ADA: Span(0, 6)}]) == {}
    assert shifts([]) == {}


def test_small_moves_add_up() -> None:
    steps = [{ADA: Span(at, at + 6)} for at in (0, 3, 6)]
    assert shifts(steps[:2]) == {}
    assert shifts(steps) == {ADA: Shift(Span(0, 6), Span(6, 12))}


@given(REVISIONS)
def test_what_somebody_knows_is_never_five_minutes_wrong(revisions: list[dict[UUID, Span]]) -> None:
    known: dict[UUID, Span | None] = dict(revisions[0]) if revisions else {}
    for number in range(2, len(revisions) + 1):
        for member, shift in shifts(revisions[:number]).items():
            assert shift.before == known.get(member)
            assert is_worth_telling(shift.before, shift.after)
            known[member] = shift.after
        newest = revisions[number - 1]
        assert not any(is_worth_telling(known.get(each), newest.get(each)) for each in {*known, *newest})


@pytest.mark.parametrize(("is_asked_to", "roles", "expected"), [
    (False, {Role.SPECIALIST}, False), (True, {Role.SPECIALIST}, True), (False, {Role.CHAIR, Role.SPECIALIST}, True),
    (False, {Role.COORDINATOR}, True), (False, {Role.VICE_CHAIR}, False)])
def test_chair_coordinator_and_who_said_so_stay_the_whole_meeting(
        is_asked_to: bool, roles: set[Role], expected: bool) -> None:
    assert stays(is_asked_to, roles) is expected
