"""Filling in a case: saved as typed, merged with what others wrote, judged by the rules, remembered for good."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory
from tumorboard.models import AnswerChange, Board, Case, CaseEvent, CaseSection, Member
from tumorboard.queries import answers as queries
from tumorboard.services import answering_case, drafting_case
from tumorboard.services.answer_history import Hand, Outcome, Sent

Save = Callable[..., Outcome]


@pytest.fixture
def bob(session: Session, board: Board) -> Member:
    return MemberFactory(session=session, board_id=board.id, coordinator=True)


@pytest.fixture
def save(session: Session, case: Case, ada: Member) -> Save:
    def run(section: str, typed: dict[str, Any], *, seen: int = 0, by: Member | None = None, page: str = "one",
            **more: Any) -> Outcome:
        was = more.pop("was", {})
        hand = Hand(by or ada, NOW, page, **more)
        return answering_case.save(session, case, [Sent(section, seen, typed, was)], hand)
    return run


def section(session: Session, case: Case, name: str) -> CaseSection:
    """Give the row of a section."""
    return queries.sections(session, case.id)[name]


def test_what_can_be_read_is_stored_and_judged(session: Session, case: Case, save: Save) -> None:
    save("tumor", {"primary_site": "ileum", "differentiation": "well", "ki67_percent": "6.5", "mitoses": "3"})
    assert case.answers == {"primary_site": "ileum", "differentiation": "well", "ki67_percent": 6.5, "mitoses": 3}
    assert (case.grade, "G2" in case.headline) == ("G2", True)


def test_what_cannot_be_read_stays_as_typed_and_the_rest_is_saved(session: Session, case: Case, save: Save) -> None:
    save("tumor", {"ki67_percent": "about 5", "mitoses": "3"})
    assert case.answers == {"mitoses": 3}
    assert section(session, case, "tumor").unread == {"ki67_percent": "about 5"}
    save("tumor", {"ki67_percent": "5", "mitoses": "3"}, seen=1)
    assert (case.answers["ki67_percent"], section(session, case, "tumor").unread) == (5, {})


def test_an_unreadable_answer_replaces_the_one_that_it_was_typed_over(case: Case, save: Save) -> None:
    save("tumor", {"ki67_percent": "5"})
    save("tumor", {"ki67_percent": "5 or 6"}, seen=1)
    assert "ki67_percent" not in case.answers


def test_no_rows_are_unknown_and_none_is_an_answer(case: Case, save: Save) -> None:
    save("treatment", {"prior_treatments": []})
    assert "prior_treatments" not in case.answers
    save("treatment", {"prior_treatments": [{"none": "1"}]})
    assert case.answers["prior_treatments"] == []
    save("treatment", {"prior_treatments": []}, seen=1)
    assert "prior_treatments" not in case.answers


def test_blood_pressure_raises_the_urgency_at_once(session: Session, case: Case, save: Save) -> None:
    case.net_family = "ppgl"
    session.flush()
    save("ppgl", {"sbp": "205", "dbp": "118"})
    assert (case.tier, case.due_on) == (0, date(2026, 12, 1))


def test_saving_answers_makes_nobody_elses_form_stale(case: Case, save: Save) -> None:
    save("genetics", {"somatic": "ATRX lost"})
    before = case.version
    save("genetics", {"somatic": "ATRX and DAXX lost"}, seen=1)
    assert case.version == before


def test_different_answers_of_one_section_are_both_kept(case: Case, save: Save, bob: Member) -> None:
    save("host", {"patient_goals": "Keep working.", "ecog": ""})
    outcome = save("host", {"patient_goals": "", "ecog": "1"}, by=bob, page="two")
    assert (case.answers, outcome.theirs, outcome.clashes) == (
        {"patient_goals": "Keep working.", "ecog": 1}, {"patient_goals": "Keep working."}, {})


def test_the_same_answer_waits_for_a_choice_and_both_texts_are_kept(
    session: Session, case: Case, save: Save, ada: Member, bob: Member
) -> None:
    save("referral", {"proposal": "Resect."})
    outcome = save("referral", {"proposal": "Wait."}, by=bob, page="two")
    assert (outcome.clashes["proposal"].theirs, outcome.clashes["proposal"].by) == ("Resect.", ada)
    assert case.answers["proposal"] == "Resect."
    save("referral", {"proposal": "Wait."}, by=bob, page="two", choices={"proposal": "both"})
    assert case.answers["proposal"] == "Resect.\n\nWait."
    told = [(each.number, each.before, each.after) for each in session.scalars(
        select(AnswerChange).order_by(AnswerChange.at, AnswerChange.number.is_not(None), AnswerChange.number))]
    assert told == [(None, {"proposal": "Resect."}, {"proposal": "Wait."}),
                    (1, {"proposal": ""}, {"proposal": "Resect."}),
                    (2, {"proposal": "Resect."}, {"proposal": "Resect.\n\nWait."})]


def test_a_page_never_clashes_with_itself(case: Case, save: Save) -> None:
    save("host", {"patient_goals": "Keep wor"})
    outcome = save("host", {"patient_goals": "Keep working."}, seen=0)
    assert (case.answers["patient_goals"], outcome.clashes) == ("Keep working.", {})


def test_what_triage_changed_meanwhile_is_not_written_over(session: Session, case: Case, save: Save) -> None:
    save("referral", {"proposal": "Resect.", "minutes": "6"}, was={"minutes": "6"})
    case.minutes = 10
    session.flush()
    outcome = save("referral", {"proposal": "Resect it.", "minutes": "6"}, was={"minutes": "6"})
    assert (case.minutes, outcome.theirs) == (10, {"minutes": "10"})


def test_thirty_texts_are_all_in_the_history(session: Session, case: Case, save: Save) -> None:
    texts = [f"Text {number}" for number in range(30)]
    for number, text in enumerate(texts):
        save("function", {"symptoms": text}, seen=0, page=str(number), choices={"symptoms": "mine"})
    told = session.scalars(select(AnswerChange).order_by(AnswerChange.number)).all()
    assert [each.after["symptoms"] for each in told] == texts
    assert case.answers["symptoms"] == texts[-1]


def test_the_history_never_changes(session: Session, case: Case, save: Save) -> None:
    save("function", {"symptoms": "Flushing"})
    session.commit()
    change = session.scalars(select(AnswerChange)).one()
    change.after = {"symptoms": "Nothing"}
    with pytest.raises(IntegrityError, match="never changes"):
        session.flush()
    session.rollback()


def test_every_change_leaves_an_event_without_its_text(session: Session, case: Case, save: Save) -> None:
    save("function", {"symptoms": "Flushing"})
    [event] = session.scalars(select(CaseEvent).where(CaseEvent.kind == "case.filled_in"))
    assert event.detail == {"answers": ["symptoms"]}
    save("function", {"symptoms": "Flushing"}, seen=1)
    assert len(session.scalars(select(CaseEvent).where(CaseEvent.kind == "case.filled_in")).all()) == 1


def test_minutes_and_seats_must_be_somebody_and_something(session: Session, case: Case, save: Save) -> None:
    save("referral", {"minutes": "", "specialties_needed": []})
    assert (case.minutes, case.specialties_needed) == (6, ["endocrinology", "radiology"])
    assert section(session, case, "referral").unread == {"minutes": "", "specialties_needed": []}
    save("referral", {"minutes": "9", "specialties_needed": ["radiology", "genetics"]}, seen=1)
    assert (case.minutes, sorted(case.specialties_needed)) == (9, ["genetics", "radiology"])


def test_a_presenter_is_somebody_of_the_board(session: Session, case: Case, save: Save, ada: Member) -> None:
    save("referral", {"presenter": str(case.id)})
    assert case.presenter_id is None
    save("referral", {"presenter": str(ada.id)}, seen=1)
    assert case.presenter_id == ada.id


def test_pediatrics_leaves_a_child_only_with_a_reason(session: Session, case: Case, save: Save) -> None:
    case.patient.birth_date = date(2012, 5, 2)
    session.flush()
    save("referral", {"specialties_needed": ["radiology", "pediatrics"]})
    save("referral", {"specialties_needed": ["radiology"]}, seen=1)
    assert "pediatrics" in case.specialties_needed
    save("referral", {"no_pediatrics_reason": "Seen with us since yesterday."}, seen=2)
    assert case.specialties_needed == ["radiology"]


def test_changes_of_a_sent_case_wait_until_they_are_applied(session: Session, case: Case, ada: Member) -> None:
    drafting_case.keep(session, case, Sent("submit", 0, {"question": "Operate now, or"}), Hand(ada, NOW))
    assert (case.draft, case.question) == ({"question": "Operate now, or"},
                                           "Resect the primary first, or begin systemic treatment?")
    drafting_case.discard_changes(session, case, Hand(ada, NOW + timedelta(minutes=1)))
    assert case.draft == {}
    assert [each.after for each in queries.since(session, case.id, "submit", 0)] == [
        {"question": "Operate now, or"}, {"question": "Resect the primary first, or begin systemic treatment?"}]
