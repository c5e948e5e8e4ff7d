"""Who takes part in a case, who may step out of it, and what nobody does for a case that they stepped out of."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain import quorum, recusing

ONE, OTHER = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Somebody:
    """A member with seats, or a guest."""

    member_id: UUID | None
    specialties: tuple[str, ...] = ()


PEOPLE = st.lists(st.builds(Somebody, st.none() | st.sampled_from([UUID(int=each) for each in range(5)]),
                            st.lists(st.sampled_from(["radiology", "surgery", "pathology"])).map(tuple)))
OUT = st.frozensets(st.sampled_from([UUID(int=each) for each in range(5)]))


def test_whoever_stepped_out_fills_no_seat() -> None:
    people = [Somebody(ONE, ("radiology", "surgery")), Somebody(OTHER, ("surgery",)), Somebody(None)]
    staying = recusing.staying(people, {ONE})
    assert staying == people[1:]
    assert quorum.missing(["radiology", "surgery"], [each.specialties for each in staying]) == ["radiology"]


@given(PEOPLE, OUT)
def test_nobody_else_is_left_out_and_no_seat_is_gained(people: list[Somebody], out: frozenset[UUID]) -> None:
    staying = recusing.staying(people, out)
    assert [each for each in people if each not in staying] == [each for each in people if each.member_id in out]
    needed = ["radiology", "surgery", "pathology"]
    before, after = (set(quorum.missing(needed, [each.specialties for each in some])) for some in (people, staying))
    assert before <= after


@pytest.mark.parametrize(("reason", "is_here", "is_out", "fields"), [
    ("Treats his brother.", True, False, []), (" ", True, False, ["reason"]), ("Treats his brother.", False, False,
                                                                               ["member"]),
    ("", False, False, ["member", "reason"]), ("Treats his brother.", True, True, ["member"]),
    ("Treats his brother.", False, True, ["member"])])
def test_what_stands_against_it_is_named_by_field(reason: str, is_here: bool, is_out: bool, fields: list[str]) -> None:
    assert list(recusing.problems(reason, is_here=is_here, is_out=is_out)) == fields


@pytest.mark.parametrize(("read_back_by", "dissenting", "fields"), [
    ("", [], []), ("2", ["3"], []), ("1", [], ["read_back_by"]), ("2", ["1", "3"], ["dissent"]),
    ("1", ["1"], ["read_back_by", "dissent"])])
def test_nobody_speaks_for_the_board_on_a_case_that_they_stepped_out_of(
        read_back_by: str, dissenting: list[str], fields: list[str]) -> None:
    found = recusing.unfit({"1": "Rhea Vance"}, read_back_by, dissenting)
    assert list(found) == fields
    assert all("Rhea Vance stepped out of this case" in words for words in found.values())
