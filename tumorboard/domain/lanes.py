"""Which lane a case may take, and what may still come onto a docket after its cut-off."""

from dataclasses import dataclass

from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.domain.meeting_flow import FIXED
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MeetingStatus

# Emergencies, and what must be seen within ten days: only these are worth changing what was published.
URGENT_TIERS = (0, 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: its number, state, lane and tier; whether it is on the docket, or listed there."""

    number: int
    status: CaseStatus
    tier: int
    lane: Lane = Lane.DISCUSS
    is_placed: bool = False
    is_listed: bool = False

    @property
    def is_pulled_out(self) -> bool:
        """Tell whether it stands on a docket only to be listed, and somebody wants it discussed."""
        return self.is_listed and self.lane is Lane.DISCUSS


@dataclass(frozen=True, slots=True)
class Week:
    """A meeting, and the one after it, as people call their days."""

    status: MeetingStatus
    on: str
    following: str


def refusal_of_late(case: Standing, week: Week) -> str:
    """Say why a case cannot be added to a docket after its cut-off; empty where it can."""
    if week.status not in FIXED:
        return _unfixed(case, week)
    if case.is_placed:
        return f"Case {case.number} is on the docket of {week.on} already."
    if case.is_pulled_out:
        return ""
    if case.status is not CaseStatus.READY:
        return (f"Case {case.number} is “{case.status.label.lower()}”. Only an accepted case can be added: "
                "accept it first.")
    if case.lane is not Lane.DISCUSS:
        return f"Case {case.number} is only listed. Whoever wants to discuss it pulls it out first."
    if case.tier not in URGENT_TIERS:
        return (f"Case {case.number} is not urgent, and after the cut-off only urgent cases are added. "
                f"It is in line for {week.following}.")
    return ""


def _unfixed(case: Standing, week: Week) -> str:
    """Say what becomes of a case while a docket is not fixed yet, or not any more."""
    if week.status in (MeetingStatus.PLANNED, MeetingStatus.OPEN):
        return f"The docket of {week.on} is not fixed yet: once case {case.number} is accepted, it takes its turn."
    fixed = f"The docket of {week.on} can no longer be changed."
    in_line = f" Case {case.number} is in line for {week.following}."
    return fixed + (in_line if case.status is CaseStatus.READY else "")


def remedies(fits: bool, can_displace: bool) -> tuple[Remedy, ...]:
    """Name what may be decided about a late case; where it fits, nobody else has to make room."""
    if fits:
        return Remedy.ROOM, Remedy.WAIT
    return (*((Remedy.DISPLACE,) if can_displace else ()), Remedy.LONGER, Remedy.WAIT)


def refusal_of_pulling_out(case: Standing) -> str:
    """Say why a case cannot be pulled out for discussion; empty where it can."""
    if case.status not in UNDER_REVIEW:
        return f"The case is “{case.status.label.lower()}”, so this is no longer possible."
    return "" if case.lane is Lane.SOC_LISTING else "The case is to be discussed already."


def refusal_of_listing(case: Standing) -> str:
    """Say why a case cannot be put among those that are listed and not discussed; empty where it can."""
    if case.status not in UNDER_REVIEW:
        return f"The case is “{case.status.label.lower()}”, so this is no longer possible."
    if case.lane is Lane.SOC_LISTING:
        return "The case is listed without discussion already."
    if case.is_placed or case.status is CaseStatus.LISTED:
        return "The case has its place on a fixed docket. Say in the room that it is standard of care."
    return "An emergency is always discussed." if case.tier == 0 else ""


def needs_words(reason: str, words: str) -> dict[str, str]:
    """Ask for a reason where none was given."""
    return {} if reason.strip() else {"reason": words}
