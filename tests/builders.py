"""A docket that is being built, and the browser of the coordinator who builds it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import FRIDAY, NOW, CaseFactory, MemberFactory, PatientFactory
from tests.signing import csrf, sign_in
from tumorboard.models import Board, Case, Docket, Meeting, Member, Wish
from tumorboard.queries import dockets
from tumorboard.scheduling.advance import advance

FREEZE = NOW + timedelta(hours=20, minutes=20)
PUBLISH = FREEZE + timedelta(hours=5)
AT = f"/meetings/{FRIDAY.isoformat()}"
# Four cases whose best order keeps the surgeon's two, and the pathologist's two, together.
CASES = {"Ashdown": ("surgery_oncologic", "radiology"), "Birkett": ("pathology", "radiology"),
         "Corwin": ("surgery_oncologic", "radiology"), "Dunmore": ("pathology", "radiology")}


@dataclass
class Builder:
    """The meeting of FRIDAY with its cases by name, and the coordinator's browser."""

    session: Session
    client: FlaskClient
    coordinator: Member
    board_id: UUID
    cases: dict[str, UUID] = field(default_factory=dict)

    @property
    def meeting(self) -> Meeting:
        """Read the meeting anew."""
        self.session.rollback()
        self.session.expire_all()
        return self.session.scalars(select(Meeting).where(Meeting.local_date == FRIDAY)).one()

    @property
    def docket(self) -> Docket:
        """Read the newest build."""
        found = dockets.latest(self.session, self.meeting.id)
        assert found is not None
        return found

    @property
    def order(self) -> list[str]:
        """Give the running order by name."""
        names = {case_id: name for name, case_id in self.cases.items()}
        return [names[item.case_id] for item in self.docket.items]

    def case(self, name: str) -> Case:
        """Read a case anew."""
        self.session.rollback()
        self.session.expire_all()
        return self.session.get_one(Case, self.cases[name])

    def wishes(self) -> list[Wish]:
        """List all wishes, the first one first."""
        self.session.rollback()
        self.session.expire_all()
        return list(self.session.scalars(select(Wish).order_by(Wish.step)))

    def path(self, name: str, rest: str = "wish") -> str:
        """Give an address about one case."""
        return f"{AT}/cases/{self.cases[name]}/{rest}"

    def get(self, path: str) -> TestResponse:
        """Look at a page."""
        return self.client.get(path)

    def post(self, path: str, **typed: Any) -> TestResponse:
        """Send a form."""
        return self.client.post(path, data={"csrf_token": csrf(self.client), **typed})

    def keep(self, name: str, **typed: Any) -> TestResponse:
        """Keep a wish for a case, as its preview would."""
        return self.post(self.path(name, "wish/keep"), seen=str(self.meeting.version), **typed)

    def move(self, name: str, way: str, **typed: Any) -> TestResponse:
        """Keep a move of a case."""
        return self.post(self.path(name, f"move/{way}"), **{"seen": str(self.meeting.version), **typed})


def begun(session: Session, board: Board, client: FlaskClient) -> Builder:
    """Let the docket of FRIDAY be built from four accepted cases."""
    people = {seat: MemberFactory(session=session, board_id=board.id, name=f"Ada {seat.title()}", specialties=(seat,))
              for seat in ("surgery_oncologic", "pathology", "radiology")}
    chair = MemberFactory(session=session, board_id=board.id, chair=True, name="Rhea Vance")
    coordinator = MemberFactory(session=session, board_id=board.id, coordinator=True, name="Dana Whitlock")
    builder = Builder(session, sign_in(client, coordinator), coordinator, board.id)
    for place, (name, seats) in enumerate(CASES.items()):
        add(builder, name, chair, specialties=seats, submitted_at=NOW - timedelta(days=3, hours=-place))
    assert people
    advance(NOW)
    return builder


def add(builder: Builder, name: str, by: Member, **more: Any) -> Case:
    """Store one more accepted case."""
    given = {"answers": {"proposal": "Operate."}, "net_family": "other", "accepted": True, **more}
    case: Case = CaseFactory(
        session=builder.session, board_id=builder.board_id, submitter=by, headline=f"{name}’s tumor",
        patient=PatientFactory(session=builder.session, board_id=builder.board_id, family_name=name), **given)
    builder.cases[name] = case.id
    return case
