"""Schedulers that run at once, are killed, are away or lose their sense of time: the week ends as it would have."""

import os
from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories import FRIDAY, NOW
from tests.integration.grounds import Ground, Story, story
from tests.integration.ticking import Statements, advance_at, processes, run
from tumorboard.db import db
from tumorboard.domain import docket as planner
from tumorboard.models import Board, Case, Meeting
from tumorboard.queries import dockets
from tumorboard.scheduling.advance import advance
from tumorboard.services import docket_input
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

FREEZE = NOW + timedelta(hours=20, minutes=20)
PUBLISH = FREEZE + timedelta(hours=5)
START = FREEZE + timedelta(hours=43)
# On Monday the next docket opens, and a twelfth week is planned again.
WEEK = (NOW, FREEZE, PUBLISH, START, START + timedelta(days=3))
FULL = os.environ.get("SOAK") == "1"
KILLS = 100 if FULL else 4
OUTAGES = [timedelta(seconds=1), timedelta(minutes=6), timedelta(hours=9), timedelta(days=6)]
SAMPLED = OUTAGES if FULL else OUTAGES[1::2]
BACK = [timedelta(seconds=0), timedelta(seconds=2), timedelta(hours=1), timedelta(days=2)]


def alone(ground: Ground, *instants: datetime) -> Story:
    """Tell what one scheduler leaves that nobody disturbs."""
    return counted(ground, *instants)[0]


def counted(ground: Ground, *instants: datetime) -> tuple[Story, int]:
    """Tell what one undisturbed scheduler leaves, and how often it spoke to the database."""
    with ground.fresh().app_context(), Statements() as spoken:
        for at in instants:
            advance(at)
        db.session.remove()
    return story(ground.url), spoken.said


def meeting_and_docket() -> tuple[Meeting, Any]:
    """Give this Friday's meeting with its newest build."""
    db.session.remove()
    meeting = db.session.scalars(select(Meeting).where(Meeting.local_date == FRIDAY)).one()
    return meeting, dockets.latest(db.session(), meeting.id)


def order_of(docket: Any) -> list[tuple[int, int]]:
    """Give the running order by case number, with its times."""
    return [(item.case.number, item.start_min) for item in docket.items]


def test_a_stored_docket_is_the_plan_of_its_own_input(ground: Ground) -> None:
    with ground.fresh().app_context():
        advance(NOW)
        meeting, docket = meeting_and_docket()
        board = db.session.scalars(select(Board)).one()
        found = docket_input.read(db.session(), board, meeting)
        plan = planner.plan(found.instance)
        assert docket.input_hash == plan["input_hash"]
        assert [str(item.case_id) for item in docket.items] == [row["id"] for row in plan["admitted"]]
        told = [row for name in ("admitted", "bumped", "held") for row in plan[name]]
        assert len(docket.candidates) == len(told) + len(found.listed)
        assert len(docket.blocks) == len(plan["blocks"])


def test_five_schedulers_at_once_leave_what_one_leaves(ground: Ground) -> None:
    expected = alone(ground, *WEEK)
    ground.fresh()
    system = processes()
    together = system.Barrier(5)
    crew = [system.Process(target=advance_at, args=(ground.url, WEEK, together)) for _ in range(5)]
    assert run(crew) == [0] * 5
    found = story(ground.url)
    assert found == expected
    assert [row[1] for row in found["dockets"] if row[0] == FRIDAY] == [1]
    once = Counter(row[2] for row in found["events"] if row[2])
    assert set(once.values()) == {1}
    # An opening is numbered, for a meeting that is skipped and held after all opens again; this one opened once.
    steps = Counter(key.split()[0] for key in once if FRIDAY.isoformat() in key)
    assert [steps[step] for step in ("opened", "frozen", "published", "snapshot")] == [1] * 4


@pytest.mark.soak
def test_a_scheduler_killed_anywhere_leaves_nothing_half_done(ground: Ground) -> None:
    chance, system = Random(7), processes()
    known: dict[datetime, tuple[Story, int]] = {}
    for _ in range(KILLS):
        at = chance.choice(WEEK)
        if at not in known:
            known[at] = counted(ground, at)
        expected, length = known[at]
        fatal = chance.randint(1, length)
        app = ground.fresh()
        assert run([system.Process(target=advance_at, args=(ground.url, (at,), None, fatal))]) == [-9]
        with app.app_context():
            advance(at)
            db.session.remove()
        assert story(ground.url) == expected, f"killed before statement {fatal} of the tick at {at}"


@pytest.mark.soak
@pytest.mark.parametrize("away", SAMPLED, ids=str)
def test_a_server_away_at_the_cut_off_builds_the_docket_that_was_due(ground: Ground, away: timedelta) -> None:
    with ground.fresh().app_context():
        advance(NOW)
        advance(FREEZE)
        due = order_of(meeting_and_docket()[1])
    with ground.fresh().app_context():
        advance(FREEZE - timedelta(minutes=1))
        late = _accept_after_the_cut_off()
        advance(FREEZE + away)
        meeting, docket = meeting_and_docket()
        assert order_of(docket) == due
        assert late not in {row.case.number for row in docket.candidates if row.decision != "held"}
        frozen = [row for row in story(ground.url)["events"] if row[2] == f"frozen {FRIDAY}"]
        assert [(row[0], row[4]["late"]) for row in frozen] == [(FREEZE + away, away > timedelta(minutes=5))]
        assert meeting.status == (MeetingStatus.FROZEN if away < timedelta(hours=5) else MeetingStatus.PUBLISHED)


def _accept_after_the_cut_off() -> int:
    """Let the coordinator accept a waiting case in the last second before the machine stops, an hour too late."""
    case = db.session.scalars(
        select(Case).where(Case.status == CaseStatus.SUBMITTED).order_by(Case.number)).first()
    assert case is not None
    case.status, case.accepted_at, case.accepted_by_id = CaseStatus.READY, FREEZE + timedelta(hours=1), \
        case.submitter_id
    db.session.commit()
    return case.number


def test_a_clock_that_steps_back_undoes_nothing_and_does_nothing_twice(ground: Ground) -> None:
    before = alone(ground, *WEEK)
    with ground.app.app_context():
        for back in BACK:
            for at in WEEK:
                assert advance(at - back) == []
        db.session.remove()
    assert story(ground.url) == before
