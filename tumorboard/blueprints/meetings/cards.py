"""A docket as its page shows it: rows with times, the bar of minutes, who is needed when, and the gaps."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from tumorboard.blueprints.meetings import coverage, phrases, rows
from tumorboard.blueprints.meetings.coverage import NeedRow
from tumorboard.blueprints.meetings.rows import Row, Wished
from tumorboard.domain import docket_wishes
from tumorboard.domain.quorum import seats
from tumorboard.profiles import load
from tumorboard.queries.sheets import Sheet
from tumorboard.vocabulary.workflow import Decision, MeetingStatus
from tumorboard.web.wording import short_time

STATUS_TONE = {MeetingStatus.OPEN: "wait", MeetingStatus.FROZEN: "part", MeetingStatus.PUBLISHED: "ok",
               MeetingStatus.IN_SESSION: "part", MeetingStatus.CLOSED: "ok", MeetingStatus.PLANNED: "na",
               MeetingStatus.SKIPPED: "no", MeetingStatus.MOVED: "no"}


class Card(NamedTuple):
    """Everything the docket page draws."""

    rows: tuple[Row, ...]
    ticks: tuple[str, ...]
    needs: tuple[NeedRow, ...]
    used: int
    urgent: int
    reserve_left: int
    free: int
    everyone_stays: int
    tone: str
    bumped: tuple[Any, ...] = ()
    held: tuple[Any, ...] = ()
    listed: tuple[Any, ...] = ()
    wished: Mapping[UUID, tuple[Wished, ...]] = MappingProxyType({})
    kept_order: Any = None
    step: int = 0
    last_step: str = ""

    @property
    def gaps(self) -> tuple[NeedRow, ...]:
        """The needed specialties that nobody fills."""
        return tuple(row for row in self.needs if row.is_gap)


def card(sheet: Sheet, zone: ZoneInfo) -> Card:
    """Put a sheet into the words and numbers of the page."""
    start = sheet.meeting.starts_at.astimezone(zone)
    covers = {seat.specialty: seat for seat in seats(list(load().labels("specialty")), coverage.seated(sheet.seats))}
    used = sum(item.minutes for item, _ in sheet.items)
    urgent = sum(item.minutes for item, _ in sheet.items if item.tier == 0)
    over = max(0, used - (sheet.meeting.minutes - sheet.meeting.reserve_minutes))
    reserve_left = max(0, sheet.meeting.reserve_minutes - over)
    step = docket_wishes.last_step(sheet.wishes)
    return Card(
        rows=rows.rows(sheet, start, covers), ticks=_ticks(start, sheet.meeting.minutes),
        needs=coverage.needs(sheet, start, covers), used=used, urgent=urgent, reserve_left=reserve_left,
        free=max(0, sheet.meeting.minutes - used - reserve_left),
        everyone_stays=used * len(_people(sheet)), tone=STATUS_TONE[sheet.meeting.status],
        bumped=tuple(sheet.candidates.get(Decision.BUMPED, [])), held=tuple(sheet.candidates.get(Decision.HELD, [])),
        listed=tuple(sheet.candidates.get(Decision.LISTED, [])), wished=rows.standing(sheet, start),
        kept_order=rows.kept_order(sheet.wishes), step=step,
        last_step=phrases.last_step(sheet.wishes, step, rows.names_of(sheet), start) if step else "")


def _ticks(start: datetime, minutes: int) -> tuple[str, ...]:
    """Give the times under the bar, every half hour."""
    return tuple(short_time(start + timedelta(minutes=at)) for at in range(0, minutes + 1, 30))


def _people(sheet: Sheet) -> set[str]:
    """Give everybody whom the docket needs."""
    return {person for item, _ in sheet.items for person in item.people}
