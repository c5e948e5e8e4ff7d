"""What the search looks in: the words of each case, and the names of patients as they may be mistyped."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

import tumorboard.models.case  # noqa: F401 - its table is referred to
from tumorboard.db import Base

# Compared letter by letter on both databases, so that the names with one beginning stand beside one another.
Plain = String(40).with_variant(String(40, collation="C"), "postgresql")


def is_drawn(name: str | None, kind: str, _parents: object) -> bool:
    """Tell whether a table or index is described by the models; the database itself keeps the index of words."""
    return not (name or "").startswith("search_text" if kind == "table" else "ix_search_document_words")


class Words(TypeDecorator[Any]):
    """A list of folded words: a text that SQLite indexes by its own triggers, a tsvector on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column; to load all types of PostgreSQL at every start would slow SQLite's."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(Text())
        from sqlalchemy.dialects.postgresql import TSVECTOR

        return dialect.type_descriptor(TSVECTOR())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """Write the words as the database reads them; they hold letters, digits and our own marks alone."""
        if value is None:
            return None
        return " ".join(f"'{each}'" if dialect.name == "postgresql" else each for each in value)


class SearchDocument(Base):
    """The words of one case. Its number counts up, so that the newest case has the highest."""

    __tablename__ = "search_document"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), unique=True)
    words: Mapped[Any] = mapped_column(Words)


class NameWord(Base):
    """One word of a patient's name."""

    __tablename__ = "name_word"

    word: Mapped[str] = mapped_column(Plain, primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), primary_key=True, index=True)


class NameKey(Base):
    """A name, under one of the keys by which somebody who mistypes it looks for it."""

    __tablename__ = "name_key"

    key: Mapped[str] = mapped_column(Plain, primary_key=True)
    word: Mapped[str] = mapped_column(Plain, primary_key=True)
