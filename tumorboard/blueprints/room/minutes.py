"""The minutes of a closed meeting on paper, put together from what was recorded; nothing is typed again."""

from datetime import date
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import MoveRefused
from tumorboard.queries import attendance, discussions, recommendations, releases
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.workflow import MeetingStatus, Outcome
from tumorboard.web import deferral_words
from tumorboard.web.access import current_member, may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.wording import (
    age,
    clock_time,
    day_year,
    full_name,
    full_stamp,
    mrn,
    patient_name,
    person,
    weekday_year,
)


@bp.get("/minutes.pdf")
@requires(Permission.READ_DOCKET)
def minutes(local_date: str) -> ResponseReturnValue:
    """Print the minutes: for the board's desk once the meeting is over, for others once they are released."""
    from tumorboard.printing.letter import minutes_pdf

    meeting = meeting_on(db.session(), local_date)
    if meeting.status is not MeetingStatus.CLOSED:
        raise MoveRefused("The minutes exist once the meeting is finished.")
    if not may_reader(Permission.RELEASE) and not releases.are_minutes_out(db.session(), meeting.id):
        raise MoveRefused("The minutes are not released yet. The coordinator releases them once all is signed.")
    body = minutes_pdf(_words(meeting))
    return Response(body, mimetype="application/pdf",
                    headers={"Content-Disposition": f'inline; filename="minutes-{local_date}.pdf"'})


def _words(meeting: Any) -> Any:
    """Put the meeting into words."""
    from tumorboard.printing.letter import Minutes

    session, board = db.session(), current_board()
    rows = discussions.of(session, meeting.id)
    on = meeting.local_date
    texts = recommendations.of_meeting(session, meeting.id)
    names = attendance.names(session, [each for row in rows for each in deferral_words.owners_of(row)])
    times = [clock_time(at.astimezone(board.tz)) for at in (meeting.opened_at, meeting.closed_at) if at]
    present = [(full_name(each.member) if each.member else f"{each.guest_name}, guest",
                "by video" if each.mode is Mode.REMOTE else "in the room")
               for each in attendance.of(session, meeting.id)]
    return Minutes(
        board_name=board.name, date_words=weekday_year(meeting.local_date), times=" to ".join(times),
        chair=person(meeting.chair) if meeting.chair else "not named", printed_by=current_member().name,
        printed_at=full_stamp(clock.now(), board.tz), present=tuple(present),
        unsigned=sum(each.signed_at is None for each in texts.values()),
        cases=tuple(_case(number, row, texts.get(row.id), on, deferral_words.missing(row, names, profile()))
                    for number, row in enumerate(rows, start=1)))


def _case(number: int, row: Any, text: Any, on: date, missing: list[str]) -> Any:
    """Put one case into words: what came of it, the steps, who disagreed, who was there, who signed."""
    from tumorboard.printing.letter import MinuteCase

    case = row.case
    lines = [_step(item) for item in text.items] if text else []
    agreement = profile().label("consensus", text.consensus) if text and text.consensus else ""
    outcome = row.outcome.label if row.outcome else "Not reached, carried over"
    if row.outcome is Outcome.DEFERRED:
        outcome = deferral_words.reason(row)
    return MinuteCase(
        number=number, name=patient_name(case.patient), born=day_year(case.patient.birth_date),
        age=age(case.patient.birth_date, on), sex=profile().label("sex", case.patient.sex), mrn=mrn(case.patient),
        headline=case.headline, question=case.question, outcome=f"{outcome}. {agreement}".strip(" ."),
        lines=tuple([*lines, *filter(None, [text.summary if text else "", *missing])]),
        dissents=tuple(_voices(text)) if text else (), presence=_presence(row, text), signed=_signed(text))


def _presence(row: Any, text: Any) -> str:
    """Write who was there for a case, what the board went without, and whether this came from paper."""
    here = ", ".join(each["name"] for each in row.presence if each.get("name"))
    left = f"Left early: {', '.join(row.left_early)}." if row.left_early else ""
    return " ".join(filter(None, (f"Present for this case: {here}." if here else "", left, _recused(row),
                                  _without(row), _later(row, text))))


def _recused(row: Any) -> str:
    """Say who stepped out of the case, and why."""
    said = "; ".join(f"{each['name']} ({each['reason'].rstrip('.')})" for each in row.recused)
    return f"Recused: {said}." if said else ""


def _voices(text: Any) -> list[str]:
    """Write who disagreed by the record, then what members put on record themselves."""
    own = [f"{each.kind.label} of {person(each.member)}, in their own words: “{each.text}”"
           for each in text.discussion.statements]
    return [f"{person(each.member)} disagreed: “{each.text}”" for each in text.dissents] + own


def _without(row: Any) -> str:
    """Say without which specialties the board decided knowingly."""
    labels = [profile().label("specialty", each) for each in row.decided_without]
    return f"Decided knowingly without {', '.join(labels)}." if labels else ""


def _later(row: Any, text: Any) -> str:
    """Say who entered a result from paper, and when."""
    if not row.is_entered_later or row.recorded_at is None:
        return ""
    by = person(text.discussion.recorded_by) if text else "the board’s desk"
    return f"Entered later, from paper, by {by}, {full_stamp(row.recorded_at, current_board().tz)}."


def _step(item: Any) -> str:
    """Write one recommended step in a line."""
    told = [profile().label("treatment", item.kind) + (f": {item.detail}" if item.detail else ""),
            f"only if {item.condition}" if item.condition else "",
            f"responsible {person(item.owner)}" if item.owner else "",
            f"by {day_year(item.due_on)}" if item.due_on else ""]
    return ", ".join(filter(None, told))


def _signed(text: Any) -> str:
    """Say who read back, who signed and co-signed, and when."""
    if text is None:
        return ""
    read_back = f"Read back by {person(text.read_back_by)}. " if text.read_back_by else ""
    if text.signed_at is None:
        return f"{read_back}Not signed yet."
    parts = "".join(f" Co-signed by {person(each.member)} for {profile().label('specialty', each.specialty)}."
                    for each in text.cosignatures)
    return f"{read_back}Signed by {person(text.signed_by)}, {full_stamp(text.signed_at, current_board().tz)}.{parts}"
