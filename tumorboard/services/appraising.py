"""What the clinical rules say of a case: its tier, its due date, what it needs. Never written over an answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tumorboard.domain import clinical
from tumorboard.domain.calendar import next_date
from tumorboard.models import Board, Case, Patient
from tumorboard.profiles import Profile, load
from tumorboard.queries.charts import chart

ADULT_AGE = 18
PEDIATRICS = "pediatrics"


def derived(case: Case, patient: Patient | None, profile: Profile, on: date) -> dict[str, Any]:
    """Give the derived values and flags of a case at a board date."""
    return clinical.derive(chart(case, patient), on, rulebook=profile)


def appraise(case: Case, patient: Patient, board: Board, today: date) -> None:
    """Write tier, due date, grade, stage and headline into the columns that the docket and the lists read."""
    profile = load(board.profile)
    values = derived(case, patient, profile, next_date(today, board.weekday))["derived"]
    case.tier, case.grade, case.stage_group = values["tier"], values["grade"], values["stage_group"]
    case.headline = headline(case, profile)
    submitted_on = case.submitted_at.astimezone(board.tz).date() if case.submitted_at else today
    case.due_on = clinical.due_on(submitted_on, values["target_days"], case.promised_on)


def headline(case: Case, profile: Profile) -> str:
    """Name the disease in one line from what is recorded: family, site, grade, stage, syndrome; nothing is guessed."""
    family = profile.label("net_family", case.net_family or "other").split(":")[0]
    site, syndromes = case.answers.get("primary_site"), case.answers.get("syndrome") or []
    parts = [profile.label("primary_site", site) if site and site not in ("unknown", "other") else "",
             profile.short("grade", case.grade or ""), f"stage {case.stage_group}" if case.stage_group else ""]
    named = [profile.label("syndrome", each) for each in syndromes if each not in ("none", "unknown")]
    return ", ".join(part for part in (family, *parts, *named) if part)[:200]


def default_specialties(defaults: Iterable[str], patient: Patient, today: date) -> tuple[str, ...]:
    """Give the family's starting seats, with pediatrics for a child."""
    is_child = patient.birth_date > _years_before(today, ADULT_AGE)
    return tuple(defaults) + ((PEDIATRICS,) if is_child else ())


def _years_before(day: date, years: int) -> date:
    """Go back whole years; February 29 counts as March 1."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, month=3, day=1)


def readiness(case: Case, patient: Patient | None, profile: Profile, on: date) -> list[clinical.ReadinessItem]:
    """List what the case still needs, with what people said about each item."""
    states = {row.item: row.state.value for row in case.readiness_rows}
    return clinical.readiness(chart(case, patient), on, states, rulebook=profile)


def failing_gates(case: Case, patient: Patient | None, profile: Profile, on: date) -> list[str]:
    """Name the items that hold the case off a docket; an emergency is held by its question alone."""
    states = {row.item: row.state.value for row in case.readiness_rows}
    return clinical.failing_gates(chart(case, patient), on, states, rulebook=profile)


