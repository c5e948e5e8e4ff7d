"""One recommendation as its page shows it: what came of it, who signed, who was there, and the actions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tumorboard.blueprints.recommendations.cards import Status, item_words, tallied
from tumorboard.domain.followup import days_late
from tumorboard.profiles import Profile
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.recommendation import Considered
from tumorboard.vocabulary.workflow import ActionStatus, Outcome
from tumorboard.web import deferral_words
from tumorboard.web.wording import clock_time, count, day, day_year, person, weekday_year

TONES = {ActionStatus.NOT_STARTED: "na", ActionStatus.SCHEDULED: "wait", ActionStatus.IN_PROGRESS: "wait",
         ActionStatus.ON_HOLD: "part", ActionStatus.COMPLETED: "ok", ActionStatus.CANCELLED: "no",
         ActionStatus.STOPPED: "no"}
# Where a gap is mended: in the text of the draft, or only where the outcome is recorded.
IN_TEXT = ("items", "consensus", "summary", "dissent", "what_changed", "read_back_by")


@dataclass(frozen=True, slots=True)
class Action:
    """One item with who does it, by when, and how far it is."""

    words: str
    owner: str
    due: str
    state: Status
    reason: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Everything that the page says about one version, in words."""

    heading: str
    title: str
    missing: list[str]
    changed: str
    considered: str
    not_considered: str
    agreed: list[tuple[str, str]]
    trials: list[str]
    actions: list[Action]
    tally: str
    presence: str
    quorum: Status


@dataclass(frozen=True, slots=True)
class Seal:
    """One signature: who, when, for which version, and what it means."""

    name: str
    at: str
    number: int
    meaning: str
    hash: str


@dataclass(frozen=True, slots=True)
class History:
    """How this version stands among the others."""

    newest: Any
    writing: Any
    others: tuple[Any, ...]

    @property
    def newest_number(self) -> int:
        """The number of the version that stands; 0 before the first signature."""
        return self.newest.number if self.newest else 0


def leaf_of(version: Any, states: Mapping[UUID, Any], names: Mapping[UUID | None, str], profile: Profile, today: date,
            zone: ZoneInfo) -> Leaf:
    """Put a version into words."""
    discussion = version.discussion
    return Leaf(heading(discussion, zone), title(discussion, version.consensus),
                deferral_words.missing(discussion, names, profile),
                changed(version, profile), considered(version), not_considered(version), agreed(version, profile),
                trials(version, profile), actions(version, states, profile, today),
                tally_words(version, states, today), presence(discussion), quorum(discussion, profile))


def gaps(problems: Mapping[str, str]) -> list[tuple[str, str]]:
    """List what stands before the signature, each with its place in the form of the text, if it is mended there."""
    return [(words, name if name in IN_TEXT else "") for name, words in problems.items()]


def history(version: Any, versions: Sequence[Any]) -> History:
    """Sort the versions: the one that stands, the one being written, and all that can be turned to."""
    signed = [each for each in versions if each.signed_at is not None]
    drafts = [each for each in versions if each.signed_at is None]
    return History(signed[0] if signed else None, drafts[0] if drafts else None,
                   tuple(each for each in versions if each.id != version.id))


def heading(discussion: Any, zone: ZoneInfo) -> str:
    """Write when and where in the meeting: Friday, November 20, 2026, slot 3, from 7:18 am."""
    parts = [weekday_year(discussion.meeting.local_date)]
    if discussion.minutes and discussion.position:
        start = discussion.meeting.starts_at + timedelta(minutes=discussion.start_min)
        when = (f"from {clock_time(discussion.opened_at.astimezone(zone))}" if discussion.opened_at
                else f"planned for {clock_time(start.astimezone(zone))}")
        parts += [f"slot {discussion.position}", when]
    return ", ".join(parts)


def title(discussion: Any, consensus: str | None = None) -> str:
    """Say what came of the discussion, as the head of the text."""
    if discussion.outcome is Outcome.MADE and consensus == "split":
        return "Recommended, with the board split"
    return {Outcome.MADE: "The board recommends", Outcome.DEFERRED: "The board put the decision off",
            Outcome.NONE: "The board made no decision", Outcome.SOC_LISTED: "Standard of care, listed for the record",
            Outcome.NOT_DISCUSSED: "Not reached at this meeting", None: "No outcome recorded yet"}[discussion.outcome]


def changed(version: Any, profile: Profile) -> str:
    """Write what the discussion changed, in a line."""
    return "; ".join(profile.label("what_changed", each) for each in version.what_changed)


def considered(version: Any) -> str:
    """Write what else was considered, in a line."""
    labels = {each.value: each.label for each in Considered}
    return "; ".join(labels.get(name, name) for name, is_so in version.considered.items() if is_so)


