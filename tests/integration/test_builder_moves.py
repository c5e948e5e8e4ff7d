"""The order itself: moved, kept, undone; followed by a frozen docket, changed by a revision once it is published."""

from tests.builders import AT, FREEZE, PUBLISH, Builder, add
from tests.factories import NOW, MemberFactory
from tests.reading import as_read
from tumorboard.domain.docket_wishes import Wanted
from tumorboard.scheduling.advance import advance
from tumorboard.services import submission, wishing
from tumorboard.vocabulary.workflow import MeetingStatus, WishKind


def test_the_last_step_is_undone_and_says_what_it_was(builder: Builder) -> None:
    builder.keep("Birkett", kind="first")
    builder.keep("Birkett", kind="last")
    assert "Undo: BIRKETT, Dorothea last" in as_read(builder.get(AT))
    assert builder.post(f"{AT}/undo", seen="2", key="a").status_code == 303
    assert builder.order[0] == "Birkett"
    assert builder.post(f"{AT}/undo", seen="2", key="a").status_code == 303
    assert builder.post(f"{AT}/undo", seen="2", key="b").status_code == 409
    assert "Undo: BIRKETT, Dorothea first" in as_read(builder.get(AT))
    assert [wish.kind for wish in builder.wishes() if wish.ended_at is None] == [WishKind.FIRST]


def test_a_move_is_kept_as_a_wish_against_its_neighbour(builder: Builder) -> None:
    text = as_read(builder.get(builder.path("Birkett", "move/up")))
    assert "Preview: BIRKETT, Dorothea before CORWIN, Dorothea" in text
    assert builder.move("Birkett", "up").status_code == 303
    assert builder.order.index("Birkett") < builder.order.index("Corwin")
    assert builder.get(builder.path(builder.order[0], "move/up")).status_code == 409
    assert builder.get(builder.path("Birkett", "move/sideways")).status_code == 404


def test_an_order_that_is_kept_is_moved_by_exactly_one_place(builder: Builder) -> None:
    assert builder.post(f"{AT}/order", seen=str(builder.meeting.version)).status_code == 303
    builder.move("Dunmore", "up")
    assert builder.order == ["Ashdown", "Corwin", "Dunmore", "Birkett"]
    builder.move("Dunmore", "up")
    assert builder.order == ["Ashdown", "Dunmore", "Corwin", "Birkett"]
    kept = next(each for each in builder.wishes() if each.ended_at is None)
    builder.post(f"{AT}/wishes/{kept.id}/end", seen=str(builder.meeting.version))
    assert builder.order == ["Ashdown", "Corwin", "Birkett", "Dunmore"]


def test_a_case_that_comes_later_is_placed_within_an_order_that_is_kept(builder: Builder) -> None:
    builder.post(f"{AT}/order", seen=str(builder.meeting.version))
    builder.move("Dunmore", "up")
    add(builder, "Extra", MemberFactory(session=builder.session, board_id=builder.board_id), specialties=("radiology",))
    advance(NOW)
    assert [name for name in builder.order if name != "Extra"] == ["Ashdown", "Corwin", "Dunmore", "Birkett"]
    assert "Extra" in builder.order


def frozen(builder: Builder) -> Builder:
    advance(FREEZE)
    return builder


def test_wishes_after_the_freeze_bring_no_new_case(builder: Builder) -> None:
    frozen(builder)
    add(builder, "Late", MemberFactory(session=builder.session, board_id=builder.board_id), specialties=("radiology",))
    builder.keep("Birkett", kind="first")
    assert builder.order == ["Birkett", "Dunmore", "Ashdown", "Corwin"]
    assert builder.get(builder.path("Late")).status_code == 404
    assert builder.meeting.status is MeetingStatus.FROZEN


def test_what_was_withdrawn_leaves_a_frozen_docket(builder: Builder) -> None:
    frozen(builder)
    submission.withdraw(builder.session, builder.case("Ashdown"), "Moved away.", by=builder.coordinator, now=FREEZE)
    builder.session.commit()
    advance(FREEZE)
    assert sorted(builder.order) == ["Birkett", "Corwin", "Dunmore"]


