"""Schema, edition, stage group and the lowest T for a size."""

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]
ILEUM = {"net_family": "gep_net", "primary_site": "ileum", "differentiation": "well"}
T3_N1_M0 = {"t": "3", "n": "1", "m": "0"}


@pytest.mark.parametrize(
    ("family", "site", "schema", "status"),
    [
        ("pan_net", None, "net_pancreas", "derived"),
        ("lung_net", None, "lung", "derived"),
        ("thymus_net", None, "thymus", "derived"),
        ("mtc", None, "mtc", "not_derivable"),
        ("merkel", None, "merkel", "derived"),
        ("gep_net", "stomach", "net_stomach", "derived"),
        ("gep_net", "small_bowel_nos", "net_jejunum_ileum", "derived"),
        ("gep_net", "cecum", "net_colon_rectum", "derived"),
        ("gep_net", "pancreas_head", "net_pancreas", "derived"),
        ("gep_net", "esophagus", None, "not_applicable"),
        ("gep_net", "unknown", None, "not_applicable"),
        ("gep_net", "other", None, "not_applicable"),
        ("gep_net", None, None, "not_derivable"),
        ("gep_net", "elbow", None, "not_derivable"),
        ("ppgl", "adrenal_medulla", "ppgl", "derived"),
        ("ppgl", "pgl_sympathetic", "ppgl", "derived"),
        ("ppgl", "pgl_head_neck", None, "not_applicable"),
        ("ppgl", None, None, "not_derivable"),
        ("nec", "lung", "lung", "derived"),
        ("nec", "thymus", "thymus", "derived"),
        ("nec", "rectum", None, "not_applicable"),
        ("nec", None, None, "not_applicable"),
        ("minen", "cecum", None, "not_applicable"),
        ("unknown_primary", "ileum", None, "not_applicable"),
        ("other", "ileum", None, "not_applicable"),
        (None, "ileum", None, "not_derivable"),
        ("sarcoma", "ileum", None, "not_derivable"),
    ],
)
def test_the_schema_comes_from_the_family_else_from_the_site(
    derived: Ask, family: Any, site: Any, schema: str | None, status: str
) -> None:
    values = derived(net_family=family, primary_site=site, stage_edition="8", **T3_N1_M0)
    assert (values["stage_schema"], values["stage_status"]) == (schema, status)


@pytest.mark.parametrize(
    ("family", "site", "diagnosed", "edition"),
    [
        ("gep_net", "ileum", "2017-12-31", "pre8"),
        ("gep_net", "ileum", "2018-01-01", "8"),
        ("gep_net", "ileum", "2023-12-31", "8"),
        ("gep_net", "ileum", "2024-01-01", "9"),
        ("pan_net", None, "2024-01-01", "9"),
        ("lung_net", None, "2024-12-31", "8"),
        ("lung_net", None, "2025-01-01", "9"),
        ("thymus_net", None, "2025-01-01", "9"),
        ("ppgl", "adrenal_medulla", "2026-01-01", "8"),
        ("mtc", None, "2026-01-01", "8"),
        ("merkel", None, "2017-12-31", "pre8"),
        ("gep_net", "ileum", "2023", "8"),
        ("gep_net", "ileum", "2024-01", "9"),
        ("gep_net", "ileum", "2023-12", "8"),
        ("gep_net", "ileum", "2017", "pre8"),
        ("gep_net", "ileum", None, None),
        ("gep_net", "ileum", "last spring", None),
        ("gep_net", None, "2024-01-01", None),
        ("minen", "cecum", "2024-01-01", None),
    ],
)
def test_the_edition_expected_is_the_one_in_force_at_diagnosis(
    derived: Ask, family: str, site: Any, diagnosed: Any, edition: str | None
) -> None:
    values = derived(net_family=family, primary_site=site, diagnosis_date=diagnosed)
    assert values["stage_edition_expected"] == edition


@pytest.mark.parametrize(
    ("entered", "diagnosed", "used", "group"),
    [
        ("8", "2025-01-01", "8", "III"),
        (9, "2020-01-01", "9", "III"),
        (None, "2025-01-01", "9", "III"),
        (" ", "2020-01-01", "8", "III"),
        ("7", "2025-01-01", "7", None),
        (None, "2015-01-01", "pre8", None),
        ("6", "2025-01-01", "6", None),
        (None, None, None, None),
    ],
)
def test_an_edition_entered_is_never_silently_replaced(
    derived: Ask, entered: Any, diagnosed: Any, used: str | None, group: str | None
) -> None:
    values = derived(**ILEUM, **T3_N1_M0, stage_edition=entered, diagnosis_date=diagnosed)
    assert (values["stage_edition_used"], values["stage_group"]) == (used, group)


