"""Prompts about the referral: the question, who answers for the case, and the time to the first visit."""

from tumorboard.domain.clinical import urgency
from tumorboard.domain.clinical.chart import Chart, Derived


def question_missing(chart: Chart, derived: Derived) -> bool:
    """The question, without the spaces around it, is shorter than the board asks."""
    return bool(len(chart.word("question") or "") < chart.policy["question_min_chars"])


def responsible_missing(chart: Chart, derived: Derived) -> bool:
    """No clinician answers for the case; a blank counts as none."""
    return not str(chart.answers.get("responsible_clinician") or "").strip()


def first_seen_overdue(chart: Chart, derived: Derived) -> bool:
    """A new patient was first seen after the promised day, or is still not seen and that day is past."""
    see_by = urgency.see_by(chart)
    if see_by is None or chart.choice("submission_type") not in (None, "new_diagnosis", "second_opinion"):
        return False
    return (chart.day("first_seen_date") or chart.on) > see_by


RULES = {rule.__name__: rule for rule in (question_missing, responsible_missing, first_seen_overdue)}
