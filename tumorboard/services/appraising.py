"""What the clinical rules say of a case: its tier, its due date, what it needs. Never written over an answer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tumorboard.domain import clinical, outside
from tumorboard.domain.calendar import next_date
from tumorboard.models import Board, Case, Patient
from tumorboard.profiles import Profile, load
from tumorboard.queries.charts import chart, full_chart, materials

PEDIATRICS = "pediatrics"
# The values of the board's policy by their keys.
Values = Mapping[str, Any]


def derived(case: Case, patient: Patient | None, profile: Profile, on: date, policy: Values) -> dict[str, Any]:
    """Give the derived values and flags of a case at a board date, by the board's policy."""
    return clinical.derive(full_chart(case, patient), on, policy, rulebook=profile)


def appraise(case: Case, patient: Patient | None, board: Board, today: date, policy: Values) -> None:
    """Write tier, due date, grade, stage and headline into the columns that the docket and the lists read."""
    profile = load(board.profile)
    on = next_date(today, board.weekday)
    # What came from outside bears on flags and readiness alone, so it need not be read for these.
    values = clinical.derive(chart(case, patient), on, policy, rulebook=profile)["derived"]
    case.tier, case.grade, case.stage_group = values["tier"], values["grade"], values["stage_group"]
    case.headline = headline(case, profile)
    case.due_on = clinical.due_on(submitted_on(case, board, today), values["target_days"], case.promised_on)


def submitted_on(case: Case, board: Board, today: date) -> date:
    """Give the day on which a case was sent, where the board lives; one that is being sent now is sent today."""
    return case.submitted_at.astimezone(board.tz).date() if case.submitted_at else today


def headline(case: Case, profile: Profile) -> str:
    """Name the disease in one line from what is recorded: family, site, grade, stage, syndrome; nothing is guessed."""
    family = profile.label("net_family", case.net_family or "other").split(":")[0]
    site, syndromes = case.answers.get("primary_site"), case.answers.get("syndrome") or []
    parts = [profile.label("primary_site", site) if site and site not in ("unknown", "other") else "",
             profile.short("grade", case.grade or ""), f"stage {case.stage_group}" if case.stage_group else ""]
    named = [profile.label("syndrome", each) for each in syndromes if each not in ("none", "unknown")]
    return ", ".join(part for part in (family, *parts, *named) if part)[:200]


def default_specialties(defaults: Iterable[str], patient: Patient, today: date, policy: Values) -> tuple[str, ...]:
    """Give the family's starting seats, with pediatrics for a child."""
    is_child = patient.birth_date > _years_before(today, int(policy["pediatric_age"]))
    return tuple(defaults) + ((PEDIATRICS,) if is_child else ())


def _years_before(day: date, years: int) -> date:
    """Go back whole years; February 29 counts as March 1."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, month=3, day=1)


def readiness(case: Case, patient: Patient | None, profile: Profile, on: date, policy: Values,
              found: Values | None = None) -> list[clinical.ReadinessItem]:
    """List what the case still needs, with what people said about each item; `found` is what derived() gave."""
    return clinical.readiness(full_chart(case, patient), on, states(case), policy, rulebook=profile, found=found)


def failing_gates(case: Case, patient: Patient | None, profile: Profile, on: date, policy: Values) -> list[str]:
    """Name the items that hold the case off a docket; an emergency is held by its question alone."""
    return clinical.failing_gates(full_chart(case, patient), on, states(case), policy, rulebook=profile)


def reasons(case: Case, patient: Patient | None, profile: Profile, on: date, policy: Values
            ) -> list[clinical.Reason]:
    """Say what grade and stage rest on, or what is missing for them."""
    return clinical.explain(full_chart(case, patient), on, policy, rulebook=profile)


def states(case: Case) -> dict[str, str]:
    """Give the state of every item that a person settled or that what came from outside decides."""
    said = {row.item: row.state.value for row in case.readiness_rows}
    return outside.states(materials(case), said)