@pytest.mark.parametrize("missing", ["t", "n", "m"])
def test_a_missing_token_leaves_the_stage_underivable(derived: Ask, missing: str) -> None:
    values = derived(**ILEUM, **{**T3_N1_M0, missing: ""}, stage_edition="9")
    assert (values["stage_group"], values["stage_status"]) == (None, "not_derivable")


@pytest.mark.parametrize(
    ("basis", "status"),
    [
        (None, "derived"),
        ("c", "derived"),
        ("p", "derived"),
        ("yc", "not_applicable"),
        ("yp", "not_applicable"),
        ("r", "not_applicable"),
    ],
)
def test_a_stage_after_therapy_or_at_recurrence_is_not_derived(derived: Ask, basis: Any, status: str) -> None:
    assert derived(**ILEUM, **T3_N1_M0, stage_edition="9", stage_basis=basis)["stage_status"] == status


@pytest.mark.parametrize(
    ("family", "differentiation", "status"),
    [
        ("pan_net", "poor", "not_applicable"),
        ("pan_net", "mixed", "not_applicable"),
        ("pan_net", "unknown", "derived"),
        ("pan_net", None, "derived"),
        ("lung_net", "poor", "derived"),
        ("thymus_net", "mixed", "derived"),
    ],
)
def test_the_net_tables_are_for_well_differentiated_tumors_only(
    derived: Ask, family: str, differentiation: Any, status: str
) -> None:
    values = derived(net_family=family, differentiation=differentiation, stage_edition="9", t="1", n="0", m="0")
    assert values["stage_status"] == status


@pytest.mark.parametrize(
    ("basis", "n", "group"),
    [
        ("p", "1A", "IIIA"),
        ("c", "1A", "III"),
        (None, "1A", None),
        (None, "1", "III"),
        ("p", "2", "IIIB"),
        ("c", "2", "III"),
        (None, "0", "IIA"),
    ],
)
def test_merkel_nodes_are_staged_by_their_basis(derived: Ask, basis: Any, n: str, group: str | None) -> None:
    values = derived(net_family="merkel", stage_edition="8", stage_basis=basis, t="2", n=n, m="0")
    assert values["stage_group"] == group


def test_a_site_may_switch_the_derived_stage_off(derived: Ask) -> None:
    values = derived(**ILEUM, **T3_N1_M0, stage_edition="9", policy={"stage_enabled": False})
    assert (values["stage_group"], values["stage_status"]) == (None, "not_applicable")


PAN = {"net_family": "pan_net"}
COLON = {"net_family": "gep_net", "primary_site": "colon"}
ADRENAL = {"net_family": "ppgl", "primary_site": "adrenal_medulla"}


@pytest.mark.parametrize(
    ("answers", "edition", "size", "lowest"),
    [
        (PAN, "9", 1.99, "1"),
        (PAN, "9", 2, "2"),
        (PAN, "8", 4, "2"),
        (PAN, None, 4.01, "3"),
        (COLON, "8", 0.99, "1A"),
        (COLON, "8", 1, "1B"),
        (COLON, "9", 1, "1A"),
        (COLON, "9", 2, "1B"),
        (COLON, "9", 2.01, "2"),
        (COLON, "7", 2.01, None),
        (COLON, None, 2.01, None),
        (ADRENAL, "8", 4.9, "1"),
        (ADRENAL, "8", 5, "2"),
        ({**ADRENAL, "primary_site": "pgl_sympathetic"}, "8", 0.1, "2"),
        ({"net_family": "mtc"}, "8", 4.1, "3A"),
        ({"net_family": "merkel"}, "8", 5, "2"),
        ({"net_family": "lung_net"}, "9", 7.1, "4"),
        ({"net_family": "thymus_net"}, "9", 3, None),
        ({"net_family": "minen"}, "9", 3, None),
        (PAN, "9", 0, None),
        (PAN, "9", -2, None),
        (PAN, "9", 41, None),
        (PAN, "9", None, None),
        (PAN, "9", "large", None),
    ],
)
def test_the_lowest_t_for_a_size(derived: Ask, answers: Any, edition: Any, size: Any, lowest: str | None) -> None:
    assert derived(**answers, stage_edition=edition, size_cm=size)["min_t"] == lowest
