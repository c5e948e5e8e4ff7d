"""The database: its base class, its types, its engine set-up and the only commit."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, MetaData, Uuid, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.orm import Session as Session  # also for those who may not know SQLAlchemy
from sqlalchemy.types import TypeDecorator

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# A write unit may wait this long for another one; longer means that something hangs.
BUSY_SECONDS = 30


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, kept in UTC: SQLite forgets zones, and a naive time is a bug two weeks a year."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time before it is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone must not be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every stored time its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of all tables."""

    registry = registry(
        metadata=MetaData(naming_convention=CONVENTION),
        type_annotation_map={datetime: UtcDateTime(), UUID: Uuid(), dict[str, Any]: JSON(), list[Any]: JSON(),
                             list[str]: JSON()},
    )


db = SQLAlchemy(model_class=Base)
# What a database that is away raises, for those who may not know SQLAlchemy.
DatabaseAway = DBAPIError
# Under this key the session knows the row of whoever acts in this request.
ACTOR = "actor"
_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Turns:
    """A lock that is had in the order in which it was asked for."""

    def __init__(self) -> None:
        """Begin with nobody at it."""
        self._guard, self._is_had, self._waiting = Lock(), False, deque[Lock]()

    @property
    def waiting(self) -> int:
        """Tell how many wait."""
        return len(self._waiting)

    def take(self) -> None:
        """Wait until everybody who came before is done."""
        with self._guard:
            if not self._is_had:
                self._is_had = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        try:
            mine.acquire()
        except BaseException:
            self._leave(mine)
            raise

    def give(self) -> None:
        """Let whoever has waited longest have it."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_had = False

    def _leave(self, mine: Lock) -> None:
        """Wait no longer; where it was one's turn by then, the next one has it."""
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return
        self.give()


turns = Turns()


@contextmanager
def _in_turn(session: Session) -> Iterator[None]:
    """Let the writers of one process follow one another: SQLite wakes them in no order, and some of them last."""
    has_line = session.get_bind().dialect.name == "sqlite" and not _writing.get()
    if has_line:
        turns.take()
    try:
        yield
    finally:
        if has_line:
            turns.give()


@contextmanager
def transaction() -> Iterator[Session]:
    """Run one write unit: everything in it is stored together, or nothing is.

    It begins by ending the read that came before, so that the unit sees what is stored now
    and never has to upgrade a lock that another writer waits for.
    """
    session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("Rows were changed outside of a transaction.")
    session.commit()
    with _in_turn(session):
        token = _writing.set(True)
        try:
            _load_actor(session)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            _writing.reset(token)


def _load_actor(session: Session) -> None:
    """Load who acts before anything else is in the session: a load among half-made rows would store them too early."""
    actor = session.info.get(ACTOR)
    if actor is not None:
        session.refresh(actor)


@contextmanager
def reading() -> Iterator[Session]:
    """Read outside of a request, and let go of the database afterwards."""
    session = db.session()
    try:
        yield session
    finally:
        session.rollback()


def engine_options(url: str) -> dict[str, Any]:
    """Choose the pool and the connection options that suit the kind of database."""
    # A failure is logged with its statement, never with the patient's data that were in it.
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}, "hide_parameters": True}
    return {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True, "hide_parameters": True}


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, _record: object) -> None:
    """Set what SQLite forgets between connections, and take transactions out of the driver's hands."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "recursive_triggers=ON",
                   f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Begin write units IMMEDIATE: two that begin as reads would deadlock when both come to write."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


