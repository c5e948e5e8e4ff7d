"""What the search promises, asked of both databases alike: what is found, by whom, and in which order."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tests.decided import ITEM, TEXT, Decided, decided
from tests.factories import NOW, MemberFactory, PatientFactory
from tests.house.project import ROOT
from tests.looking import a_case, as_, found, hits, like, skip
from tumorboard.domain.access import Permission, can
from tumorboard.domain.searching import mark
from tumorboard.models import (
    Board,
    Case,
    NameKey,
    NameWord,
    Patient,
    SearchDocument,
)
from tumorboard.queries import cases, search
from tumorboard.services import indexing, recommending
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus

QUESTION = "Débulk the liver metastases first, or begin ¹⁷⁷Lu-DOTATATE?"


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    skip(session, 100_000)
    return decided(session, board)


@pytest.fixture
def told(world: Decided) -> Case:
    patient = PatientFactory(session=world.session, board_id=world.board.id, mrn="004812771", given_name="Zoë",
                             family_name="Jørgensen-O’Neil", search_name="jorgensen o neil zoe")
    a_case(world)
    return a_case(world, of=patient, question=QUESTION, headline="GEP NET, ileum, G2", number=4711)


@pytest.mark.parametrize("typed", [
    "jorgensen", "JØRGENSEN", "Jörg", "neil", "zoe", "Zoë Jørgensen", "jorgensen zo", "004812771", "004 812 771",
    "0048-12771", "004812", "4711", "debulk", "Débulk", "liver metas", "lu dotatate", "177", "ileum", "g2 liver",
    "jorgensen liver", "  liver  ", "liver, (metastases)!"])
def test_a_case_is_found_by_name_number_and_words(world: Decided, told: Case, typed: str) -> None:
    assert found(world, typed) == [told.number]


@pytest.mark.parametrize("typed", [
    "", " ", "orgensen", "liver kidney", "04812771", "jorgensen dorothea", "-", "'", '"', "*", ":*", "\\", "=mready",
    "😀", "liver NOT liver xyz", "x" * 500, "\x00", "liver\x00ley", "؟", "&|!()"])
def test_what_no_case_holds_finds_nothing_and_breaks_nothing(world: Decided, told: Case, typed: str) -> None:
    assert found(world, typed) == []


@pytest.mark.parametrize("question", [
    "Ωμέγα τεστ", "Плановая операция", "手術 を する", "جراحة الكبد", "naïve ﬁnding", "Größe", "a_b under",
    "\U0001e900\U0001e901 word"])
def test_every_script_is_found_as_it_was_typed(world: Decided, question: str) -> None:
    case = a_case(world, question=question)
    for word in question.split():
        assert found(world, word) == [case.number]


@pytest.mark.parametrize("typed", ["' OR 1=1 --", '" OR "begin', "or AND begin*", "begin:* | x", "NEAR(or begin)"])
def test_what_looks_like_a_query_is_read_as_words(world: Decided, told: Case, typed: str) -> None:
    told.question = "or 1 begin and near x"
    world.session.commit()
    assert found(world, typed)[0] == told.number


def test_old_cases_and_new_ones_are_found_alike_however_many_lie_between(world: Decided) -> None:
    old = [a_case(world, question=f"Resect the liver in segment {number}?").number for number in range(30)]
    rare = a_case(world, question="Resect the liver, or an insulinoma?").number
    skip(world.session, 20_000)
    new = [a_case(world, question=f"Resect the liver in part {number}?").number for number in range(8)]
    newest_first = [*reversed(new), rare, *reversed(old)]
    assert found(world, "resect liver") == newest_first[:search.PAGE + 1]
    first = hits(world, "resect")
    assert [each.number for each in hits(world, "resect", before=first[-2].place)] == newest_first[search.PAGE:]
    assert found(world, "liver insulinoma") == found(world, "insulinoma") == [rare]
    assert found(world, "resect", by=world.referrer) == newest_first[:search.PAGE + 1]
    assert found(world, "segment part") == []


def test_the_newest_case_stands_first_and_pages_go_on_where_they_ended(world: Decided) -> None:
    patient = PatientFactory(session=world.session, board_id=world.board.id)
    numbers = [a_case(world, of=patient, question="carcinoid crisis").number for _ in range(search.PAGE * 2 + 3)]
    read: list[int] = []
    before = None
    for size in (search.PAGE + 1, search.PAGE + 1, 3):
        page = hits(world, "carcinoid", before=before)
        assert len(page) == size
        read += [hit.number for hit in page[:search.PAGE]]
        before = page[min(search.PAGE, size) - 1].place
    assert read == numbers[::-1]


def test_signed_words_are_found_and_a_draft_is_not(world: Decided) -> None:
    held = world.case()
    text = replace(TEXT, summary="Slow growth.", items=(replace(ITEM, detail="with everolimus"),))
    draft = world.write(held, text)
    number = world.session.get_one(Case, held.case_id).number
    assert (found(world, "everolimus"), found(world, "growth")) == ([], [])
    signed = world.sign(held, text)
    assert signed.id == draft.id
    assert [found(world, each) for each in ("everolimus", "slow growth", "lanreotide")] == [[number]] * 3
    amended = world.amend(signed)
    newer = replace(world.read_back(text), summary="Fast growth.")
    recommending.rewrite(world.session, amended, newer, seen=amended.version, by=world.chair, now=NOW)
    assert (found(world, "slow growth"), found(world, "fast growth")) == ([number], [])
    recommending.sign(world.session, amended, seen=amended.version, by=world.chair, now=NOW)
    assert (found(world, "slow growth"), found(world, "fast growth")) == ([], [number])


def test_the_index_follows_every_change(world: Decided, told: Case) -> None:
    patient = world.session.get_one(Patient, told.patient_id)
    patient.family_name, patient.search_name = "Falk", "falk zoe"
    told.question = "Watch and wait?"
    world.session.commit()
    assert [found(world, each) for each in ("jorgensen", "liver", "falk", "watch")] == [[], [], [4711], [4711]]
    assert found(world, "falk", (mark("s", "submitted"),)) == [4711]
    told.status, told.withdrawn_reason = CaseStatus.WITHDRAWN, "Moved away"
    world.session.commit()
    assert found(world, "falk", (mark("s", "submitted"),)) == []
    assert found(world, "falk", (mark("s", "submitted"), ), (mark("s", "withdrawn"),)) == []
    assert found(world, "falk", (mark("s", "submitted"), mark("s", "withdrawn"))) == [4711]


def test_what_is_rolled_back_was_never_in_the_index(world: Decided, told: Case) -> None:
    told.question = "Something else?"
    world.session.flush()
    assert found(world, "something") == [4711]
    world.session.rollback()
    assert (found(world, "something"), found(world, "liver")) == ([], [4711])


def test_properties_narrow_what_is_found_with_words_and_without(world: Decided) -> None:
    held = world.case(net_family="lung_net")
    world.sign(held)
    number = world.session.get_one(Case, held.case_id).number
    other = a_case(world, net_family="ppgl", submitted_at=NOW - timedelta(days=800)).number
    assert found(world, "", (mark("f", "lung_net"),)) == [number]
    assert found(world, "resect", (mark("f", "lung_net"), mark("f", "ppgl"))) == [other, number]
    assert found(world, "", (mark("y", 2024),)) == [other]
    assert found(world, "", (mark("o", "made"),), (mark("d", "2026-12-04"),)) == [number]
    assert found(world, "lanreotide", (mark("o", "deferred"),)) == []


def test_everybody_finds_exactly_what_they_may_read(world: Decided) -> None:
    people = {role: MemberFactory(session=world.session, board_id=world.board.id, roles=(role,), specialties=(
        ("endocrinology",) if role is Role.SPECIALIST else ())) for role in Role if role is not Role.SYSTEM}
    rows = [a_case(world, submitter=by, specialties=needs, status=status,
                   submitted_at=None if status is CaseStatus.DRAFT else NOW)
            for by in (world.referrer, people[Role.REFERRER], people[Role.SPECIALIST])
            for needs in (("endocrinology",), ("radiology",))
            for status in (CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.DISCUSSED)]
    released = world.case()
    world.sign(released)
    rows.append(world.session.get_one(Case, released.case_id))
    ids = [row.id for row in rows]
    for member in people.values():
        actor = as_(world.session, member)
        readable = {case.number for case in (cases.whole(world.session, each) for each in ids)
                    if can(actor, Permission.READ_CASE, cases.relate(world.session, actor, case))}
        assert set(found(world, "resect", by=member)) == readable, member.username


def test_another_board_is_another_search(world: Decided, told: Case) -> None:
    world.board = Board(id=uuid4())
    assert (found(world, "liver"), like(world, "jorgenson")) == ([], [])


@pytest.mark.parametrize(("typed", "meant"), [
    ("quilfeather", "quillfeather"), ("quillfaether", "quillfeather"), ("qillfeathr", "quillfeather"),
    ("Macleod", "mccleod"), ("smth", "smith"), ("smyth", "smith"), ("meier", "mayer")])
def test_a_name_is_found_through_a_slip(world: Decided, typed: str, meant: str) -> None:
    for name in ("quillfeather", "mccleod", "smith", "mayer", "zimmermann"):
        a_case(world, of=PatientFactory(session=world.session, board_id=world.board.id, search_name=f"{name} ada"))
    assert meant in like(world, typed)
    assert "zimmermann" not in like(world, typed)


def test_names_are_only_those_of_patients_whom_the_reader_may_see(world: Decided, told: Case) -> None:
    stranger = MemberFactory(session=world.session, board_id=world.board.id, referrer=True)
    for member, seen in ((world.coordinator, ["jorgensen"]), (world.referrer, ["jorgensen"]), (stranger, [])):
        assert like(world, "jorgenson", member) == seen
    assert like(world, "jo") == []


def test_the_index_written_anew_says_the_same(world: Decided, told: Case) -> None:
    world.sign(world.case())
    tables = (SearchDocument, NameWord, NameKey)
    before = [world.session.scalar(select(func.count()).select_from(table)) for table in tables]
    words = set(world.session.scalars(select(SearchDocument.words)))
    assert indexing.rebuild(world.session.connection()) == before[0]
    assert [world.session.scalar(select(func.count()).select_from(table)) for table in tables] == before
    assert set(world.session.scalars(select(SearchDocument.words))) == words
    assert found(world, "jorgensen") == [4711]


def test_what_is_missing_from_the_index_is_filled_in(world: Decided, told: Case) -> None:
    world.session.execute(delete(SearchDocument))
    assert found(world, "jorgensen") == []
    assert indexing.fill(world.session.connection()) == 2
    assert found(world, "jorgensen") == [4711]
    assert indexing.fill(world.session.connection()) == 0


def test_no_statement_changes_what_is_looked_in_past_the_session() -> None:
    watched = {kind.__name__: columns for kind, columns in indexing.WATCHED.items()}
    past = []
    for path in sorted((ROOT / "tumorboard").rglob("*.py")):
        for kind, after in re.findall(r"\bupdate\((\w+)\)((?:.|\n){0,300})", path.read_text(encoding="utf-8")):
            values = re.search(r"\.values\(((?:.|\n)*)", after)
            past += [f"{path.name}: {kind}.{name}" for name in watched.get(kind, ())
                     if values and re.search(rf"\b{name}\s*=", values[1])]
    assert past == []
