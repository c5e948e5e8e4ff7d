"""The proving grounds of the chaos tests, seeded once; and a published meeting, ready to be opened."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.builders import Builder, begun
from tests.factories import NOW, CaseFactory, MeetingFactory, MemberFactory, PatientFactory
from tests.house.fixed_clock import set_clock
from tests.integration import grounds
from tests.integration.grounds import Ground
from tests.judged import GRADED, stored
from tests.rooms import Room, published
from tests.signing import sign_in
from tumorboard.db import db
from tumorboard.models import Board, Case, Meeting, Member, Patient
from tumorboard.queries import cases, meetings
from tumorboard.scheduling.advance import advance


@pytest.fixture(scope="session")
def sqlite_ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A proving ground of SQLite files."""
    yield from _used(grounds.sqlite(tmp_path_factory.mktemp("chaos")))


@pytest.fixture(scope="session")
def postgres_ground(postgres_url: str) -> Iterator[Ground]:
    """A proving ground of PostgreSQL databases."""
    yield from _used(grounds.postgres(postgres_url, "chaos"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ground(request: pytest.FixtureRequest) -> Ground:
    """A proving ground on each kind of database."""
    found: Ground = request.getfixturevalue(f"{request.param}_ground")
    return found


def _used(made: Ground) -> Iterator[Ground]:
    """Give the ground, and close its connections afterwards."""
    yield made
    with made.app.app_context():
        db.engine.dispose()


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    """A published meeting, and the browser of its coordinator."""
    return published(session, board, client)


@pytest.fixture
def meeting(session: Session, board: Board) -> Meeting:
    """The coming meeting, provisional; the board's clock shows NOW."""
    set_clock(session, board)
    made: Meeting = MeetingFactory(session=session, board_id=board.id)
    return made


@pytest.fixture
def chair(session: Session, board: Board) -> Member:
    """The chair, who stays the whole meeting."""
    made: Member = MemberFactory(session=session, board_id=board.id, chair=True, username="chair")
    return made


@pytest.fixture
def people(session: Session, board: Board, chair: Member) -> list[Member]:
    """Three specialists who come for their cases only."""
    return [MemberFactory(session=session, board_id=board.id, username=name) for name in ("ada", "ben", "cy")]


@pytest.fixture
def builder(session: Session, board: Board, client: FlaskClient) -> Builder:
    """A docket of four cases that is being built, and the browser of its coordinator."""
    return begun(session, board, client)


@pytest.fixture
def coordinator(session: Session, board: Board) -> Member:
    """The coordinator."""
    made: Member = MemberFactory(session=session, board_id=board.id, coordinator=True, name="Dana Whitlock")
    return made


@pytest.fixture
def specialist(session: Session, board: Board) -> Member:
    """A specialist who submitted a case."""
    made: Member = MemberFactory(session=session, board_id=board.id, name="Anke Feld")
    return made


@pytest.fixture
def graded(session: Session, board: Board, specialist: Member, coordinator: Member) -> Case:
    """A case of hers whose answers give a grade."""
    return stored(session, board, specialist, "gep_net", GRADED)


@pytest.fixture
def browser(session: Session, board: Board, client: FlaskClient, coordinator: Member) -> FlaskClient:
    """The browser of the coordinator, by the clock of the tests."""
    set_clock(session, board)
    session.commit()
    return sign_in(client, coordinator)


@pytest.fixture
def planned(session: Session, board: Board) -> list[Meeting]:
    """The meetings that the scheduler plans; the first is provisional."""
    MemberFactory(session=session, board_id=board.id, specialties=("endocrinology", "radiology"))
    advance(NOW)
    return meetings.unfinished(session, board)


@pytest.fixture
def ada(session: Session, board: Board) -> Member:
    """A specialist who fills in a case of her own."""
    made: Member = MemberFactory(session=session, board_id=board.id)
    return made


@pytest.fixture
def patient(session: Session, board: Board) -> Patient:
    """A patient whom the board knows."""
    made: Patient = PatientFactory(session=session, board_id=board.id)
    return made


@pytest.fixture
def case(session: Session, board: Board, ada: Member, patient: Patient) -> Case:
    """The case that Ada submitted about the patient."""
    made = CaseFactory(session=session, board_id=board.id, submitter=ada, patient_id=patient.id)
    return cases.whole(session, made.id)