def not_considered(version: Any) -> str:
    """Write what was not considered, in a line, where a decision was made: each was or was not."""
    if version.discussion.outcome != Outcome.MADE:
        return ""
    return "; ".join(each.label for each in Considered if not version.considered.get(each.value))


def agreed(version: Any, profile: Profile) -> list[tuple[str, str]]:
    """List what the board confirmed of diagnosis, grade and stage."""
    given = version.agreed
    grade = profile.short("grade", given["grade"]) if given.get("grade") else ""
    stage = ", edition ".join(str(given[name]) for name in ("stage", "stage_edition") if given.get(name))
    rows = [("Diagnosis", given.get("diagnosis")), ("Grade", grade), ("Stage", stage)]
    return [(label, str(text)) for label, text in rows if text]


def trials(version: Any, profile: Profile) -> list[str]:
    """Write each trial that was considered: NCT04665739, not eligible: prior PRRT."""
    stood = [(row["nct"], profile.label("trial_status", row["status"])) for row in version.trials]
    heads = [f"{nct}, {label.lower()}" if nct else label for nct, label in stood]
    return [f"{head}: {row['reason']}" if row["reason"] else head
            for head, row in zip(heads, version.trials, strict=True)]


def actions(version: Any, states: Mapping[UUID, Any], profile: Profile, today: date) -> list[Action]:
    """List the items with owner, due date and state."""
    return [Action(item_words(item, profile), person(item.owner) if item.owner else "Nobody yet",
                   day_year(item.due_on) if item.due_on else "No date", _state(item, states.get(item.id), today),
                   states[item.id].status_reason if item.id in states else "") for item in version.items]


def _state(item: Any, stored: Any, today: date) -> Status:
    """Say how far one item is; days late as a number."""
    if stored is None:
        return "na", "Starts when signed"
    late = days_late(stored.status, item.due_on, today)
    if late:
        return "late", f"{count(late, 'day')} late"
    done = f" {day(stored.done_on)}" if stored.done_on else ""
    return TONES[stored.status], f"{stored.status.label}{done}"


def tally_words(version: Any, states: Mapping[UUID, Any], today: date) -> str:
    """Write how many actions are done: 1 of 3 done."""
    counted = tallied(version, states, today)
    return f"{counted.done} of {counted.total} done" if version.signed_at is not None and counted.total else ""


def presence(discussion: Any) -> str:
    """Write who was there: surnames, for whom they came, and who was on the video."""
    return ", ".join(sorted(_attended(row) for row in discussion.presence))


def _attended(row: Mapping[str, Any]) -> str:
    """Write one person who was there."""
    stood_in = row.get("deputy_for") or ""
    notes = [f"for {_family_name(stood_in)}"] if stood_in else []
    if row.get("mode") == Mode.REMOTE:
        notes.append("video")
    name = _family_name(str(row["name"]))
    return f"{name} ({', '.join(notes)})" if notes else name


def _family_name(name: str) -> str:
    """Give the family name with what belongs to it: de Wit."""
    found = re.search(r"(?:\b[a-z’']+ )*\S+$", name)
    return found.group() if found else name


def quorum(discussion: Any, profile: Profile) -> Status:
    """Say whether every needed seat was filled."""
    if discussion.missing_specialties:
        gone = ", ".join(profile.label("specialty", each) for each in discussion.missing_specialties)
        return "miss", f"Nobody from {gone}"
    if not discussion.presence:
        return "na", "Nobody was noted"
    return "ok", "Every needed specialty was there"


def seals(version: Any, versions: Iterable[Any], zone: ZoneInfo) -> list[Seal]:
    """List the signatures up to this version, the oldest first; under a draft stands nobody's."""
    if version.signed_at is None:
        return []
    signed = [each for each in versions if each.signed_at is not None and each.number <= version.number]
    return [Seal(person(each.signed_by), _year_stamp(each.signed_at.astimezone(zone)), each.number, each.meaning,
                 each.content_hash[:12]) for each in sorted(signed, key=lambda each: each.number)]


def cosigned(version: Any, profile: Profile, zone: ZoneInfo) -> list[tuple[str, str, str]]:
    """List who co-signed this version: name, specialty, when."""
    return [(person(each.member), profile.label("specialty", each.specialty), _year_stamp(each.at.astimezone(zone)))
            for each in version.cosignatures]


def _year_stamp(local: datetime) -> str:
    """Write an instant for a record: Fri, Nov 20, 2026, 9:02 am."""
    return f"{local:%a}, {day_year(local.date())}, {clock_time(local)}"
