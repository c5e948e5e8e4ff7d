"""P8 and P9: words over 100,000 cases, and surnames with a slip, on both databases."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from statistics import median
from time import perf_counter, process_time

from flask import Flask
from sqlalchemy.orm import Session

from benchmarks import ground, search_ground, search_words
from benchmarks.figure import Line, percentile
from tumorboard.db import db
from tumorboard.domain import searching
from tumorboard.domain.access import Actor
from tumorboard.models import Board, Case, Member, MemberRole, Patient
from tumorboard.queries import names, search
from tumorboard.vocabulary.people import Role
from tumorboard.web.processes import settle

TYPED, ROUNDS, AGAIN = 400, 40, 5
PLACES = (0.1, 0.5, 0.9, 0.99)
Look = Callable[[str], object]


def words(_options: Sequence[str]) -> list[Line]:
    """Look for names, numbers, common words, rare ones and several at once."""
    with search_ground.boards() as found:
        settle()
        return [line for kind, app in found.items() for line in _words(kind, app)]


def slips(_options: Sequence[str]) -> list[Line]:
    """Look for surnames with one or two slips of the hand."""
    with search_ground.boards() as found:
        settle()
        return [line for kind, app in found.items() for line in _slips(kind, app)]


def _words(kind: str, app: Flask) -> list[Line]:
    """Measure one database."""
    chance, rare = Random(11), search_words.vocabulary()[-2000:]
    with _reader(app, Role.COORDINATOR) as (session, board, actor):
        def look(typed: str) -> int:
            return len(search.find(session, board, actor, search.Asked(searching.read(typed))))
        typed = [each for _ in range(TYPED // 8) for each in _typed(chance)]
        spent = [_seconds(look, each) for each in typed]
        common = median([_seconds(look, search_words.COMMON) for _ in range(ROUNDS)])
        seldom = median([_seconds(look, chance.choice(rare)) for _ in range(ROUNDS)])
    with _reader(app, Role.REFERRER) as (session, board, actor):
        own = percentile([_seconds(look, each) for each in typed[:TYPED // 4]], 0.95)
    return [
        Line(f"{kind}, 95 of 100 searches of somebody who sees only their own", 1000 * own, " ms", most=10),
        _pages(kind, app),
        Line(f"{kind}, a word that 9 of 10 cases hold against a rare one", common / seldom, " ×", most=5),
        Line(f"{kind}, the median of {len(spent)} searches", 1000 * median(spent), " ms"),
        Line(f"{kind}, 95 of 100 searches", 1000 * percentile(spent, 0.95), " ms", most=10)]


def _pages(kind: str, app: Flask) -> Line:
    """Measure the whole page of a common word's hits, near the end of all cases and at their beginning, in turns."""
    client = ground.browser(app, "coordinator")
    found = re.search('name="csrf_token" value="([^"]+)"', client.get("/search").get_data(as_text=True))
    token = found[1] if found else ""

    def opened(after: int | str) -> float:
        typed = {"csrf_token": token, "q": search_words.COMMON, "after": str(after)}
        timer = process_time if kind == "SQLite" else perf_counter
        before = timer()
        answer = client.post("/search", data=typed)
        spent = timer() - before
        if answer.status_code != 200 or answer.get_data().count(b"<tr") < search.PAGE:
            raise RuntimeError(f"The search answered {answer.status}, or with few rows")
        return spent
    places = ["", *(int(search_ground.CASES * (1 - share)) for share in PLACES)]
    rounds = [[opened(place) for place in places] for _ in range(ROUNDS)]
    first, *deep = (median(each) for each in zip(*rounds, strict=True))
    return Line(f"{kind}, any page of what a common word finds against the first", max(deep) / first, " ×", most=1.2)


def _typed(chance: Random) -> list[str]:
    """Give what people type, one of each sort."""
    used, rare = search_words.vocabulary(), search_words.vocabulary()[-5000:]
    surname, given = search_words.drawn(chance, search_words.surnames())[0], chance.choice(search_words.given_names())
    return [surname, f"{given} {surname[:5]}", f"99{chance.randrange(search_ground.CASES):06d}", chance.choice(rare),
            " ".join(search_words.drawn(chance, used, 2)), f"{search_words.COMMON} {chance.choice(rare)}",
            f"{search_words.COMMON} {search_words.HALF}", surname[:3]]


def _slips(kind: str, app: Flask) -> list[Line]:
    """Measure one database."""
    chance, met, spent = Random(13), 0, []
    with _reader(app, Role.COORDINATOR) as (session, board, actor):
        borne = list(session.scalars(db.select(Patient.family_name)))
        for meant in chance.choices(borne, k=TYPED):
            typed = search_words.mistyped(chance, meant)
            def look(slipped: str) -> list[str]:
                return [slipped, *names.like(session, board, actor, slipped)]
            spent.append(_seconds(look, typed))
            met += meant.lower() in look(typed)
    share = 100 * met / TYPED
    return [Line(f"{kind}, surnames with a slip that are among the first {names.MOST}", share, " %", least=85),
            Line(f"{kind}, 95 of 100 of them", 1000 * percentile(spent, 0.95), " ms", most=5)]


def _seconds(look: Look, typed: str) -> float:
    """Give how long a search takes: of CPU where the database works within the process, else by the clock.

    Each is repeated and its best run counts: whatever else runs on the machine only adds.
    """
    timer = process_time if db.engine.dialect.name == "sqlite" else perf_counter
    spent = []
    for _ in range(AGAIN):
        before = timer()
        look(typed)
        spent.append(timer() - before)
    return min(spent)


@contextmanager
def _reader(app: Flask, role: Role) -> Iterator[tuple[Session, Board, Actor]]:
    """Give what a search is asked with; somebody who sees only their own is the one who submitted every tenth case."""
    with app.app_context():
        session = db.session()
        board = session.scalars(db.select(Board)).one()
        by = session.scalars(db.select(Case.submitter_id).limit(1)).one()
        if role is Role.COORDINATOR:
            by = session.scalars(db.select(Member.id).join(MemberRole).where(MemberRole.role == role)).first() or by
        yield session, board, Actor(by, frozenset({role}))
        session.rollback()
