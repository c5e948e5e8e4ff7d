"""What people say of flags and derived values: overruled with a reason, confirmed or disputed. Everything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain import case_flow, clinical, overruling
from tumorboard.domain.errors import AnswerRefused, MoveRefused, NotFound, Stale
from tumorboard.models import Board, Case, DerivedReview, FlagOverrule, Member
from tumorboard.profiles import Profile
from tumorboard.queries import appraisals
from tumorboard.services import registry
from tumorboard.services.judging import Yardstick
from tumorboard.services.record import record
from tumorboard.vocabulary.outside import Verdict

LEAST_REASON = 5


@dataclass(frozen=True, slots=True)
class Objection:
    """Which flag is overruled, and why."""

    flag: str
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a clinician says of a derived value: which one, the value they saw, and why they disagree."""

    key: str
    value: str
    verdict: Verdict
    reason: str = ""


def unanswered_stops(session: Session, case: Case, yard: Yardstick, today: date) -> list[str]:
    """Say in words which stops nobody answered or overruled; none keep an emergency."""
    found = registry.judge(session, case, yard, today)
    stops = overruling.unanswered_stops(found["flags"], appraisals.overruled(session, case.id),
                                        found["derived"]["tier"])
    return [words(yard.profile, each) for each in stops]


def words(profile: Profile, flag: str) -> str:
    """Give the words of a flag: the catalogue's, or the registry's own."""
    if flag in registry.WORDS:
        return registry.WORDS[flag][1]
    return next((str(each["words"]) for each in profile.catalogue["flags"] if each["id"] == flag), flag)


def overrule(session: Session, case: Case, given: Objection, *, yard: Yardstick, by: Member, now: datetime
             ) -> FlagOverrule:
    """Overrule a flag on what it sees now, with a reason that stays; raise NotFound where it is not raised."""
    _expect_undecided(case)
    _expect_reason(given.reason, "Write why this does not hold here, so that the others can follow it.")
    flag = _raised(session, case, given.flag, yard, now)
    if overruling.key(flag) in appraisals.overruled(session, case.id):
        raise MoveRefused("Somebody overruled this flag already. Their reason stands below it.")
    row = FlagOverrule(case_id=case.id, flag=given.flag, fingerprint=overruling.fingerprint(flag["inputs"]),
                       inputs=dict(flag["inputs"]), reason=given.reason.strip(), at=now, by_id=by.id)
    session.add(row)
    record(session, case, "case.flag_overruled", by=by, at=now, flag=given.flag)
    session.flush()
    return row


def _raised(session: Session, case: Case, flag_id: str, yard: Yardstick, now: datetime) -> Mapping[str, Any]:
    """Give a flag as it is raised now."""
    board = session.get_one(Board, case.board_id)
    flags = registry.judge(session, case, yard, now.astimezone(board.tz).date())["flags"]
    found = next((each for each in flags if each["id"] == flag_id), None)
    if found is None:
        raise NotFound("flag on this case")
    return dict(found)


def withdraw(session: Session, case: Case, row: FlagOverrule, *, by: Member, now: datetime) -> None:
    """Take an overrule back; the flag stands again, and what was said stays on the page."""
    _expect_undecided(case)
    if row.withdrawn_at is not None:
        raise MoveRefused("This was taken back already.")
    row.withdrawn_at, row.withdrawn_by_id = now, by.id
    record(session, case, "case.overrule_withdrawn", by=by, at=now, flag=row.flag)
    session.flush()


def review(session: Session, case: Case, said: Said, *, yard: Yardstick, by: Member, now: datetime) -> DerivedReview:
    """Keep that a clinician confirms a derived value or disagrees; the answers and the value stay as they are."""
    _expect_undecided(case)
    if said.verdict is Verdict.DISAGREED:
        _expect_reason(said.reason, "Write what you would say instead, and why.")
    reason = next((each for each in yard.reasons(case) if each.key == said.key), None)
    if reason is None or reason.value is None:
        raise NotFound("derived value")
    if reason.value != said.value:
        raise Stale("the answers behind this value")
    row = DerivedReview(case_id=case.id, key=said.key, value=reason.value, fingerprint=basis(case, reason),
                        verdict=said.verdict, reason=said.reason.strip() or None, at=now, by_id=by.id)
    session.add(row)
    record(session, case, "case.derived_reviewed", by=by, at=now, value=said.key, verdict=said.verdict.value)
    session.flush()
    return row


def basis(case: Case, reason: clinical.Reason) -> str:
    """Give the fingerprint of what a derived value rests on; what was said of it holds for exactly this."""
    return overruling.fingerprint({key: case.answers.get(key) for key in reason.inputs} | {
        "value": reason.value, "edition": reason.edition})


def _expect_undecided(case: Case) -> None:
    """What was decided stands with what was known then."""
    if case.status not in case_flow.UNDER_REVIEW:
        raise MoveRefused(f"The case is “{case.status.label.lower()}”, so this is no longer changed.")


def _expect_reason(reason: str, told: str) -> None:
    """A reason is more than a sign."""
    if len(reason.strip()) < LEAST_REASON:
        raise AnswerRefused({"reason": told})
