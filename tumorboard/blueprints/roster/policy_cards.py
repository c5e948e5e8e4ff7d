"""The policy as its pages show it: values in words, what differs between two versions, whom a change concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tumorboard.blueprints.roster.policy_form import pair_words
from tumorboard.domain import policy
from tumorboard.domain.policy import Group, Kind, Policy, Setting, Values, plain
from tumorboard.profiles import Profile
from tumorboard.web.wording import count, day

ONE = {"days": "day", "minutes": "minute", "tenths": "tenth", "years": "year", "characters": "character"}


@dataclass(frozen=True, slots=True)
class Line:
    """One setting: what it is now, what it was before or by default, and what it may be."""

    setting: Setting
    now: str
    default: str
    range: str

    @property
    def is_own(self) -> bool:
        """Tell whether the board chose something else than the profile has."""
        return self.now != self.default


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that differs between two versions."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version with what it changed."""

    row: Any
    changes: tuple[Change, ...]


def lines(group: Group, values: Values, profile: Profile) -> list[Line]:
    """Draw a group's settings."""
    return [Line(setting, words(setting, values[setting.key], profile), words(setting, setting.default, profile),
                 _range(setting)) for setting in group.settings]


def changes(old: Values, new: Values, groups: Sequence[Group], profile: Profile) -> tuple[Change, ...]:
    """Write what differs between two versions."""
    return tuple(_change(each, old[each.key], new[each.key], profile) for each in policy.changed(old, new, groups))


def history(versions: Sequence[tuple[Any, Policy]], groups: Sequence[Group], profile: Profile) -> list[Version]:
    """Draw the versions, the newest first, each with what it changed."""
    before = [told.values for _, told in versions[1:]] + [None]
    return [Version(row, changes(old, told.values, groups, profile) if old else ())
            for (row, told), old in zip(versions, before, strict=True)]


def moves(found: Any, profile: Profile, tiers: Sequence[str]) -> list[str]:
    """Say in words how one case would be judged otherwise."""
    flags = {each["id"]: each["words"] for each in profile.catalogue["flags"]}
    told = []
    if found.before.tier != found.after.tier:
        told.append(f"{tiers[found.before.tier]} becomes {tiers[found.after.tier].lower()}.")
    if found.before.due_on != found.after.due_on:
        told.append(f"Due {day(found.after.due_on)} instead of {day(found.before.due_on)}.")
    told += [f"New flag: {flags[each]}" for each in found.raised]
    return told + [f"No longer flagged: {flags[each]}" for each in found.gone]


def words(setting: Setting, value: Any, profile: Profile) -> str:
    """Write one value with its unit."""
    if setting.kind is Kind.NUMBER:
        return f"{plain(value)} {ONE.get(setting.unit, setting.unit) if value == 1 else setting.unit}".strip()
    if setting.kind is Kind.SWITCH:
        return "yes" if value else "no"
    if setting.kind is Kind.TIERS:
        return f"{', '.join(str(each) for each in policy.tier_days(value))} {setting.unit}"
    if setting.kind is Kind.PAIRS:
        return count(len(value), "pair")
    return ", ".join(profile.short(setting.options[0], each) if setting.options[0] == "grade" else
                     profile.label(setting.options[0], each) for each in value) or "none"


def _change(setting: Setting, old: Any, new: Any, profile: Profile) -> Change:
    """Write one difference; of long lists only what came and went."""
    if setting.kind is not Kind.PAIRS:
        return Change(setting.label, words(setting, old, profile), words(setting, new, profile))
    labels = [profile.labels(name) for name in setting.options]
    gone, come = ([pair_words(each, *labels) for each in these if each not in others]
                  for these, others in ((old, new), (new, old)))
    return Change(setting.label, f"without: {'; '.join(gone)}" if gone else "all of before",
                  f"and: {'; '.join(come)}" if come else "no other")


def _range(setting: Setting) -> str:
    """Write what a number may be."""
    if setting.kind not in (Kind.NUMBER, Kind.TIERS):
        return ""
    return f"{plain(setting.least)} to {plain(setting.most)}"
