"""What the docket says of its cases is true: it is tried, and what was promised happens."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.builders import AT, CASES, FREEZE, PUBLISH, Builder, add
from tests.factories import NOW, MemberFactory
from tests.reading import as_read
from tumorboard.models import DocketCandidate, Member
from tumorboard.queries import cases, dockets
from tumorboard.scheduling.advance import advance
from tumorboard.services import readiness_review
from tumorboard.services.readiness_review import ItemState
from tumorboard.vocabulary.workflow import Decision, ReadinessState

PRICE = re.compile(r"(first|last) instead (?:would cost (\d+) specialist-minutes more|would cost no more)")


@pytest.fixture
def iyer(builder: Builder) -> Member:
    """A pathologist's colleague who owes things."""
    member: Member = MemberFactory(session=builder.session, board_id=builder.board_id, name="Priya Iyer",
                                   specialties=("genetics",))
    return member


def row_of(builder: Builder, name: str) -> DocketCandidate:
    return next(each for each in builder.docket.candidates if each.case_id == builder.cases[name])


def set_item(builder: Builder, name: str, item: str, given: ItemState) -> None:
    case = cases.whole(builder.session, builder.cases[name])
    readiness_review.set_item(builder.session, case, item, given, by=builder.coordinator, now=NOW)
    builder.session.commit()
    advance(NOW)


@pytest.mark.parametrize("name", CASES)
def test_what_another_place_would_cost_is_what_it_costs(builder: Builder, name: str) -> None:
    builder.keep("Dunmore", kind="before", other=str(builder.cases["Birkett"]))
    cost, told = builder.docket.specialist_minutes, row_of(builder, name).detail["place"]
    found = PRICE.search(told)
    if found is None:
        assert "is not possible" in told
        assert builder.keep(name, kind="first").status_code == 422
    else:
        assert builder.keep(name, kind=found[1]).status_code == 303
        assert builder.docket.specialist_minutes - cost == int(found[2] or 0)


def test_a_request_names_its_day_its_owner_and_when_it_is_due(builder: Builder, iyer: Member) -> None:
    add(builder, "Held", builder.coordinator, net_family="gep_net", specialties=("radiology",))
    asked = ItemState(ReadinessState.REQUESTED, iyer.id, date(2026, 12, 2))
    set_item(builder, "Held", "path_report", asked)
    detail = row_of(builder, "Held").detail
    assert "Pathology report here requested Dec 1, not received, due Dec 2; owner Priya Iyer." in detail["owed"]
    assert "Priya Iyer" in as_read(builder.get(AT))


def test_another_owner_or_day_is_said_at_once(builder: Builder, iyer: Member) -> None:
    add(builder, "Held", builder.coordinator, net_family="gep_net", specialties=("radiology",))
    advance(NOW)
    build = builder.docket.build
    set_item(builder, "Held", "path_report", ItemState(ReadinessState.REQUESTED, iyer.id, date(2026, 12, 2)))
    set_item(builder, "Held", "path_report", ItemState(ReadinessState.REQUESTED, iyer.id, date(2026, 12, 3)))
    assert (builder.docket.build, "due Dec 3" in row_of(builder, "Held").reason) == (build + 2, True)


def test_what_is_received_in_time_is_on_the_docket_as_was_said(builder: Builder) -> None:
    add(builder, "Held", builder.coordinator, net_family="gep_net", specialties=("radiology",))
    advance(NOW)
    row = row_of(builder, "Held")
    assert row.decision is Decision.HELD
    assert row.detail["would"] == "Received by Wednesday, Dec 2, 12:00 noon, it is on Dec 4."
    for item in row.detail["detail"]:
        set_item(builder, "Held", item, ItemState(ReadinessState.READY))
    assert row_of(builder, "Held").decision is Decision.ADMITTED


def test_no_place_is_promised_where_there_is_no_room(builder: Builder) -> None:
    builder.meeting.minutes = 34
    builder.session.commit()
    add(builder, "Held", builder.coordinator, net_family="gep_net", specialties=("radiology",),
        due_on=date(2026, 12, 20))
    advance(NOW)
    assert "as things stand there is no room" in row_of(builder, "Held").detail["would"]
    for item in row_of(builder, "Held").detail["detail"]:
        set_item(builder, "Held", item, ItemState(ReadinessState.READY))
    row = row_of(builder, "Held")
    assert row.decision is Decision.BUMPED
    assert row.reason == ("Due Dec 20; needs 6 minutes, 0 are left. Last admitted: case "
                          f"{builder.case('Dunmore').number}, due Dec 15. Would be on it with 6 more minutes.")
    builder.meeting.minutes = 40
    builder.session.commit()
    advance(NOW)
    assert row_of(builder, "Held").decision is Decision.ADMITTED


def test_after_the_cut_off_nothing_more_is_promised(builder: Builder) -> None:
    add(builder, "Held", builder.coordinator, net_family="gep_net", specialties=("radiology",))
    advance(NOW)
    assert "it is on Dec 4" in as_read(builder.get(AT))
    advance(FREEZE)
    text = as_read(builder.get(AT))
    assert ("it is on Dec 4" in text, "The cut-off has passed" in text) == (False, True)


def test_a_break_is_not_counted_as_room(builder: Builder) -> None:
    builder.meeting.minutes = 100
    builder.session.commit()
    for number in range(11):
        add(builder, f"More{number}", builder.coordinator, specialties=("radiology",), minutes=6,
            due_on=date(2026, 12, 20) + timedelta(days=number))
    advance(NOW)
    bumped = [row for row in builder.docket.candidates if row.decision is Decision.BUMPED]
    assert [re.search(r"(\d+) (?:is|are) left", row.reason)[1] for row in bumped] == ["1"]  # type: ignore[index]


def test_the_page_names_only_the_first_of_very_many(builder: Builder) -> None:
    builder.meeting.minutes = 34
    builder.session.commit()
    for number in range(30):
        add(builder, f"More{number:02}", builder.coordinator, specialties=("radiology",),
            submitted_at=datetime(2026, 11, 30, 12, number, tzinfo=UTC), due_on=date(2026, 12, 20))
    advance(NOW)
    text = as_read(builder.get(AT))
    assert ("MORE24, Dorothea" in text, "MORE25, Dorothea" in text) == (True, False)
    assert "The first 25 by rank are shown; 5 more wait behind them." in text


def test_a_later_revision_keeps_the_reason_for_which_a_case_came_on(builder: Builder) -> None:
    advance(FREEZE)
    advance(PUBLISH)
    builder.move("Birkett", "up")
    found = dockets.published(builder.session, builder.meeting.id)
    assert found is not None
    assert {row.reason.split(":")[0] for row in found.candidates} == {
        "1st in line", "2nd in line", "3rd in line", "4th in line"}
