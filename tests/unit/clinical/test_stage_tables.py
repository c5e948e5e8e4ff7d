"""Every T x N x M of every table: the group that its own rules give, or none, and no two rules in conflict."""

import json
from datetime import date
from importlib import resources
from itertools import product
from typing import Any

import pytest

from tumorboard import profiles
from tumorboard.domain.clinical import derive

NET = resources.files("tumorboard.profiles.net")
STAGING = json.loads(NET.joinpath("stage_tables.json").read_text(encoding="utf-8"))
TABLES = {f"{table['schema']}|{table['edition']}": table for table in STAGING["tables"]}
TOKENS = json.loads(NET.joinpath("catalogue.json").read_text(encoding="utf-8"))["tnm_options"]
PLACES = {
    "net_stomach": ("gep_net", "stomach"),
    "net_duodenum": ("gep_net", "duodenum"),
    "net_ampulla": ("gep_net", "ampulla"),
    "net_jejunum_ileum": ("gep_net", "ileum"),
    "net_appendix": ("gep_net", "appendix"),
    "net_colon_rectum": ("gep_net", "rectum"),
    "net_pancreas": ("pan_net", None),
    "lung": ("lung_net", None),
    "thymus": ("thymus_net", None),
    "ppgl": ("ppgl", "adrenal_medulla"),
    "mtc": ("mtc", None),
    "merkel": ("merkel", None),
}


def combinations(name: str) -> list[tuple[str, ...]]:
    """List every T, N, M and basis that the catalogue allows for a table."""
    tokens = TOKENS[name]
    return list(product(tokens["t"], tokens["n"], tokens["m"], ("", "c", "p")))


def groups_given(name: str, t: str, n: str, m: str, basis: str) -> list[str]:
    """List the groups of all rules that take a combination, in the table's order."""
    return [
        rule["stage"]
        for rule in TABLES[name]["rules"]
        if all(token in rule[axis] or rule[axis] == ["*"] for axis, token in (("t", t), ("n", n), ("m", m)))
        and rule.get("basis", "*") in ("*", basis)
    ]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_combination_gives_the_group_of_its_table_or_none(name: str) -> None:
    schema, edition = name.split("|")
    family, site = PLACES[schema]
    rulebook = profiles.load("net")
    wrong: list[Any] = []
    for t, n, m, basis in combinations(name):
        case = {"net_family": family, "primary_site": site, "differentiation": "well", "stage_edition": edition}
        case |= {"t": t, "n": n, "m": m, "stage_basis": basis}
        values = derive(case, date(2026, 12, 4), rulebook=rulebook)["derived"]
        group = next(iter(groups_given(name, t, n, m, basis)), None)
        status = "not_derivable" if group is None else "derived"
        if (values["stage_schema"], values["stage_group"], values["stage_status"]) != (schema, group, status):
            wrong.append((t, n, m, basis, values["stage_group"], group))
    assert wrong == []


@pytest.mark.parametrize("name", sorted(TABLES))
def test_no_two_rules_of_a_table_disagree(name: str) -> None:
    groups = {combination: set(groups_given(name, *combination)) for combination in combinations(name)}
    assert {combination: given for combination, given in groups.items() if len(given) > 1} == {}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_catalogue_offers_exactly_the_tokens_of_the_table(name: str) -> None:
    assert TOKENS[name] == TABLES[name]["tnm_options"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_token_of_a_rule_can_be_entered(name: str) -> None:
    for axis in ("t", "n", "m"):
        used = {token for rule in TABLES[name]["rules"] for token in rule[axis]} - {"*"}
        assert used <= set(TOKENS[name][axis])


def test_every_table_was_expanded() -> None:
    expanded = {name: len(combinations(name)) // 3 for name in TABLES}
    assert (set(TOKENS), len(expanded), sum(expanded.values())) == (set(TABLES), 21, 3121)


def test_every_step_of_every_size_table_ends_in_a_token_of_its_schema() -> None:
    for table in STAGING["min_t_from_size"]:
        editions = ["8", "9"] if table["edition"] == "*" else [table["edition"]]
        for edition in editions:
            tokens = TOKENS.get(f"{table['schema']}|{edition}")
            assert tokens is None or {step[2] for step in table["steps"]} <= set(tokens["t"])
