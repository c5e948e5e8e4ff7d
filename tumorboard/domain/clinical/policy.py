"""The board's own limits over the profile's defaults."""

from collections.abc import Mapping
from typing import Any

from tumorboard.domain.clinical.reading import number


class InForce(dict[str, Any]):
    """A policy already laid over the defaults, which a pool of thousands need not be asked for case by case."""

    def __init__(self, values: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
        """Remember which defaults it was laid over."""
        super().__init__(values)
        self.defaults = defaults


def effective(defaults: Mapping[str, Any], chosen: Mapping[str, Any] | None) -> InForce:
    """Lay a board's chosen policy over the defaults.

    Unknown keys are left out, and a value of the wrong kind leaves the default standing: a limit that cannot be
    read must not switch a warning off. A table (urgency_tiers) is laid over row by row. Raises nothing.
    """
    if isinstance(chosen, InForce) and chosen.defaults is defaults:
        return chosen
    overrides = chosen if isinstance(chosen, Mapping) else {}
    return InForce({key: _laid_over(default, overrides.get(key)) for key, default in defaults.items()}, defaults)


def _laid_over(default: Any, chosen: Any) -> Any:
    """Give the chosen value when it is of the default's kind, else the default."""
    if isinstance(default, bool):
        return chosen if isinstance(chosen, bool) else default
    if isinstance(default, list):
        return list(chosen) if isinstance(chosen, list | tuple) else list(default)
    if isinstance(default, dict):
        usable = chosen if isinstance(chosen, Mapping) else {}
        return {**default, **{key: pair for key, pair in usable.items() if _is_pair(pair)}}
    limit = None if isinstance(chosen, str) else number(chosen)
    return default if limit is None else limit


def _is_pair(value: Any) -> bool:
    """Say whether a row of the urgency table holds a docket tier and target days."""
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(part, int) for part in value)
