"""Second opinions: what was asked for outside, and the readiness that follows from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, MemberFactory, PatientFactory
from tests.reading import as_read
from tests.sending import send
from tests.signing import sign_in
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Board, Case, Member, OutsideMaterial
from tumorboard.queries import cases, dockets
from tumorboard.services import docket_input, judging, second_opinion
from tumorboard.services.second_opinion import Reading, Request
from tumorboard.vocabulary.outside import Difference, MaterialKind
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus

ASKED, CAME, READ = date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 25)
SLIDES = Request(MaterialKind.SLIDES, "Slides of the liver biopsy", "Harbor Hospital", ASKED, date(2026, 11, 27))
SCANS = replace(SLIDES, kind=MaterialKind.SCANS, what="CT of the abdomen")
REPORT = replace(SLIDES, kind=MaterialKind.REPORT, what="Pathology report")


@pytest.fixture
def people(session: Session, board: Board) -> dict[str, Member]:
    """A coordinator, a pathologist, a radiologist, and two referring clinicians."""
    def one(**more: object) -> Member:
        made: Member = MemberFactory(session=session, board_id=board.id, **more)
        return made
    return {"coordinator": one(coordinator=True), "pathologist": one(specialties=("pathology",), name="Ines Haddad"),
            "radiologist": one(specialties=("radiology",)), "referrer": one(roles=(Role.REFERRER,), specialties=()),
            "other": one(roles=(Role.REFERRER,), specialties=())}


@pytest.fixture
def case(session: Session, board: Board, people: dict[str, Member]) -> Case:
    made = CaseFactory(session=session, board_id=board.id, submitter=people["referrer"], net_family="unknown_primary",
                       submission_type="second_opinion", specialties=("pathology", "radiology"),
                       outside_facility="Harbor Hospital", patient=PatientFactory(session=session, board_id=board.id))
    return cases.whole(session, made.id)


def asked(session: Session, case: Case, by: Member, request: Request = SLIDES) -> OutsideMaterial:
    """Ask for something, and read the case anew."""
    row = second_opinion.ask(session, case, request, by=by, now=NOW)
    session.commit()
    return row


def states(session: Session, board: Board, case: Case) -> dict[str, str]:
    """Give the state of each item that the case needs, as it is stored now."""
    session.expire_all()
    yard = judging.yardstick(session, board, now=NOW)
    return {item.id: item.state for item in yard.items(cases.whole(session, case.id))}


def flags(session: Session, board: Board, case: Case) -> set[str]:
    """Give the flags raised by what is stored now."""
    session.expire_all()
    found = judging.yardstick(session, board, now=NOW).judge(cases.whole(session, case.id))
    return {flag["id"] for flag in found["flags"]}


def reading(by: Member, **said: object) -> Reading:
    """A reading that agrees unless said otherwise."""
    return replace(Reading(READ, by.id, diagnosis=Difference.NONE), **said)


def test_slides_go_from_asked_to_read_and_the_item_with_them(
        session: Session, board: Board, case: Case, people: dict[str, Member]) -> None:
    by, item, seen = people["pathologist"], "outside_path_review", []
    assert item not in states(session, board, case)
    row = asked(session, case, by)
    seen.append((states(session, board, case)[item], "outside_path_unreviewed" in flags(session, board, case)))
    second_opinion.receive(session, case, row, CAME, by=by, now=NOW)
    session.commit()
    seen.append((states(session, board, case)[item], "outside_path_unreviewed" in flags(session, board, case)))
    second_opinion.reread(session, case, row, reading(by), by=by, now=NOW)
    session.commit()
    seen.append((states(session, board, case)[item], "outside_path_unreviewed" in flags(session, board, case)))
    assert seen == [("requested", True), ("requested", True), ("ready", False)]


def test_a_major_difference_raises_its_flag(
        session: Session, board: Board, case: Case, people: dict[str, Member]) -> None:
    by = people["pathologist"]
    row = asked(session, case, by)
    second_opinion.receive(session, case, row, CAME, by=by, now=NOW)
    told = reading(by, grade=Difference.MAJOR, note="Ki-67 is 35%, not 12%.")
    second_opinion.reread(session, case, row, told, by=by, now=NOW)
    session.commit()
    assert "concordance_major" in flags(session, board, case)


def test_a_scan_holds_the_case_until_it_has_come(
        session: Session, board: Board, case: Case, people: dict[str, Member]) -> None:
    row = asked(session, case, people["coordinator"], SCANS)
    before = states(session, board, case)["outside_images_loaded"]
    second_opinion.receive(session, case, row, CAME, by=people["coordinator"], now=NOW)
    session.commit()
    assert (before, states(session, board, case)["outside_images_loaded"]) == ("requested", "ready")


def test_a_report_settles_its_item_by_coming(
        session: Session, board: Board, case: Case, people: dict[str, Member]) -> None:
    row = asked(session, case, people["coordinator"], REPORT)
    second_opinion.receive(session, case, row, CAME, by=people["coordinator"], now=NOW)
    session.commit()
    assert states(session, board, case)["path_report"] == "ready"


def test_the_docket_is_held_by_the_same_rows(
        session: Session, board: Board, case: Case, people: dict[str, Member]) -> None:
    meeting = MeetingFactory(session=session, board_id=board.id)
    MemberFactory(session=session, board_id=board.id, specialties=("pathology",))
    case = cases.whole(session, case.id)
    asked(session, case, people["coordinator"])
    session.expire_all()
    instance = docket_input.read(session, board, meeting).instance
    gates = {gate["kind"]: gate["ok"] for gate in instance["candidates"][0]["gates"]}
    assert gates["outside_path_review"] is False
    assert [each.id for each in dockets.candidates(session, board, meeting)] == [case.id]


@pytest.mark.parametrize(("change", "field"), [
    ({"what": "  "}, "what"), ({"due_on": ASKED - timedelta(days=1)}, "due_on")])
def test_what_cannot_be_asked_for_is_said_beside_its_field(
        session: Session, case: Case, people: dict[str, Member], change: dict[str, object], field: str) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        second_opinion.ask(session, case, replace(SLIDES, **change), by=people["coordinator"], now=NOW)
    assert list(refusal.value.problems) == [field]


@pytest.mark.parametrize(("said", "field"), [
    ({"diagnosis": None}, "diagnosis"), ({"grade": Difference.MINOR}, "note"),
    ({"reread_on": CAME - timedelta(days=1)}, "reread_on")])
def test_a_reading_that_says_too_little_is_refused(
        session: Session, case: Case, people: dict[str, Member], said: dict[str, object], field: str) -> None:
    by = people["pathologist"]
    row = asked(session, case, by)
    second_opinion.receive(session, case, row, CAME, by=by, now=NOW)
    with pytest.raises(AnswerRefused) as refusal:
        second_opinion.reread(session, case, row, reading(by, **said), by=by, now=NOW)
    assert list(refusal.value.problems) == [field]


def test_things_happen_in_their_order(session: Session, case: Case, people: dict[str, Member]) -> None:
    by = people["pathologist"]
    row, report = asked(session, case, by), asked(session, cases.whole(session, case.id), by, REPORT)
    with pytest.raises(AnswerRefused, match="day it came"):
        second_opinion.reread(session, case, row, reading(by), by=by, now=NOW)
    with pytest.raises(AnswerRefused, match="asked for after"):
        second_opinion.receive(session, case, row, ASKED - timedelta(days=1), by=by, now=NOW)
    with pytest.raises(MoveRefused, match="not read again"):
        second_opinion.reread(session, case, report, reading(by), by=by, now=NOW)
    second_opinion.receive(session, case, row, CAME, by=by, now=NOW)
    second_opinion.reread(session, case, row, reading(by), by=by, now=NOW)
    with pytest.raises(MoveRefused, match="Take the reading back"):
        second_opinion.receive(session, case, row, None, by=by, now=NOW)
    second_opinion.take_back(session, case, row, by=by, now=NOW)
    second_opinion.receive(session, case, row, None, by=by, now=NOW)
    assert (row.received_on, row.received_by_id, row.reread_by_id, row.differences) == (None, None, None, ())


def test_a_decided_case_is_no_longer_changed(session: Session, case: Case, people: dict[str, Member]) -> None:
    case.status = CaseStatus.SIGNED
    with pytest.raises(MoveRefused, match="signed"):
        second_opinion.ask(session, case, SLIDES, by=people["coordinator"], now=NOW)


def test_an_old_form_changes_nothing(session: Session, case: Case, people: dict[str, Member]) -> None:
    row = asked(session, case, people["coordinator"])
    with pytest.raises(Stale):
        second_opinion.expect_seen(row, row.version + 1)


def test_the_coordinator_notes_it_in_the_browser(
        session: Session, client: FlaskClient, case: Case, people: dict[str, Member]) -> None:
    browser, here = sign_in(client, people["coordinator"]), f"/cases/{case.id}/outside"
    typed = {"kind": "slides", "what": "Slides <b>1</b>", "facility": "Harbor", "asked_on": "2026-11-20", "key": "k"}
    assert send(browser, here, **typed)[0] == 303
    code, page = send(browser, here, **typed)
    assert code == 303 and page.count("Slides &lt;b&gt;1&lt;/b&gt;") == 2  # once as a row, once in the button's name
    row = session.scalars(select(OutsideMaterial)).one()
    assert send(browser, f"{here}/{row.id}/receive", **{"receive-seen": "1", "receive-received_on": "2026-11-24"}
                )[0] == 303
    reader = str(people["pathologist"].id)
    code, page = send(browser, f"{here}/{row.id}/read", **{
        "reading-seen": "2", "reading-reread_on": "2026-11-25", "reading-by": reader, "reading-grade": "minor",
        "reading-note": "Ki-67 18%."})
    assert code == 303 and "Grade: minor difference" in page and "Dr. I. Haddad" in page and "Ki-67 18%." in page


def test_what_cannot_be_taken_comes_back_as_typed(
        client: FlaskClient, case: Case, people: dict[str, Member]) -> None:
    browser = sign_in(client, people["coordinator"])
    code, page = send(browser, f"/cases/{case.id}/outside", what="Blocks", asked_on="20.11.")
    assert code == 422 and "Choose what is asked for." in page and 'value="Blocks"' in page
    assert "Enter a date like" in page


def test_two_who_note_the_same_thing_do_not_overwrite_each_other(
        session: Session, client: FlaskClient, case: Case, people: dict[str, Member]) -> None:
    row = asked(session, case, people["coordinator"])
    browser, here = sign_in(client, people["coordinator"]), f"/cases/{case.id}/outside/{row.id}/receive"
    typed = {"receive-seen": "1", "receive-received_on": "2026-11-24"}
    assert [send(browser, here, **typed)[0] for _ in range(2)] == [303, 409]


@pytest.mark.parametrize(("who", "code"), [
    ("coordinator", 303), ("pathologist", 303), ("radiologist", 403), ("referrer", 403), ("other", 403)])
def test_the_reading_of_slides_belongs_to_pathology(
        session: Session, client: FlaskClient, case: Case, people: dict[str, Member], who: str, code: int) -> None:
    row = asked(session, case, people["coordinator"])
    second_opinion.receive(session, cases.whole(session, case.id), row, CAME, by=people["coordinator"], now=NOW)
    session.commit()
    typed = {"reading-seen": str(row.version), "reading-reread_on": "2026-11-25", "reading-diagnosis": "none",
             "reading-by": str(people["pathologist"].id)}
    assert send(sign_in(client, people[who]), f"/cases/{case.id}/outside/{row.id}/read", **typed)[0] == code


@pytest.mark.parametrize(("who", "code"), [("referrer", 200), ("other", 404)])
def test_referring_clinicians_see_only_their_own_patients(
        session: Session, client: FlaskClient, case: Case, people: dict[str, Member], who: str, code: int) -> None:
    row = asked(session, case, people["coordinator"])
    browser = sign_in(client, people[who])
    pages = [browser.get(f"/cases/{case.id}/outside"), browser.get(f"/cases/{case.id}/outside/{row.id}")]
    assert [each.status_code for each in pages] == [code, code]
    assert ("liver biopsy" in as_read(pages[0])) == (code == 200)


def test_a_row_opens_only_through_its_own_case(
        session: Session, board: Board, client: FlaskClient, case: Case, people: dict[str, Member]) -> None:
    row = asked(session, case, people["coordinator"])
    strange = CaseFactory(session=session, board_id=board.id, submitter=people["referrer"],
                          patient=PatientFactory(session=session, board_id=board.id))
    browser = sign_in(client, people["coordinator"])
    assert browser.get(f"/cases/{strange.id}/outside/{row.id}").status_code == 404
    assert send(browser, f"/cases/{strange.id}/outside/{row.id}/receive")[0] == 404


def test_friday_is_the_day_by_which_it_is_judged(session: Session, board: Board) -> None:
    MeetingFactory(session=session, board_id=board.id)
    assert judging.yardstick(session, board, now=NOW).on == FRIDAY
