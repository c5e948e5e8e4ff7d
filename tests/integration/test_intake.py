"""Importing a referral list into a real database, by the service and by the command."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tests.unit.intake.lists import SAMPLE, csv_of, good
from tumorboard.cli.intake import command
from tumorboard.db import transaction
from tumorboard.domain.intake import RowResult
from tumorboard.models import Board, Case, CaseEvent, Member, Patient
from tumorboard.queries import members
from tumorboard.services import intake
from tumorboard.vocabulary.intake import RowOutcome
from tumorboard.vocabulary.workflow import CaseStatus

CLINICIANS = ("ywexler", "wtaufa", "eromano", "oadeyemi", "pvarga", "rmehrotra", "dfontaine", "ntremblay", "hlindqvist",
              "cjimenez", "jachebe")


@pytest.fixture
def by(session: Session, board: Board) -> Member:
    """The command line, with one clinician to be responsible."""
    MemberFactory(session=session, board_id=board.id, username="ywexler")
    return members.system(session, board.id, "command-line")


def take(session: Session, board: Board, raw: bytes, by: Member, confirmed: frozenset[str] = frozenset()) -> list[str]:
    """Import a list and give its outcomes."""
    done = intake.import_list(session, board, raw, by=by, now=NOW, confirmed=confirmed)
    session.commit()
    return [result.outcome.value for result in done.results]


def count(session: Session, model: type[Any]) -> int:
    """Count the rows of a table."""
    return session.scalar(select(func.count()).select_from(model)) or 0


def good_birth() -> Any:
    """The birth date of the good row."""
    return date(1963, 5, 22)


def test_the_sample_makes_twenty_cases_and_the_second_time_none(session: Session, board: Board, by: Member) -> None:
    for name in CLINICIANS[1:]:
        MemberFactory(session=session, board_id=board.id, username=name)
    raw = SAMPLE.read_bytes()
    assert take(session, board, raw, by) == ["new"] * 20
    assert take(session, board, raw, by) == ["duplicate"] * 20
    assert (count(session, Case), count(session, Patient)) == (20, 20)
    urgent = session.scalars(select(Case).where(Case.urgency == "bp_danger")).one()
    assert (urgent.status, urgent.tier, urgent.answers["alpha_blockade"], urgent.outside_facility) == (
        CaseStatus.SUBMITTED, 0, "none", "Red Mesa Clinic")


def test_looking_stores_nothing(session: Session, board: Board, by: Member) -> None:
    looked = intake.look(session, board, csv_of(good(), good(sex="?")), by=by, now=NOW)
    assert [result.outcome for result in looked.results] == [RowOutcome.NEW, RowOutcome.REJECTED]
    assert (list(session.new), list(session.dirty), count(session, Case)) == ([], [], 0)


def test_a_row_becomes_the_case_that_the_form_would_have_made(session: Session, board: Board, by: Member) -> None:
    presenter = MemberFactory(session=session, board_id=board.id, username="eromano")
    row = good(presenter="eromano", ecog="1", primary_site="ileum", referral_date="2026-11-20",
               specialties_needed="radiology;genetics")
    assert take(session, board, csv_of(row), by) == ["new"]
    case = session.scalars(select(Case)).one()
    assert (case.presenter_id, case.answers) == (
        presenter.id, {"primary_site": "ileum", "ecog": 1, "referral_date": "2026-11-20"})
    session.refresh(case, ["needs"])
    assert (case.specialties_needed, case.submitter_id, case.draft) == (["genetics", "radiology"], by.id, {})


def test_a_bad_row_stops_no_other_and_leaves_no_draft(session: Session, board: Board, by: Member) -> None:
    raw = csv_of(good(sex="?"), good(), good(ecog="9", question="Is there a trial for this tumor?"), good())
    assert take(session, board, raw, by) == ["rejected", "new", "needs_review", "duplicate"]
    assert [case.number for case in session.scalars(select(Case))] == [1]


def test_a_known_patient_gets_a_case_and_no_second_record(session: Session, board: Board, by: Member) -> None:
    PatientFactory(session=session, board_id=board.id, mrn="99300901", birth_date=good_birth())
    assert take(session, board, csv_of(good()), by) == ["existing"]
    assert count(session, Patient) == 1


def test_what_was_typed_by_hand_is_not_asked_again(session: Session, board: Board, by: Member) -> None:
    patient = PatientFactory(session=session, board_id=board.id, mrn="99300901", birth_date=good_birth())
    CaseFactory(session=session, board_id=board.id, submitter=by, patient_id=patient.id)
    assert take(session, board, csv_of(good()), by) == ["duplicate"]


def test_a_conflict_of_identity_waits_for_a_person_and_then_disputes_the_number(
        session: Session, board: Board, by: Member) -> None:
    PatientFactory(session=session, board_id=board.id, mrn="99300901", family_name="Other",
                   search_name="other dorothea", birth_date=good_birth())
    raw = csv_of(good())
    assert take(session, board, raw, by) == ["needs_review"]
    assert count(session, Case) == 0
    token = intake.look(session, board, raw, by=by, now=NOW).results[0].token
    assert take(session, board, raw, by, frozenset({token})) == ["new"]
    assert session.scalars(select(Patient.disputed_mrn).where(Patient.mrn.is_(None))).one() == "99300901"


def test_a_namesake_under_another_number_waits_for_a_person(session: Session, board: Board, by: Member) -> None:
    PatientFactory(session=session, board_id=board.id, birth_date=good_birth())
    assert take(session, board, csv_of(good()), by) == ["needs_review"]


def test_somebody_who_stored_the_same_row_meanwhile_is_no_failure(session: Session, board: Board, by: Member) -> None:
    looked = intake.look(session, board, csv_of(good(), good(mrn="99300902", family_name="Other")), by=by, now=NOW)
    take(session, board, csv_of(good()), by)
    cases: dict[int, Case] = {}
    ended = [intake._import_row(session, board, result, cases, by=by, now=NOW) for result in looked.results]
    session.commit()
    assert [result.outcome.value for result in ended] == ["duplicate", "new"]
    assert count(session, Case) == 2


def test_what_the_submission_refuses_rejects_its_row_alone(session: Session, board: Board, by: Member) -> None:
    result = looked_at(session, board, by, question="")
    ended = intake._import_row(session, board, result, {}, by=by, now=NOW)
    assert (ended.outcome, [each.column for each in ended.problems]) == (RowOutcome.REJECTED, ["question"])
    assert count(session, Case) == 0


def test_a_failure_that_is_no_duplicate_is_never_called_one(session: Session, board: Board, by: Member) -> None:
    result = looked_at(session, board, by, responsible_clinician=UUID(int=7))
    with pytest.raises(IntegrityError):
        intake._import_row(session, board, result, {}, by=by, now=NOW)


def test_the_record_of_an_import_holds_reasons_and_nothing_of_the_patient(
        session: Session, board: Board, by: Member) -> None:
    take(session, board, csv_of(good(sex="Secretname"), good()), by)
    detail = session.scalars(select(CaseEvent.detail).where(CaseEvent.kind == "cases.imported")).one()
    assert detail["counts"] == {"rejected": 1, "new": 1}
    assert not any(secret in json.dumps(detail) for secret in ("Secretname", "Quillfeather", "99300901", "Resect"))


def looked_at(session: Session, board: Board, by: Member, **values: Any) -> RowResult:
    """Give the result of the good row, with values that no check would have let through."""
    result = intake.look(session, board, csv_of(good()), by=by, now=NOW).results[0]
    return replace(result, checked=replace(result.checked, values={**result.values, **values}))


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """Run the command on a file of these bytes, against the database under test."""
    monkeypatch.setenv("DATABASE_URL", app.config["SQLALCHEMY_DATABASE_URI"])
    file = tmp_path / "list.csv"

    def run(raw: bytes | None, *options: str) -> Any:
        if raw is not None:
            file.write_bytes(raw)
        return CliRunner().invoke(command, [str(file), *options])

    yield run


def test_the_command_needs_a_board(run: Any) -> None:
    result = run(csv_of(good()))
    assert (result.exit_code, "There is no board here yet" in result.stderr) == (2, True)


def test_the_command_prints_one_result_per_row(run: Any, session: Session, by: Member) -> None:
    raw = csv_of(good(sex="?"), good(birth_date="05/22/1963"))
    dry = run(raw, "--dry-run", "--json")
    assert dry.exception is None, dry.exc_info
    assert (dry.exit_code, count(session, Case)) == (0, 0)
    rows = json.loads(dry.stdout)["rows"]
    assert [(row["row"], row["line"], row["outcome"]) for row in rows] == [(1, 2, "rejected"), (2, 3, "new")]
    assert rows[0]["problems"] == [
        {"column": "sex", "reason": "This is not on the list. Use one of: female, male, other, unknown."}]
    assert rows[1]["changes"] == [{"column": "birth_date", "old": "05/22/1963", "new": "1963-05-22"}]
    assert run(raw, "--dry-run").stdout.splitlines()[-2:] == ["1 new, 1 rejected", "Nothing was stored."]
    session.rollback()
    words = run(csv_of(good(sex="?", urgency="bp_danger", note="x"), good(birth_date="05/22/1963", note="y")))
    assert (words.exit_code, words.stderr) == (0, "Columns that are not stored: note\n")
    assert words.stdout.splitlines() == [
        "Row 1 (line 2): URGENT, rejected", "  sex: This is not on the list. Use one of: female, male, other, unknown.",
        "Row 2 (line 3): new", "  birth_date: 05/22/1963 > 1963-05-22", "1 new, 1 rejected"]
    session.rollback()
    assert count(session, Case) == 1


@pytest.mark.parametrize(("raw", "words"), [
    (None, "cannot be opened"), (b"", "is empty"), (b"mrn\n1\n", "lacks a column"), (b"x" * 10_000_000, "2 MB")])
def test_the_command_refuses_what_is_no_list_with_2_and_words(
        run: Any, by: Member, raw: bytes | None, words: str) -> None:
    result = run(raw)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_two_imports_of_one_list_at_the_same_moment_store_it_once(app: Flask, session: Session, board: Board,
                                                                  by: Member) -> None:
    raw = csv_of(*(good(mrn=f"9930{number}", family_name=f"Other{chr(65 + number)}") for number in range(4)))

    def once(_: int) -> list[str]:
        with app.app_context(), transaction() as store:
            mine = store.get_one(Board, board_id)
            member = members.system(store, board_id, "command-line")
            done = intake.import_list(store, mine, raw, by=member, now=NOW)
            return [result.outcome.value for result in done.results]

    board_id = board.id
    session.rollback()
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(once, range(2))) == [["duplicate"] * 4, ["new"] * 4]
    assert (count(session, Case), count(session, Patient)) == (4, 4)
