"""The grammar of conditions, and what the form shows."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from tumorboard.domain.clinical import derive, holds, visible, visible_fields
from tumorboard.profiles import Profile

Holds = Callable[..., bool]
CT = {"modality": "ct", "region": "chest", "date": "2026-11-20", "outside": True, "loaded": "no", "krenning": 2}
CALCITONIN = {"analyte": "calcitonin", "value": 510, "uln": 10}
CASE: dict[str, Any] = {
    "net_family": "mtc",
    "syndrome": ["calcitonin", "acth"],
    "size_cm": 2,
    "egfr": 300,
    "ecog": 9,
    "minutes": "7",
    "n": 1,
    "birth_date": "2009-06-01",
    "proposal_kinds": ["thyroidectomy"],
    "recommendation_kinds": ["prrt"],
    "imaging": [CT],
    "labs": [CALCITONIN],
}
TRUE: list[Any] = [
    None,
    {},
    {"field": "net_family", "in": ["ppgl", "mtc"]},
    {"field": "syndrome", "in": ["acth"]},
    {"field": "n", "in": ["1"]},
    {"field": "n", "in": [1]},
    {"field": "size_cm", "gt": 1, "lte": 2},
    {"field": "size_cm", "eq": 2},
    {"field": "minutes", "gte": 7},
    {"derived": "age_at_board", "gte": 16, "lt": 22},
    {"derived": "age_at_board", "lt": "pediatric_age"},
    {"derived": "in_transition_window", "eq": True},
    {"derived": "stage_schema", "in": ["mtc"]},
    {"policy": "germline_lung", "eq": False},
    {"policy": "pediatric_age", "gt": 17},
    {"policy": "cross_sectional_modalities", "in": ["mri"]},
    {"planned": ["ebrt", "thyroidectomy"]},
    {"planned": ["group:radioligand"]},
    {"planned": ["invasive"]},
    {"flag": "germline_missing"},
    {"rows": "imaging"},
    {"rows": "imaging", "where": {"modality": ["ct", "mri"], "outside": [True]}, "where_not": {"loaded": ["yes"]}},
    {"rows": "imaging", "where_not": {"finding": ["none"]}},
    {"rows": "imaging", "where": {"krenning": [2]}, "within_days": "sstr_max_days"},
    {"rows": "imaging", "within_days": 14},
    {"rows": "labs", "above_limit": True, "value_gt": "mtc_imaging_calcitonin"},
    {"any": [{"flag": "bp_danger"}, {"planned": ["prrt"]}]},
    {"all": [{"planned": ["prrt"]}, {"not": {"flag": "bp_danger"}}]},
    {"all": []},
]
FALSE: list[Any] = [
    {"field": "net_family", "in": ["ppgl"]},
    {"field": "primary_site", "in": ["stomach"]},
    {"field": "size_cm", "gt": 2},
    {"field": "size_cm", "gt": 1, "lt": 2},
    {"field": "egfr", "gt": 100},
    {"field": "ecog", "gt": 2},
    {"field": "platelets", "lt": 100},
    {"field": "net_family", "gt": 1},
    {"field": "size_cm", "lt": "no_such_policy"},
    {"field": "size_cm", "eq": "no_such_policy"},
    {"field": "nonsense", "in": ["x"]},
    {"derived": "age_at_diagnosis", "gte": 0},
    {"derived": "age_at_diagnosis", "eq": None},
    {"derived": "is_pediatric", "eq": 1},
    {"derived": "nonsense", "eq": True},
    {"policy": "germline_lung", "eq": True},
    {"policy": "nonsense", "eq": True},
    {"planned": []},
    {"planned": ["group:chemo", "mibg"]},
    {"flag": "bp_danger"},
    {"rows": "prior_treatments"},
    {"rows": "imaging", "where": {"modality": ["ct"], "region": ["brain"]}},
    {"rows": "imaging", "where": {"finding": ["none"]}},
    {"rows": "imaging", "where": {"outside": [1]}},
    {"rows": "imaging", "where_not": {"region": ["chest"]}},
    {"rows": "imaging", "within_days": 13},
    {"rows": "imaging", "within_days": "no_such_policy"},
    {"rows": "imaging", "above_limit": True},
    {"rows": "labs", "within_days": 9000},
    {"rows": "labs", "value_gt": 510},
    {"rows": "labs", "value_gt": "no_such_policy"},
    {"not": {}},
    {"any": []},
]


@pytest.fixture
def judged(rulebook: Profile, friday: date) -> Holds:
    return lambda condition, **more: holds(condition, {**CASE, **more}, friday, rulebook=rulebook)


@pytest.mark.parametrize("condition", TRUE)
def test_the_condition_holds(judged: Holds, condition: Any) -> None:
    assert judged(condition) is True


@pytest.mark.parametrize("condition", FALSE)
def test_the_condition_does_not_hold(judged: Holds, condition: Any) -> None:
    assert judged(condition) is False


@pytest.mark.parametrize("condition", [{"colour": "red"}, {"field": "n"}, {"field": "n", "is": "1"}, ["n"]])
def test_a_condition_outside_the_grammar_is_an_error_of_the_catalogue(judged: Holds, condition: Any) -> None:
    with pytest.raises(ValueError, match="the catalogue has a condition"):
        judged(condition)


def conditions(part: Any) -> Iterator[dict[str, Any]]:
    """Find every condition of a catalogue."""
    if isinstance(part, dict):
        yield from (part[key] for key in ("visible_when", "only_when", "ready_when") if key in part)
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from conditions(inner)


@pytest.mark.parametrize("case", [{}, CASE, {"net_family": "ppgl", "labs": "?", "imaging": [None], "size_cm": []}])
def test_every_condition_of_the_catalogue_can_be_judged(case: Any, rulebook: Profile, friday: date) -> None:
    found = derive(case, friday, rulebook=rulebook)
    every = list(conditions(rulebook.catalogue))
    verdicts = {holds(condition, case, friday, rulebook=rulebook, found=found) for condition in every}
    assert (len(every) > 50, verdicts) == (True, {True, False})


def test_every_key_that_a_condition_names_exists(rulebook: Profile) -> None:
    known = {
        "field": {field["key"] for field in rulebook.fields()},
        "rows": {field["key"] for field in rulebook.fields() if field["type"] == "rows"},
        "flag": {flag["id"] for flag in rulebook.catalogue["flags"]},
        "derived": set(derive({}, date(2026, 12, 4), rulebook=rulebook)["derived"]),
        "policy": set(rulebook.policy_defaults()),
    }
    text = json.dumps(list(conditions(rulebook.catalogue)))
    named: set[tuple[str, str]] = set()

    def note(part: dict[str, Any]) -> dict[str, Any]:
        named.update((word, part[word]) for word in known if isinstance(part.get(word), str))
        return part

    json.loads(text, object_hook=note)
    assert {(word, key) for word, key in named if key not in known[word]} == set()


@pytest.mark.parametrize(
    ("field", "answers", "shown"),
    [
        ("question", {}, True),
        ("outside_facility", {}, False),
        ("outside_facility", {"submission_type": "second_opinion"}, True),
        ("alpha_blockade", {"net_family": "ppgl"}, True),
        ("alpha_blockade", {"net_family": "gep_net", "syndrome": ["catecholamine"]}, True),
        ("alpha_start_date", {"net_family": "ppgl"}, False),
        ("alpha_start_date", {"net_family": "ppgl", "alpha_blockade": "started"}, True),
        ("ecog", {}, False),
        ("ecog", {"birth_date": "2010-12-04"}, True),
        ("lansky", {"birth_date": "2010-12-05"}, True),
        ("lansky", {"birth_date": "2010-12-04"}, False),
        ("bilirubin", {"question_types": ["liver_directed"]}, True),
        ("dpyd", {"recommendation_kinds": ["folfox"]}, True),
        ("weight_kg", {"birth_date": "2004-12-05"}, True),
        ("liver_burden", {"distant_sites": ["bone"]}, False),
    ],
)
def test_the_form_shows_a_field(field: str, answers: Any, shown: bool, rulebook: Profile, friday: date) -> None:
    by_key = visible(field, answers, friday, rulebook=rulebook)
    by_definition = visible(rulebook.field(field), answers, friday, rulebook=rulebook)
    assert (by_key, by_definition) == (shown, shown)


def test_the_whole_form_is_judged_at_once(rulebook: Profile, friday: date) -> None:
    case = {"net_family": "ppgl", "birth_date": "2010-12-05"}
    one_by_one = [field["key"] for field in rulebook.fields() if visible(field, case, friday, rulebook=rulebook)]
    assert visible_fields(case, friday, rulebook=rulebook) == one_by_one


def test_nobody_is_asked_more_than_twelve_things_to_submit(rulebook: Profile, friday: date) -> None:
    submitted = {field["key"] for field in rulebook.fields("submit")}
    cases = [{}, {"submission_type": "second_opinion"}, {"submission_type": "second_opinion", "net_family": "ppgl"}]
    shown = [submitted & set(visible_fields(case, friday, rulebook=rulebook)) for case in cases]
    assert [len(keys) for keys in shown] == [10, 11, 12]


def test_an_unknown_field_key_is_an_error(rulebook: Profile, friday: date) -> None:
    with pytest.raises(KeyError):
        visible("shoe_size", {}, friday, rulebook=rulebook)


def test_a_policy_moves_what_the_form_shows(rulebook: Profile, friday: date) -> None:
    case = {"birth_date": "2003-01-01"}
    shown = [
        visible("transition_stage", case, friday, policy, rulebook=rulebook)
        for policy in (None, {"transition_max_age": 25})
    ]
    assert shown == [False, True]
