"""Prompts about scans: recent enough, and here to be shown."""

from tumorboard.domain.clinical import imaging, reading
from tumorboard.domain.clinical.chart import Chart, Derived

SHOWN = frozenset({"ct", "mri", "sstr_pet", "fdg_pet", "fdopa_pet"})


def imaging_old(chart: Chart, derived: Derived) -> bool:
    """CT or MRI is asked for, and there is none or the newest is too old for the kind of question."""
    if not imaging.is_cross_sectional_asked(chart):
        return False
    is_followup = "surveillance" in chart.choices("question_types")
    is_followup = is_followup or chart.choice("submission_type") in ("soc_listing", "retrospective")
    limit = chart.policy["imaging_max_days_followup" if is_followup else "imaging_max_days"]
    days = derived["newest_cross_sectional_days"]
    return days is None or bool(days > limit)


def imaging_not_loaded(chart: Chart, derived: Derived) -> bool:
    """A study that the room would look at is not loaded here."""
    shown = imaging.studies(chart, SHOWN)
    return any(reading.word(study.get("loaded")) in ("requested", "no", "report_only") for study in shown)


RULES = {rule.__name__: rule for rule in (imaging_old, imaging_not_loaded)}
