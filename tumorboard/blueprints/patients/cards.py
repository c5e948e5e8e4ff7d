"""A patient's course: every case, meeting and recommendation that the reader may see, in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tumorboard.profiles import Profile
from tumorboard.vocabulary.workflow import CaseStatus, Outcome
from tumorboard.web.wording import day_year

WAITING = frozenset({CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.ASKED, CaseStatus.READY, CaseStatus.LISTED})


@dataclass(frozen=True, slots=True)
class Step:
    """One point of the course: a board is drawn as a diamond, what is under way now in amber."""

    on: date
    look: str
    words: str
    case: Any
    outcome: str = ""
    lines: tuple[str, ...] = ()
    version: Any = None
    draft: Any = None


def course(cases: Sequence[Any], discussions: Iterable[Any], versions: Iterable[Any], shown: "Shown",
           between: Iterable[Step] = ()) -> list[Step]:
    """Put everything in the order of its day, with what happened between the meetings; what is under way comes last."""
    by_case = {case.id: case for case in cases}
    standing, drafts = _sorted(versions)
    steps = [_started(case, shown.zone) for case in cases if case.submitted_at is not None] + list(between)
    for discussion in discussions:
        step = _board(discussion, by_case[discussion.case_id], standing.get(discussion.id),
                      drafts.get(discussion.id), shown)
        if step is not None:
            steps.append(step)
    steps.sort(key=lambda step: (step.on, step.look))
    return steps + [_now(case, shown.today) for case in cases if case.status in WAITING]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader sees of a course: drafts where they write, only what is released where they only read."""

    profile: Profile
    zone: ZoneInfo
    today: date
    sees_drafts: bool
    only_released: frozenset[UUID]


def _sorted(versions: Iterable[Any]) -> tuple[dict[UUID, Any], dict[UUID, Any]]:
    """Map discussions to the version that stands, and to the one being written."""
    standing: dict[UUID, Any] = {}
    drafts: dict[UUID, Any] = {}
    for each in sorted(versions, key=lambda each: each.number):
        (standing if each.signed_at is not None else drafts)[each.discussion_id] = each
    return standing, drafts


def _started(case: Any, zone: ZoneInfo) -> Step:
    """The day on which the question was put."""
    return Step(case.submitted_at.astimezone(zone).date(), "", "Submitted", case)


def _board(discussion: Any, case: Any, version: Any, draft: Any, shown: Shown) -> Step | None:
    """One meeting: its outcome and what was recommended, as far as the reader may see it."""
    if discussion.outcome is None or (version is None and case.id in shown.only_released):
        return None
    # Nobody acts on an outcome that is not signed.
    is_open = version is None and discussion.outcome is not Outcome.NOT_DISCUSSED
    outcome = discussion.outcome.label if not is_open or shown.sees_drafts else "Discussed, not signed yet"
    lines = _lines(version, discussion, shown.profile) if version is not None else ()
    return Step(discussion.meeting.local_date, "b", "Tumor board", case, outcome, lines, version,
                draft if shown.sees_drafts else None)


def _lines(version: Any, discussion: Any, profile: Profile) -> tuple[str, ...]:
    """Write what a signed version says, an item a line."""
    if discussion.outcome is Outcome.DEFERRED:
        back = f", comes back {day_year(discussion.back_on)}" if discussion.back_on else ""
        return (f"{discussion.deferral_reason.label}{back}",)
    items = tuple(", ".join(each for each in (profile.label("treatment", item.kind), item.detail) if each)
                  for item in version.items)
    return items or tuple(each for each in (version.summary,) if each)


def _now(case: Any, today: date) -> Step:
    """Where a case that is under way stands today."""
    return Step(today, "now", "Now", case, case.status.label)


def titles(cases: Iterable[Any]) -> Mapping[UUID, str]:
    """Give each case a line to be told from the others."""
    return {case.id: case.headline or case.question or "Question not written yet" for case in cases}
