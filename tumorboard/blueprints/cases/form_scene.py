"""Everything that one page of the form is drawn from: the case, its rules, what applies, what could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tumorboard import clock
from tumorboard.db import db
from tumorboard.domain import clinical
from tumorboard.domain.clinical import answer_days
from tumorboard.profiles import Profile
from tumorboard.queries import answers, charts
from tumorboard.services import answering_case, judging
from tumorboard.services.answer_history import Outcome
from tumorboard.services.answer_shelf import Shelf, asked
from tumorboard.services.judging import Yardstick
from tumorboard.vocabulary.workflow import CaseStatus
from tumorboard.web.context import current_board

# What a draft was told on its first page; after it was sent these stand in columns.
FIRST_PAGE = ("net_family", "submission_type", "urgency", "question", "outside_facility")


@dataclass(frozen=True, slots=True)
class Scene:
    """A case as its form shows it to one reader now."""

    case: Any
    yard: Yardstick
    shelf: Shelf
    rows: Mapping[str, Any]
    chart: Mapping[str, Any]
    found: Mapping[str, Any]
    shown: frozenset[str]
    problems: Mapping[str, Mapping[str, str]]
    locked: frozenset[str] = frozenset()
    outcome: Outcome = field(default_factory=Outcome)
    mine: Mapping[str, Any] = field(default_factory=dict)

    @property
    def profile(self) -> Profile:
        """The board's profile."""
        return self.yard.profile

    @property
    def derived(self) -> Mapping[str, Any]:
        """The derived values of the case."""
        values: Mapping[str, Any] = self.found["derived"]
        return values

    def typed(self, key: str) -> Any:
        """Give an answer as its input shows it: where somebody must choose, what this reader typed."""
        if key in self.mine:
            return self.mine[key]
        row = self.rows.get(asked(self.profile)[key]["section"])
        return row.unread[key] if row is not None and key in row.unread else self.shelf.shown(key)

    def is_answered(self, key: str) -> bool:
        """Tell whether an answer is known; what could not be read is not."""
        return bool(self.typed(key)) and not self.problems.get(key)


def scene(case: Any, locked: frozenset[str] = frozenset(), outcome: Outcome | None = None,
          mine: Mapping[str, Any] | None = None) -> Scene:
    """Read what a page of the form is drawn from."""
    session, board = db.session(), current_board()
    yard = judging.yardstick(session, board, now=clock.now())
    shelf, rows = answering_case.shelf(session, board, case, yard), answers.sections(session, case.id)
    chart = _chart(case)
    found = clinical.derive(chart, yard.on, yard.policy, rulebook=yard.profile)
    shown = clinical.visible_fields(chart, yard.on, yard.policy, rulebook=yard.profile, found=found)
    return Scene(case, yard, shelf, rows, chart, found, frozenset(shown), answering_case.problems(shelf, rows), locked,
                 outcome or Outcome(), mine or {})


def _chart(case: Any) -> dict[str, Any]:
    """Give the case as the rules see it; of a draft, what was typed so far."""
    chart = charts.full_chart(case, case.patient)
    if case.status is CaseStatus.DRAFT:
        chart |= {name: case.draft[name] for name in FIRST_PAGE if case.draft.get(name)}
        chart["birth_date"] = answer_days.read(str(case.draft.get("birth_date", "")))
    return chart
