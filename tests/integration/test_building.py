"""A docket is worked out before others have to wait: under the lock its rows are only stored, and never stale ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, event, insert
from sqlalchemy.orm import Session

from tests.builders import Builder, add
from tests.factories import NOW
from tumorboard.db import db
from tumorboard.domain.docket.fingerprint import input_hash
from tumorboard.models import Board, Case, Member
from tumorboard.scheduling.advance import advance
from tumorboard.services import docket_input
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus


@dataclass
class Listener:
    """Hears what is said to the database; looks for changes part what is read before the lock from what follows."""

    between: Callable[[], None] = lambda: None
    parts: list[list[str]] = field(default_factory=lambda: [[]])
    is_armed: bool = False

    def hear(self, _connection: object, _cursor: object, statement: str, *_rest: Any) -> None:
        """Note one statement."""
        if "count(*)" in statement and "FROM event" in statement:
            self.parts.append([])
            self.is_armed = True
        self.parts[-1].append(statement)

    def end_read(self, _connection: object) -> None:
        """Let the others in once the input was read and before the lock is taken."""
        if self.is_armed:
            self.is_armed = False
            self.between()

    @property
    def under_lock(self) -> list[str]:
        """Give what was said from the last look for changes on, until the docket was stored."""
        last = self.parts[-1]
        return last[: last.index(next(each for each in reversed(last) if "INSERT INTO docket_item" in each)) + 1]


@contextmanager
def listening(between: Callable[[], None] = lambda: None) -> Iterator[Listener]:
    """Listen while something is built."""
    listener = Listener(between)
    hooks = (("before_cursor_execute", listener.hear), ("rollback", listener.end_read))
    for name, hook in hooks:
        event.listen(Engine, name, hook)
    try:
        yield listener
    finally:
        for name, hook in hooks:
            event.remove(Engine, name, hook)


def lengthen(builder: Builder, name: str) -> None:
    """Let somebody else give a case a minute more."""
    with Session(db.engine) as other:
        case = other.get_one(Case, builder.cases[name])
        case.minutes += 1
        record(other, case, "case.minutes_set", by=other.get_one(Member, builder.coordinator.id), at=NOW)
        other.commit()


def test_no_more_is_said_under_the_lock_for_many_cases_than_for_few(builder: Builder) -> None:
    add(builder, "Ellery", builder.coordinator)
    with listening() as few:
        advance(NOW)
    for number in range(40):
        add(builder, f"Waiting{number}", builder.coordinator)
    with listening() as many:
        advance(NOW)
    assert len(builder.docket.candidates) == 45
    assert len(few.under_lock) == len(many.under_lock) < 12
    assert not any("FROM readiness" in each or "FROM patient" in each for each in many.under_lock)


def test_what_is_changed_while_a_docket_is_planned_is_in_it(builder: Builder) -> None:
    minutes, build = builder.case("Ashdown").minutes, builder.docket.build
    add(builder, "Ellery", builder.coordinator)
    changes = [lambda: lengthen(builder, "Ashdown")]
    with listening(lambda: changes.pop()() if changes else None):
        advance(NOW)
    assert (builder.docket.build, changes) == (build + 1, [])
    assert {item.case_id: item.minutes for item in builder.docket.items}[builder.cases["Ashdown"]] == minutes + 1


def test_a_docket_is_built_although_somebody_changes_something_else_all_the_time(builder: Builder) -> None:
    def note() -> None:
        with Session(db.engine) as other:
            somebody = other.get_one(Member, builder.coordinator.id)
            record(other, somebody, "member.edited", by=somebody, at=NOW)
            other.commit()

    build = builder.docket.build
    add(builder, "Ellery", builder.coordinator)
    with listening(note):
        advance(NOW)
    assert (builder.docket.build, len(builder.docket.candidates)) == (build + 1, 5)


def crowd(builder: Builder, how_many: int) -> None:
    """Let so many more cases wait, all of one patient."""
    one = add(builder, "Ellery", builder.coordinator)
    columns = {name.key: getattr(one, name.key) for name in Case.__table__.columns}
    builder.session.execute(insert(Case), [
        {**columns, "id": uuid4(), "number": 1_000 + number, "due_on": date(2027, 6, 1)} for number in range(how_many)])
    builder.session.commit()
    advance(NOW)


def test_in_a_large_pool_a_wish_is_tried_on_what_the_docket_was_built_from(builder: Builder) -> None:
    crowd(builder, docket_input.JUDGED_AT_ONCE)
    ids, board = {item.case_id for item in builder.docket.items}, builder.session.get_one(Board, builder.board_id)
    with listening() as heard:
        page = builder.post(builder.path("Birkett"), kind="first").get_data(as_text=True)
        at_hand = docket_input.at_hand(builder.session, board, builder.meeting)
    assert "BIRKETT" in page and not any("FROM readiness" in each for part in heard.parts for each in part)
    now = docket_input.read(builder.session, board, builder.meeting)
    assert input_hash(at_hand.instance) == input_hash(now.instance)
    assert (at_hand.ranked, at_hand.policy_number) == (now.ranked, now.policy_number)
    assert builder.keep("Birkett", kind="first").status_code == 303
    advance(NOW)
    assert builder.docket.items[0].case_id == builder.cases["Birkett"]
    assert {item.case_id for item in builder.docket.items} == ids


def test_who_withdrew_is_no_longer_in_what_a_wish_is_tried_on(builder: Builder) -> None:
    crowd(builder, docket_input.JUDGED_AT_ONCE)
    case = builder.case("Birkett")
    case.status, case.withdrawn_reason = CaseStatus.WITHDRAWN, "Operated on elsewhere"
    builder.session.commit()
    assert builder.get(builder.path("Birkett")).status_code == 404
    assert builder.get(builder.path("Ashdown")).status_code == 200
