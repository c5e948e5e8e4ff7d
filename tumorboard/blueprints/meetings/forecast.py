"""How long cases will wait in the coming weeks, and what would help: for coordinators."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.meetings.views import bp
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.docket import Forecast, Outlook, forecast, what_helps
from tumorboard.domain.docket.forecast import (
    MeetingForecast,
    TierForecast,
    load_percent,
    usual_extra,
    with_more_minutes,
)
from tumorboard.domain.policy import TIERS, settings
from tumorboard.queries import meetings, waits
from tumorboard.services import board_policy
from tumorboard.web.access import requires
from tumorboard.web.context import current_board

MORE_MINUTES = 15
# Above this share of its minutes no order of cases keeps its promises.
FULL_PERCENT = 95
WIDE = 270


@dataclass(frozen=True, slots=True)
class TierRow:
    """The waits of one tier in days, drawn on the scale of the longest."""

    words: str
    target: int
    tier: TierForecast
    unit: float

    @property
    def is_over(self) -> bool:
        """Tell whether anybody is seen after the day by which they were due."""
        return self.tier.late > 0


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One coming meeting: how full it will be, and how many go on waiting."""

    told: MeetingForecast
    reason: str

    @property
    def width(self) -> float:
        """The drawn share of its minutes."""
        return WIDE * self.told.minutes / max(1, self.told.meeting.minutes)


@dataclass(frozen=True, slots=True)
class Help:
    """How many would be late as things are, and with each remedy; and the load with longer meetings."""

    as_is: int
    more_minutes: int
    extra: int
    extra_on: date
    load_with_more: int | None


@bp.get("/forecast", endpoint="forecast")
@requires(Permission.RUN_DOCKET)
def coming_waits() -> ResponseReturnValue:
    """Show the waits of the coming eight weeks at the present load."""
    session, board = db.session(), current_board()
    policy = board_policy.in_force(session, board)
    outlook = waits.outlook(session, board, policy, clock.now())
    found = forecast(outlook)
    reasons = {each.local_date: each.skip_reason for each in meetings.after(session, board, outlook.today, 20)}
    names = settings(board_policy.groups(board.profile))[TIERS].tiers
    return render_template(
        "meetings/forecast.html", found=found, tiers=_tiers(found, policy.target_days(), names), outlook=outlook,
        meetings=[MeetingRow(each, reasons.get(each.meeting.on) or "") for each in found.meetings],
        help=_help(outlook), more_minutes=MORE_MINUTES, is_full=(found.load_percent or 0) > FULL_PERCENT,
        weekly=sum(each.cases * 7 / each.days for each in outlook.streams.values()), wide=WIDE)


def _tiers(found: Forecast, targets: Any, names: Any) -> list[TierRow]:
    """Draw every tier on one scale."""
    longest = max([*targets, *(each.longest_days for each in found.tiers)])
    return [TierRow(names[each.tier], targets[each.tier], each, WIDE / longest) for each in found.tiers]


def _help(outlook: Outlook) -> Help | None:
    """Say what would help; nothing where no meeting is held, or nobody is late anyway."""
    extra = usual_extra(outlook)
    if extra is None:
        return None
    late = what_helps(outlook, MORE_MINUTES, extra)
    return Help(late["as_is"], late["more_minutes"], late["extra_meeting"], extra.on,
                load_percent(with_more_minutes(outlook, MORE_MINUTES)))
