"""What came from outside decides about its readiness items and answers, and nothing else does beside it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.outside import ITEMS, Material, answers, states
from tumorboard.vocabulary.outside import Difference, MaterialKind

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 23)
REPORT, SLIDES, SCANS = MaterialKind.REPORT, MaterialKind.SLIDES, MaterialKind.SCANS
MINOR, MAJOR, NONE = Difference.MINOR, Difference.MAJOR, Difference.NONE


def read(kind: MaterialKind, *differences: Difference) -> Material:
    """Something that came and was read here."""
    return Material(kind, "Biopsy", DAY, NEXT, differences)


@pytest.mark.parametrize(("slides", "pathology", "concordance"), [
    ([Material(SLIDES)], "requested", "pending"),
    ([Material(SLIDES, received_on=DAY)], "received", "pending"),
    ([read(SLIDES, NONE)], "reviewed", "agree"),
    ([read(SLIDES, NONE, MINOR)], "reviewed", "minor"),
    ([read(SLIDES, MAJOR), read(SLIDES, NONE)], "reviewed", "major"),
    ([read(SLIDES, MAJOR), Material(SLIDES, received_on=DAY)], "received", "pending"),
    ([read(SLIDES, MAJOR), Material(SLIDES)], "requested", "pending"),
])
def test_slides_decide_about_outside_pathology(slides: list[Material], pathology: str, concordance: str) -> None:
    assert answers({"outside_pathology": "none", "path_concordance": "agree"}, slides) == {
        "outside_pathology": pathology, "path_concordance": concordance}


def test_without_material_the_form_stands() -> None:
    assert answers({"outside_pathology": "requested"}, []) == {}
    assert states([], {"heart": "waived"}) == {"heart": "waived"}


def test_a_scan_that_has_not_come_is_an_outside_study_that_is_not_loaded() -> None:
    here = {"modality": "ct", "loaded": "yes", "outside": False}
    found = answers({"imaging": [here]}, [Material(SCANS, "MRI of the liver")])
    assert found == {"imaging": [here, {"modality": "other", "finding": "MRI of the liver", "outside": True,
                                        "loaded": "requested"}]}


def test_a_scan_asked_for_that_the_form_lists_already_is_not_counted_twice() -> None:
    listed = {"modality": "ct", "loaded": "requested", "outside": True}
    found = answers({"imaging": [listed]}, [Material(SCANS, "CT"), Material(SCANS, "MRI")])["imaging"]
    assert found == [listed, {"modality": "other", "finding": "MRI", "outside": True, "loaded": "requested"}]


def test_once_every_scan_has_come_the_outside_studies_of_the_form_are_loaded() -> None:
    outside = {"modality": "ct", "loaded": "requested", "outside": True}
    report = {"modality": "mri", "loaded": "report_only", "outside": True}
    here = {"modality": "mri", "loaded": "no", "outside": False}
    found = answers({"imaging": [outside, report, here]}, [Material(SCANS, received_on=DAY)])
    assert found == {"imaging": [{**outside, "loaded": "yes"}, report, here]}


def test_a_scan_that_came_and_is_not_in_the_form_counts_as_a_loaded_outside_study() -> None:
    assert answers({}, [Material(SCANS, "CT", received_on=DAY)])["imaging"] == [
        {"modality": "other", "finding": "CT", "outside": True, "loaded": "yes"}]


def test_the_reading_of_scans_decides_about_their_concordance() -> None:
    assert answers({}, [read(SCANS, MAJOR)])["imaging_concordance"] == "major"


@pytest.mark.parametrize(("kind", "state", "received", "reread"), [
    (REPORT, "requested", None, None), (REPORT, "ready", DAY, None), (SLIDES, "requested", DAY, None),
    (SLIDES, "ready", DAY, NEXT), (SCANS, "requested", None, None), (SCANS, "ready", DAY, None)])
def test_each_kind_settles_its_own_item(kind: MaterialKind, state: str, received: Any, reread: Any) -> None:
    assert states([Material(kind, "", received, reread)], {}) == {ITEMS[kind]: state}


@pytest.mark.parametrize(("said", "state"), [
    ("waived", "waived"), ("not_needed", "not_needed"), ("ready", "ready"), ("requested", "ready")])
def test_what_a_person_settled_stands_and_a_request_is_answered_by_what_comes(said: str, state: str) -> None:
    assert states([read(SLIDES, NONE)], {"outside_path_review": said}) == {"outside_path_review": state}


MATERIALS = st.lists(st.builds(
    Material, st.sampled_from(MaterialKind), st.text(max_size=5), st.sampled_from([None, DAY]), st.just(None),
    st.just(())), max_size=4)


@given(MATERIALS, st.lists(st.dictionaries(st.sampled_from(["modality", "outside", "loaded"]), st.sampled_from(
    ["ct", "yes", "no", True, False])), max_size=3))
def test_no_study_of_the_form_is_ever_lost(materials: list[Material], studies: list[Any]) -> None:
    found = answers({"imaging": studies}, materials).get("imaging", studies)
    assert [row.get("modality") for row in found][:len(studies)] == [row.get("modality") for row in studies]
