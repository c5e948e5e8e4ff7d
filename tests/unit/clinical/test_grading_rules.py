"""The grade that the measures give, family by family."""

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]
D, N, A, R = "derived", "not_derivable", "not_applicable", "review"


def _grade(derived: Ask, **answers: Any) -> tuple[str | None, str]:
    values = derived(**answers)
    return values["grade"], values["grade_status"]


@pytest.mark.parametrize("family", ["gep_net", "pan_net", "unknown_primary"])
@pytest.mark.parametrize(
    ("ki67", "mitoses", "grade"),
    [
        (0, 0, ("G1", D)),
        (2.99, 1.99, ("G1", D)),
        (3, 0, ("G2", D)),
        (0, 2, ("G2", D)),
        (20, 20, ("G2", D)),
        (20.01, 0, ("G3", D)),
        (0, 20.5, ("G3", D)),
        (100, 500, ("G3", D)),
        (None, 1, ("G1", D)),
        (4, None, ("G2", D)),
        (None, None, (None, N)),
        (101, None, (None, N)),
        (-1, 1, ("G1", D)),
        (30, -1, ("G3", D)),
        ("low", 5, ("G2", D)),
        (2, 501, ("G1", D)),
    ],
)
def test_the_higher_of_ki67_and_mitoses_wins(
    derived: Ask, family: str, ki67: Any, mitoses: Any, grade: tuple[str | None, str]
) -> None:
    answers = {"net_family": family, "differentiation": "well", "ki67_percent": ki67, "mitoses": mitoses}
    assert _grade(derived, **answers) == grade


@pytest.mark.parametrize(
    ("ki67", "ki67_range", "mitoses", "grade"),
    [
        (None, "lt3", None, ("G1", D)),
        (None, "3to20", 1, ("G2", D)),
        (None, "gt20", 1, ("G3", D)),
        (None, "lt3", 5, ("G2", D)),
        (2, "gt20", None, ("G1", D)),
        (150, "gt20", None, ("G3", D)),
        (None, "a lot", None, (None, N)),
    ],
)
def test_the_ki67_range_stands_in_only_for_a_missing_value(
    derived: Ask, ki67: Any, ki67_range: Any, mitoses: Any, grade: tuple[str | None, str]
) -> None:
    answers = {"ki67_percent": ki67, "ki67_range": ki67_range, "mitoses": mitoses}
    assert _grade(derived, net_family="pan_net", differentiation="well", **answers) == grade


@pytest.mark.parametrize(
    ("differentiation", "ki67", "grade"),
    [
        ("poor", 55, ("NEC", D)),
        ("poor", None, ("NEC", D)),
        ("mixed", 55, (None, R)),
        ("mixed", None, (None, R)),
        (None, 2, ("G1", D)),
        ("unknown", 20, ("G2", D)),
        ("unknown", 20.1, (None, N)),
        (None, 21, (None, N)),
        ("sideways", 21, (None, N)),
        ("unknown", None, (None, N)),
    ],
)
def test_differentiation_decides_between_g3_and_carcinoma(
    derived: Ask, differentiation: Any, ki67: Any, grade: tuple[str | None, str]
) -> None:
    answers = {"differentiation": differentiation, "ki67_percent": ki67}
    assert _grade(derived, net_family="gep_net", **answers) == grade


@pytest.mark.parametrize("family", ["lung_net", "thymus_net"])
@pytest.mark.parametrize(
    ("mitoses", "necrosis", "differentiation", "grade"),
    [
        (1.9, "none", "well", ("TC", D)),
        (0, "none", None, ("TC", D)),
        (1, "focal", "well", ("AC", D)),
        (1, "extensive", "well", ("AC", D)),
        (1, "unknown", "well", (None, N)),
        (1, None, "well", (None, N)),
        (2, "none", "well", ("AC", D)),
        (10, None, "well", ("AC", D)),
        (10.1, "none", "well", (None, R)),
        (None, "extensive", "well", (None, N)),
        (-3, "none", "well", (None, N)),
        (None, None, "poor", ("NEC", D)),
        (40, "extensive", "poor", ("NEC", D)),
        (1, "none", "mixed", ("TC", D)),
    ],
)
def test_carcinoids_go_by_mitoses_and_necrosis(
    derived: Ask, family: str, mitoses: Any, necrosis: Any, differentiation: Any, grade: tuple[str | None, str]
) -> None:
    answers = {"mitoses": mitoses, "necrosis": necrosis, "differentiation": differentiation, "ki67_percent": 60}
    assert _grade(derived, net_family=family, **answers) == grade


