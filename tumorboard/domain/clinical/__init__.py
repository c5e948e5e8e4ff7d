"""The clinical engine of the board: derived values, flags, conditions and readiness. Decision support, never advice."""

from tumorboard.domain.clinical.chart import in_force
from tumorboard.domain.clinical.conditions import holds, visible, visible_fields
from tumorboard.domain.clinical.derive import derive
from tumorboard.domain.clinical.readiness import ReadinessItem, checklist, failing_gates, readiness
from tumorboard.domain.clinical.reasons import Reason, explain
from tumorboard.domain.clinical.rulebook import Rulebook
from tumorboard.domain.clinical.urgency import due_on

__all__ = [
    "ReadinessItem",
    "Reason",
    "Rulebook",
    "checklist",
    "derive",
    "due_on",
    "explain",
    "failing_gates",
    "holds",
    "in_force",
    "readiness",
    "visible",
    "visible_fields",
]
