"""What a case still needs, who owns it, and what holds it off a docket."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tumorboard.domain.clinical import ReadinessItem, checklist, derive, failing_gates, readiness
from tumorboard.profiles import Profile

Items = Callable[..., dict[str, ReadinessItem]]
WRITTEN = {"question": "Resect or watch?", "proposal": "Watch."}
EVERYONE = ["question", "function_status", "patient_goals", "prior_treatments"]


@pytest.fixture
def items(rulebook: Profile, friday: date) -> Items:
    """Ask for the items of a case by id; states and policy by name, the rest are answers."""

    def ask(states: Any = None, policy: Any = None, **answers: Any) -> dict[str, ReadinessItem]:
        return {item.id: item for item in readiness(answers, friday, states, policy, rulebook=rulebook)}

    return ask


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, EVERYONE),
        ({"net_family": "other"}, EVERYONE),
        ({"net_family": "merkel"}, [*EVERYONE, "path_report", "cross_sectional", "fdg_pet"]),
        ({"net_family": "merkel", "m": "0"}, [*EVERYONE, "path_report", "cross_sectional", "fdg_pet", "sentinel_node"]),
        ({"net_family": "ppgl"}, [*EVERYONE, "cross_sectional", "metanephrines", "bp_alpha", "germline"]),
        (
            {"net_family": "mtc"},
            [*EVERYONE, "path_report", "path_grade", "neck_ultrasound", "calcitonin_cea", "germline"],
        ),
        (
            {"net_family": "gep_net", "primary_site": "appendix", "size_cm": 1},
            [*EVERYONE, "path_report", "path_grade"],
        ),
        (
            {"net_family": "other", "proposal_kinds": ["captem"], "sex": "female", "birth_date": "1990-01-01"},
            [*EVERYONE, "dpyd_test", "pregnancy_status"],
        ),
        ({"birth_date": "2009-01-01"}, [*EVERYONE, "transition_plan", "guardian"]),
        ({"outside_pathology": "requested"}, [*EVERYONE, "outside_path_review"]),
        ({"imaging": [{"outside": True}]}, [*EVERYONE, "outside_images_loaded"]),
    ],
)
def test_the_items_asked_follow_family_and_condition(items: Items, answers: Any, asked: list[str]) -> None:
    assert sorted(items(**answers)) == sorted(asked)


def test_items_come_in_the_order_of_the_catalogue(items: Items, rulebook: Profile) -> None:
    order = [item["id"] for item in rulebook.catalogue["readiness"]["items"]]
    listed = list(items(net_family="ppgl", birth_date="2009-01-01", outside_pathology="received"))
    assert listed == [item for item in order if item in listed]


def test_the_checklist_also_shows_what_does_not_apply(rulebook: Profile, friday: date) -> None:
    listed = checklist({"net_family": "other"}, friday, rulebook=rulebook)
    assert (len(listed), [item.id for item in listed if item.applies]) == (29, EVERYONE)


AUTO: list[tuple[str, dict[str, Any], bool | None]] = [
    ("question", WRITTEN, True),
    ("question", {**WRITTEN, "proposal": "  "}, False),
    ("function_status", {"ecog": 0, "comorbidities": ["none"]}, True),
    ("function_status", {"lansky": 90, "comorbidities": ["diabetes"]}, True),
    ("function_status", {"ecog": 0, "comorbidities": []}, False),
    ("function_status", {"ecog": 7, "comorbidities": ["none"]}, False),
    ("function_status", {"comorbidities": ["none"]}, False),
    ("patient_goals", {"patient_goals": "Time at home", "goals_source": "first_hand"}, True),
    ("patient_goals", {"patient_goals": "Time at home", "goals_source": "unknown"}, False),
    ("prior_treatments", {"prior_treatments": []}, True),
    ("prior_treatments", {"prior_treatments": "none"}, False),
    ("path_grade", {"net_family": "gep_net", "ki67_range": "lt3"}, True),
    ("path_grade", {"net_family": "gep_net", "ki67_percent": 101}, False),
    ("path_report", {"net_family": "gep_net"}, None),
    ("outside_path_review", {"outside_pathology": "received", "path_concordance": "pending"}, False),
    ("outside_path_review", {"outside_pathology": "received", "path_concordance": "minor"}, True),
    ("cross_sectional", {"net_family": "gep_net", "imaging": [{"modality": "ct", "loaded": "yes"}]}, False),
    ("outside_images_loaded", {"imaging": [{"outside": True, "loaded": "yes"}, {"loaded": "no"}]}, True),
    ("outside_images_loaded", {"imaging": [{"outside": True, "loaded": "yes"}, {"outside": True}]}, False),
    ("metanephrines", {"net_family": "ppgl", "labs": [{"analyte": "normetanephrine_u", "value": 0}]}, True),
    ("metanephrines", {"net_family": "ppgl", "labs": [{"analyte": "mt3_p", "value": 5}]}, False),
    ("calcitonin_cea", {"net_family": "mtc", "labs": [{"analyte": "calcitonin", "value": 5}]}, False),
    ("bp_alpha", {"net_family": "ppgl", "sbp": 120, "dbp": 80, "alpha_blockade": "none", "beta_blocker": "none"}, True),
    (
        "bp_alpha",
        {"net_family": "ppgl", "sbp": 120, "dbp": 80, "alpha_blockade": "none", "beta_blocker": "unknown"},
        False,
    ),
    ("germline", {"net_family": "ppgl", "germline_status": "pending"}, True),
    ("germline", {"net_family": "ppgl", "germline_status": "not_tested"}, False),
    ("dpyd_test", {"proposal_kinds": ["captem"], "dpyd": "not_tested"}, False),
    ("dpyd_test", {"proposal_kinds": ["captem"], "dpyd": "normal"}, True),
    ("dpyd_test", {"proposal_kinds": ["captem"], "dpyd": "fine"}, False),
    ("transition_plan", {"birth_date": "2009-01-01", "transition_stage": "not_started"}, False),
    ("transition_plan", {"birth_date": "2009-01-01", "transition_stage": "planned"}, True),
    ("guardian", {"birth_date": "2012-01-01"}, None),
    ("heart", {"net_family": "gep_net", "syndrome": ["carcinoid"], "echo_date": "2026-06-01"}, True),
    ("brain_imaging", {"net_family": "nec", "primary_site": "lung", "imaging": [{"modality": "mri"}]}, False),
]


@pytest.mark.parametrize(("item", "answers", "auto"), AUTO)
def test_an_item_is_ready_by_itself_only_when_its_parts_hold_an_answer(
    items: Items, item: str, answers: Any, auto: bool | None
) -> None:
    judged = items(**answers)[item]
    assert (judged.auto, judged.state) == (auto, "ready" if auto else "open")


@pytest.mark.parametrize(
    ("syndromes", "analytes", "auto"),
    [
        (["carcinoid"], ["hiaa5_plasma"], True),
        (["carcinoid"], ["cga"], False),
        (["insulinoma"], ["proinsulin"], True),
        (["gastrinoma"], ["gastrin"], True),
        (["glucagonoma"], ["glucagon"], True),
        (["vipoma"], ["vip"], True),
        (["acth"], ["cortisol"], True),
        (["catecholamine"], ["metanephrine_u"], True),
        (["catecholamine"], ["mt3_p"], False),
        (["calcitonin"], ["calcitonin"], True),
        (["pthrp"], ["calcium"], True),
        (["pthrp"], ["pth"], False),
        (["carcinoid", "acth"], ["hiaa5_24h"], False),
        (["carcinoid", "acth"], ["hiaa5_24h", "acth"], True),
        (["somatostatinoma"], ["glucagon"], False),
        (["unknown"], ["cga"], False),
        (["none", "carcinoid"], ["hiaa5_24h"], True),
    ],
)
def test_hormone_labs_are_asked_for_each_named_syndrome(
    items: Items, syndromes: list[str], analytes: list[str], auto: bool
) -> None:
    labs = [{"analyte": analyte, "value": 1} for analyte in analytes]
    assert items(net_family="pan_net", syndrome=syndromes, labs=labs)["hormone_labs"].auto is auto


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"state": "requested", "owner": "gpark", "due": "2026-12-01"}, "requested"),
        ({"state": "waived", "reason": "seen"}, "waived"),
        ("not_needed", "not_needed"),
        ({"state": "open"}, "open"),
        ({"state": "later"}, "ready"),
        ({}, "ready"),
        (None, "ready"),
        (3, "ready"),
    ],
)
def test_a_state_that_a_person_set_stands(items: Items, given: Any, state: str) -> None:
    item = items(states={"question": given}, **WRITTEN)["question"]
    assert (item.state, item.auto) == (state, True)


@pytest.mark.parametrize(
    ("answers", "item", "owner"),
    [
        ({}, "question", "presenter"),
        ({"net_family": "gep_net", "proposal_kinds": ["prrt"]}, "prrt_labs", "medonc_gep"),
        (
            {"net_family": "gep_net", "proposal_kinds": ["prrt"], "specialties_needed": ["radiology", "medonc_other"]},
            "prrt_labs",
            "medonc_other",
        ),
        ({"net_family": "ppgl", "proposal_kinds": ["mibg"]}, "prrt_labs", "medonc"),
        ({"net_family": "merkel", "m": "0", "specialties_needed": ["surgery_oncologic"]}, "sentinel_node",
         "surgery_oncologic"),
        ({"net_family": "merkel", "m": "0"}, "sentinel_node", "surgery"),
        ({"proposal_kinds": ["captem"]}, "dpyd_test", "medonc"),
    ],
)  # fmt: skip
def test_medonc_and_surgery_are_the_cases_own(items: Items, answers: Any, item: str, owner: str) -> None:
    assert items(**answers)[item].owner == owner


GATES = ["question", "path_report", "path_grade", "cross_sectional"]


@pytest.mark.parametrize(
    ("states", "answers", "failing"),
    [
        (None, {}, GATES),
        ({gate: "ready" for gate in GATES}, {}, []),
        ({gate: "waived" for gate in GATES}, {}, []),
        ({gate: "not_needed" for gate in GATES}, {}, []),
        ({gate: "requested" for gate in GATES}, {}, GATES),
        ("nonsense", WRITTEN, GATES[1:]),
        (None, {"urgency": "tumor_emergency"}, ["question"]),
        (None, {"urgency": "bp_danger", **WRITTEN}, []),
        ({"question": "open"}, {"urgency": "bp_danger", **WRITTEN}, ["question"]),
    ],
)
def test_only_gates_hold_a_case_off_a_docket(
    states: Any, answers: Any, failing: list[str], rulebook: Profile, friday: date
) -> None:
    case = {"net_family": "gep_net", **answers}
    found = derive(case, friday, rulebook=rulebook)
    once = failing_gates(case, friday, states, rulebook=rulebook)
    assert (once, failing_gates(case, friday, states, rulebook=rulebook, found=found)) == (failing, failing)


def test_a_policy_asks_for_an_item(items: Items) -> None:
    asked = [("germline" in items(net_family="lung_net", policy=p)) for p in (None, {"germline_lung": True})]
    assert asked == [False, True]
