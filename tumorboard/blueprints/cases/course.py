"""A patient's course on the page of one case: boards, studies and treatments in order, and a drawing of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.profiles import Profile
from tumorboard.vocabulary.workflow import CaseStatus, Outcome
from tumorboard.web import answer_words

WAITING = frozenset({CaseStatus.SUBMITTED, CaseStatus.ASKED, CaseStatus.READY, CaseStatus.LISTED})
WIDTH, HEIGHTS = 720, (6, 26, 42)
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One point of the course: a diamond for a board, amber for the one ahead, a circle for the rest."""

    on: str
    words: str
    look: str = ""
    soft: str = ""
    version: Any = None
    case: Any = None


def steps(case: Any, discussions: Iterable[Any], versions: Iterable[Any], profile: Profile, ahead: date
          ) -> list[Step]:
    """Put the course in order, the newest first; the board ahead leads."""
    signed = {each.discussion_id: each for each in sorted(versions, key=lambda each: each.number)
              if each.signed_at is not None}
    found = [_board(each, signed.get(each.id), case, profile) for each in discussions if each.outcome is not None]
    found += [*_studies(case, profile), *_treatments(case, profile), *_diagnosis(case)]
    found.sort(key=lambda step: step.on, reverse=True)
    now = [Step(ahead.isoformat(), "Tumor board", "now", "this question")] if case.status in WAITING else []
    return now + found


def _board(discussion: Any, version: Any, case: Any, profile: Profile) -> Step:
    """One meeting with what it came to, as far as it is signed."""
    is_done = version is not None or discussion.outcome is Outcome.NOT_DISCUSSED
    words = discussion.outcome.label if is_done else "Discussed, not signed yet"
    plan = "; ".join(profile.label("treatment", item.kind) for item in version.items) if version else ""
    other = discussion.case if discussion.case_id != case.id else None
    return Step(discussion.meeting.local_date.isoformat(), f"Tumor board: {plan or words}", "b", "", version, other)


def _studies(case: Any, profile: Profile) -> Iterable[Step]:
    """Every dated study."""
    for row in case.answers.get("imaging") or ():
        if row.get("date"):
            where = profile.label("region", row["region"]) if row.get("region") else ""
            name = " ".join(each for each in (_short_modality(row.get("modality"), profile), where.lower()) if each)
            yield Step(str(row["date"]), ": ".join(each for each in (name, str(row.get("finding") or "")) if each))


def _short_modality(code: Any, profile: Profile) -> str:
    """Name a study without what stands in brackets behind it."""
    return profile.label("modality", str(code)).split(" (")[0] if code else "Study"


def _treatments(case: Any, profile: Profile) -> Iterable[Step]:
    """Every treatment with a beginning."""
    for row in case.answers.get("prior_treatments") or ():
        if row.get("start"):
            yield Step(str(row["start"]), profile.label("treatment", str(row.get("kind") or "")), soft=_until(
                row, profile))


def _until(row: Mapping[str, Any], profile: Profile) -> str:
    """Say how long a treatment went on and why it ended."""
    why = profile.label("stop_reason", row["stop_reason"]).lower() if row.get("stop_reason") else ""
    end = row.get("end")
    return ", ".join(each for each in (
        f"until {answer_words.written_day(end)}" if end and end != row.get("start") else "", why) if each)


def _diagnosis(case: Any) -> Iterable[Step]:
    """The day of the diagnosis."""
    if case.answers.get("diagnosis_date"):
        yield Step(str(case.answers["diagnosis_date"]), "Diagnosis")


@dataclass(frozen=True, slots=True)
class Drawing:
    """The course as lanes: years as ticks, boards as lines, treatments as bars; units of a 720 wide picture."""

    ticks: tuple[tuple[int, int], ...]
    boards: tuple[int, ...]
    bars: tuple[tuple[int, int, int], ...]


def drawing(case: Any, found: Sequence[Step], ahead: date) -> Drawing | None:
    """Draw the course where it spans more than a year; None where there is nothing to draw."""
    rows = [row for row in case.answers.get("prior_treatments") or () if _year(row.get("start"))]
    years = [year for step in found if (year := _year(step.on))]
    first, last = int(min(years, default=0)), int(_year(ahead.isoformat()) or 0) + 1
    if not rows or last - first < 2:
        return None
    scale = WIDTH / (last - first)

    def at(value: Any) -> int:
        return round(((_year(value) or last) - first) * scale)
    bars = []
    for place, row in enumerate(rows):
        end = ahead.isoformat() if row.get("stop_reason") == "ongoing" or not row.get("end") else row["end"]
        begin = min(at(row["start"]), WIDTH)
        bars.append((place % len(HEIGHTS), begin, max(SHORTEST, min(at(end), WIDTH) - begin)))
    return Drawing(tuple((year, round((year - first) * scale)) for year in range(first, last)),
                   tuple(at(step.on) for step in found if step.look), tuple(bars))


def _year(value: Any) -> float | None:
    """Read a day, a month or a year as a number of years."""
    parts = str(value or "").split("-")
    try:
        numbers = [int(part) for part in parts[:3]]
    except ValueError:
        return None
    month, on = (numbers + [1, 1])[1:3] if len(numbers) < 3 else (numbers[1], numbers[2])
    return numbers[0] + (month - 1) / 12 + (on - 1) / 365
