"""The agenda of a docket, put into words for paper."""

from datetime import datetime, timedelta
from typing import Any

from tumorboard.blueprints.meetings.coverage import seated, surname
from tumorboard.blueprints.meetings.rows import seat_label
from tumorboard.domain.quorum import Cover, seats
from tumorboard.printing.agenda import Agenda, AgendaCase, NotedCase, Seat, agenda_pdf
from tumorboard.profiles import load
from tumorboard.queries.sheets import Sheet
from tumorboard.vocabulary.workflow import Decision
from tumorboard.web.wording import (
    age,
    clock_time,
    day_year,
    full_stamp,
    mrn,
    patient_name,
    person,
    short_time,
    weekday_year,
)


def agenda(sheet: Sheet, board: Any, printer: Any, now: datetime) -> bytes:
    """Print the sheet."""
    meeting, docket, zone = sheet.meeting, sheet.docket, board.tz
    start = meeting.starts_at.astimezone(zone)
    published = docket.published_at if docket else None
    return agenda_pdf(Agenda(
        board_name=board.name, date_words=weekday_year(meeting.local_date), time_words=clock_time(start),
        place=meeting.room or "Room to be announced", chair=person(meeting.chair) if meeting.chair else "not named",
        revision=docket.revision if docket else None, policy_number=docket.policy_number if docket else None,
        stage_words=meeting.status.label,
        published_words=full_stamp(published, zone) if published else "",
        printed_by=printer.name, printed_at=full_stamp(now, zone),
        minutes_used=sum(item.minutes for item, _ in sheet.items), capacity=meeting.minutes,
        contact=f"{board.contact_name}, {board.contact_phone}".strip(", "), video_link=meeting.video_link,
        cases=tuple(_case(item, case, start) for item, case in sheet.items),
        noted=tuple(_noted(row.case, meeting.local_date) for row in sheet.candidates.get(Decision.LISTED, [])),
        not_docketed=tuple(
            (patient_name(row.case.patient), mrn(row.case.patient), row.detail.get("missing", row.reason))
            for decision in (Decision.BUMPED, Decision.HELD) for row in sheet.candidates.get(decision, [])),
        seats=_seats(sheet, start)))


def _case(item: Any, case: Any, start: datetime) -> AgendaCase:
    """Put one case into words."""
    patient, on = case.patient, start.date()
    at = start + timedelta(minutes=item.start_min)
    return AgendaCase(
        position=item.position, start=short_time(at), minutes=item.minutes, name=patient_name(patient),
        born=day_year(patient.birth_date), age=age(patient.birth_date, on), sex=load().label("sex", patient.sex),
        mrn=mrn(patient), headline=case.headline, question=case.question,
        presenter=person(case.presenter) if case.presenter else "to be named",
        needs=tuple(seat_label(each) for each in item.needs), tags=_tags(item, case))


def _tags(item: Any, case: Any) -> tuple[tuple[str, str], ...]:
    """Name what stands out on paper."""
    tags = []
    if item.tier == 0:
        tags.append(("Urgent", "red"))
    if case.times_carried_over:
        tags.append(("Carried over", ""))
    if case.submission_type == "second_opinion":
        tags.append(("Second opinion", ""))
    return tuple(tags)


def _noted(case: Any, on: Any) -> NotedCase:
    """Put a case into words that is listed only."""
    patient = case.patient
    return NotedCase(patient_name(patient), day_year(patient.birth_date), age(patient.birth_date, on),
                     load().label("sex", patient.sex), mrn(patient), case.question)


def _seats(sheet: Sheet, start: datetime) -> tuple[Seat, ...]:
    """List every seat with who is expected and when they are needed."""
    blocks = {}
    for row in sheet.seats:
        block = sheet.blocks.get(row.member_id)
        if block is not None:
            begin, end = (start + timedelta(minutes=each) for each in (block.from_min, block.to_min))
            blocks[row.specialty, surname(row.name)] = f"{short_time(begin)}–{short_time(end)}"
    told = []
    for seat in seats(list(load().labels("specialty")), seated(sheet.seats)):
        expected = ", ".join(seat.names) if seat.cover is not Cover.GAP else "no one confirmed"
        if seat.cover is Cover.UNCONFIRMED:
            expected += " (not confirmed)"
        needed = next((blocks[key] for key in blocks if key[0] == seat.specialty), "")
        told.append(Seat(seat_label(seat.specialty), expected, needed))
    return tuple(told)
