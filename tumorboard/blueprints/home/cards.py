"""This week in words: the block, what is to be done, and the reader's own cases."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import url_for

from tumorboard.queries.sheets import Sheet
from tumorboard.vocabulary.notices import NoticeKind
from tumorboard.vocabulary.workflow import CaseStatus, Decision
from tumorboard.web.wording import count, day, patient_name, short_time

# One short word in the place of the time, where a case has none.
LEADS: dict[object, str] = {
    CaseStatus.DRAFT: "Draft", CaseStatus.SUBMITTED: "Sent", CaseStatus.ASKED: "Back", CaseStatus.READY: "In line",
    CaseStatus.DISCUSSED: "Seen", Decision.BUMPED: "Bumped", Decision.HELD: "Held", Decision.LISTED: "Listed"}


NOT_NEEDED = "You are not needed"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: what, why, by when, and the page where it is done."""

    what: str
    why: str
    tone: str
    when: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """When the reader is needed at the coming meeting."""

    heading: str
    words: str
    slots: tuple[int, ...]
    bars: tuple[tuple[int, int, bool], ...]
    minutes: int
    ticks: tuple[str, ...]
    is_whole: bool

    @property
    def is_needed(self) -> bool:
        """Tell whether the docket asks for the reader at all."""
        return self.heading != NOT_NEEDED


def block(sheet: Sheet, me: UUID, zone: ZoneInfo, *, stays: bool) -> Block | None:
    """Give the reader's block, or the whole meeting for those who stay; None where there is no docket."""
    if sheet.docket is None:
        return None
    start, minutes = sheet.meeting.starts_at.astimezone(zone), sheet.meeting.minutes
    mine = {item.position for item, _ in sheet.items if str(me) in item.people}
    bars = tuple((item.start_min, item.minutes, item.position in mine) for item, _ in sheet.items)
    ticks = tuple(short_time(start + timedelta(minutes=at)) for at in range(0, minutes + 1, 30))
    ends = max((item.start_min + item.minutes for item, _ in sheet.items), default=0)
    found = sheet.blocks.get(me)
    span = (found.from_min, found.to_min) if found else (0, ends) if ends and (stays or mine) else None
    if span is None:
        return Block(NOT_NEEDED, "Not this time", (), bars, minutes, ticks, False)
    begin, end = (short_time(start + timedelta(minutes=at)) for at in span)
    return Block("You are needed" if found else "You are needed the whole meeting", f"{begin} – {end}",
                 tuple(sorted(mine)), bars, minutes, ticks, found is None)


def room(sheet: Sheet) -> dict[str, int]:
    """Tell how full the docket is."""
    used = sum(item.minutes for item, _ in sheet.items)
    meeting = sheet.meeting
    return {"used": used, "minutes": meeting.minutes, "reserve": meeting.reserve_minutes,
            "free": max(0, meeting.minutes - meeting.reserve_minutes - used)}


def own_case(case: Any, sheet: Sheet | None, zone: ZoneInfo) -> dict[str, Any]:
    """Give one of the reader's cases with its place on the coming docket."""
    item = next((each for each, one in (sheet.items if sheet else ()) if one.id == case.id), None)
    row = next((row for rows in (sheet.candidates.values() if sheet else ()) for row in rows
                if row.case_id == case.id and row.decision is not Decision.ADMITTED), None)
    typed = ", ".join(str(case.draft.get(name)) for name in ("family_name", "given_name") if case.draft.get(name))
    lead, under = LEADS.get(row.decision if row else case.status, "Soon"), ""
    if case.status is CaseStatus.DRAFT:
        under = f"saved {day(case.saved_at.astimezone(zone).date())}"
    elif item is not None and sheet is not None:
        at = sheet.meeting.starts_at.astimezone(zone) + timedelta(minutes=item.start_min)
        lead, under = short_time(at), f"slot {item.position}, {item.minutes} min"
    return {"case": case, "lead": lead, "under": under, "is_time": item is not None, "why": row.reason if row else "",
            "name": patient_name(case.patient) if case.patient else typed or "Patient not named yet"}


def to_review(case: Any, today: date) -> Todo:
    """A submitted case waits for the coordinator."""
    is_urgent = case.tier == 0
    late = (today - case.due_on).days if case.due_on else 0
    due = f"Due {day(case.due_on)}, {count(late, 'day')} late" if late > 0 else f"Due {day(case.due_on)}"
    return Todo(f"{patient_name(case.patient)}: accept the case, or send it back",
                case.headline or case.question, "late" if is_urgent or late > 0 else "wait",
                "Urgent, today" if is_urgent else due, url_for("cases.page", case_id=case.id),
                "Review")


def change_asked(message: Any, case: Any) -> Todo:
    """A submitter asks for a change after the cut-off."""
    return Todo(f"{patient_name(case.patient)}: a change is asked for", f"Asked by {message.by.name}.", "wait",
                "Before the meeting", url_for("cases.page", case_id=case.id), "Read it")


def disputed(patient: Any) -> Todo:
    """A number was typed that belongs to another record."""
    return Todo(f"{patient_name(patient)}: check who this is", "The number typed belongs to another record.", "miss",
                "Before the docket", url_for("patients.page", patient_id=patient.id), "Check")


def to_sign(version: Any) -> Todo:
    """A recommendation waits for the chair's signature."""
    case = version.discussion.case
    return Todo(f"{patient_name(case.patient)}: sign the recommendation",
                f"Recorded {day(version.discussion.meeting.local_date)}. Nobody else can read it before it is signed.",
                "miss", "Today", url_for("recommendations.record", recommendation_id=version.id), "Read and sign")


def asked_back(case: Any, coming: Any) -> Todo:
    """The coordinator sent a case back."""
    when = f"For {day(coming.local_date)}" if coming else "Soon"
    return Todo(f"{patient_name(case.patient)}: answer what is missing",
                "The coordinator sent it back. Until it is answered, it waits.", "miss", when,
                url_for("cases.page", case_id=case.id), "Answer")


def left_open(meeting: Any) -> Todo:
    """A meeting was held, or not, and nobody closed it."""
    return Todo(f"The meeting of {day(meeting.local_date)} was not closed",
                "Its cases wait for an outcome. It closes itself when the next docket freezes.", "late", "Now",
                url_for("meetings.page", local_date=meeting.local_date.isoformat()), "Open it")


def to_release(ready: int) -> Todo:
    """Signed letters, or minutes, wait to go out."""
    return Todo(f"{count(ready, 'letter or set of minutes', 'letters and minutes')} can go out",
                "All of it is signed. A letter reaches its reader only once you release it.", "wait", "Today",
                url_for("recommendations.letters"), "Look them through")


def undelivered(mail: Any) -> Todo:
    """Mail could not be delivered to somebody."""
    return Todo(f"{count(mail.undelivered, 'notice')} could not be mailed",
                "Whoever it was for sees it only on opening the board. Tell them by phone.", "late", "Now",
                url_for("notices.mail"), "See who")


def changed(unread: list[Any], coming: Any) -> Any:
    """Give the newest notice that the reader has not seen of a change of their time at the coming meeting."""
    return next((each for each in unread
                 if each.kind is NoticeKind.NEEDED_CHANGED and coming and each.meeting_id == coming.id), None)
