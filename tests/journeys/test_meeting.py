"""A Friday morning, by what the pages offer: opened, three cases, closed; and the docket of the week after."""

from datetime import timedelta
from html.parser import HTMLParser

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.rooms import NEXT, Room, published
from tests.signing import sign_in
from tumorboard.models import Board, CaseEvent, Docket, DocketCandidate, Meeting
from tumorboard.profiles import load
from tumorboard.queries import cases
from tumorboard.scheduling.advance import advance
from tumorboard.services import appraising, readiness_review
from tumorboard.services.readiness_review import ItemState
from tumorboard.vocabulary.workflow import CaseStatus, Decision, ReadinessState


class Form(HTMLParser):
    """What a browser would send of the form that goes to an address: inputs, areas and chosen options."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__()
        self.action, self.is_in, self.choice, self.area = action, False, "", ""
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        name = at.get("name") or ""
        if tag == "form":
            self.is_in = at.get("action") == self.action
        if not self.is_in:
            return
        if tag == "select":
            self.choice = name
        elif tag == "option" and "selected" in at and at.get("value"):
            self.fields[self.choice] = at["value"] or ""
        elif tag == "input" and (at.get("type") not in ("radio", "checkbox") or "checked" in at):
            self.fields[name] = at.get("value") or ""
        elif tag == "textarea":
            self.area = name

    def handle_data(self, text: str) -> None:
        if self.is_in and self.area:
            self.fields[self.area] = text.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        if tag == "form":
            self.is_in = False


def press(client: FlaskClient, where: str, action: str, **typed: str) -> str:
    """Fill in a form of a page and send it; give the address that it leads to."""
    form = Form(client.get(where).get_data(as_text=True), action)
    assert form.fields, f"{where} offers no form to {action}"
    answer = client.post(action, data=form.fields | typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def make_ready(room: Room) -> None:
    """Settle every readiness item that would hold one of the cases."""
    for number in range(len(room.cases)):
        case = cases.whole(room.session, room.cases[number].id)
        for item in appraising.failing_gates(case, case.patient, load("net"), NEXT, {}):
            readiness_review.set_item(room.session, case, item, ItemState(ReadinessState.READY), by=room.coordinator,
                                      now=NOW)
    room.session.commit()


def decisions(session: Session) -> dict[int, Decision]:
    """Map each candidate of the next docket's newest build to what was decided about it, by case number."""
    session.rollback()
    newest = session.scalars(select(Docket).join(Meeting, Meeting.id == Docket.meeting_id).where(
        Meeting.local_date == NEXT).order_by(Docket.build.desc())).first()
    assert newest is not None
    rows = session.scalars(select(DocketCandidate).where(DocketCandidate.docket_id == newest.id))
    return {cases.whole(session, row.case_id).number: row.decision for row in rows}


def test_a_morning_ends_with_every_case_signed_for_returned_or_carried_over(
        session: Session, board: Board, client: FlaskClient) -> None:
    room = published(session, board, client, discussed=3)
    make_ready(room)
    numbers = [case.number for case in room.cases]
    first, second, third = (f"/meetings/2026-12-04/room/{case.id}" for case in room.cases)
    door = "/meetings/2026-12-04/room"

    assert press(client, door, f"{door}/open") == f"{door}/attendance"
    press(client, f"{door}/attendance", f"{door}/attendance", do="yes")
    assert client.get(door).headers["Location"] == first
    assert press(client, first, f"{first}/begin") == first
    assert press(client, first, first, **{"items-0-kind": "lanreotide", "consensus": "unanimous"}) == second
    assert press(client, second, second, outcome="deferred", deferral_reason="pathology", missing_items="path_report",
                 owner=str(room.coordinator.id), back_on=NEXT.isoformat()) == third
    assert press(client, third, f"{third}/put-back") == f"{door}/close"
    sign_in(client, room.people["chair"])
    assert press(client, f"{door}/close", f"{door}/close") == "/recommendations?view=to-sign"

    session.rollback()
    after = [cases.whole(session, case.id) for case in room.cases]
    assert [case.status for case in after] == [CaseStatus.DISCUSSED, CaseStatus.READY, CaseStatus.READY]
    closed = session.scalars(select(CaseEvent).where(CaseEvent.kind == "meeting.closed")).one()
    assert closed.detail == {"carried_over": 1, "deferred": 1}

    advance(NOW + timedelta(days=4))
    assert decisions(session) == {numbers[1]: Decision.HELD, numbers[2]: Decision.ADMITTED}
    readiness_review.set_item(session, cases.whole(session, room.cases[1].id), "path_report",
                              ItemState(ReadinessState.READY), by=room.coordinator, now=NOW)
    session.commit()
    advance(NOW + timedelta(days=4))
    assert decisions(session) == {numbers[1]: Decision.ADMITTED, numbers[2]: Decision.ADMITTED}
