"""The fictional board: founded around the coming Friday, on a database of its own, with a clock that only goes on."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click import ClickException
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select

from tests.factories import found_board
from tumorboard import clock
from tumorboard.cli import main
from tumorboard.cli.demo import prepare
from tumorboard.cli.migrate import migrate
from tumorboard.db import db, transaction
from tumorboard.domain.errors import BoardError
from tumorboard.models import (
    Board,
    Case,
    DemoClock,
    DocketCandidate,
    DocketItem,
    Meeting,
    Member,
    MemberSpecialty,
    Recommendation,
)
from tumorboard.queries import boards, meetings
from tumorboard.services.demo import time_machine
from tumorboard.services.demo.founding import start_of
from tumorboard.vocabulary.workflow import CaseStatus, Decision, MeetingStatus

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A demo that has just begun."""
    return prepare(tmp_path_factory.mktemp("demo") / "demo.sqlite")


@pytest.mark.parametrize(("today", "friday"), [
    (date(2026, 11, 20), date(2026, 11, 27)), (date(2026, 11, 21), date(2026, 11, 27)),
    (date(2026, 11, 26), date(2026, 11, 27)), (date(2026, 11, 27), date(2026, 12, 4))])
def test_the_demo_begins_on_the_tuesday_before_the_coming_friday(today: date, friday: date) -> None:
    reference, begins = start_of(today, NEW_YORK)
    local = begins.astimezone(NEW_YORK)
    assert (reference, local.weekday(), local.hour, local.minute) == (friday, 1, 15, 40)


def test_the_board_has_its_people_cases_and_past(made: Flask) -> None:
    with made.app_context():
        session = db.session()
        seated = session.scalar(select(func.count(func.distinct(MemberSpecialty.member_id))))
        cases = session.scalar(select(func.count()).select_from(Case))
        past = session.scalar(select(func.count()).where(Meeting.status == MeetingStatus.CLOSED))
        signed = session.scalar(select(func.count()).where(Recommendation.signed_at.is_not(None)))
        assert (seated, cases, past, signed) == (32, 48, 8, 33)


def order_of(app: Flask) -> list[int]:
    """List the case numbers of the coming docket in order."""
    with app.app_context():
        return list(db.session().scalars(select(Case.number).join(DocketItem, DocketItem.case_id == Case.id)
                                         .order_by(DocketItem.docket_id, DocketItem.position)))


def test_every_demo_begins_with_the_same_docket(made: Flask, tmp_path: Path) -> None:
    assert order_of(made) == order_of(prepare(tmp_path / "another.sqlite")) != []


def test_the_planner_decides_who_is_on_the_docket(made: Flask) -> None:
    with made.app_context():
        rows = db.session().execute(select(DocketCandidate.decision, func.count()).group_by(DocketCandidate.decision))
        assert {decision: number for decision, number in rows} == {
            Decision.ADMITTED: 12, Decision.BUMPED: 2, Decision.HELD: 1, Decision.LISTED: 1}


def test_a_second_start_goes_on_where_the_first_one_stopped(tmp_path: Path) -> None:
    for _ in range(2):
        again = prepare(tmp_path / "demo.sqlite")
    with again.app_context():
        assert db.session().scalar(select(func.count()).select_from(Case)) == 48


def test_a_database_of_a_real_board_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "real.sqlite"
    migrate(f"sqlite:///{path}")
    real = _found_real(path)
    for reset in (False, True):
        with pytest.raises(ClickException, match="holds a real board"):
            prepare(path, reset=reset)
    with real.app_context():
        assert db.session().scalar(select(func.count()).select_from(Board)) == 1


def _found_real(path: Path) -> Flask:
    """Found a board that is no demo."""
    from dataclasses import replace

    from tests.conftest import SETTINGS
    from tumorboard import create_app

    app = create_app(replace(SETTINGS, database_url=f"sqlite:///{path}"))
    with app.app_context():
        found_board(db.session())
        db.session.remove()
    return app


def test_the_clock_stops_at_what_still_lies_ahead_and_never_goes_back(made: Flask) -> None:
    with made.app_context():
        found = boards.find(db.session())
        now = clock.real_now() + timedelta(seconds=found.ahead)
        stops = time_machine.stops(db.session(), found.board, now)
        assert [stop.key for stop in stops] == ["freeze", "publish", "start", "next"]
        with pytest.raises(BoardError), transaction() as session:
            board = session.get_one(Board, found.board.id)
            time_machine.move(session, board, now - timedelta(hours=1), now=now, real_now=clock.real_now())


def test_a_real_board_has_no_time_machine(app: Flask, board: Board) -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    with pytest.raises(BoardError, match="time passes by itself"):
        time_machine.move(db.session(), board, now, now=now, real_now=now)
    assert [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("demo.")] == []


@pytest.mark.parametrize("environ", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}])
def test_the_personas_are_for_this_machine_alone(made: Flask, environ: dict[str, str]) -> None:
    assert made.test_client().get("/demo/", environ_overrides=environ).status_code == 404
    assert made.test_client().get("/demo/").status_code == 200


def test_what_waits_for_a_later_friday_is_not_a_candidate_yet(made: Flask) -> None:
    with made.app_context():
        session = db.session()
        coming = meetings.coming(session, boards.find(session).board)
        later = session.scalars(select(Case.id).where(Case.promised_on > coming.local_date)).all()
        assert len(later) == 3
        assert session.scalars(select(DocketCandidate.id).where(DocketCandidate.case_id.in_(later))).all() == []


def test_a_case_that_was_sent_back_says_what_is_missing(made: Flask) -> None:
    with made.app_context():
        session = db.session()
        asked = session.scalars(select(Case).where(Case.status == CaseStatus.ASKED)).all()
        assert len(asked) == 2
        assert session.scalar(select(func.count()).select_from(Member).where(Member.password_hash.is_(None))) == 2


def test_a_link_from_the_command_line_lasts_by_the_demos_clock(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "demo.sqlite"
    app = prepare(path)
    with app.app_context(), transaction() as session:
        session.scalars(select(DemoClock)).one().ahead_seconds = int(timedelta(days=30).total_seconds())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    told = CliRunner().invoke(main, ["member", "invite", "coord_dale"]).output.strip().splitlines()[-1]
    assert "Set your password" in app.test_client().get(told).text
