"""What adding a late case would do, in words: who moves, who is told, what it costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from tumorboard.domain import late_reasons
from tumorboard.domain.telling import Shift, Span
from tumorboard.profiles import load
from tumorboard.services.late_adding import Offer
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web.wording import count, patient_name, person, short_time

MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Way:
    """One way to give the case its minutes: what it would change, line by line, and its button."""

    remedy: Remedy
    heading: str
    lines: tuple[tuple[str, str], ...]
    button: str


def way(found: Offer, remedy: Remedy, told: Mapping[UUID, Shift], people: Mapping[UUID, Any]) -> Way:
    """Put one way into words."""
    lines = [("Added", _added(found, remedy)), *_gone(found, remedy), *_moved(found, remedy), _same(found, remedy),
             *_against(found, remedy), ("Price", _price(found, remedy)), *_not_done(found, remedy),
             ("Told", _told(found, told, people))]
    return Way(remedy, _heading(found, remedy), tuple(lines), _button(found, remedy))


def gaps(found: Offer) -> str:
    """Name the seats of the late case that nobody fills."""
    labels = load(found.fixed.board.profile).labels("specialty")
    return late_reasons.seats_open([labels[each] for each in found.uncovered]) if found.uncovered else ""


def done(row: Any, found: Offer) -> str:
    """Say what was done."""
    name = patient_name(found.late.patient)
    if row.remedy is Remedy.WAIT:
        return f"{name} is left for the next meeting. The reason is kept."
    where = "is on the frozen docket" if found.fixed.meeting.status is MeetingStatus.FROZEN else (
        "is on the docket, as the next revision")
    return f"{name} {where}. The reason is kept."


def _heading(found: Offer, remedy: Remedy) -> str:
    """Name the way."""
    if remedy is Remedy.DISPLACE and found.displaced is not None:
        return f"In the place of {patient_name(found.displaced.patient)}"
    if remedy is Remedy.LONGER:
        return f"In a meeting {count(found.over, 'minute')} longer"
    return "In the minutes that are left, reserve included"


def _button(found: Offer, remedy: Remedy) -> str:
    """Write the button."""
    is_frozen = found.fixed.meeting.status is MeetingStatus.FROZEN
    number = (found.fixed.docket.revision or 0) + 1
    end = " and keep the frozen docket so" if is_frozen else f" and publish revision {number}"
    return {Remedy.ROOM: "Add it", Remedy.DISPLACE: "Displace it",
            Remedy.LONGER: f"Make the meeting longer by {found.over} min"}[remedy] + end


def _added(found: Offer, remedy: Remedy) -> str:
    """Say where the late case would stand."""
    plan = found.plan(remedy)
    row = next(each for each in plan["admitted"] if each["id"] == str(found.late.id))
    return (f"{patient_name(found.late.patient)}, slot {plan['place']} at {_time(found, row['start_min'])}, "
            f"{row['minutes']} min")


def _gone(found: Offer, remedy: Remedy) -> Iterable[tuple[str, str]]:
    """Say who would leave the docket."""
    if remedy is Remedy.DISPLACE and found.displaced is not None:
        yield "Leaves", (f"{patient_name(found.displaced.patient)}, case {found.displaced.number}; next time directly "
                         "after emergencies")
    for case_id in found.fixed.minutes:
        case = found.fixed.cases[case_id]
        if case not in found.fixed.order:
            yield "Leaves", f"{patient_name(case.patient)}, withdrawn"


def _moved(found: Offer, remedy: Remedy) -> Iterable[tuple[str, str]]:
    """Name the cases that would begin at another time."""
    before = {str(item.case_id): item.start_min for item in found.fixed.docket.items}
    for label, sign in (("Later", 1), ("Sooner", -1)):
        moved = [row for row in found.plan(remedy)["admitted"] if row["id"] in before
                 and (row["start_min"] - before[row["id"]]) * sign > 0]
        if moved:
            words = [f"{_name(found, row['id'])} {_time(found, before[row['id']])} → {_time(found, row['start_min'])}"
                     for row in moved]
            yield label, _listed(words)


def _same(found: Offer, remedy: Remedy) -> tuple[str, str]:
    """Say how many cases keep their time."""
    before = {str(item.case_id): item.start_min for item in found.fixed.docket.items}
    kept = sum(before.get(row["id"]) == row["start_min"] for row in found.plan(remedy)["admitted"])
    words = count(kept, "case keeps its time", "cases keep their time")
    return "Same", f"{words}. No two published cases change their order."


def _against(found: Offer, remedy: Remedy) -> Iterable[tuple[str, str]]:
    """Say which rule, or whose hours, no place between the published cases could honour."""
    plan = found.plan(remedy)
    if plan["waived"]:
        yield "Rule", "An emergency comes in the first half. Here, somebody’s hours or a wish stands against it."
    if plan["violated"]:
        names = _listed([_name(found, key) for key in plan["violated"]])
        yield "Hours", ("No place suits everybody’s hours and wishes. In this one, somebody is not there, or a wish is "
                        f"not kept, for: {names}.")


def _price(found: Offer, remedy: Remedy) -> str:
    """Say what the place costs, against the end of the docket."""
    plan = found.plan(remedy)
    price, appended = (plan[key] - plan["published_cost"] for key in ("cost", "appended_cost"))
    end = "the same at the end" if price == appended else f"{appended} at the end"
    rule = " Not at the end: emergencies come in the first half." if appended < price else ""
    return f"{price} specialist-minutes in this place, {end}.{rule}"


def _not_done(found: Offer, remedy: Remedy) -> Iterable[tuple[str, str]]:
    """Say what would save more and is not done, because it would reorder what was published."""
    suggestion = found.plan(remedy)["suggestion"]
    if suggestion and suggestion["saves"] > 0:
        yield "Not done", (f"One block of cases elsewhere would save {suggestion['saves']} specialist-minutes more; it "
                           "would change the published order.")


def _told(found: Offer, told: Mapping[UUID, Shift], people: Mapping[UUID, Any]) -> str:
    """Name those whose time moves five minutes or more."""
    if found.fixed.docket.revision is None:
        return "Everybody gets their time when the docket is published."
    if not told:
        return "Nobody: no block moves five minutes or more."
    lines = [f"{person(people.get(member_id))}, {_span(found, shift.before)} → {_span(found, shift.after)}"
             for member_id, shift in told.items()]
    return f"{count(len(lines), 'person gets', 'people get')} another block: {_listed(lines)}"


def _span(found: Offer, span: Span | None) -> str:
    """Write a block."""
    return f"{_time(found, span.from_min)}–{_time(found, span.to_min)}" if span else "not needed"


def _listed(words: list[str]) -> str:
    """Name the first ones, and count the rest."""
    rest = len(words) - MOST_NAMED
    return "; ".join(words[:MOST_NAMED]) + (f"; and {rest} more" if rest > 0 else "")


def _name(found: Offer, key: str) -> str:
    """Write the family name of a case's patient."""
    patient = found.fixed.cases[UUID(key)].patient
    return patient.family_name.upper() if patient is not None else "A CASE WITHOUT A PATIENT"


def _time(found: Offer, minute: int) -> str:
    """Write a minute of the meeting as a time of day."""
    return short_time(found.fixed.meeting.starts_at.astimezone(found.fixed.board.tz) + timedelta(minutes=minute))
