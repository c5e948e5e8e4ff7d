"""The neuroendocrine profile as it is read."""

import ast
import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest

from tumorboard import profiles
from tumorboard.profiles import Profile


def test_a_profile_is_read_once() -> None:
    assert profiles.load() is profiles.load()
    assert profiles.load("net").name == "net"


@pytest.mark.parametrize("name", ["breast", "", "../net", "net.net", "__pycache__"])
def test_an_unknown_profile_is_named_in_the_error(name: str) -> None:
    with pytest.raises(LookupError, match="no board profile named"):
        profiles.load(name)


def test_a_profile_cannot_be_given_other_tables(rulebook: Profile) -> None:
    with pytest.raises(FrozenInstanceError):
        rulebook.name = "other"  # type: ignore[misc]


def test_labels_keep_the_order_of_the_list(rulebook: Profile) -> None:
    assert list(rulebook.labels("sex").items())[:2] == [("female", "Female"), ("male", "Male")]


@pytest.mark.parametrize(("code", "label"), [("well", "Well differentiated"), ("retired_code", "retired_code")])
def test_a_code_that_left_the_list_is_its_own_label(rulebook: Profile, code: str, label: str) -> None:
    assert rulebook.label("differentiation", code) == label


def test_an_unknown_list_is_an_error(rulebook: Profile) -> None:
    with pytest.raises(KeyError):
        rulebook.labels("shoes")


def test_a_field_is_found_by_key(rulebook: Profile) -> None:
    assert rulebook.field("sbp")["unit"] == "mm[Hg]"


def test_an_unknown_field_is_an_error(rulebook: Profile) -> None:
    with pytest.raises(KeyError, match="no field 'shoe_size'"):
        rulebook.field("shoe_size")


def test_the_tiers_divide_the_fields(rulebook: Profile) -> None:
    counts = {tier: len(rulebook.fields(tier)) for tier in ("submit", "ready", "optional")}
    assert (counts["submit"], sum(counts.values())) == (12, len(rulebook.fields()))


def test_every_option_list_that_a_field_names_exists(rulebook: Profile) -> None:
    named = {field["options"] for field in rulebook.fields() if "options" in field} - {"tnm_options"}
    assert named - set(rulebook.catalogue["options"]) == set()


@pytest.mark.parametrize(("family", "minutes"), [("ppgl", 8), ("other", 7), ("unheard_of", 7)])
def test_a_family_starts_with_its_minutes(rulebook: Profile, family: str, minutes: int) -> None:
    assert rulebook.family_defaults(family)["minutes"] == minutes


def test_starting_values_may_be_changed_without_changing_the_profile(rulebook: Profile) -> None:
    rulebook.family_defaults("nec")["specialties"].append("pediatrics")
    assert rulebook.family_defaults("nec")["specialties"] == ["medonc_other", "radiology", "pathology"]


def test_every_contraindication_names_a_treatment_and_a_condition(rulebook: Profile) -> None:
    treatments, conditions = rulebook.labels("treatment"), rulebook.labels("comorbidity")
    pairs = rulebook.policy_defaults()["contraindications"]
    assert [pair for pair in pairs if pair[0] not in treatments or pair[1] not in conditions] == []


def test_profiles_and_rules_import_only_the_standard_library() -> None:
    program = "import sys; before = set(sys.modules); import tumorboard.profiles, tumorboard.domain.clinical; "
    program += "print(sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert {name for name in ast.literal_eval(loaded) if name not in sys.stdlib_module_names} == {"tumorboard"}
