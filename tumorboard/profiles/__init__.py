"""Board profiles: what one kind of tumor board asks, counts and warns of, kept as data in a folder of its own."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Profile", "load"]

FILES = ("catalogue", "stage_tables", "policy", "wording")


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One board's catalogue, staging tables, policy settings and usual wording, read once and never changed.

    Two profiles are equal only when they are the same object, so that rules may be indexed once per profile.
    """

    name: str
    catalogue: dict[str, Any]
    stage_tables: dict[str, Any]
    policy: dict[str, Any]
    wording: dict[str, Any]

    def labels(self, option_list: str) -> dict[str, str]:
        """Map every code of an option list to its label, in the list's order; raises KeyError for an unknown list."""
        return {option["code"]: option["label"] for option in self.catalogue["options"][option_list]}

    def label(self, option_list: str, code: str) -> str:
        """Give the label of a code, or the code itself when a stored answer is older than the list."""
        return self.labels(option_list).get(code, code)

    def short(self, option_list: str, code: str) -> str:
        """Give the word for a code where a line is crowded; a grade such as G2 is its own word."""
        return next((str(option["short"]) for option in self.catalogue["options"][option_list]
                     if option["code"] == code and "short" in option), code)

    def field(self, key: str) -> dict[str, Any]:
        """Give the definition of a field; raises KeyError when the catalogue has no such field."""
        for field in self.fields():
            if field["key"] == key:
                return field
        raise KeyError(f"the {self.name} catalogue has no field {key!r}")

    def fields(self, tier: str | None = None) -> list[dict[str, Any]]:
        """List the fields in form order: all, or those of one tier (submit, ready or optional)."""
        return [field for field in self.catalogue["fields"] if tier in (None, field["tier"])]

    def family_defaults(self, family: str) -> dict[str, Any]:
        """Give the starting minutes and specialties of a tumor family; an unknown family starts like `other`."""
        defaults: dict[str, dict[str, Any]] = self.catalogue["family_defaults"]
        chosen = defaults.get(family, defaults["other"])
        return {"minutes": chosen["minutes"], "specialties": list(chosen["specialties"])}

    def wordings(self, family: str | None) -> list[dict[str, Any]]:
        """List what the board often says of a tumor family, to begin with; an unknown family begins like `other`."""
        families: dict[str, list[dict[str, Any]]] = self.wording["families"]
        own = families.get(family or "other", families["other"])
        return own + [each for each in self.wording["always"] if each not in own]

    def policy_defaults(self) -> dict[str, Any]:
        """Map every policy key to the value that holds until a board chooses its own."""
        return {entry["key"]: entry["default"] for entry in self.catalogue["policy"]}

    def family_minutes(self) -> dict[str, int]:
        """Map every tumor family to the minutes with which its cases start."""
        return {family: chosen["minutes"] for family, chosen in self.catalogue["family_defaults"].items()}


def load(name: str = "net") -> Profile:
    """Read a board profile by its folder name, once; raises LookupError when there is no such profile."""
    return _read(name)


# Apart, for a cache would take the usual name, given or not, for two.
@cache
def _read(name: str) -> Profile:
    """Read the files of a profile."""
    folder = Path(__file__).parent / name
    if not name.isidentifier() or not (folder / "catalogue.json").is_file():
        raise LookupError(f"there is no board profile named {name!r}")
    texts = ((folder / f"{file}.json").read_text(encoding="utf-8") for file in FILES)
    return Profile(name, *(json.loads(text) for text in texts))