@pytest.mark.parametrize(
    ("specimen", "mitoses", "grade"),
    [
        ("primary_resection", 1, ("TC", D)),
        (None, 1, ("TC", D)),
        ("primary_biopsy", 1, (None, R)),
        ("cytology", 1, (None, R)),
        ("metastasis", 1, (None, R)),
        ("primary_biopsy", 5, ("AC", D)),
        ("metastasis", 11, (None, R)),
    ],
)
def test_a_typical_carcinoid_is_not_settled_on_a_small_sample(
    derived: Ask, specimen: Any, mitoses: Any, grade: tuple[str | None, str]
) -> None:
    answers = {"specimen": specimen, "mitoses": mitoses, "necrosis": "none", "differentiation": "well"}
    assert _grade(derived, net_family="lung_net", **answers) == grade


@pytest.mark.parametrize(
    ("mitoses", "ki67", "necrosis", "specimen", "grade"),
    [
        (4.9, 4.9, "none", None, ("LOW", D)),
        (1, 1, "none", "primary_resection", ("LOW", D)),
        (1, 1, "none", "cytology", (None, N)),
        (1, 1, "none", "primary_biopsy", (None, N)),
        (1, 1, "none", "metastasis", (None, N)),
        (5, None, None, None, ("HIGH", D)),
        (None, 5, None, "cytology", ("HIGH", D)),
        (None, None, "focal", "metastasis", ("HIGH", D)),
        (0, 0, "extensive", None, ("HIGH", D)),
        (1, None, "none", None, (None, N)),
        (None, 1, "none", None, (None, N)),
        (1, 1, "unknown", None, (None, N)),
        (1, 1, None, None, (None, N)),
        (None, None, None, None, (None, N)),
        (1, 150, "none", None, (None, N)),
    ],
)
def test_medullary_low_needs_all_three_measures(
    derived: Ask, mitoses: Any, ki67: Any, necrosis: Any, specimen: Any, grade: tuple[str | None, str]
) -> None:
    answers = {"mitoses": mitoses, "ki67_percent": ki67, "necrosis": necrosis, "specimen": specimen}
    assert _grade(derived, net_family="mtc", **answers) == grade


@pytest.mark.parametrize(
    ("family", "differentiation", "grade"),
    [
        ("nec", None, ("NEC", D)),
        ("nec", "poor", ("NEC", D)),
        ("nec", "well", (None, R)),
        ("minen", None, ("MINEN", D)),
        ("ppgl", "well", (None, A)),
        ("merkel", None, (None, A)),
        ("other", None, (None, A)),
        (None, "well", (None, N)),
        ("sarcoma", "well", (None, N)),
        (7, "poor", (None, N)),
    ],
)
def test_other_families_by_name(derived: Ask, family: Any, differentiation: Any, grade: tuple[str | None, str]) -> None:
    assert _grade(derived, net_family=family, differentiation=differentiation, ki67_percent=2) == grade


@pytest.mark.parametrize(
    ("family", "differentiation", "ki67", "mitoses", "grade"),
    [
        ("gep_net", "well", 11, None, "G2"),
        ("pan_net", None, None, 1, "G1"),
        ("unknown_primary", "well", 25, 1, "G3"),
        ("gep_net", "unknown", 25, 1, None),
        ("gep_net", "poor", 11, None, None),
        ("gep_net", "mixed", 11, None, None),
        ("gep_net", "well", None, None, None),
        ("lung_net", "well", 11, 3, None),
        ("nec", "poor", 80, 30, None),
    ],
)
def test_the_metastasis_is_graded_by_its_own_measures(
    derived: Ask, family: str, differentiation: Any, ki67: Any, mitoses: Any, grade: str | None
) -> None:
    answers = {"met_ki67_percent": ki67, "met_mitoses": mitoses, "differentiation": differentiation}
    assert derived(net_family=family, **answers)["grade_met"] == grade
