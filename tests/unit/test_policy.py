"""The policy: every number of the profile has its words and its range, and what cannot be kept is said."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain import clinical, policy
from tumorboard.domain.policy import Group, Kind, Policy
from tumorboard.profiles import load

MINUTES = {f"{policy.FAMILY_MINUTES}{family}": minutes for family, minutes in load().family_minutes().items()}
GROUPS = policy.groups(load().policy["groups"], load().policy_defaults() | MINUTES)
SETTINGS = policy.settings(GROUPS)
USUAL = policy.in_force(1, {}, GROUPS)


def of_kind(kind: Kind) -> list[str]:
    return [key for key, setting in SETTINGS.items() if setting.kind is kind]


def test_every_value_that_the_rules_read_stands_in_one_group_and_no_other_does() -> None:
    keys = [setting.key for group in GROUPS for setting in group.settings]
    assert len(keys) == len(set(keys))
    assert load().policy_defaults().keys() <= set(keys)
    assert {key for key in keys if key.startswith(policy.FAMILY_MINUTES)} == MINUTES.keys()


def test_every_setting_says_what_it_is_and_where_it_comes_from() -> None:
    assert [key for key, each in SETTINGS.items() if not each.label or not each.source] == []
    numbers = [SETTINGS[key] for key in of_kind(Kind.NUMBER)]
    assert [each.key for each in numbers if not each.least <= each.default <= each.most] == []
    assert [each.key for each in numbers if each.least == each.most] == []


def test_the_usual_values_can_be_kept() -> None:
    assert policy.problems(USUAL.values, GROUPS) == {}


def test_a_board_that_chose_nothing_is_judged_as_the_profile_says() -> None:
    case = {"net_family": "ppgl", "urgency": "routine", "sbp": 185, "question": "Operate first, or treat first?"}
    on = date(2026, 12, 4)
    assert clinical.derive(case, on, USUAL.values, rulebook=load()) == clinical.derive(case, on, rulebook=load())


def test_the_usual_policy_is_that_of_the_planner() -> None:
    assert USUAL.rules == {"lambda_num": 1, "lambda_den": 10, "urgent_in_first_half": True}
    assert USUAL.target_days() == (1, 10, 14, 21)
    assert (USUAL.reserve_minutes, USUAL.start_minutes("ppgl"), USUAL.learns_minutes) == (10, 8, True)
    assert USUAL.start_minutes("a family of tomorrow") == USUAL.start_minutes(None) == 7


@pytest.mark.parametrize(("minutes", "length", "breaks"), [
    (90, 5, []), (91, 5, [{"at_min": 45, "minutes": 5}]), (120, 10, [{"at_min": 60, "minutes": 10}]), (120, 0, [])])
def test_a_long_meeting_has_one_break_at_half_time(minutes: int, length: int, breaks: list[Any]) -> None:
    assert Policy(2, {**USUAL.values, "break_minutes": length}).breaks(minutes) == breaks


@given(st.sampled_from(of_kind(Kind.NUMBER)), st.floats(-500, 5000, allow_nan=False))
def test_a_number_is_kept_exactly_within_its_range(key: str, value: float) -> None:
    alone = (Group("one", "One", "", (SETTINGS[key],)),)
    setting = SETTINGS[key]
    assert bool(policy.problems({key: value}, alone)) == (not setting.least <= value <= setting.most)


def test_what_cannot_be_kept_is_said_with_the_numbers_that_can() -> None:
    wrong = {**USUAL.values, "alpha_min_days": 40, "transition_min_age": 21, "transition_max_age": 18}
    assert policy.problems(wrong, GROUPS) == {
        "alpha_min_days": "Enter a number from 7 to 28.",
        "transition_min_age": "Enter at most what stands at “Transition to adult care until”: 18."}


@pytest.mark.parametrize(("days", "words"), [
    ((1, 10, 14, 21), ""), ((1, 14, 10, 21), "A more urgent case is due no later than a less urgent one."),
    ((0, 10, 14, 21), "Enter a number from 1 to 90."), ((1, 10, 14, 91), "Enter a number from 1 to 90.")])
def test_a_more_urgent_case_is_due_no_later(days: tuple[int, ...], words: str) -> None:
    table = policy.with_days(USUAL.values[policy.TIERS], days)
    assert policy.tier_days(table) == days
    found = policy.problems({**USUAL.values, policy.TIERS: table}, GROUPS)
    assert found.get(policy.TIERS, "") == words


def test_days_of_a_tier_are_the_days_of_all_its_urgencies() -> None:
    table = policy.with_days(USUAL.values[policy.TIERS], (2, 10, 14, 21))
    assert (table["bp_danger"], table["tumor_emergency"], table["soon"]) == ([0, 2], [0, 2], [2, 14])


def test_what_cannot_be_read_leaves_the_usual_value_standing() -> None:
    found = policy.in_force(3, {"reserve_minutes": "many", "alpha_min_days": 14, "colour": "red"}, GROUPS)
    assert (found.number, found.reserve_minutes, found.values["alpha_min_days"]) == (3, 10, 14)
    assert found.values.keys() == SETTINGS.keys()


def test_a_setting_without_a_value_anywhere_is_an_error() -> None:
    told = [{"id": "one", "title": "One", "about": "", "settings": [
        {"key": "unheard_of", "kind": "number", "label": "x", "source": "y"}]}]
    with pytest.raises(KeyError):
        policy.groups(told, {})


def test_what_differs_is_named_in_order() -> None:
    other = {**USUAL.values, "sstr_max_days": 365, "reserve_minutes": 15}
    assert [each.key for each in policy.changed(USUAL.values, other, GROUPS)] == ["reserve_minutes", "sstr_max_days"]
