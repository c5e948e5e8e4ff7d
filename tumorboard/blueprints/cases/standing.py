"""Where a case stands in time: its ages and waits, what does not wait for the meeting, what its items lack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from tumorboard.domain.clinical import ReadinessItem, danger
from tumorboard.domain.clinical.readiness import MET
from tumorboard.domain.owing import Owed, in_order
from tumorboard.profiles import Profile
from tumorboard.services import flagging
from tumorboard.services.judging import Found, Yardstick
from tumorboard.vocabulary.workflow import ReadinessState
from tumorboard.web import answer_words, owing
from tumorboard.web.wording import count, day, day_year, person

TONES = {"ready": "ok", "waived": "na", "not_needed": "na", "requested": "wait", "open": "miss"}
DANGERS = {
    danger.BLOOD_PRESSURE: "Blood pressure danger: this does not wait for the meeting.",
    danger.EMERGENCY: "An emergency: this does not wait for the meeting.",
    danger.PROCEDURE: "A procedure is planned, and its preparation is not recorded as safe.",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One computed time: what, its value, and the rule and inputs behind it."""

    what: str
    value: str
    rule: str
    tone: str = ""


def times(case: Any, found: Found, yard: Yardstick, today: date, zone: ZoneInfo) -> list[Moment]:
    """Give the computed ages and waits, each with its rule."""
    derived = found["derived"]
    return [
        _age(case, derived, yard.on), _since_diagnosis(case, derived), _since_referral(case, derived),
        *_since_submission(case, yard.on, zone), *_promise(case, derived, found, today), *_due(case, derived, today)]


def _age(case: Any, derived: Mapping[str, Any], on: date) -> Moment:
    """Age at the board date."""
    age, at = derived["age_at_board"], derived["age_at_diagnosis"]
    known = "Not known" if age is None else count(age, "year")
    return Moment("Age at the board", known, f"Whole years on {day(on)}" + (f"; {at} at diagnosis" if at else ""))


def _since_diagnosis(case: Any, derived: Mapping[str, Any]) -> Moment:
    """Days from diagnosis to the board; a year or month alone gives none."""
    told, days = case.answers.get("diagnosis_date"), derived["days_since_diagnosis"]
    if not told:
        return Moment("Diagnosis to board", "Not recorded", "Needs the date of diagnosis")
    written = answer_words.written_day(told)
    if days is None:
        return Moment("Diagnosis to board", "Not derivable", f"Only {written} is recorded; the day is missing")
    return Moment("Diagnosis to board", _days(days), f"Diagnosed {written}")


def _since_referral(case: Any, derived: Mapping[str, Any]) -> Moment:
    """Days from the referral to the board."""
    days = derived["days_referral_to_board"]
    if days is None:
        return Moment("Referral to board", "Not recorded", "Needs the day on which the referral came")
    return Moment("Referral to board", _days(days),
                  f"Received {answer_words.written_day(case.answers.get('referral_date'))}")


def _since_submission(case: Any, on: date, zone: ZoneInfo) -> Iterable[Moment]:
    """Days from the submission to the board."""
    if case.submitted_at is None:
        return
    sent = case.submitted_at.astimezone(zone).date()
    yield Moment("Submission to board", _days((on - sent).days), f"Submitted {day_year(sent)}")


def _promise(case: Any, derived: Mapping[str, Any], found: Found, today: date) -> Iterable[Moment]:
    """The promised first visit: kept, still ahead with the days that are left, or late."""
    if derived["see_by"] is None:
        return
    by, seen = date.fromisoformat(derived["see_by"]), _day(case.answers.get("first_seen_date"))
    referred = _day(case.answers.get("referral_date"))
    rule = f"Within {count((by - referred).days, 'day')} of the referral, by {day(by)}" if referred else f"By {day(by)}"
    if seen is not None:
        late = (seen - by).days
        words = f"Seen {day(seen)}, in time" if late <= 0 else f"Seen {day(seen)}, {count(late, 'day')} late"
        yield Moment("First visit promised", words, rule, "ok" if late <= 0 else "late")
    else:
        left = (by - today).days
        yield Moment("First visit promised", _countdown(left), rule, "wait" if left >= 0 else "late")


def _due(case: Any, derived: Mapping[str, Any], today: date) -> Iterable[Moment]:
    """By when the board promised to discuss the case."""
    if case.due_on is None or case.status not in ("submitted", "asked", "ready", "listed"):
        return
    left, days = (case.due_on - today).days, derived["target_days"]
    rule = f"{count(days, 'day')} from submission for this urgency" + (
        f"; promised for {day(case.promised_on)}" if case.promised_on else "")
    yield Moment("To be discussed by", f"{day(case.due_on)}, {_countdown(left)}", rule, "wait" if left >= 0 else "late")


