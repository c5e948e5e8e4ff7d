"""Prompts for children and for the way into adult care."""

from tumorboard.domain.clinical.chart import Chart, Derived


def pediatrics_needed(chart: Chart, derived: Derived) -> bool:
    """The patient is a child on the board date and pediatrics is not asked to the table."""
    return bool(derived["is_pediatric"]) and "pediatrics" not in chart.choices("specialties_needed")


def transition_plan_missing(chart: Chart, derived: Derived) -> bool:
    """A patient diagnosed as a child is of the age of transition and no plan is begun."""
    if not derived["in_transition_window"] or chart.choice("transition_stage") not in (None, "not_started"):
        return False
    age = derived["age_at_diagnosis"]
    return age is None or bool(age < chart.policy["pediatric_age"])


RULES = {rule.__name__: rule for rule in (pediatrics_needed, transition_plan_missing)}
