"""What stands beside a case to be settled: what a young patient needs."""

from collections.abc import Mapping, Sequence
from typing import Any

from tumorboard.domain.clinical import ReadinessItem
from tumorboard.profiles import Profile

PEDIATRICS = "pediatrics"
STAGES = {"completed": "ok", "in_progress": "wait", "planned": "wait"}


def young(case: Any, derived: Mapping[str, Any], items: Sequence[ReadinessItem], profile: Profile
          ) -> dict[str, Any] | None:
    """Say whether pediatrics is invited, and what of the hand-over to the adult team is done; None for others."""
    is_child, moves_on = bool(derived["is_pediatric"]), any(item.id == "transition_plan" for item in items)
    if not is_child and not moves_on:
        return None
    is_invited = PEDIATRICS in case.specialties_needed
    return {"is_child": is_child, "is_invited": is_invited, "team": case.answers.get("pediatric_team") or "",
            "why_not": "" if is_invited else case.answers.get("no_pediatrics_reason") or "",
            "stage": _stage(case.answers, profile) if moves_on else None,
            "steps": _steps(case.answers, profile) if moves_on else []}


def _stage(answers: Mapping[str, Any], profile: Profile) -> tuple[str, str]:
    """Say how far the transition is; what is not recorded is not started."""
    code = str(answers.get("transition_stage") or "not_started")
    return STAGES.get(code, "miss"), profile.label("transition_stage", code)


def _steps(answers: Mapping[str, Any], profile: Profile) -> list[tuple[bool, str]]:
    """List the hand-over, with what is done of it."""
    done = answers.get("handover") or ()
    return [(code in done, label) for code, label in profile.labels("handover").items()]
