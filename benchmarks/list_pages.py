"""P10: any page of any list against its first page, on a board of 20,000 cases."""

from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from benchmarks import ground, long_lists
from benchmarks.figure import Line, in_turns
from tumorboard.db import db
from tumorboard.models import Case, CaseEvent, Discussion, Meeting, Recommendation
from tumorboard.web.processes import settle

PLACES = (0.1, 0.5, 0.9, 0.998)
ROUNDS = 25
Places = Callable[[Session, int], tuple[object, UUID | int]]


def measure(_options: Sequence[str]) -> list[Line]:
    """Open pages of each list, near its beginning and near its end, in turns with its first page."""
    lines, worst = [], 0.0
    with long_lists.board() as app:
        settle()
        for who, address, name, total, place in LISTS:
            client = ground.browser(app, who)
            pages = [address, *(_page(app, address, name, place, int(total * share)) for share in PLACES)]
            spent = in_turns([_opening(client, page) for page in pages], ROUNDS)
            slowest = max(spent[1:]) / spent[0]
            worst = max(worst, slowest)
            lines.append(Line(f"{address} as {who}: {1000 * spent[0]:.1f} ms of CPU, slowest page", slowest, " ×"))
    return [*lines, Line("any page of any list against its first", worst, " ×", most=1.2)]


def _page(app: Flask, address: str, name: str, place: Places, after: int) -> str:
    """Give the address of the page that begins after so many rows."""
    with ground.writing(app) as session:
        at, last = place(session, after)
    text = at.isoformat() if isinstance(at, datetime) else str(at)
    return f"{address}{'&' if '?' in address else '?'}{name}={quote(f'{text}{MARK[name]}{last}')}"


def _opening(client: FlaskClient, page: str) -> Callable[[], None]:
    """Give what opens a page, and makes sure that it shows rows."""
    def open_it() -> None:
        answer = client.get(page)
        if answer.status_code != 200 or answer.get_data().count(b"<li") + answer.get_data().count(b"<tr") < 10:
            raise RuntimeError(f"{page} answered {answer.status}, or with few rows")
    return open_it


def _case(session: Session, after: int) -> tuple[object, int]:
    query = db.select(Case.saved_at, Case.number).order_by(Case.saved_at.desc(), Case.number.desc())
    row = session.execute(query.offset(after).limit(1)).one()
    return row[0], row[1]


def _recommendation(session: Session, after: int) -> tuple[object, UUID]:
    query = (db.select(Meeting.local_date, Recommendation.id).select_from(Recommendation)
             .join(Recommendation.discussion).join(Discussion.meeting)
             .order_by(Meeting.local_date.desc(), Recommendation.id.desc()))
    row = session.execute(query.offset(after).limit(1)).one()
    return row[0], row[1]


def _event(session: Session, after: int) -> tuple[object, UUID]:
    query = db.select(CaseEvent.at, CaseEvent.id).order_by(CaseEvent.at.desc(), CaseEvent.id.desc())
    row = session.execute(query.offset(after).limit(1)).one()
    return row[0], row[1]


MARK = {"after": "|", "before": "~"}
# Who reads, the list, how it names a place, how many rows it has, and how a place is found.
LISTS: tuple[tuple[str, str, str, int, Places], ...] = (
    ("coordinator", "/cases?view=all", "after", long_lists.CASES, _case),
    ("pathology", "/cases?view=all", "after", long_lists.CASES, _case),
    ("coordinator", "/recommendations?view=board", "after", long_lists.CASES, _recommendation),
    ("auditor", "/events", "before", 2 * long_lists.CASES, _event),
)
