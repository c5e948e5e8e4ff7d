"""What radiology and pathology get ready for a case: what to pull, what to read again, what to wait for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from tumorboard.domain.clinical import ReadinessItem
from tumorboard.domain.clinical.readiness import MET
from tumorboard.domain.outside import Material
from tumorboard.vocabulary.outside import MaterialKind

RADIOLOGY, PATHOLOGY = "radiology", "pathology"
# These come from the lab, the bedside or the endoscopy suite, and are not shown by radiology.
NOT_SHOWN = frozenset({"endoscopy", "eus", "echo"})
SLIDES_OF = (("specimen", "specimen_date"), ("met_ki67_percent", ""))


class Work(StrEnum):
    """What a line asks for."""

    PULL = "pull"
    READ_AGAIN = "read_again"
    WAIT = "wait"
    BRING = "bring"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a preparation list: the work, and the study, answers, material or item that it is about."""

    work: Work
    key: str
    study: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    material: Material | None = None
    item: ReadinessItem | None = None

    @property
    def is_ticked(self) -> bool:
        """Tell whether a person ticks the line off; the others are settled where they are kept."""
        return self.work is Work.PULL or (self.work is Work.READ_AGAIN and self.material is None)


Answers = Mapping[str, Any]


def lines(seat: str, answers: Answers, materials: Iterable[Material], items: Iterable[ReadinessItem]) -> list[Line]:
    """List what a seat gets ready for one case; raises KeyError for a seat without such a list."""
    own = {RADIOLOGY: (_studies, MaterialKind.SCANS), PATHOLOGY: (_slides, MaterialKind.SLIDES)}
    shown, kind = own[seat]
    rows = [each for each in materials if each.kind is kind]
    found = [*shown(answers, rows), *(_material(each) for each in rows if each.reread_on is None)]
    covered = {"outside_path_review", "outside_images_loaded"} if rows else set()
    found += [Line(Work.BRING, each.id, item=each) for each in items
              if each.owner == seat and each.state not in MET and each.id not in covered]
    return found


def _studies(answers: Answers, rows: Sequence[Material]) -> Iterable[Line]:
    """Every study: to be pulled when its images are here, else to be waited for; one from outside is read again.

    What was asked for outside has lines of its own until it was read here.
    """
    is_read = answers.get("imaging_concordance") in ("agree", "minor", "major")
    has_own_lines = any(row.reread_on is None for row in rows)
    for study in answers.get("imaging") or ():
        is_outside = study.get("outside") is True
        if study.get("modality") in NOT_SHOWN or (is_outside and has_own_lines):
            continue
        if study.get("loaded") != "yes":
            work = Work.WAIT
        else:
            work = Work.READ_AGAIN if is_outside and not rows and not is_read else Work.PULL
        yield Line(work, _key(work, study), study=study)


def _slides(answers: Answers, rows: Sequence[Material]) -> Iterable[Line]:
    """The slides behind the recorded measures; outside slides of which nothing more is noted are read again."""
    for name, day in SLIDES_OF:
        if answers.get(name) not in (None, ""):
            seen = {key: answers[key] for key in (name, day) if answers.get(key) not in (None, "")}
            yield Line(Work.PULL, _key("pull", seen), answers=seen)
    if not rows and answers.get("outside_pathology") == "received":
        yield Line(Work.READ_AGAIN, "outside_pathology", answers={"outside_pathology": "received"})
    if not rows and answers.get("outside_pathology") == "requested":
        yield Line(Work.WAIT, "outside_pathology", answers={"outside_pathology": "requested"})


def _material(row: Material) -> Line:
    """What came from outside is read again; what has not come is waited for."""
    work = Work.WAIT if row.received_on is None else Work.READ_AGAIN
    return Line(work, _key(work, {"id": str(row.id)}), material=row)


def _key(work: str, seen: Mapping[str, Any]) -> str:
    """Name a line by what it is about, so that a changed study is a new line."""
    text = f"{work} {sorted((str(key), str(value)) for key, value in seen.items())}"
    return sha256(text.encode()).hexdigest()[:40]


def place(work: Work) -> int:
    """Put what is to be read again first, then what is still to come, then what only has to be laid out."""
    return (Work.READ_AGAIN, Work.WAIT, Work.BRING, Work.PULL).index(work)

