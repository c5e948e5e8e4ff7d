"""The board's policy: the numbers by which its dockets and flags are judged, and what each of them may be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tumorboard.domain.clinical import policy as clinical

FAMILY_MINUTES = "minutes_"
OTHER_FAMILY = "other"
TIERS = "urgency_tiers"
TENTHS = 10
Values = Mapping[str, Any]


class Kind(StrEnum):
    """What a setting holds: a number, yes or no, codes of a list, pairs of codes, or the days of each tier."""

    NUMBER = "number"
    SWITCH = "switch"
    CHOICES = "choices"
    PAIRS = "pairs"
    TIERS = "tiers"


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of the policy: its words, its unit, where it comes from, and its range."""

    key: str
    kind: Kind
    label: str
    unit: str
    source: str
    default: Any
    least: float = 0
    most: float = 0
    step: float = 1
    at_most: str = ""
    options: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    id: str
    title: str
    about: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the policy: its number, and every value by its key."""

    number: int
    values: Values

    @property
    def reserve_minutes(self) -> int:
        """The minutes of a meeting that only emergencies may use."""
        return int(self.values["reserve_minutes"])

    @property
    def rules(self) -> dict[str, Any]:
        """What the planner is told to weigh and to honour."""
        return {"lambda_num": int(self.values["complexity_tenths"]), "lambda_den": TENTHS,
                "urgent_in_first_half": bool(self.values["urgent_first_half"])}

    @property
    def learns_minutes(self) -> bool:
        """Tell whether estimates move with measured discussions."""
        return bool(self.values["learn_minutes"])

    @property
    def long_meeting(self) -> dict[str, int]:
        """Give above how many minutes a meeting has a break, and of how many."""
        return {"above": int(self.values["break_above_minutes"]), "break": int(self.values["break_minutes"])}

    def breaks(self, minutes: int) -> list[dict[str, int]]:
        """Give the breaks of a meeting so long: one at half time of a long one."""
        length = int(self.values["break_minutes"])
        is_long = minutes > self.values["break_above_minutes"] and length > 0
        return [{"at_min": minutes // 2, "minutes": length}] if is_long else []

    def start_minutes(self, family: str | None) -> int:
        """Give the minutes with which a case of this tumor family starts; an unknown family starts like any other."""
        other = self.values[FAMILY_MINUTES + OTHER_FAMILY]
        return int(self.values.get(f"{FAMILY_MINUTES}{family}", other))

    def target_days(self) -> tuple[int, ...]:
        """Give the days after which a case of each tier is due, emergencies first."""
        return tier_days(self.values[TIERS])


def groups(told: Iterable[Mapping[str, Any]], defaults: Values) -> tuple[Group, ...]:
    """Read the settings of a board profile; what it gives no default for has one in `defaults`.

    Raises KeyError where a setting has neither.
    """
    return tuple(Group(row["id"], row["title"], row["about"],
                       tuple(_setting(each, defaults) for each in row["settings"])) for row in told)


def settings(told: Iterable[Group]) -> dict[str, Setting]:
    """List every setting by its key."""
    return {setting.key: setting for group in told for setting in group.settings}


def in_force(number: int, chosen: Values, told: Iterable[Group]) -> Policy:
    """Lay what a board chose over the defaults; what cannot be read leaves the default standing."""
    defaults = {key: setting.default for key, setting in settings(told).items()}
    return Policy(number, clinical.effective(defaults, chosen))


def tier_days(table: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    """Read the days of each tier out of the urgency table; a tier of several urgencies has their shortest."""
    tiers = sorted({tier for tier, _ in table.values()})
    return tuple(min(days for tier, days in table.values() if tier == each) for each in tiers)


def with_days(table: Mapping[str, Sequence[int]], days: Sequence[int]) -> dict[str, list[int]]:
    """Give the urgency table with other days for its tiers, emergencies first."""
    tiers = sorted({tier for tier, _ in table.values()})
    chosen = dict(zip(tiers, days, strict=True))
    return {urgency: [tier, chosen[tier]] for urgency, (tier, _) in table.items()}


def problems(values: Values, told: Iterable[Group]) -> dict[str, str]:
    """Say by key, in words, what a value may not be; empty where the policy can be kept."""
    by_key = settings(told)
    found = {key: words for key, setting in by_key.items() if (words := _out_of_range(setting, values[key]))}
    for key, setting in by_key.items():
        other = by_key.get(setting.at_most)
        if other is not None and not {key, other.key} & found.keys() and values[key] > values[other.key]:
            found[key] = f"Enter at most what stands at “{other.label}”: {plain(values[other.key])}."
    return found


def changed(old: Values, new: Values, told: Iterable[Group]) -> list[Setting]:
    """List the settings that differ between two versions, in their order."""
    return [setting for key, setting in settings(told).items() if old[key] != new[key]]


def plain(value: float) -> str:
    """Write a number without an idle fraction: 5, 1.2."""
    return f"{value:g}"


def _setting(row: Mapping[str, Any], defaults: Values) -> Setting:
    """Read one setting of the profile."""
    default = row["default"] if "default" in row else defaults[row["key"]]
    return Setting(
        row["key"], Kind(row["kind"]), row["label"], row.get("unit", ""), row["source"], default,
        row.get("least", 0), row.get("most", 0), row.get("step", 1), row.get("at_most", ""),
        _texts(row.get("options", ())), _texts(row.get("tiers", ())))


def _texts(given: Any) -> tuple[str, ...]:
    """Give one text or several as several."""
    return (given,) if isinstance(given, str) else tuple(given)


def _out_of_range(setting: Setting, value: Any) -> str:
    """Say what is wrong with one value, or nothing."""
    if setting.kind is Kind.NUMBER:
        return "" if setting.least <= value <= setting.most else _between(setting)
    if setting.kind is not Kind.TIERS:
        return ""
    days = tier_days(value)
    if not all(setting.least <= each <= setting.most for each in days):
        return _between(setting)
    return "" if list(days) == sorted(days) else "A more urgent case is due no later than a less urgent one."


def _between(setting: Setting) -> str:
    """Say which numbers can be entered."""
    return f"Enter a number from {plain(setting.least)} to {plain(setting.most)}."
