"""Referral lists: looked at without storing anything, then imported row by row, each referral once and only once."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tumorboard.domain import intake
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.identity import Identity, search_name
from tumorboard.domain.intake.finding import WHOLE_ROW
from tumorboard.domain.intake.judging import ALREADY
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Case, CaseEvent, Member
from tumorboard.profiles import load
from tumorboard.queries import imports as queries
from tumorboard.queries import members
from tumorboard.services import asking_again, submission
from tumorboard.services.record import record
from tumorboard.vocabulary.intake import RowOutcome, Weight
from tumorboard.vocabulary.people import Role

SAYS_SOON = frozenset({Role.COORDINATOR, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Looked:
    """A list as it would be imported now: its table and how each row would end."""

    table: intake.Table
    results: tuple[intake.RowResult, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A list after its import, with the record of it."""

    table: intake.Table
    results: tuple[intake.RowResult, ...]
    event: CaseEvent


def look(session: Session, board: Board, raw: bytes, *, by: Member, now: datetime,
         confirmed: Collection[str] = ()) -> Looked:
    """Say how every row of a list would end; raise FileRefused where it cannot be read. Nothing is stored."""
    columns = intake.Columns.of(load(board.profile).catalogue["intake_csv"])
    table = intake.read_table(raw, columns)
    setting = _setting(session, board, by, now.astimezone(board.tz).date())
    checked = intake.check_table(table, columns, setting)
    return Looked(table, intake.judge(checked, _known(session, board, checked), confirmed))


def import_list(session: Session, board: Board, raw: bytes, *, by: Member, now: datetime,
                confirmed: Collection[str] = ()) -> Imported:
    """Make a case of every row that can be taken, and of those that a person confirmed; leave one record of it."""
    looked = look(session, board, raw, by=by, now=now, confirmed=confirmed)
    cases: dict[int, Case] = {}
    results = []
    for result in looked.results:
        ended = _import_row(session, board, result, cases, by=by, now=now) if result.is_imported else result
        results.append(ended)
    event = record(session, by, queries.IMPORTED, by=by, at=now, **_detail(results, cases, looked.table))
    session.flush()
    return Imported(looked.table, tuple(results), event)


def corrections(session: Session, board: Board, raw: bytes, *, by: Member, now: datetime) -> str:
    """Give the rejected rows of a list as CSV, and record that they were taken out."""
    looked = look(session, board, raw, by=by, now=now)
    rejected = sum(result.outcome is RowOutcome.REJECTED for result in looked.results)
    record(session, by, "cases.corrections_exported", by=by, at=now, rows=rejected)
    session.flush()
    return intake.corrections_csv(looked.table, looked.results)


def _setting(session: Session, board: Board, by: Member, today: date) -> intake.Setting:
    """Gather the lists that cells are held against."""
    profile = load(board.profile)
    people = members.clinicians(session, board)
    roles = members.get(session, board, by.id).roles
    names = {name.casefold(): person.id for person in people for name in (person.username, person.email) if name}
    return intake.Setting(options={name: profile.labels(name) for name in profile.catalogue["options"]},
                          hospital=board.hospital, clinicians=names, today=today,
                          may_say_soon=bool(roles & SAYS_SOON))


def _known(session: Session, board: Board, rows: Collection[intake.CheckedRow]) -> intake.Known:
    """Look up what is stored of the people and referrals of a list, in a few queries for all rows."""
    values = [row.values for row in rows if row.values and not row.is_rejected]
    patients = queries.numbered(session, board, {each["mrn"] for each in values})
    keys = {intake.intake_key(each) for each in values}
    asked = asking_again.standing_keys(session, board, [patient.id for patient in patients])
    return intake.Known(
        by_number={(patient.mrn_issuer, patient.mrn or ""): Identity(
            patient.family_name, patient.given_name, patient.birth_date) for patient in patients},
        persons=frozenset(queries.named(session, board, {
            search_name(each["family_name"], each["given_name"]) for each in values})),
        keys=queries.stored_keys(session, board, keys) | (asked & keys))


def _import_row(session: Session, board: Board, result: intake.RowResult, cases: dict[int, Case], *, by: Member,
                now: datetime) -> intake.RowResult:
    """Store one row; whoever imports the same row at the same moment stores it once, and is told so."""
    try:
        with session.begin_nested():
            cases[result.number] = _submit(session, board, result, by=by, now=now)
    except AnswerRefused as refusal:
        problems = tuple(intake.Problem(name, words, Weight.REJECT) for name, words in refusal.problems.items())
        return replace(result, outcome=RowOutcome.REJECTED, problems=problems)
    except IntegrityError:
        if not queries.stored_keys(session, board, {result.key}):
            raise
        already = intake.Problem(WHOLE_ROW, ALREADY, Weight.NOTE)
        return replace(result, outcome=RowOutcome.DUPLICATE, problems=(already,))
    return result


def _submit(session: Session, board: Board, result: intake.RowResult, *, by: Member, now: datetime) -> Case:
    """Begin a case under the referral's key, then submit it as a form does."""
    case = submission.start(session, board, by=by, now=now)
    case.intake_key = result.key
    session.flush()
    return submission.submit(session, case, _answers(result), by=by, now=now)


def _answers(result: intake.RowResult) -> SubmitAnswers:
    """Write a row as the answers of the submit form, with what the catalogue asks beyond it."""
    values = dict(result.values)
    names = ("mrn", "mrn_issuer", "family_name", "given_name", "birth_date", "sex", "net_family", "submission_type",
             "urgency", "question", "outside_facility", "alpha_blockade", "presenter")
    extra: dict[str, Any] = {name: values[name] for name in ("primary_site", "ecog") if name in values}
    if "referral_date" in values:
        extra["referral_date"] = values["referral_date"].isoformat()
    return SubmitAnswers(**{name: values[name] for name in names if name in values},
                         responsible=values["responsible_clinician"], specialties=values.get("specialties_needed"),
                         extra=extra)


def _detail(results: Collection[intake.RowResult], cases: dict[int, Case], table: intake.Table) -> dict[str, Any]:
    """Write what the record keeps: outcomes and reasons by row, and never what a cell says."""
    rows = [{"row": each.number, "line": each.line, "outcome": each.outcome.value, "urgent": each.is_urgent_failure,
             "problems": [[problem.column, problem.reason] for problem in each.problems],
             "case": str(cases[each.number].id) if each.is_imported else None,
             "number": cases[each.number].number if each.is_imported else None} for each in results]
    counts = Counter(each.outcome.value for each in results)
    return {"counts": dict(counts), "rows": rows, "notices": list(table.notices)}
