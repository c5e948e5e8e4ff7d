"""A storm: two weeks played by schedulers that die, sleep, disagree on the time, and are started again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.pool import NullPool

from tests.integration.grounds import Ground
from tests.integration.ticking import advance_at, processes, run
from tumorboard.db import db
from tumorboard.domain import docket as planner
from tumorboard.models import CaseEvent, Docket, DocketInput, Meeting, Notice
from tumorboard.scheduling.advance import advance

NEW_YORK = ZoneInfo("America/New_York")
# Weeks whose Sunday is an ordinary one, and those on which the clocks go forward and back.
FRIDAYS = {"ordinary": date(2026, 12, 4), "forward": date(2027, 3, 12), "back": date(2027, 11, 5)}
HOURS = [(-3, time(15, 40)), (-2, time(12)), (-2, time(17)), (0, time(7)),
         (3, time(8)), (5, time(12)), (5, time(17)), (7, time(7))]
STEPS_BACK = [timedelta(seconds=2), timedelta(hours=1), timedelta(days=2)]
# About as often as each of two schedulers speaks to its database in the first week, and in the second.
STATEMENTS = (160, 360)


@dataclass
class Tally:
    """What befell the schedulers."""

    runs: int = 0
    started: int = 0
    killed: int = 0
    stepped_back: int = 0
    slept_through: int = 0

    def __str__(self) -> str:
        """Say it in a line."""
        return (f"{self.runs} runs: {self.started} schedulers started, {self.killed} killed, {self.stepped_back} "
                f"clocks stepped back, {self.slept_through} hours slept through")


def instants(friday: date) -> list[datetime]:
    """Give the hours at which something is due, from Tuesday on to the second Friday's start."""
    return [datetime.combine(friday + timedelta(days=days), at, NEW_YORK) for days, at in HOURS]


def play(ground: Ground, friday: date, chance: Random, tally: Tally) -> None:
    """Let a crew storm through each of two weeks; after each, one scheduler comes back and is left in peace."""
    hours, app = instants(friday), ground.fresh()
    tally.runs += 1
    for week, most in zip((hours[:4], hours[4:]), STATEMENTS, strict=True):
        crew = [(_ticks(week, chance, tally), chance.randint(1, most) if chance.random() < .7 else 0)
                for _ in range(chance.randint(1, 3))]
        ends = run([processes().Process(target=advance_at, args=(ground.url, ticks, None, fatal))
                    for ticks, fatal in crew])
        assert set(ends) <= {0, -9}, f"a scheduler failed by itself: {ends}"
        tally.started += len(ends)
        tally.killed += ends.count(-9)
        with app.app_context():
            advance(week[-1] + timedelta(seconds=chance.randint(0, 5000)))
            db.session.remove()


def _ticks(hours: list[datetime], chance: Random, tally: Tally) -> list[datetime]:
    """Choose when one scheduler ticks: some hours it sleeps through, and some clocks step back before they go on."""
    found = []
    for each in hours:
        if chance.random() < .25:
            tally.slept_through += 1
            continue
        found.append(each + timedelta(seconds=chance.randint(0, 90)))
        if chance.random() < .2:
            tally.stepped_back += 1
            found.append(each - chance.choice(STEPS_BACK))
    return found


def flaws(url: str, friday: date) -> list[str]:
    """Name everything that a storm must never leave behind."""
    engine = create_engine(url, poolclass=NullPool)
    with Session(engine) as session:
        return [*_meetings(session, friday), *_builds(session), *_events(session, friday), *_notices(session)]


def orders(url: str) -> list[Any]:
    """Give what was published, by meeting and revision, with its running order."""
    engine = create_engine(url, poolclass=NullPool)
    with Session(engine) as session:
        rows = session.scalars(select(Docket).where(Docket.revision.is_not(None)).options(selectinload(Docket.items)))
        return sorted((session.get_one(Meeting, row.meeting_id).local_date, row.revision,
                       [(item.case_id, item.start_min) for item in row.items]) for row in rows)


def _meetings(session: Session, friday: date) -> Iterator[str]:
    """Both Fridays were met once, at seven in the morning, whatever the clocks did between them."""
    for on, status in ((friday, "closed"), (friday + timedelta(days=7), "published")):
        rows = session.scalars(select(Meeting).where(Meeting.local_date == on)).all()
        if [(row.status, row.starts_at.astimezone(NEW_YORK).time()) for row in rows] != [(status, time(7))]:
            yield f"{on}: {[(row.status.value, row.starts_at) for row in rows]}"
        for row in rows:
            numbers = list(session.scalars(select(Docket.revision).where(
                Docket.meeting_id == row.id, Docket.revision.is_not(None))))
            if numbers != [1] or row.snapshot_at is None:
                yield f"{on}: published revisions {numbers}, snapshot {row.snapshot_at}"


def _builds(session: Session) -> Iterator[str]:
    """Every stored build is the whole plan of the input stored with it."""
    whole = (selectinload(Docket.items), selectinload(Docket.candidates), selectinload(Docket.blocks))
    for docket in session.scalars(select(Docket).options(*whole)):
        instance = session.scalar(select(DocketInput.instance).where(DocketInput.docket_id == docket.id))
        plan = _plan(docket.input_hash, instance) if instance else None
        if plan is None or plan["input_hash"] != docket.input_hash:
            yield f"a build without its input: {docket.build}"
            continue
        told = sum(len(plan[name]) for name in ("admitted", "bumped", "held")) + len(instance["listed"])
        if ([str(item.case_id) for item in docket.items] != [row["id"] for row in plan["admitted"]]
                or (len(docket.candidates), len(docket.blocks)) != (told, len(plan["blocks"]))):
            yield f"half a build: {docket.build} of {docket.meeting_id}"


_PLANS: dict[str, Any] = {}


def _plan(key: str, instance: Any) -> Any:
    """Plan an input once, however many storms leave it."""
    if key not in _PLANS:
        _PLANS[key] = planner.plan(instance)
    return _PLANS[key]


def _events(session: Session, friday: date) -> Iterator[str]:
    """Each step of each meeting happened once."""
    rows = session.execute(select(Meeting.local_date, CaseEvent.kind).join(
        Meeting, Meeting.id == CaseEvent.meeting_id).where(Meeting.local_date >= friday))
    happened = Counter((on, kind) for on, kind in rows)
    for on in (friday, friday + timedelta(days=7)):
        for kind in ("docket.opened", "docket.frozen", "docket.published", "docket.snapshot"):
            if happened[on, kind] != 1:
                yield f"{on}: {kind} {happened[on, kind]} times"


def _notices(session: Session) -> Iterator[str]:
    """Nobody is told the same thing twice."""
    rows = session.execute(select(Notice.member_id, Notice.kind, Notice.meeting_id, Notice.case_id, Notice.body))
    for key, number in Counter(tuple(row) for row in rows).items():
        if number > 1:
            yield f"told {number} times: {key[1]}"
