"""Who may do what: the whole table, written out, for every role, relation and state; and every way to get it wrong."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from uuid import UUID

from tumorboard.domain.access import Actor, CaseRelation, Permission, can, owns_item, prepares
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus

# One column per role; "yes" holds whatever the case, other words are the conditions of WORDS.
ROLES = (Role.COORDINATOR, Role.CHAIR, Role.VICE_CHAIR, Role.SPECIALIST, Role.REFERRER, Role.CLINICIAN, Role.ADMIN,
         Role.AUDITOR, Role.SYSTEM)
TABLE = """
                        | coordinator | chair | vice  | specialist | referrer  | clinician | admin | auditor | system
use_board               | yes         | yes   | yes   | yes        | yes       | yes       | yes   | yes     | -
submit_case             | yes         | yes   | -     | yes        | yes       | -         | -     | -       | -
read_cases              | yes         | yes   | -     | yes        | yes       | -         | -     | -       | -
read_case draft         | yes         | yes   | -     | mine       | mine      | mine      | -     | -       | -
read_case               | yes         | yes   | -     | involved   | own       | released  | -     | -       | -
edit_case draft         | yes         | yes   | -     | still      | still     | -         | -     | -       | -
edit_case waiting       | yes         | yes   | -     | still      | still     | -         | -     | -       | -
edit_case listed        | yes         | yes   | -     | -          | -         | -         | -     | -       | -
edit_case decided       | -           | -     | -     | -          | -         | -         | -     | -       | -
complete_case draft     | yes         | yes   | -     | mine       | mine      | -         | -     | -       | -
complete_case waiting   | yes         | yes   | -     | reached    | own       | -         | -     | -       | -
complete_case listed    | yes         | yes   | -     | reached    | own       | -         | -     | -       | -
complete_case decided   | -           | -     | -     | -          | -         | -         | -     | -       | -
withdraw_case           | yes         | mine  | -     | mine       | mine      | -         | -     | -       | -
answer_case             | yes         | own   | -     | own        | own       | -         | -     | -       | -
note_case draft         | yes         | yes   | -     | mine       | mine      | -         | -     | -       | -
note_case               | yes         | yes   | -     | involved   | own       | -         | -     | -       | -
review_cases            | yes         | yes   | -     | -          | -         | -         | -     | -       | -
set_item                | yes         | yes   | -     | reached    | own       | -         | -     | -       | -
overrule_flag           | yes         | yes   | -     | reached    | own       | -         | -     | -       | -
review_derived          | -           | yes   | -     | reached    | own       | -         | -     | -       | -
reread_outside          | yes         | yes   | -     | reached    | -         | -         | -     | -       | -
prepare                 | yes         | yes   | -     | yes        | -         | -         | -     | -       | -
correct_patient         | yes         | -     | -     | -          | -         | -         | -     | -       | -
find_patient            | yes         | yes   | -     | -          | -         | -         | -     | -       | -
import_cases            | yes         | yes   | -     | -          | -         | -         | -     | -       | -
read_docket             | yes         | yes   | -     | yes        | -         | -         | -     | -       | -
run_docket              | yes         | yes   | -     | -          | -         | -         | -     | -       | -
run_policy              | yes         | yes   | -     | -          | -         | -         | -     | -       | -
pull_out draft          | -           | -     | -     | -          | -         | -         | -     | -       | -
pull_out waiting        | yes         | yes   | -     | involved   | -         | -         | -     | -       | -
pull_out listed         | yes         | yes   | -     | involved   | -         | -         | -     | -       | -
pull_out decided        | -           | -     | -     | -          | -         | -         | -     | -       | -
huddle draft            | -           | -     | -     | -          | -         | -         | -     | -       | -
huddle waiting          | yes         | yes   | -     | involved   | -         | -         | -     | -       | -
huddle listed           | yes         | yes   | -     | involved   | -         | -         | -     | -       | -
huddle decided          | -           | -     | -     | -          | -         | -         | -     | -       | -
run_meeting             | yes         | yes   | -     | -          | -         | -         | -     | -       | -
write_recommendation    | yes         | yes   | -     | -          | -         | -         | -     | -       | -
sign                    | -           | yes   | yes   | -          | -         | -         | -     | -       | -
release                 | yes         | yes   | -     | -          | -         | -         | -     | -       | -
co_sign                 | -           | yes   | -     | yes        | -         | -         | -     | -       | -
state draft             | yes         | yes   | -     | mine       | -         | -         | -     | -       | -
state                   | yes         | yes   | -     | involved   | -         | -         | -     | -       | -
read_recommendations    | yes         | yes   | -     | yes        | yes       | yes       | -     | -       | -
read_roster             | yes         | yes   | -     | yes        | -         | -         | -     | -       | -
answer_own_availability | yes         | yes   | -     | yes        | -         | -         | -     | -       | -
run_roster              | yes         | yes   | -     | -          | -         | -         | -     | -       | -
invite                  | yes         | -     | -     | -          | -         | -         | yes   | -       | -
run_accounts            | -           | -     | -     | -          | -         | -         | yes   | -       | -
run_mail                | yes         | -     | -     | -          | -         | -         | yes   | -       | -
read_audit              | -           | -     | -     | -          | -         | -         | -     | yes     | -
"""
WORDS: dict[str, Callable[[CaseRelation], bool]] = {
    "yes": lambda case: True,
    "-": lambda case: False,
    "mine": lambda case: case.is_submitter,
    "still": lambda case: case.is_submitter and not case.is_frozen,
    "own": lambda case: case.is_own,
    "reached": lambda case: case.is_own or case.is_assigned,
    "released": lambda case: case.is_own or case.is_released,
    "involved": lambda case: case.is_own or case.is_assigned or case.is_released or case.status in DOCKETED,
}
S = CaseStatus
DOCKETED = {S.READY, S.LISTED, S.DISCUSSED, S.SIGNED, S.CLOSED}
PHASES = {S.DRAFT: "draft", S.SUBMITTED: "waiting", S.ASKED: "waiting", S.READY: "waiting", S.LISTED: "listed",
          S.DISCUSSED: "decided", S.SIGNED: "decided", S.CLOSED: "decided", S.WITHDRAWN: "decided"}
CELLS = {row.split("|")[0].strip(): [cell.strip() for cell in row.split("|")[1:]]
         for row in TABLE.strip().splitlines()[1:]}
ON_A_CASE = {Permission.READ_CASE, Permission.EDIT_CASE, Permission.WITHDRAW_CASE, Permission.ANSWER_CASE,
             Permission.NOTE_CASE, Permission.SET_ITEM, Permission.OVERRULE_FLAG, Permission.REVIEW_DERIVED,
             Permission.REREAD_OUTSIDE, Permission.PULL_OUT, Permission.HUDDLE, Permission.COMPLETE_CASE,
             Permission.STATE}
RELATIONS = [CaseRelation(status, *flags) for status in CaseStatus for flags in product((False, True), repeat=5)]


def actor(*roles: Role) -> Actor:
    """Give somebody with these roles."""
    return Actor(UUID(int=1), frozenset(roles))


def expected(role: Role, permission: Permission, case: CaseRelation | None) -> bool:
    """Look the answer up in the table."""
    column = ROLES.index(role)
    if permission not in ON_A_CASE:
        return CELLS[permission.value][column] == "yes"
    if case is None:
        return False
    row = CELLS.get(f"{permission.value} {PHASES[case.status]}") or CELLS[permission.value]
    return WORDS[row[column]](case)


PEOPLE = [(role,) for role in ROLES] + list(combinations(ROLES, 2))


def differences(decide: Callable[[Actor, Permission, CaseRelation | None], bool],
                among: Iterable[Permission] = Permission) -> Iterator[str]:
    """Name each cell in which a rule differs from the table; who has two roles has the rights of both."""
    for roles, permission in product(PEOPLE, among):
        person = actor(*roles)
        for case in [None, *(RELATIONS if permission in ON_A_CASE else [])]:
            if decide(person, permission, case) != any(expected(role, permission, case) for role in roles):
                yield f"{' and '.join(roles)}: {permission.value} {case}"


def test_the_rules_are_the_table_for_every_role_and_every_two_roles() -> None:
    assert list(differences(can)) == []


def test_every_permission_and_every_role_is_in_the_table() -> None:
    assert {name.split()[0] for name in CELLS} == {each.value for each in Permission}
    assert set(ROLES) == set(Role)
    assert {len(row) for row in CELLS.values()} == {len(ROLES)}


def test_a_case_permission_without_its_case_is_refused() -> None:
    assert [each for each in ON_A_CASE if can(actor(*Role), each)] == []


def test_somebody_without_a_role_may_do_nothing() -> None:
    assert [each for each in Permission if can(actor(), each, RELATIONS[-1])] == []


def test_a_specialist_sets_the_items_of_their_seat_and_those_they_were_asked_for_by_name() -> None:
    pathologist = Actor(UUID(int=1), frozenset({Role.SPECIALIST}), frozenset({"pathology"}))
    case = CaseRelation(S.SUBMITTED, is_assigned=True)
    asked = [("pathology", False), ("radiology", False), ("radiology", True)]
    assert [owns_item(pathologist, case, owner, is_named=named) for owner, named in asked] == [True, False, True]


def test_nobody_sets_an_item_of_a_case_that_they_do_not_reach() -> None:
    pathologist = Actor(UUID(int=1), frozenset({Role.SPECIALIST}), frozenset({"pathology"}))
    assert not owns_item(pathologist, CaseRelation(S.SUBMITTED), "pathology", is_named=True)


def test_a_referrer_sets_any_item_of_their_own_case_and_the_coordinator_of_all() -> None:
    own = CaseRelation(S.SUBMITTED, is_own=True)
    assert owns_item(actor(Role.REFERRER), own, "radiology", is_named=False)
    assert owns_item(actor(Role.COORDINATOR), CaseRelation(S.SUBMITTED), "radiology", is_named=False)


def test_a_preparation_list_is_ticked_off_by_its_own_seat_and_by_the_boards_desk() -> None:
    radiologist = Actor(UUID(int=1), frozenset({Role.SPECIALIST}), frozenset({"radiology"}))
    assert [prepares(radiologist, seat) for seat in ("radiology", "pathology")] == [True, False]
    assert prepares(actor(Role.COORDINATOR), "pathology") and not prepares(actor(Role.REFERRER), "pathology")
