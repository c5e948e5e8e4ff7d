"""What the rules need of a board profile, and that profile indexed for quick lookup."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

Table = Mapping[str, Any]


class Rulebook(Protocol):
    """A board's catalogue and staging tables as plain values; must be hashable and must not change."""

    @property
    def catalogue(self) -> Table:
        """The fields, options, readiness items, policy and flags of the board."""

    def __hash__(self) -> int:
        """Identify the rulebook, whose index is kept."""

    @property
    def stage_tables(self) -> Table:
        """The stage groups, the smallest T by size and the editions by diagnosis date."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A rulebook by key: fields, option codes, treatments, staging tables, flags and readiness items."""

    fields: Mapping[str, Table]
    codes: Mapping[str, frozenset[str]]
    treatments: Mapping[str, Table]
    site_schemas: Mapping[str, str | None]
    no_answer: frozenset[str]
    policy: Mapping[str, Any]
    flags: tuple[Table, ...]
    items: tuple[Table, ...]
    tier0_gates: frozenset[str]
    family_defaults: Mapping[str, Table]
    tokens: Mapping[str, Table]
    stage_rules: Mapping[tuple[str, str], tuple[Table, ...]]
    size_steps: tuple[Table, ...]
    editions: Mapping[str, list[list[str]]]


@lru_cache(maxsize=16)
def index(rulebook: Rulebook) -> Rules:
    """Arrange a rulebook by key, once per rulebook; raises KeyError when a part of the catalogue is missing."""
    catalogue, staging = rulebook.catalogue, rulebook.stage_tables
    options = catalogue["options"]
    return Rules(
        fields={field["key"]: field for field in catalogue["fields"]},
        codes={name: frozenset(option["code"] for option in listed) for name, listed in options.items()},
        treatments={option["code"]: option for option in options["treatment"]},
        site_schemas={option["code"]: option["stage_schema"] for option in options["primary_site"]},
        no_answer=frozenset(catalogue["no_answer"]),
        policy={entry["key"]: entry["default"] for entry in catalogue["policy"]},
        flags=tuple(catalogue["flags"]),
        items=tuple(catalogue["readiness"]["items"]),
        tier0_gates=frozenset(catalogue["readiness"]["tier0_gates"]),
        family_defaults=catalogue["family_defaults"],
        tokens=catalogue["tnm_options"],
        stage_rules={(table["schema"], table["edition"]): tuple(table["rules"]) for table in staging["tables"]},
        size_steps=tuple(staging["min_t_from_size"]),
        editions=staging["edition_from"],
    )
