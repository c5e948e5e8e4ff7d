"""Columns that many tables share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from random import Random
from typing import Annotated
from uuid import UUID, uuid4

from sqlalchemy import Enum, ForeignKey, Index, MetaData, String, text
from sqlalchemy.orm import mapped_column

_ids: ContextVar[Callable[[], UUID]] = ContextVar("ids", default=uuid4)


@contextmanager
def repeatable_ids(name: str) -> Iterator[None]:
    """Give the rows that are made meanwhile the same ids each time, so that what is tied by id is always tied alike.

    Only for invented boards: such ids can be guessed.
    """
    numbers = Random(name)
    token = _ids.set(lambda: UUID(int=numbers.getrandbits(128), version=4))
    try:
        yield
    finally:
        _ids.reset(token)


Id = Annotated[UUID, mapped_column(primary_key=True, default=lambda: _ids.get()())]
BoardRef = Annotated[UUID, mapped_column(ForeignKey("board.id"), index=True)]
MemberRef = Annotated[UUID, mapped_column(ForeignKey("member.id"))]
MaybeMember = Annotated[UUID | None, mapped_column(ForeignKey("member.id"))]
CaseRef = Annotated[UUID, mapped_column(ForeignKey("case.id"), index=True)]
MeetingRef = Annotated[UUID, mapped_column(ForeignKey("meeting.id"), index=True)]
Short = Annotated[str, mapped_column(String(120))]
Code = Annotated[str, mapped_column(String(40))]


def word(kind: type[StrEnum], name: str) -> Enum:
    """Store a vocabulary word by its code, and let the database refuse any other."""
    return Enum(kind, name=name, native_enum=False, create_constraint=True, length=20,
                values_callable=lambda words: [each.value for each in words])


def unique_where(name: str, *columns: str, condition: str) -> Index:
    """Let no two rows be alike in these columns while the condition holds."""
    # To name PostgreSQL here would load all of its types at every start, also over SQLite.
    return Index(name, *columns, unique=True, sqlite_where=text(condition), info={"where": text(condition)})


def tell_postgres(metadata: MetaData) -> None:
    """Name the conditions of such indexes for PostgreSQL too; whoever makes or compares tables asks for it."""
    for index in (each for table in metadata.tables.values() for each in table.indexes if "where" in each.info):
        index.dialect_options["postgresql"]["where"] = index.info["where"]
