"""Recommendations as their list shows them: views, rows by meeting, and the words of a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from tumorboard.domain.followup import Tally, tally
from tumorboard.profiles import Profile
from tumorboard.vocabulary.workflow import Outcome
from tumorboard.web.wording import count, day

Status = tuple[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """One saved filter of the list, with how many recommendations it holds."""

    key: str
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation in a line: what it says, how it is signed, how far it is carried out."""

    version: Any
    case: Any
    words: str
    record: Status
    actions: Status


def views_of(own: int, everything: int, waiting: Sequence[Any] | None, *, is_signer: bool, sees_all: bool
             ) -> list[View]:
    """List the views that the reader has."""
    views = [View("mine", "Mine", own)]
    if waiting is not None:
        views.append(View("to-sign", "To sign" if is_signer else "Not signed yet", len(waiting)))
    if sees_all:
        views.append(View("board", "Whole board", everything))
    return views


def first_of(views: Sequence[View]) -> View:
    """Give the view to begin with: the reader's own, or everything where nothing is theirs."""
    return views[0] if views[0].number else views[-1]


def by_meeting(versions: Sequence[Any], states: Mapping[UUID, Any], profile: Profile, today: date, *,
               is_signer: bool) -> list[tuple[date, list[Row]]]:
    """Group the rows under the dates of their meetings."""
    rows = [_row(each, states, profile, today, is_signer=is_signer) for each in versions]
    return [(on, list(group)) for on, group in groupby(rows, lambda row: row.version.discussion.meeting.local_date)]


def _row(version: Any, states: Mapping[UUID, Any], profile: Profile, today: date, *, is_signer: bool) -> Row:
    """Give one row."""
    return Row(version, version.discussion.case, in_short(version, profile), record(version, is_signer=is_signer),
               carried_out(version, states, today))


def in_short(version: Any, profile: Profile) -> str:
    """Write what a version says in a line: its items, or the outcome in words."""
    discussion = version.discussion
    if discussion.outcome == Outcome.DEFERRED:
        back = f", comes back {day(discussion.back_on)}" if discussion.back_on else ""
        return f"Deferred: {discussion.deferral_reason.label.lower()}{back}"
    if version.items:
        return "; ".join(item_words(each, profile) for each in version.items)
    outcome = discussion.outcome.label if discussion.outcome not in (None, Outcome.MADE) else ""
    return ": ".join(each for each in (outcome, version.summary) if each)


def item_words(item: Any, profile: Profile) -> str:
    """Write an item in a line: what kind, and the detail."""
    return ", ".join(each for each in (profile.label("treatment", item.kind), item.detail) if each)


def record(version: Any, *, is_signer: bool) -> Status:
    """Say whether a version is signed."""
    if version.signed_at is not None:
        return "ok", "Signed" if version.number == 1 else f"Signed, v{version.number}"
    return "miss", "Sign today" if is_signer else "Not signed yet"


def carried_out(version: Any, states: Mapping[UUID, Any], today: date) -> Status:
    """Say how many of the items are done, and whether one is late."""
    if version.signed_at is None:
        return "na", f"0 of {len(version.items)}" if version.items else "None"
    counted = tallied(version, states, today)
    if not counted.total:
        return "na", "None"
    if counted.late:
        return "late", f"{count(counted.late, 'action')} late"
    done = f"{counted.done} of {counted.total} done"
    return ("ok" if counted.done == counted.total else "wait" if counted.done else "na"), done


def tallied(version: Any, states: Mapping[UUID, Any], today: date) -> Tally:
    """Count the items of a signed version by their state."""
    return tally(((states[item.id].status, item.due_on) for item in version.items if item.id in states), today)
