"""A board's own limits over the defaults of its profile."""

from typing import Any

import pytest

from tumorboard.domain.clinical.policy import effective
from tumorboard.profiles import Profile

DEFAULTS: dict[str, Any] = {
    "alpha_min_days": 10,
    "mibg_min_anc": 1.2,
    "stage_enabled": True,
    "pheo_genes": ["ret"],
    "urgency_tiers": {"soon": [2, 14], "routine": [3, 21]},
}


@pytest.mark.parametrize(
    ("key", "chosen", "used"),
    [
        ("alpha_min_days", 14, 14),
        ("alpha_min_days", 7.5, 7.5),
        ("alpha_min_days", "14", 10),
        ("alpha_min_days", None, 10),
        ("alpha_min_days", True, 10),
        ("alpha_min_days", float("nan"), 10),
        ("alpha_min_days", [14], 10),
        ("mibg_min_anc", 1, 1),
        ("stage_enabled", False, False),
        ("stage_enabled", 0, True),
        ("stage_enabled", "no", True),
        ("pheo_genes", [], []),
        ("pheo_genes", ("vhl",), ["vhl"]),
        ("pheo_genes", "vhl", ["ret"]),
        ("urgency_tiers", {"soon": (1, 7)}, {"soon": (1, 7), "routine": [3, 21]}),
        ("urgency_tiers", {"soon": [1], "routine": ["3", "21"]}, {"soon": [2, 14], "routine": [3, 21]}),
        ("urgency_tiers", [], {"soon": [2, 14], "routine": [3, 21]}),
    ],
)
def test_a_value_of_the_wrong_kind_leaves_the_default_standing(key: str, chosen: Any, used: Any) -> None:
    assert effective(DEFAULTS, {key: chosen}) == {**DEFAULTS, key: used}


@pytest.mark.parametrize("chosen", [None, {}, {"colour": "red"}, "none"])
def test_nothing_chosen_is_the_defaults(chosen: Any) -> None:
    assert effective(DEFAULTS, chosen) == DEFAULTS


def test_the_engine_says_which_policy_it_used(found: Any, rulebook: Profile) -> None:
    used = found(policy={"alpha_min_days": 14, "colour": "red"})["policy_used"]
    assert used == {**rulebook.policy_defaults(), "alpha_min_days": 14}
