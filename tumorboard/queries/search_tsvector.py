"""PostgreSQL's index of words, asked so that it reads few rows, whatever it takes for common itself.

It takes the beginning of every word for common, and would read all cases in search of a rare one. So the newest cases
are looked through first: a common word fills the page from them. What they do not hold, the index finds, by those
words alone that they show to be seldom.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, bindparam, cast, func, select
from sqlalchemy.orm import Session

from tumorboard.domain import searching
from tumorboard.domain.searching import Wanted
from tumorboard.models import Case, SearchDocument

Marks = tuple[tuple[str, ...], ...]
# The column of the order in which a search gives its hits, and the search.
Way = tuple[ColumnElement[int], Select[*tuple[Any, ...]]]
Hits = list[Row[*tuple[Any, ...]]]
# Reads one page by a way.
Reader = Callable[[ColumnElement[int], Select[*tuple[Any, ...]]], Hits]
# So many cases are read as fast as the index is asked; a word in fewer than one of so many of them is seldom.
NEWEST, ONE_OF = 500, 20
# What so many of the newest cases answer is common enough to look through more of them.
FEW = 5


def find(session: Session, wanted: Wanted, marks: Marks, before: int | None, *, most: int, read: Reader) -> Hits:
    """Read one page of hits: by the quick way, and by the thorough one where the quick one does not fill it."""
    ends = before if before is not None else (session.scalar(select(func.max(SearchDocument.id))) or 0) + 1
    found = read(*_newest(wanted, marks, ends, NEWEST))
    if len(found) >= most or ends <= NEWEST:
        return found
    if len(found) >= FEW:
        # A few times as many cases, held as often, fill the page.
        found = read(*_newest(wanted, marks, ends, NEWEST * (1 + 2 * most // len(found))))
        if len(found) >= most:
            return found
    return read(*_index(wanted, marks, _seldom(session, wanted, ends)))


def _newest(wanted: Wanted, marks: Marks, ends: int, how_many: int) -> Way:
    """Look through so many cases next before a place, one by one."""
    place: ColumnElement[int] = SearchDocument.__table__.c.id
    query = select(place.label("place"), SearchDocument.case_id).select_from(SearchDocument).join(
        Case, Case.id == SearchDocument.case_id)
    return place, query.where(SearchDocument.words.op("@@")(_query(wanted, marks)), _next_before(ends, how_many))


def _next_before(ends: int, how_many: int) -> ColumnElement[bool]:
    """Say where the newest cases begin; written into the statement, so that it is planned for this place."""
    return SearchDocument.__table__.c.id >= bindparam("begins", ends - how_many, literal_execute=True)


def _seldom(session: Session, wanted: Wanted, ends: int) -> Wanted:
    """Leave only the words that are seldom among the newest cases; all of them where none is, or one would do."""
    if len(wanted.words) < 2 or wanted.number:
        return wanted
    counts = [func.count().filter(SearchDocument.words.op("@@")(_query(replace(wanted, words=(word,)), (), number)))
              for number, word in enumerate(wanted.words)]
    held = session.execute(select(*counts).where(_next_before(ends, NEWEST))).one()
    return replace(wanted, words=tuple(word for word, times in zip(wanted.words, held, strict=True)
                                       if times * ONE_OF < NEWEST) or wanted.words)


def _index(wanted: Wanted, marks: Marks, seldom: Wanted) -> Way:
    """Let the index find by the seldom words, and look through what it gives for the others."""
    found = select(SearchDocument.id, SearchDocument.case_id).where(
        SearchDocument.words.op("@@")(_query(seldom, marks)))
    if seldom != wanted:
        # As a function, not as the operator that the index answers: it would collect every case with a common word.
        found = found.where(func.ts_match_vq(SearchDocument.words, _query(wanted, (), 1)))
    hits = found.cte("hits").prefix_with("MATERIALIZED", dialect="postgresql")
    # In their order before anything is looked up, so that this stops when a page is full.
    ordered = select(hits.c.id, hits.c.case_id).order_by(hits.c.id.desc()).subquery()
    return ordered.c.id, select(ordered.c.id.label("place"), ordered.c.case_id).join(
        Case, Case.id == ordered.c.case_id)


def _query(wanted: Wanted, marks: Marks, number: int = 0) -> ColumnElement[Any]:
    """Write what is looked for into the statement, so that each one is planned by its own words."""
    from sqlalchemy.dialects.postgresql import TSQUERY

    tree = searching.tree(wanted, marks, ("'{}':*", "'{}'"), (" & ", " | "))
    written: BindParameter[str] = bindparam(f"looked_for_{number}", tree, literal_execute=True)
    return cast(written, TSQUERY)
