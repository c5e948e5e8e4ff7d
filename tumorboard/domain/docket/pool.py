"""Everything known before any case is chosen: who stands for what, which cases may enter, which are held."""

from dataclasses import dataclass

from .hold import DutyGroups, Eligible, Held, duty_groups, sort_out
from .instance import Instance
from .reading import parse


@dataclass(frozen=True, slots=True)
class Pool:
    instance: Instance
    groups: DutyGroups
    eligible: tuple[Eligible, ...]  # by id
    held: tuple[Held, ...]  # by id


def gather(raw: object) -> Pool:
    """Read an instance and part its candidates into eligible and held; raises MalformedInstance."""
    instance = parse(raw)
    groups = duty_groups(instance)
    eligible, held = sort_out(instance, groups)
    return Pool(instance, groups, tuple(eligible), tuple(held))
