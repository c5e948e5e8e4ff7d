"""Importing the people of a board."""

from sqlalchemy.orm import Session

from tests.factories import NOW
from tumorboard.models import Board, Member
from tumorboard.queries import members
from tumorboard.queries import roster as queries
from tumorboard.services import roster
from tumorboard.vocabulary.people import Imported, Role

CHAIR = {"id": "aokafor", "name": "Amara Okafor", "credentials": "MD", "role": "specialist",
         "specialties": ["endocrinology"], "deputy": "dep_endo", "email": "AOkafor@example.org", "board_role": "chair"}
DEPUTY = {"id": "dep_endo", "name": "Mark Ellery", "role": "deputy", "specialties": ["endocrinology"], "deputy": None}


def take(session: Session, board: Board, *people: dict[str, object]) -> list[roster.RowResult]:
    by = members.system(session, board.id, "command-line")
    return roster.import_people(session, board, people, by=by, now=NOW)


def member(session: Session, board: Board, username: str) -> Member:
    return queries.by_username(session, board)[username]


def test_a_row_becomes_a_member_with_roles_seats_and_a_deputy(session: Session, board: Board) -> None:
    assert [result.outcome for result in take(session, board, CHAIR, DEPUTY)] == [Imported.ADDED, Imported.ADDED]
    chair = member(session, board, "aokafor")
    assert (chair.roles, chair.specialties) == ({Role.SPECIALIST, Role.CHAIR}, ("endocrinology",))
    assert (chair.email, chair.deputy_id) == ("aokafor@example.org", member(session, board, "dep_endo").id)


def test_importing_twice_changes_nothing(session: Session, board: Board) -> None:
    take(session, board, CHAIR, DEPUTY)
    session.commit()
    version = member(session, board, "aokafor").version
    assert [result.outcome for result in take(session, board, CHAIR, DEPUTY)] == [Imported.UNCHANGED] * 2
    session.commit()
    assert member(session, board, "aokafor").version == version


def test_a_changed_row_changes_only_what_it_says(session: Session, board: Board) -> None:
    take(session, board, CHAIR, DEPUTY)
    session.commit()
    result, = take(session, board, {"username": "aokafor", "specialties": "endocrinology; genetics"})
    session.commit()
    chair = member(session, board, "aokafor")
    assert result.outcome == Imported.CHANGED
    assert (chair.specialties, chair.roles, chair.name) == (
        ("endocrinology", "genetics"), {Role.SPECIALIST, Role.CHAIR}, "Amara Okafor")


def test_what_is_wrong_is_said_with_row_and_column_and_stops_no_other_row(session: Session, board: Board) -> None:
    wrong = {**CHAIR, "id": "other", "email": "", "specialties": ["podiatry"], "role": "wizard"}
    results = take(session, board, wrong, {**CHAIR, "deputy": "nobody"})
    assert [result.outcome for result in results] == [Imported.REFUSED, Imported.ADDED]
    assert results[0].words[0].startswith("Row 1, column role: The board knows no role “wizard”.")
    assert results[0].words[1].startswith("Row 1, column specialties: The board has no seat “podiatry”.")
    assert results[1].words == ["Row 2, column deputy: Nobody has this user name, so the deputy stays as it was."]


def test_the_name_or_address_of_somebody_else_is_refused(session: Session, board: Board) -> None:
    twin = {**CHAIR, "id": "twin", "email": "aokafor@EXAMPLE.org"}
    machine = {**CHAIR, "id": "scheduler", "email": ""}
    _, *refused = take(session, board, CHAIR, CHAIR, twin, machine)
    assert [result.words for result in refused] == [
        ["Row 2, column username: Another row of this file has the same user name."],
        ["Row 3, column email: Somebody else already has this e-mail address."],
        ["Row 4, column username: This name belongs to the machine. Choose another."]]
