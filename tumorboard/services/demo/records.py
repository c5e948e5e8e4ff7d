"""What surrounds the fictional cases: material from outside, what the room saw before, opinions and what was said."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.domain import changes, clinical
from tumorboard.domain.times import day_year
from tumorboard.models import Board, Case, CaseSnapshot, Discussion, Meeting, Member, Message, OutsideMaterial
from tumorboard.profiles import load as load_profile
from tumorboard.queries import cases as case_queries
from tumorboard.queries.charts import full_chart
from tumorboard.services import keeping
from tumorboard.vocabulary.outside import Difference, MaterialKind
from tumorboard.vocabulary.workflow import MessageKind, Outcome

COORDINATOR, PATHOLOGIST = "coord_dale", "ihaddadi"
DIFFERENCES = {"agree": Difference.NONE, "minor": Difference.MINOR, "major": Difference.MAJOR}
OPINIONS = {
    "C001": ("lmorettiv", "I leave at 7:50. The two new lesions are hard to reach from the artery used before; "
                          "please weigh that against the route proposed."),
    "C003": ("gpark", "I cannot come. I counted the Ki-67 again in the hot spot and stand by our figure."),
}


def load(session: Session, board: Board, people: Mapping[str, Member], cases: Mapping[str, Case], *, now: datetime
         ) -> None:
    """Store what surrounds the cases."""
    for told, case in cases.items():
        if case.submission_type == "second_opinion" and case.status != "draft":
            _outside(session, case, people)
        if told in OPINIONS and OPINIONS[told][0] in people:
            name, text = OPINIONS[told]
            session.add(Message(case_id=case.id, kind=MessageKind.OPINION, at=now - timedelta(hours=20), items=[],
                                by_id=people[name].id, text=text))
    session.flush()
    _snapshots(session, board)


def _outside(session: Session, case: Case, people: Mapping[str, Member]) -> None:
    """Ask for slides and scans as the answers of the case say, and read again what was read."""
    sent = (case.submitted_at or case.started_at).date()
    coordinator, facility = people[COORDINATOR], case.outside_facility
    said = case.answers.get("outside_pathology")
    usual = {"case_id": case.id, "facility": facility, "asked_on": sent, "asked_by_id": coordinator.id}
    if said in ("requested", "received", "reviewed"):
        row = OutsideMaterial(**usual, kind=MaterialKind.SLIDES, what="Slides and blocks of the biopsy",
                              due_on=_due(case, "outside_path_review"))
        if said != "requested":
            row.received_on, row.received_by_id = sent + timedelta(days=3), coordinator.id
        if said == "reviewed":
            _read(row, people[PATHOLOGIST], case.answers.get("path_concordance"))
        session.add(row)
    for study in case.answers.get("imaging") or ():
        if study.get("outside"):
            session.add(_scan(study, usual, _due(case, "outside_images_loaded"), coordinator))


def _due(case: Case, item: str) -> date | None:
    """Give the day by which the readiness of a case expects an item."""
    return next((row.due_on for row in case.readiness_rows if row.item == item), None)


def _scan(study: Mapping[str, Any], usual: Mapping[str, Any], due_on: date | None, coordinator: Member
          ) -> OutsideMaterial:
    """Ask for the images of an outside study."""
    row = OutsideMaterial(**usual, kind=MaterialKind.SCANS, due_on=due_on,
                          what=_name(study))
    if study.get("loaded") == "yes":
        row.received_on, row.received_by_id = usual["asked_on"] + timedelta(days=2), coordinator.id
    return row


def _name(study: Mapping[str, Any]) -> str:
    """Name an outside study as people do: CT of Nov 4, 2026."""
    modality = load_profile().label("modality", str(study.get("modality") or "other")).split(" (")[0]
    day = str(study.get("date") or "")
    return f"{modality} of {day_year(date.fromisoformat(day))}" if len(day) == len("2026-11-04") else modality


def _read(row: OutsideMaterial, reader: Member, concordance: Any) -> None:
    """Keep the reading here as the answers of the case say it."""
    row.reread_on, row.reread_by_id = (row.received_on or row.asked_on) + timedelta(days=1), reader.id
    row.diagnosis = DIFFERENCES.get(str(concordance), Difference.NONE)
    row.note = "" if row.diagnosis is Difference.NONE else "The reading here differs from the outside report."


def _snapshots(session: Session, board: Board) -> None:
    """Keep for every past discussion what can have been known on its day."""
    profile = load_profile(board.profile)
    rows = session.scalars(
        select(Discussion).join(Discussion.meeting).where(
            Meeting.board_id == board.id, Discussion.outcome != Outcome.NOT_DISCUSSED)
        .options(joinedload(Discussion.meeting))).all()
    for row in rows:
        case, on = case_queries.whole(session, row.case_id), row.meeting.local_date
        known = changes.known_by(keeping.said(case), on.isoformat())
        found = clinical.derive({**full_chart(case, case.patient), **known}, on, rulebook=profile)
        session.add(CaseSnapshot(
            case_id=case.id, meeting_id=row.meeting_id, at=row.recorded_at or row.meeting.starts_at, answers=known,
            derived={name: found["derived"][name] for name in keeping.DERIVED},
            flags=[flag["id"] for flag in found["flags"]]))
    session.flush()
