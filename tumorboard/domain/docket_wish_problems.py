"""Why a wish for a docket cannot be kept, in words that belong beside its fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tumorboard.domain.docket_wishes import ENDS, Change, Wanted, after, links
from tumorboard.vocabulary.workflow import WishKind as K

EMERGENCY = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """What a wish is judged by: the standing wishes, the planner's rows of the cases, the meeting, and words."""

    standing: Sequence[Wanted]
    cases: Mapping[str, Mapping[str, Any]]
    minutes: int
    hours: tuple[str, str] = ("the start", "the end")
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, case: str | None) -> str:
        """Name a case in a sentence."""
        return self.names.get(case or "", "that case")


def problems(change: Change, scene: Scene) -> dict[str, str]:
    """Say by field, in words, why a change cannot be wished for; empty where it can."""
    for wanted in change.made:
        found = _JUDGED.get(wanted.kind, _no_problem)(wanted, scene)
        if found:
            return found
    return _contradictions(change, scene)


def _no_problem(_wanted: Wanted, _scene: Scene) -> dict[str, str]:
    """Find nothing wrong."""
    return {}


def _window(wanted: Wanted, scene: Scene) -> dict[str, str]:
    """A guest's time lies inside the meeting and is long enough for the case."""
    begins, ends = scene.hours
    for name, value in (("from_time", wanted.from_min), ("to_time", wanted.to_min)):
        if value is None or not 0 <= value <= scene.minutes:
            return {name: f"Enter a time from {begins} to {ends}: the meeting lasts so long."}
    length = (wanted.to_min or 0) - (wanted.from_min or 0)
    needed = int(scene.cases[wanted.case or ""]["minutes"])
    if length <= 0:
        return {"to_time": "Enter a time after the one before it."}
    if length < needed:
        return {"to_time": f"The case takes {needed} minutes, and these are {length}. Enter a longer time."}
    return {}


def _out(wanted: Wanted, scene: Scene) -> dict[str, str]:
    """An emergency is not put off."""
    if scene.cases[wanted.case or ""]["tier"] != EMERGENCY:
        return {}
    return {"kind": "An emergency is not taken off a docket. Withdraw the case if it was decided elsewhere."}


def _before(wanted: Wanted, scene: Scene) -> dict[str, str]:
    """The other case is there, and is another one."""
    if wanted.other == wanted.case:
        return {"other": "Choose another case: none is discussed before itself."}
    return {} if wanted.other in scene.cases else {"other": "Choose the case that comes after this one."}


def _note(wanted: Wanted, _scene: Scene) -> dict[str, str]:
    """A note says something."""
    return {} if wanted.note.strip() else {"note": "Write the note first."}


def _contradictions(change: Change, scene: Scene) -> dict[str, str]:
    """No two cases first or last, none before the first or after the last, and no circle."""
    wishes = after(scene.standing, change)
    is_pin = any(each.kind in ENDS for each in change.made)
    for kind in (K.FIRST, K.LAST):
        there = [each.case for each in wishes if each.kind is kind]
        if len(there) > 1:
            return {"kind": f"{scene.name(there[0])} is wished {kind.value} already. End that wish first."}
        pairs = links(wishes) if kind is K.LAST else [(later, earlier) for earlier, later in links(wishes)]
        for pinned, other in pairs:
            if [pinned] == there:
                word = "after" if kind is K.LAST else "before"
                told = f"{scene.name(pinned)} is wished {kind.value}, and {scene.name(other)} {word} it."
                return {"kind" if is_pin else "other": f"{told} Both cannot be: end one of these wishes first."}
    return _circle(links(change.made), links(wishes), scene)


def _circle(new: Iterable[tuple[str, str]], every: Iterable[tuple[str, str]], scene: Scene) -> dict[str, str]:
    """Find a way from the later case of a new link back to the earlier one."""
    onward: dict[str, list[str]] = {}
    for earlier, later in every:
        onward.setdefault(earlier, []).append(later)
    for earlier, later in new:
        way = _way(later, earlier, onward)
        if way:
            told = " before ".join(scene.name(case) for case in (earlier, *way))
            return {"other": f"That would be a circle: {told}. End one of these wishes, or choose another case."}
    return {}


def _way(start: str, goal: str, onward: Mapping[str, Sequence[str]]) -> list[str]:
    """Walk from one case to another along the links; empty where there is no way."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for each in onward.get(way[-1], ()):
            if each not in seen:
                seen.add(each)
                ways.append([*way, each])
    return []


_JUDGED = {K.WINDOW: _window, K.OUT: _out, K.BEFORE: _before, K.NOTE: _note}
