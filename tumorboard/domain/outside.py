"""What came from outside, as the clinical rules see it: one truth for the form's answers and the readiness items."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.vocabulary.outside import Difference, MaterialKind

REPORT, SLIDES, SCANS = MaterialKind.REPORT, MaterialKind.SLIDES, MaterialKind.SCANS
ITEMS = {REPORT: "path_report", SLIDES: "outside_path_review", SCANS: "outside_images_loaded"}
# What only a person can know, and says once and for all; a request is answered by what comes.
SAID = frozenset({"ready", "waived", "not_needed"})
_GRAVEST = (Difference.MAJOR, Difference.MINOR, Difference.NONE)
_CODES = {Difference.NONE: "agree", Difference.MINOR: "minor", Difference.MAJOR: "major"}


@dataclass(frozen=True, slots=True)
class Material:
    """One thing that was asked for outside: when it came, when it was read again, and how far the reading agrees."""

    kind: MaterialKind
    what: str = ""
    received_on: date | None = None
    reread_on: date | None = None
    differences: tuple[Difference, ...] = ()
    asked_on: date | None = None
    due_on: date | None = None
    id: UUID | None = None


def answers(given: Mapping[str, Any], materials: Iterable[Material]) -> dict[str, Any]:
    """Give the answers that follow from what was asked for; they stand in place of what the form says.

    Slides and their reading decide about outside pathology. A scan that has not come counts as an outside study that
    is not loaded; once every scan has come, the outside studies of the form count as loaded.
    """
    found: dict[str, Any] = {}
    slides, scans = _of(materials := list(materials), SLIDES), _of(materials, SCANS)
    if slides:
        found["outside_pathology"] = _pathology(slides)
        found["path_concordance"] = _concordance(slides)
    if scans:
        found["imaging"] = _studies(given.get("imaging"), scans)
        if _concordance(scans) != "pending":
            found["imaging_concordance"] = _concordance(scans)
    return found


def states(materials: Iterable[Material], said: Mapping[str, str]) -> dict[str, str]:
    """Give the state of each readiness item: what a person settled stands, else what came and was read decides."""
    materials = list(materials)
    found = {ITEMS[kind]: _state(kind, rows) for kind in MaterialKind if (rows := _of(materials, kind))}
    return dict(said) | {item: state for item, state in found.items() if said.get(item) not in SAID}


def _of(materials: Iterable[Material], kind: MaterialKind) -> list[Material]:
    """Give the materials of one kind."""
    return [each for each in materials if each.kind is kind]


def _state(kind: MaterialKind, rows: Sequence[Material]) -> str:
    """Slides are there when they were read again here; a report or a scan when it has come."""
    is_there = all((row.reread_on if kind is SLIDES else row.received_on) is not None for row in rows)
    return "ready" if is_there else "requested"


def _pathology(slides: Sequence[Material]) -> str:
    """Say in the form's words how far the outside slides are."""
    if any(row.received_on is None for row in slides):
        return "requested"
    return "reviewed" if all(row.reread_on is not None for row in slides) else "received"


def _concordance(rows: Sequence[Material]) -> str:
    """Give the gravest difference, once everything was read again."""
    if any(row.reread_on is None for row in rows):
        return "pending"
    noted = {each for row in rows for each in row.differences}
    return next((_CODES[each] for each in _GRAVEST if each in noted), "agree")


def _studies(listed: Any, scans: Sequence[Material]) -> list[dict[str, Any]]:
    """Lay what came over the studies of the form."""
    studies = [dict(row) for row in listed or () if isinstance(row, Mapping)]
    missing = [row for row in scans if row.received_on is None]
    if not missing:
        studies = [_loaded(row) if row.get("outside") is True else row for row in studies]
        missing = [] if any(row.get("outside") is True for row in studies) else list(scans)
    else:
        # Of those that the form lists as not loaded, each is one of the scans asked for.
        missing = missing[sum(row.get("outside") is True and row.get("loaded") != "yes" for row in studies):]
    return studies + [{"modality": "other", "finding": row.what, "outside": True,
                       "loaded": "requested" if row.received_on is None else "yes"} for row in missing]


def _loaded(study: dict[str, Any]) -> dict[str, Any]:
    """Count an outside study as loaded; a report alone stays a report."""
    return study if study.get("loaded") == "report_only" else {**study, "loaded": "yes"}
