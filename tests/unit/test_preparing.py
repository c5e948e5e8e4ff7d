"""What radiology and pathology get ready for a case."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tumorboard.domain.clinical import ReadinessItem
from tumorboard.domain.outside import Material
from tumorboard.domain.preparing import Work, lines, place
from tumorboard.vocabulary.outside import MaterialKind

DAY = date(2026, 11, 20)
HERE = {"modality": "ct", "date": "2026-11-20", "loaded": "yes", "outside": False}
OUTSIDE = {"modality": "mri", "date": "2026-11-10", "loaded": "yes", "outside": True}
AWAITED = {"modality": "sstr_pet", "loaded": "requested", "outside": True}


def work(seat: str, answers: dict[str, Any], materials: Any = (), items: Any = ()) -> list[str]:
    """Name the work of each line."""
    return [line.work.value for line in lines(seat, answers, materials, items)]


@pytest.mark.parametrize(("study", "expected"), [
    (HERE, ["pull"]), (OUTSIDE, ["read_again"]), (AWAITED, ["wait"]), ({**HERE, "modality": "endoscopy"}, [])])
def test_radiology_pulls_what_is_here_and_reads_again_what_came(study: dict[str, Any], expected: list[str]) -> None:
    assert work("radiology", {"imaging": [study]}) == expected


def test_an_outside_study_that_was_compared_already_is_only_shown() -> None:
    assert work("radiology", {"imaging": [OUTSIDE], "imaging_concordance": "agree"}) == ["pull"]


def test_what_was_asked_for_outside_has_its_own_line_until_it_was_read() -> None:
    answers = {"imaging": [HERE, OUTSIDE]}
    came = Material(MaterialKind.SCANS, "MRI", DAY, id=UUID(int=1))
    awaited = Material(MaterialKind.SCANS, "CT", id=UUID(int=2))
    read = Material(MaterialKind.SCANS, "MRI", DAY, DAY, id=UUID(int=1))
    assert work("radiology", answers, [came, awaited]) == ["pull", "read_again", "wait"]
    assert work("radiology", answers, [read]) == ["pull", "pull"]


def test_pathology_lays_out_the_slides_behind_the_measures() -> None:
    found = lines("pathology", {"specimen": "primary_biopsy", "specimen_date": "2026-11-01", "met_ki67_percent": 9},
                  [], [])
    assert [line.answers for line in found] == [
        {"specimen": "primary_biopsy", "specimen_date": "2026-11-01"}, {"met_ki67_percent": 9}]


@pytest.mark.parametrize(("said", "expected"), [("requested", ["wait"]), ("received", ["read_again"]), ("none", [])])
def test_outside_slides_of_which_nothing_more_is_noted_follow_the_form(said: str, expected: list[str]) -> None:
    assert work("pathology", {"outside_pathology": said}) == expected


def test_slides_are_pathologys_and_scans_radiologys() -> None:
    slides = Material(MaterialKind.SLIDES, "Biopsy", DAY, id=UUID(int=1))
    assert (work("pathology", {}, [slides]), work("radiology", {}, [slides])) == (["read_again"], [])


@pytest.mark.parametrize(("owner", "state", "expected"), [
    ("radiology", "open", ["bring"]), ("radiology", "ready", []), ("pathology", "open", [])])
def test_the_open_items_of_the_seat_are_on_its_list(owner: str, state: str, expected: list[str]) -> None:
    item = ReadinessItem("neck_ultrasound", "Neck ultrasound", False, owner, True, state, None)
    assert work("radiology", {}, [], [item]) == expected


def test_an_item_that_follows_from_what_was_asked_for_is_not_listed_twice() -> None:
    item = ReadinessItem("outside_path_review", "Outside slides", True, "pathology", True, "requested", None)
    slides = Material(MaterialKind.SLIDES, "Biopsy", id=UUID(int=1))
    assert work("pathology", {}, [slides], [item]) == ["wait"]


def test_a_changed_study_is_a_new_line_and_the_same_one_keeps_its_mark() -> None:
    first, again, other = (lines("radiology", {"imaging": [study]}, [], [])[0].key
                           for study in (HERE, dict(reversed(HERE.items())), {**HERE, "date": "2026-11-21"}))
    assert first == again != other and len(first) == 40


def test_only_what_is_kept_nowhere_else_is_ticked_off() -> None:
    slides = Material(MaterialKind.SLIDES, "Biopsy", DAY, id=UUID(int=1))
    found = lines("pathology", {"specimen": "cytology"}, [slides], [])
    assert [line.is_ticked for line in found] == [True, False]


def test_what_is_to_be_read_again_stands_first() -> None:
    assert sorted(Work, key=place)[0] is Work.READ_AGAIN


def test_a_seat_without_a_list_is_refused() -> None:
    with pytest.raises(KeyError):
        lines("genetics", {}, [], [])
