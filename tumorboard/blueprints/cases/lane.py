"""The lane of a case on its page: listed or discussed, decided out of cycle, added late, displaced; and by whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import url_for

from tumorboard.db import db
from tumorboard.domain.access import CaseRelation, Permission, can
from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.domain.lanes import URGENT_TIERS
from tumorboard.domain.meeting_flow import FIXED
from tumorboard.queries import huddles, lanes
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import CaseStatus, Lane
from tumorboard.web.access import actor, may_reader
from tumorboard.web.wording import person, weekday

# What does not wait for Friday: an emergency, and flags on what must be safe before a procedure.
DANGER = frozenset({"bp_danger", "alpha_blockade_missing", "beta_without_alpha", "alpha_blockade_short"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One point of the history: when, what, in which words, and the page that says more."""

    at: datetime
    what: str
    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class LaneCard:
    """Everything that the page shows of a case's lane."""

    is_listed: bool
    noted: Any
    asked: Any
    is_urgent: bool
    may_pull_out: bool
    may_huddle: bool
    may_list: bool
    add_to: date | None
    displaced: Any
    history: tuple[Entry, ...]

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.is_listed or self.may_huddle or self.add_to or self.history)


def card(case: Any, relation: CaseRelation, flags: list[dict[str, Any]], meeting: Any) -> LaneCard:
    """Read what was decided about the case's lane, and what the reader may do."""
    session = db.session()
    held, changes = huddles.of_cases(session, [case.id]), lanes.changes_of(session, [case.id])
    added = lanes.additions_of(session, [case.id])
    is_open, is_urgent = case.status in UNDER_REVIEW, case.tier == 0 or any(flag["id"] in DANGER for flag in flags)
    asked = next((each for each in held if each.recorded_at is None and each.called_off_at is None), None)
    is_listed, runs = case.lane is Lane.SOC_LISTING, may_reader(Permission.RUN_DOCKET)
    return LaneCard(
        is_listed, next((each for each in reversed(held) if each.recorded_at), None) if is_open else None,
        asked if is_open else None, is_urgent,
        is_listed and can(actor(), Permission.PULL_OUT, relation),
        is_open and (is_urgent or asked is not None) and can(actor(), Permission.HUDDLE, relation),
        not is_listed and is_open and case.status is not CaseStatus.LISTED and case.tier != 0
        and may_reader(Permission.REVIEW_CASES), _late_on(case, meeting) if runs else None,
        _displaced(case, added), tuple(_history(case, held, changes, added, relation)))


def _late_on(case: Any, meeting: Any) -> date | None:
    """Give the fixed meeting that an urgent case could be added to."""
    if meeting is None or meeting.status not in FIXED or case.status is not CaseStatus.READY:
        return None
    on: date = meeting.local_date
    return on if case.tier in URGENT_TIERS and case.lane is Lane.DISCUSS else None


def _displaced(case: Any, added: list[Any]) -> Any:
    """Give the last decision that cost the case its place, while it waits for the next one."""
    if case.status is not CaseStatus.READY:
        return None
    return next((each for each in reversed(added) if each.displaced_id == case.id), None)


def _history(case: Any, held: list[Any], changes: list[Any], added: list[Any], relation: CaseRelation) -> list[Entry]:
    """Put everything in order; words stand for the board and for those whose case it is."""
    sees = may_reader(Permission.READ_DOCKET) or relation.is_own
    found = [*_of_huddles(held), *(_of_change(each) for each in changes), *(_of_late(each, case.id) for each in added)]
    found.sort(key=lambda each: each.at)
    return [each if sees else Entry(each.at, each.what) for each in found]


def _of_huddles(held: list[Any]) -> list[Entry]:
    """Give what was asked for, what was decided, and what was called off."""
    found = []
    for each in held:
        url = url_for("huddles.page", huddle_id=each.id)
        found.append(Entry(each.asked_at, f"Huddle asked for by {person(each.asked_by)}", each.why, url))
        if each.recorded_at:
            found.append(Entry(each.started_at, f"Decided out of cycle by {person(each.decider)}", each.decided, url))
        if each.called_off_at:
            found.append(Entry(each.called_off_at, f"Huddle called off by {person(each.called_off_by)}",
                               each.called_off_why))
    return found


def _of_change(row: Any) -> Entry:
    """Give a change of lane."""
    if row.lane is Lane.DISCUSS:
        return Entry(row.at, f"Pulled out for discussion by {person(row.by)}", row.reason)
    agreed = f"; {person(row.agreed_by)} agreed" if row.agreed_by and row.agreed_by_id != row.by_id else ""
    return Entry(row.at, f"Listed without discussion by {person(row.by)}{agreed}", row.reason)


def _of_late(row: Any, case_id: UUID) -> Entry:
    """Give what was decided after a cut-off; whom a case made room for is not told to those whose case it is."""
    on, who = weekday(row.meeting.local_date), person(row.by)
    if row.displaced_id == case_id:
        return Entry(row.at, f"Gave its place on the docket of {on} to an urgent case, decided by {who}")
    if row.remedy is Remedy.WAIT:
        return Entry(row.at, f"Left for the meeting after {on} by {who}", row.reason)
    return Entry(row.at, f"Added to the docket of {on} after the cut-off by {who}", row.reason)
