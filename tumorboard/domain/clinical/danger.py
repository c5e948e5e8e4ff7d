"""The danger clock: what must not wait for the next meeting, and until when. A prompt to check, never advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tumorboard.domain.clinical import reading

BLOOD_PRESSURE, EMERGENCY, PROCEDURE = "blood_pressure", "emergency", "procedure"
_BEFORE_A_PROCEDURE = ("alpha_blockade_missing", "beta_without_alpha", "alpha_blockade_short")


@dataclass(frozen=True, slots=True)
class Danger:
    """One thing that does not wait: what kind, the flags behind it, and the day that it must be settled by."""

    kind: str
    flags: tuple[str, ...] = ()
    until: date | None = None

    def days_left(self, today: date) -> int | None:
        """Count the days that are left; negative once the day is past, None where no day is known."""
        return None if self.until is None else (self.until - today).days


def clock(found: Mapping[str, Any], answers: Mapping[str, Any], submitted_on: date, board_on: date,
          standing: Sequence[str]) -> list[Danger]:
    """List what does not wait for the meeting, the nearest day first.

    `found` is what derive() gave; `standing` names the flags that nobody overruled. Blood pressure danger and other
    emergencies count from the submission by the board's own target days; a procedure that is planned up to the board,
    or within the days of alpha-blockade that the board asks for, counts to its day. In an emergency a procedure whose
    day is not known yet counts too.
    """
    derived, raised = found["derived"], {flag["id"] for flag in found["flags"]}
    dangers: list[Danger] = []
    if derived["tier"] == 0:
        is_pressure = "bp_danger" in raised
        until = submitted_on + timedelta(days=int(derived["target_days"]))
        dangers.append(Danger(BLOOD_PRESSURE if is_pressure else EMERGENCY,
                              ("bp_danger",) if is_pressure else (), until))
    unsafe = tuple(each for each in _BEFORE_A_PROCEDURE if each in standing)
    planned = reading.day(answers.get("planned_procedure_date"))
    notice = timedelta(days=float(found["policy_used"]["alpha_min_days"]))
    is_near = derived["tier"] == 0 if planned is None else planned <= board_on + notice
    if unsafe and is_near:
        dangers.append(Danger(PROCEDURE, unsafe, planned))
    return sorted(dangers, key=lambda each: each.until or date.max)
