"""Ten years of Fridays: one meeting and one docket a week, at seven in the morning, whatever the clocks do."""

import os
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import CaseFactory, MemberFactory, PatientFactory, found_board
from tests.integration.grounds import opened
from tumorboard.cli.migrate import migrate
from tumorboard.db import db
from tumorboard.models import Case, CaseEvent, Docket, Meeting
from tumorboard.scheduling.advance import advance
from tumorboard.vocabulary.workflow import CaseStatus

NEW_YORK = ZoneInfo("America/New_York")
# Without the soak, the weeks around both changes of the clocks.
SAMPLE = [(date(2027, 3, 5), 3), (date(2027, 10, 29), 3)]
SPANS = [(date(2026, 12, 4), 520)] if os.environ.get("SOAK") == "1" else SAMPLE


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application on a small board of its own."""
    url = f"sqlite:///{tmp_path / 'years.sqlite'}"
    migrate(url)
    with opened(url) as made:
        yield made


def seat(session: Session) -> None:
    """Found the board, with two specialists and one emergency that is never reached."""
    board = found_board(session)
    member = MemberFactory(session=session, board_id=board.id, chair=True)
    MemberFactory(session=session, board_id=board.id, specialties=("radiology",))
    case: Case = CaseFactory(session=session, board_id=board.id, submitter=member, accepted=True,
                             patient=PatientFactory(session=session, board_id=board.id))
    case.tier, case.urgency, case.answers = 0, "tumor_emergency", {"proposal": "Operate."}
    session.commit()


def instant(on: date, at: time) -> datetime:
    """Give a local time of the hospital."""
    return datetime.combine(on, at, NEW_YORK)


@pytest.mark.soak
@pytest.mark.parametrize(("begin", "weeks"), SPANS)
def test_every_friday_at_seven_has_one_meeting_and_one_docket(app: Flask, begin: date, weeks: int) -> None:
    seat(db.session())
    fridays = [begin + timedelta(weeks=week) for week in range(weeks)]
    for friday in fridays:
        assert advance(instant(friday - timedelta(days=2), time(11, 59)))[-1:] != ["freeze"]
        assert "freeze" in advance(instant(friday - timedelta(days=2), time(12, 0)))
        assert advance(instant(friday - timedelta(days=2), time(17, 0))) == ["publish"]
        assert advance(instant(friday, time(6, 59, 59))) == []
        assert advance(instant(friday, time(7, 0))) == ["snapshot"]
    db.session.remove()
    held = db.session.scalars(select(Meeting).where(Meeting.snapshot_at.is_not(None)).order_by(Meeting.local_date))
    assert [each.starts_at.astimezone(NEW_YORK) for each in held] == [instant(each, time(7, 0)) for each in fridays]
    published = db.session.execute(
        select(Meeting.local_date, func.count()).join(Docket).where(Docket.revision == 1)
        .group_by(Meeting.local_date).order_by(Meeting.local_date))
    assert [tuple(row) for row in published] == [(each, 1) for each in fridays]
    snapshots = select(func.count()).select_from(CaseEvent).where(CaseEvent.kind == "docket.snapshot")
    assert db.session.scalar(snapshots) == weeks
    case = db.session.scalars(select(Case)).one()
    assert (case.status, case.times_carried_over) == (CaseStatus.LISTED, weeks - 1)
