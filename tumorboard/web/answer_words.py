"""Recorded answers as people read them: labels for codes, units behind numbers, one line a row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tumorboard.profiles import Profile
from tumorboard.web.wording import day_year

# Units are stored as UCUM codes; people write them so.
UNITS = {"mm[Hg]": "mmHg", "mL/min/{1.73_m2}": "mL/min/1.73 m²", "10*9/L": "× 10⁹/L", "/2 mm2": "per 2 mm²"}
# What stands beside a bare number or a tick in a row, so that it can be read without the column's head.
COLUMNS = {"uln": "upper limit {}", "cycles": "{} cycles", "gbq": "{} GBq", "krenning": "Krenning {}",
           "outside": "from outside", "start": "from {}", "end": "until {}", "link": "opens in the viewer"}
NOTHING: tuple[Any, ...] = (None, "", [])


def lines(field: Mapping[str, Any], value: Any, profile: Profile) -> list[str]:
    """Write one answer as lines: labels for codes, one line a row."""
    if field["type"] == "rows":
        return [row(field, each, profile) for each in value] or ["None"]
    if isinstance(value, list):
        return [", ".join(label(field, each, profile) for each in value) or "None"]
    unit = str(UNITS.get(field["unit"], field["unit"])) if field.get("unit") else ""
    return [f"{label(field, value, profile)}{'' if unit in ('', '%') else ' '}{unit}"]


def line(field: Mapping[str, Any], value: Any, profile: Profile) -> str:
    """Write one answer in a line; what is not known is said so."""
    return "not recorded" if value in NOTHING else "; ".join(lines(field, value, profile))


def row(field: Mapping[str, Any], entry: Mapping[str, Any], profile: Profile) -> str:
    """Write one row of a table field in a line."""
    kinds = dict(str(column).split(":", 1) for column in field["columns"])
    parts = [COLUMNS.get(name, "{}").format(label({"options": kinds.get(name)}, value, profile))
             for name, value in entry.items() if value not in (None, "", False)]
    return ", ".join(parts)


def label(field: Mapping[str, Any], value: Any, profile: Profile) -> str:
    """Write a code by its label, anything else as it is."""
    if field.get("type") == "date" or field.get("options") == "date":
        return written_day(value)
    if isinstance(value, str) and field.get("options") in profile.catalogue["options"]:
        return profile.label(str(field["options"]), value)
    return short(value)


def written_day(value: Any) -> str:
    """Write a stored day in words; a year or a month alone stays as it is."""
    try:
        return day_year(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def short(value: Any) -> str:
    """Write a value in a line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(short(each) for each in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{short(each)}" for each in value.values() if each not in (None, ""))
    return "not recorded" if value in (None, "") else str(value)
