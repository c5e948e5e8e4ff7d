"""A person entered twice: one record is used, both histories stay, and the two can be parted again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.decided import Decided, decided, patient_of
from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tumorboard.domain import searching
from tumorboard.domain.access import Actor
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Case, CaseEvent, Member, Patient, PatientMerge
from tumorboard.queries import search
from tumorboard.services import identifying
from tumorboard.vocabulary.people import Role

WHY = "Same person, telephoned."


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


def another(world: Decided, **columns: Any) -> Patient:
    return PatientFactory(session=world.session, board_id=world.board.id, **columns)


def read(client: FlaskClient, path: str, member: Member | None = None) -> tuple[int, str]:
    if member is not None:
        sign_in(client, member)
    answer = client.get(path)
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def post(client: FlaskClient, path: str, **typed: Any) -> tuple[int, str]:
    answer = client.post(path, data={"csrf_token": csrf(client), **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def now(session: Session, row: Any) -> Any:
    key, kind = row.id, type(row)
    session.rollback()
    session.expire_all()
    return session.get_one(kind, key)


def form(world: Decided, here: Patient, other: Patient, *, use: Patient | None = None, why: str = WHY, key: str = ""
         ) -> dict[str, Any]:
    here, other = now(world.session, here), now(world.session, other)
    return {"use": str((use or other).id), "why": why, "seen": here.version, "seen_other": other.version, "key": key}


def join(client: FlaskClient, world: Decided, here: Patient, other: Patient, **more: Any) -> tuple[int, str]:
    typed = form(world, here, other, **more)
    return post(client, f"/patients/{here.id}/join/{other.id}", **typed)


def part(client: FlaskClient, world: Decided, patient: Patient, why: str = "Twins.", seen: int = 1) -> tuple[int, str]:
    return post(client, f"/patients/{patient.id}/part", why=why, seen=seen, key="")


def kinds(world: Decided, patient: Patient) -> list[str]:
    world.session.rollback()
    return sorted(world.session.scalars(select(CaseEvent.kind).where(
        CaseEvent.patient_id == patient.id, CaseEvent.kind.like("%patient%"))))


def test_the_other_record_is_offered_found_and_compared(world: Decided, client: FlaskClient) -> None:
    here = patient_of(world.session, world.case())
    alike, far = another(world, sex="male"), another(world, search_name="falk ada", family_name="Falk", mrn="7781")
    stranger = another(world, search_name="else ada")
    code, text = read(client, f"/patients/{here.id}/join", world.coordinator)
    assert (code, f"/join/{alike.id}" in text, f"/join/{far.id}" in text) == (200, True, False)
    for typed in ("falk", "77 81"):
        text = post(client, f"/patients/{here.id}/join", q=typed)[1]
        assert (f"/join/{far.id}" in text, str(stranger.id) in text) == (True, False)
    code, text = read(client, f"/patients/{here.id}/join/{alike.id}")
    assert (code, text.count("Differs"), "Join the two records" in text) == (200, 2, True)
    assert read(client, f"/patients/{here.id}/join/{here.id}")[0] == 404
    assert f"/patients/{here.id}/join" in read(client, f"/patients/{here.id}")[1]


def test_one_record_is_used_from_then_on_and_the_old_address_leads_there(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    twice, used = patient_of(world.session, held), another(world)
    sign_in(client, world.coordinator)
    typed = form(world, twice, used, key="one click")
    path = f"/patients/{twice.id}/join/{used.id}"
    assert [post(client, path, **typed) for _ in range(2)] == [(303, f"/patients/{used.id}")] * 2
    assert now(world.session, world.session.get_one(Case, held.case_id)).patient_id == used.id
    text = read(client, f"/patients/{twice.id}")[1]
    assert (f"/patients/{used.id}" in text, WHY in text, "Part the two again" in text) == (True, True, True)
    assert WHY in read(client, f"/patients/{used.id}")[1]
    assert read(client, f"/patients/{twice.id}", world.referrer) == (303, f"/patients/{used.id}")
    assert "Part the two" not in read(client, f"/patients/{used.id}")[1]
    assert read(client, f"/patients/{twice.id}", stranger(world))[0] == 404
    answers = SubmitAnswers(mrn=twice.mrn or "", family_name=twice.family_name, given_name=twice.given_name,
                            birth_date=twice.birth_date, sex="female")
    found = identifying.find_or_create(world.session, world.board, answers, by=world.coordinator, now=NOW)
    assert found.id == used.id


def stranger(world: Decided) -> Member:
    return MemberFactory(session=world.session, board_id=world.board.id, referrer=True)


def test_both_histories_stay_and_tell_of_it(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    twice, used = patient_of(world.session, held), another(world)
    sign_in(client, world.coordinator)
    join(client, world, twice, used)
    assert kinds(world, twice) == ["case.patient_changed", "patient.same_as"]
    assert kinds(world, used) == ["patient.joined"]
    part(client, world, twice)
    assert kinds(world, twice) == ["case.patient_changed", "patient.parted", "patient.same_as"]
    assert kinds(world, used) == ["case.patient_changed", "patient.joined", "patient.left"]


def test_the_record_at_hand_may_be_the_one_that_is_used(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    used, twice = another(world), patient_of(world.session, held)
    sign_in(client, world.coordinator)
    assert join(client, world, used, twice, use=used) == (303, f"/patients/{used.id}")
    assert now(world.session, twice).same_as_id == used.id
    assert world.session.get_one(Case, held.case_id).patient_id == used.id


def test_parted_records_have_their_own_cases_again(world: Decided, client: FlaskClient) -> None:
    moved, own = world.case(), world.case()
    twice, used = patient_of(world.session, moved), patient_of(world.session, own)
    sign_in(client, world.coordinator)
    join(client, world, twice, used)
    since = CaseFactory(session=world.session, board_id=world.board.id, submitter=world.referrer, patient_id=used.id)
    assert part(client, world, twice, why=" ")[0] == 422
    assert part(client, world, twice, seen=7)[0] == 409
    assert part(client, world, twice) == (303, f"/patients/{twice.id}")
    assert now(world.session, twice).same_as_id is None
    cases = {each: world.session.get_one(Case, each).patient_id for each in (moved.case_id, own.case_id, since.id)}
    assert cases == {moved.case_id: twice.id, own.case_id: used.id, since.id: used.id}
    text = read(client, f"/patients/{twice.id}")[1]
    assert ("Twins." in text, WHY in text) == (True, True)
    assert part(client, world, twice)[0] == 404
    assert join(client, world, twice, used)[0] == 303


def test_the_search_finds_the_case_by_either_record_while_they_are_one(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    twice = patient_of(world.session, held)
    twice.family_name, twice.search_name, twice.mrn = "Falk", "falk ada", "7781"
    world.session.commit()
    used = another(world)
    number = world.session.get_one(Case, held.case_id).number
    sign_in(client, world.coordinator)

    def found(typed: str) -> list[int]:
        actor = Actor(world.coordinator.id, frozenset({Role.COORDINATOR}))
        world.session.rollback()
        return [hit.number for hit in search.find(world.session, world.board, actor,
                                                  search.Asked(searching.read(typed)))]
    assert (found("falk"), found("quillfeather")) == ([number], [])
    join(client, world, twice, used)
    assert [found(each) for each in ("falk", "7781", "quillfeather", str(used.mrn))] == [[number]] * 4
    part(client, world, twice)
    assert (found("falk"), found("quillfeather")) == ([number], [])


def test_three_records_of_one_person_lead_to_the_last_and_part_in_order(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    first, second, third = patient_of(world.session, held), another(world), another(world)
    sign_in(client, world.coordinator)
    assert [join(client, world, *pair)[0] for pair in ((first, second), (second, third))] == [303, 303]
    assert now(world.session, first).same_as_id == third.id
    assert join(client, world, first, third)[0] == 409
    assert part(client, world, first)[0] == 409
    assert part(client, world, second)[0] == 303
    assert now(world.session, first).same_as_id == second.id
    assert world.session.get_one(Case, held.case_id).patient_id == second.id
    assert part(client, world, first)[0] == 303
    assert now(world.session, world.session.get_one(Case, held.case_id)).patient_id == first.id


def test_what_cannot_be_joined_is_said_beside_what_was_typed(world: Decided, client: FlaskClient) -> None:
    here, other = another(world), another(world)
    sign_in(client, world.coordinator)
    code, text = join(client, world, here, other, why=" ")
    assert (code, "Write how you know" in text) == (422, True)
    typed = form(world, here, other)
    assert post(client, f"/patients/{here.id}/join/{other.id}", **{**typed, "use": "", "why": "Sure."})[0] == 422
    assert post(client, f"/patients/{here.id}/join/{other.id}", **{**typed, "seen_other": 9})[0] == 409
    assert now(world.session, here).same_as_id is None


def test_who_saw_the_records_before_they_were_joined_joins_nothing(world: Decided, client: FlaskClient) -> None:
    first, second, third = another(world), another(world), another(world)
    sign_in(client, world.coordinator)
    before = form(world, third, second)
    assert join(client, world, first, second)[0] == 303
    assert post(client, f"/patients/{third.id}/join/{second.id}", **before)[0] == 409


def test_two_who_join_the_same_records_at_once_join_them_once(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    one, other = patient_of(world.session, held), another(world)
    browsers = [sign_in(client.application.test_client(), world.coordinator) for _ in range(2)]
    ways = [(browser, f"/patients/{one.id}/join/{other.id}",
             {**form(world, one, other, use=use), "csrf_token": csrf(browser)})
            for browser, use in zip(browsers, (one, other), strict=True)]
    together = Barrier(2)

    def send(way: Any) -> int:
        browser, path, typed = way
        together.wait(60)
        with client.application.app_context():
            return int(browser.post(path, data=typed).status_code)
    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(send, ways)) == [303, 409]
    world.session.rollback()
    assert len(world.session.scalars(select(PatientMerge)).all()) == 1


def test_a_case_that_may_be_of_somebody_entered_twice_leads_to_the_comparison(world: Decided, client: FlaskClient
                                                                             ) -> None:
    held = world.case()
    patient = patient_of(world.session, held)
    another(world)
    for member, is_offered in ((world.coordinator, True), (world.chair, False)):
        text = read(client, f"/cases/{held.case_id}", member)[1]
        assert ("may be entered twice" in text, f"/patients/{patient.id}/join" in text) == (True, is_offered)
