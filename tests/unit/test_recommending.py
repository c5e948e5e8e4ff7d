"""When a recommendation may be signed, by whom, what its signature covers, and which actions are late."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from tumorboard.domain.followup import Tally, days_late, tally
from tumorboard.domain.recommending import Content, Item, Said, Trial, content_hash, gaps, may_sign, unsaid
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import ActionStatus, DeferralReason, Outcome

FRIDAY = date(2026, 12, 4)
SOMEBODY, ELSE = UUID(int=1), UUID(int=2)
MADE = Content(case="1", meeting_on=FRIDAY, outcome=Outcome.MADE, items=(Item("lanreotide"),), consensus="unanimous",
               read_back_by="2", what_changed=("imaging_none", "path_none", "plan_none"))
DEFERRED = Content(case="1", meeting_on=FRIDAY, outcome=Outcome.DEFERRED, deferral_reason=DeferralReason.PATHOLOGY,
                   missing="The outside slides.")


@pytest.mark.parametrize("content", [
    MADE, DEFERRED, replace(MADE, consensus="split", dissents=(("1", "I would operate."),)),
    Content(case="1", meeting_on=FRIDAY, outcome=Outcome.NONE, summary="The room was divided."),
    Content(case="1", meeting_on=FRIDAY, outcome=Outcome.SOC_LISTED)])
def test_a_complete_record_may_be_signed(content: Content) -> None:
    assert gaps(content) == {}


@pytest.mark.parametrize(("content", "missing"), [
    (replace(MADE, items=()), ["items"]),
    (replace(MADE, consensus=""), ["consensus"]),
    (replace(MADE, consensus="split"), ["dissent"]),
    (replace(MADE, items=(), consensus=""), ["items", "consensus"]),
    (replace(MADE, what_changed=("imaging_none", "grade_changed", "plan_major")), ["what_changed"]),
    (replace(MADE, read_back_by=""), ["read_back_by"]),
    (replace(DEFERRED, deferral_reason=None, missing=" "), ["deferral_reason", "missing"]),
    (replace(MADE, recused=(("2", "Advises the maker."),)), ["read_back_by"]),
    (replace(MADE, recused=(("1", "Advises the maker."),), dissents=(("1", "No."),)), ["dissent"]),
    (Content(case="1", meeting_on=FRIDAY, outcome=Outcome.NONE), ["summary"]),
    (Content(case="1", meeting_on=FRIDAY, outcome=Outcome.NOT_DISCUSSED), ["outcome"])])
def test_what_is_missing_is_named_by_field(content: Content, missing: list[str]) -> None:
    assert list(gaps(content)) == missing


def test_what_the_discussion_may_have_changed_is_named_where_it_is_open() -> None:
    assert gaps(replace(MADE, what_changed=("path_amended",)))["what_changed"] == (
        "Say whether the discussion changed it: imaging, plan.")


@pytest.mark.parametrize(("outcome", "summary", "items", "refused"), [
    (Outcome.MADE, " ", (), ["items"]), (Outcome.MADE, "Go on as before.", (), []), (Outcome.MADE, "", MADE.items, []),
    (Outcome.NONE, "", (), ["summary"]), (Outcome.NONE, "The room was divided.", (), []),
    (Outcome.DEFERRED, "", (), []), (Outcome.SOC_LISTED, "", (), [])])
def test_a_decision_says_something(outcome: Outcome, summary: str, items: tuple[Item, ...], refused: list[str]) -> None:
    assert list(unsaid(outcome, summary, items)) == refused


@pytest.mark.parametrize("change", [
    {"summary": "x"}, {"items": (Item("lanreotide", "x"),)}, {"items": (Item("lanreotide", due_on=FRIDAY),)},
    {"consensus": "majority"}, {"dissents": (("1", "No."),)},
    {"what_changed": ("imaging_none", "path_none", "plan_minor")},
    {"considered": {"trial": True}}, {"agreed": {"grade": "G2"}}, {"outcome": Outcome.NONE}, {"missing": "x"},
    {"amend_reason": "x"}, {"meeting_on": FRIDAY + timedelta(1)}, {"case": "2"},
    {"deferral_reason": DeferralReason.TIME}, {"trials": (Trial("NCT04665739", "eligible"),)},
    {"statements": (Said("1", "dissent", "radiology", "No."),)}, {"recused": (("1", "Advises the maker."),)}])
def test_every_changed_word_changes_the_hash(change: dict[str, object]) -> None:
    assert content_hash(replace(MADE, **change)) != content_hash(MADE)


def test_what_was_signed_before_more_was_asked_keeps_its_hash() -> None:
    assert content_hash(MADE) == "8a5ca1bc6b9a4c9007759dc0b773eeaa5fe549e73d02a089ebdd208d10e28be9"


def test_the_same_content_has_the_same_hash() -> None:
    one, other = {"trial": True, "genetics": False}, {"genetics": False, "trial": True}
    assert content_hash(replace(MADE, considered=one)) == content_hash(replace(MADE, considered=other))


@pytest.mark.parametrize(("role", "chair", "verdict"), [
    (Role.CHAIR, ELSE, True), (Role.CHAIR, None, True), (Role.VICE_CHAIR, SOMEBODY, True),
    (Role.VICE_CHAIR, ELSE, False), (Role.VICE_CHAIR, None, False), (Role.COORDINATOR, SOMEBODY, False)])
def test_the_chair_signs_and_the_vice_chair_where_named_chair(role: Role, chair: UUID | None, verdict: bool) -> None:
    assert may_sign(frozenset({role}), SOMEBODY, chair) is verdict


@pytest.mark.parametrize(("status", "due_on", "late"), [
    (ActionStatus.NOT_STARTED, FRIDAY - timedelta(3), 3), (ActionStatus.SCHEDULED, FRIDAY - timedelta(1), 1),
    (ActionStatus.ON_HOLD, FRIDAY, 0), (ActionStatus.IN_PROGRESS, FRIDAY + timedelta(1), 0),
    (ActionStatus.COMPLETED, FRIDAY - timedelta(3), 0), (ActionStatus.CANCELLED, FRIDAY - timedelta(3), 0),
    (ActionStatus.STOPPED, FRIDAY - timedelta(3), 0), (ActionStatus.NOT_STARTED, None, 0)])
def test_an_unfinished_action_is_late_from_the_day_after_it_was_due(
        status: ActionStatus, due_on: date | None, late: int) -> None:
    assert days_late(status, due_on, FRIDAY) == late


def test_cancelled_actions_do_not_count() -> None:
    items = [(ActionStatus.COMPLETED, FRIDAY), (ActionStatus.NOT_STARTED, FRIDAY - timedelta(1)),
             (ActionStatus.CANCELLED, FRIDAY), (ActionStatus.STOPPED, None), (ActionStatus.SCHEDULED, None)]
    assert tally(items, FRIDAY) == Tally(total=3, done=1, late=1)
    assert tally([], FRIDAY) == Tally()
