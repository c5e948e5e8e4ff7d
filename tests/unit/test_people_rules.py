"""Pure rules about people: reading a roster, answering, deputies, and who may give which role."""

from datetime import time
from uuid import UUID

import pytest

from tumorboard.domain import answering, deputies, granting, roster_rows
from tumorboard.domain.access import Actor
from tumorboard.vocabulary.events import Happening, words
from tumorboard.vocabulary.people import Answer, Role

SEATS = ("endocrinology", "genetics")
MEETING = (time(7), time(8, 30))
NOBODY = UUID(int=1)


def actor(*roles: Role) -> Actor:
    return Actor(NOBODY, frozenset(roles))


def test_a_row_of_a_table_and_an_object_of_a_list_read_alike() -> None:
    table = {"username": " AOkafor ", "name": "Amara Okafor", "role": "specialist", "board_role": "vice_chair",
             "specialties": "genetics; endocrinology", "deputy": ""}
    listed = {"id": "aokafor", "name": "Amara Okafor", "role": "specialist", "board_role": "vice_chair",
              "specialties": ["genetics", "endocrinology"], "deputy": None}
    assert roster_rows.read_row(table, SEATS) == roster_rows.read_row(listed, SEATS)
    person, problems = roster_rows.read_row(table, SEATS)
    assert (person.roles, person.specialties, person.deputy, problems) == (
        {Role.SPECIALIST, Role.VICE_CHAIR}, ("genetics", "endocrinology"), "", [])


def test_a_column_that_is_absent_says_nothing() -> None:
    person, problems = roster_rows.read_row({"username": "a1"}, SEATS)
    assert (person.plain, person.roles, person.specialties, person.deputy, problems) == ({}, None, None, None, [])


@pytest.mark.parametrize(("change", "column"), [
    ({"username": ""}, "username"), ({"username": "a b"}, "username"), ({"username": "x" * 61}, "username"),
    ({"name": " "}, "name"), ({"name": "x" * 121}, "name"), ({"name": "A\x00"}, "name"),
    ({"email": "nonsense"}, "email"), ({"phone": "1" * 41}, "phone"), ({"role": "system"}, "role"),
    ({"role": ""}, "role"), ({"board_role": "king"}, "board_role"), ({"specialties": "podiatry"}, "specialties"),
])
def test_what_is_wrong_is_named_by_its_column(change: dict[str, str], column: str) -> None:
    good = {"username": "a1", "name": "Ada One", "role": "specialist", "email": "", "phone": ""}
    assert [problem.column for problem in roster_rows.read_row({**good, **change}, SEATS)[1]] == [column]


@pytest.mark.parametrize(("answer", "came", "wrong"), [
    (Answer.PRESENT, (None, None), []), (Answer.ABSENT, (None, None), []),
    (Answer.LATE, (time(7, 20), None), []), (Answer.LATE, (None, time(8)), ["from_time"]),
    (Answer.LATE, (time(6, 59), None), ["from_time"]), (Answer.LEAVES, (None, time(8, 31)), ["until_time"]),
    (Answer.LEAVES, (None, time(8, 30)), []), (Answer.WINDOW, (time(7), time(7, 30)), []),
    (Answer.WINDOW, (time(7, 30), time(7, 30)), ["until_time"]), (Answer.WINDOW, (None, None),
                                                                 ["from_time", "until_time"]),
    (Answer.DEPUTY, (None, None), ["answer"]),
])
def test_an_answer_needs_the_times_that_belong_to_it(answer: Answer, came: tuple[time | None, time | None],
                                                     wrong: list[str]) -> None:
    assert list(answering.problems(answer, came, MEETING, has_deputy=False)) == wrong


def test_a_deputy_who_is_named_may_be_sent() -> None:
    assert answering.problems(Answer.DEPUTY, (None, None), MEETING, has_deputy=True) == {}


def test_times_left_over_from_another_answer_are_dropped() -> None:
    both = (time(7, 10), time(7, 40))
    kept = [answering.kept_times(answer, *both) for answer in (Answer.PRESENT, Answer.LATE, Answer.LEAVES,
                                                               Answer.WINDOW)]
    assert kept == [(None, None), (time(7, 10), None), (None, time(7, 40)), both]


def test_only_a_deputy_without_a_deputy_comes_only_when_called() -> None:
    assert deputies.only_when_called({"a": "b", "b": "a", "c": "d", "d": None, "e": None}) == {"d"}


@pytest.mark.parametrize(("who", "asked", "after"), [
    (Role.COORDINATOR, {Role.CHAIR, Role.ADMIN, Role.AUDITOR}, {Role.CHAIR}),
    (Role.ADMIN, {Role.CHAIR, Role.ADMIN, Role.AUDITOR}, {Role.SPECIALIST, Role.ADMIN, Role.AUDITOR}),
    (Role.SPECIALIST, {Role.CHAIR, Role.ADMIN}, {Role.SPECIALIST}),
    (Role.COORDINATOR, {Role.SYSTEM}, set()),
])
def test_each_gives_and_takes_only_the_roles_in_their_charge(who: Role, asked: set[Role], after: set[Role]) -> None:
    assert granting.granted(actor(who), frozenset({Role.SPECIALIST}), frozenset(asked)) == after


@pytest.mark.parametrize(("who", "whose", "may"), [
    (Role.COORDINATOR, Role.CHAIR, True), (Role.COORDINATOR, Role.ADMIN, False),
    (Role.COORDINATOR, Role.AUDITOR, False),
    (Role.ADMIN, Role.AUDITOR, True), (Role.ADMIN, Role.SYSTEM, False), (Role.SPECIALIST, Role.CLINICIAN, False),
])
def test_nobody_comes_by_a_role_through_the_link_of_another(who: Role, whose: Role, may: bool) -> None:
    assert granting.may_handle(actor(who), frozenset({whose})) is may


def test_every_happening_has_words_and_a_new_one_shows_its_code() -> None:
    assert all(words(each.value) == each.label for each in Happening)
    assert words("case.sung_about") == "case.sung_about"