def others(derived: Mapping[str, Any], case: Any, profile: Profile) -> list[Moment]:
    """Give what else is computed, as far as anything is recorded to compute it from."""
    found = [
        ("Newest CT or MRI", derived["newest_cross_sectional_days"], "{} before the board", "Brain scans do not count"),
        ("Newest SSTR PET", derived["newest_sstr_days"], "{} before the board", "Dated up to the board"),
        ("Alpha-blockade at the procedure", derived["alpha_days_at_procedure"], "{}", "Procedure less its start")]
    told = [Moment(what, shape.format(_days(value)), rule) for what, value, shape, rule in found
            if value is not None]
    if derived["krenning"] is not None:
        told.append(Moment("Krenning", str(derived["krenning"]), "Of the newest SSTR PET; of two the lower"))
    if derived["prrt_cumulative_gbq"]:
        told.append(Moment("PRRT so far", f"{derived['prrt_cumulative_gbq']:g} GBq", "Sum over PRRT and retreatment"))
    if derived["min_t"] is not None:
        told.append(Moment("Lowest T for the size", f"T{derived['min_t']}", "By the size table of this edition"))
    if derived["grade_met"]:
        told.append(Moment("Grade of the metastasis", profile.short("grade", derived["grade_met"]),
                           "By its own Ki-67 and mitoses"))
    return told + _multiples(case.answers.get("labs"), derived["x_uln"], profile)


def _multiples(labs: Any, multiples: Any, profile: Profile) -> list[Moment]:
    """Give each lab value as a multiple of its upper limit."""
    rows = [row for row in labs or () if isinstance(row, Mapping)]
    if not isinstance(multiples, list) or len(multiples) != len(rows):
        return []
    return [Moment(profile.label("analyte", str(row.get("analyte") or "")).split(" (")[0], f"{multiple:g} × limit",
                   f"{answer_words.short(row.get('value'))} over {answer_words.short(row.get('uln'))}")
            for row, multiple in zip(rows, multiples, strict=True) if multiple is not None]


def _days(number: int) -> str:
    """Write a number of days, with a comma where it is long."""
    return f"{number:,} {'day' if number == 1 else 'days'}"


def _countdown(left: int) -> str:
    """Write how many days are left, or how late it is."""
    if left < 0:
        return f"{count(-left, 'day')} late"
    return "today" if left == 0 else f"{count(left, 'day')} left"


def _day(value: Any) -> date | None:
    """Read a stored day; a year or a month alone is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def dangers(case: Any, found: Found, yard: Yardstick, standing: Sequence[str], days: tuple[date, date]
            ) -> list[dict[str, Any]]:
    """Say what does not wait for the meeting, until when, and what raised it; `days` are submission and today."""
    sent, today = days
    rows = danger.clock(found, case.answers, sent, yard.on, standing)
    named = yard.profile.label("urgency", case.urgency).split(":")[0] if case.urgency else "No urgency"
    return [{"words": DANGERS[each.kind], "until": each.until, "left": _countdown(each.days_left(today) or 0),
             "is_raised": each.kind == danger.BLOOD_PRESSURE and case.urgency != "bp_danger", "urgency": named,
             "why": _pressure(case, found, yard.profile) if each.kind == danger.BLOOD_PRESSURE else
             [flagging.words(yard.profile, flag) for flag in each.flags]} for each in rows]


def _pressure(case: Any, found: Found, profile: Profile) -> list[str]:
    """Write the pressures and the last crisis that are recorded, and the lines that this patient is held against."""
    age, policy = found["derived"]["age_at_board"], found["policy_used"]
    told = [f"{profile.field(key)['label']} {answer_words.line(profile.field(key), case.answers[key], profile)}"
            for key in ("sbp", "dbp", "crisis_date") if case.answers.get(key) not in answer_words.NOTHING]
    for_whom, sbp, dbp = "for adults", policy["bp_crisis_sbp"], policy["bp_crisis_dbp"]
    if age is not None and age < policy["bp_child_age"]:
        for_whom, grown = f"at {count(age, 'year')}", policy["bp_child_per_year"] * age
        sbp, dbp = policy["bp_child_sbp_base"] + grown, policy["bp_child_dbp_base"] + grown
    lines = f"The board’s lines {for_whom}: {sbp:g} over {dbp:g}, or a crisis within {policy['bp_crisis_days']:g} days."
    return ["; ".join(told) + "." if told else "No pressure is recorded yet.", lines]


def items(case: Any, found: Iterable[ReadinessItem], owed: Iterable[Owed], profile: Profile, today: date
          ) -> list[dict[str, Any]]:
    """Give the readiness items: what is owed first, the latest before the rest, then what is there."""
    told = {row.item: row for row in case.readiness_rows}
    open_ones = [owing.card(row, today, profile) | {"state": row.item.state, "look": _look(row, today)}
                 for row in in_order(owed, today)]
    done = [{"item": each, "state": each.state, "look": TONES[each.state], "how": _how(each, told.get(each.id))}
            for each in found if each.state in MET]
    return open_ones + done


def _look(row: Owed, today: date) -> str:
    """Red where it is late, amber where it was asked for, red where nobody was asked for what holds the case."""
    if row.days_late(today) and row.item.state == "requested":
        return "late"
    return TONES[row.item.state] if row.item.gate else {"open": "part"}.get(row.item.state, TONES[row.item.state])


def _how(item: ReadinessItem, row: Any) -> str:
    """Say how an item came to be settled."""
    label = ReadinessState(item.state).label
    if row is None or row.state.value != item.state:
        return f"{label}, as the answers say"
    who = f" by {person(row.set_by)}" if row.set_by else ""
    return f"{label}{who}" + (f": {row.reason}" if row.reason else "")