def test_a_frozen_docket_is_not_built_anew_by_an_answer(builder: Builder) -> None:
    build = frozen(builder).docket.build
    MemberFactory(session=builder.session, board_id=builder.board_id, specialties=("pathology",))
    advance(FREEZE)
    assert builder.docket.build == build


def test_a_wish_that_was_kept_before_the_publishing_is_in_it(builder: Builder) -> None:
    frozen(builder)
    # Whoever keeps a wish may be gone before the docket has followed it.
    first = Wanted(WishKind.FIRST, str(builder.cases["Birkett"]))
    meeting = builder.meeting
    wishing.keep(builder.session, meeting, first, seen=meeting.version, by=builder.coordinator, now=FREEZE)
    builder.session.commit()
    advance(PUBLISH)
    assert (builder.docket.revision, builder.order[0]) == (1, "Birkett")


def test_no_wish_is_kept_for_a_published_docket(builder: Builder) -> None:
    advance(FREEZE)
    advance(PUBLISH)
    answer = builder.keep("Birkett", kind="first")
    assert (answer.status_code, "so it takes no wishes" in as_read(answer)) == (409, True)


def test_a_frozen_docket_is_published_early_once_and_says_who_is_told(builder: Builder) -> None:
    assert builder.get(f"{AT}/publish").status_code == 409
    frozen(builder)
    text = as_read(builder.get(f"{AT}/publish"))
    assert ("3 people are told when they are needed" in text, "7:00–7:24" in text) == (True, True)
    assert builder.post(f"{AT}/publish", seen="1").status_code == 409
    seen = str(builder.meeting.version)
    answers = [builder.post(f"{AT}/publish", seen=seen, key="once") for _ in (1, 2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert (builder.meeting.status, builder.docket.revision) == (MeetingStatus.PUBLISHED, 1)
    assert builder.docket.published_by_id == builder.coordinator.id
    assert advance(PUBLISH) == []


def published(builder: Builder) -> Builder:
    advance(FREEZE)
    advance(PUBLISH)
    return builder


def test_a_published_order_moves_only_by_its_next_revision(builder: Builder) -> None:
    published(builder)
    text = as_read(builder.get(builder.path("Birkett", "move/up")))
    assert "This publishes revision 2 at once." in text
    assert ("people are told of a new block" in text, "A. Pathology" in text) == (True, True)
    assert builder.docket.revision == 1
    assert builder.move("Birkett", "up", key="once").status_code == 303
    assert builder.move("Birkett", "up", key="once").status_code == 303
    assert (builder.docket.revision, builder.order) == (2, ["Ashdown", "Birkett", "Corwin", "Dunmore"])
    assert builder.move("Birkett", "up", seen="1").status_code == 409


def test_a_guest_who_would_be_missed_is_named(builder: Builder) -> None:
    builder.keep("Birkett", kind="window", from_time="7:12", to_time="7:18")
    published(builder)
    text = as_read(builder.get(builder.path("Birkett", "move/up")))
    assert "BIRKETT, Dorothea would no longer stand where it was wished." in text


def test_two_builds_are_compared(builder: Builder) -> None:
    text = as_read(builder.get(f"{AT}/changes"))
    assert "There is nothing to compare yet." in text
    builder.keep("Birkett", kind="first")
    text = as_read(builder.get(f"{AT}/changes"))
    assert ("12 min earlier" in text, "4 pairs of cases changed their order." in text) == (True, True)
    assert "A. Pathology</b> as long as before" in text
    same = as_read(builder.get(f"{AT}/changes?from=2&to=2"))
    assert "4 cases keep their time. No two cases changed their order." in same
    for wrong in ("from=9&to=1", "from=x&to=1"):
        assert builder.get(f"{AT}/changes?{wrong}").status_code == 404
