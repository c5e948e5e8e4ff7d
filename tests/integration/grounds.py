"""Proving grounds: a fictional board on its Tuesday, on a database of its own that is made anew for every try."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from tests.conftest import SETTINGS
from tests.factories import NOW
from tumorboard import create_app
from tumorboard.cli.migrate import migrate
from tumorboard.db import db, transaction
from tumorboard.models import (
    Case,
    CaseEvent,
    Docket,
    DocketBlock,
    DocketCandidate,
    DocketItem,
    Meeting,
    Member,
    Notice,
)
from tumorboard.services import demo

Story = dict[str, list[Any]]
SEED, TRY = "seed", "try"


class Ground:
    """One kind of database, with an application on it and a copy of the seeded board for each try."""

    def __init__(self, urls: dict[str, str], copy: Callable[[], None], begins: datetime) -> None:
        """Seed the board once, in the week of a day, and make the first copy."""
        self.url, self._copy = urls[TRY], copy
        migrate(urls[SEED])
        with opened(urls[SEED]), transaction() as session:
            demo.found(session, "no password opens this", real_now=begins)
        copy()
        self.app = _application(self.url)

    def fresh(self) -> Flask:
        """Put the seeded board back, as if nothing had been tried."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        self._copy()
        return self.app


def sqlite(folder: Path, begins: datetime = NOW) -> Ground:
    """Make a ground of SQLite files."""
    paths = {name: folder / f"{name}.sqlite" for name in (SEED, TRY)}

    def copy() -> None:
        for ending in ("-wal", "-shm"):
            Path(f"{paths[TRY]}{ending}").unlink(missing_ok=True)
        shutil.copy(paths[SEED], paths[TRY])
    return Ground({name: f"sqlite:///{path}" for name, path in paths.items()}, copy, begins)


def postgres(server: str, prefix: str, begins: datetime = NOW) -> Ground:
    """Make a ground of PostgreSQL databases on a running server."""
    names = {name: f"{prefix}_{name}" for name in (SEED, TRY)}
    admin = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")

    def do(*orders: str) -> None:
        with admin.connect() as connection:
            for order in orders:
                connection.execute(text(order))

    def copy() -> None:
        do(f"DROP DATABASE IF EXISTS {names[TRY]} WITH (FORCE)",
           f"CREATE DATABASE {names[TRY]} TEMPLATE {names[SEED]}")
    do(f"CREATE DATABASE {names[SEED]}")
    return Ground({name: make_url(server).set(database=database).render_as_string(hide_password=False)
                   for name, database in names.items()}, copy, begins)


@contextmanager
def opened(url: str) -> Iterator[Flask]:
    """Give an application on a database, and close every connection afterwards."""
    app = _application(url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _application(url: str) -> Flask:
    made = create_app(replace(SETTINGS, database_url=url))
    made.config["TESTING"] = True
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


def story(url: str) -> Story:
    """Tell all that schedulers left on a database, without the ids that chance gives."""
    engine = create_engine(url, poolclass=NullPool)
    build = (Meeting.local_date, Docket.build)
    asked = {
        "meetings": select(Meeting.local_date, Meeting.status, Meeting.frozen_at, Meeting.published_at,
                           Meeting.snapshot_at, Meeting.closed_at, Meeting.version),
        "dockets": select(*build, Docket.revision, Docket.built_at, Docket.published_at, Docket.input_hash,
                          Docket.proof, Docket.minutes_used, Docket.specialist_minutes, Docket.first_come_minutes,
                          Docket.lower_bound).join(Meeting),
        "items": select(*build, DocketItem.position, DocketItem.case_id, DocketItem.start_min, DocketItem.minutes,
                        DocketItem.tier, DocketItem.needs, DocketItem.people).select_from(DocketItem),
        "candidates": select(*build, DocketCandidate.rank, DocketCandidate.case_id, DocketCandidate.decision,
                             DocketCandidate.reason, DocketCandidate.detail).select_from(DocketCandidate),
        "blocks": select(*build, DocketBlock.member_id, DocketBlock.from_min,
                         DocketBlock.to_min).select_from(DocketBlock),
        "cases": select(Case.number, Case.status, Case.times_carried_over, Case.version),
        "notices": select(Member.username, Notice.kind, Notice.once_key, Notice.subject, Notice.body, Notice.queued_at,
                          Notice.next_try_at).join(Notice.member),
        "events": select(CaseEvent.at, CaseEvent.kind, CaseEvent.once_key, CaseEvent.case_id, CaseEvent.detail),
    }
    for name in ("items", "candidates", "blocks"):
        asked[name] = asked[name].join(Docket).join(Meeting)
    with Session(engine) as session:
        return {name: sorted((tuple(row) for row in session.execute(query)), key=repr)
                for name, query in asked.items()}
