"""The demo data count days from the next meeting; this turns them into dates, once, at load."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tumorboard.profiles import Profile


@dataclass(frozen=True, slots=True)
class Days:
    """The reference Friday, and the zone in which the board lives."""

    reference: date
    zone: ZoneInfo

    def on(self, value: Any) -> str | None:
        """Give a date as ISO text: an integer counts days from the reference, a text is fixed."""
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return (self.reference + timedelta(days=value)).isoformat()
        return str(value)

    def day(self, value: int) -> date:
        """Give a day counted from the reference."""
        return self.reference + timedelta(days=value)

    def at(self, value: int, clock: str = "10:20") -> datetime:
        """Give an instant on a counted day, at a local time."""
        return datetime.combine(self.day(value), time.fromisoformat(clock), self.zone).astimezone(UTC)

    def birth(self, told: Mapping[str, int]) -> date:
        """Give the birth date of somebody who reached an age so many days before the reference."""
        birthday = self.reference - timedelta(days=told["plus_days"])
        try:
            return birthday.replace(year=birthday.year - told["age"])
        except ValueError:
            return birthday.replace(year=birthday.year - told["age"], day=28)


def answers(fields: Mapping[str, Any], profile: Profile, days: Days) -> dict[str, Any]:
    """Give a case's answers with every counted day turned into a date, in rows too."""
    kinds = {field["key"]: field for field in profile.fields()}
    return {key: _dated(kinds.get(key, {"type": "text"}), value, days) for key, value in fields.items()}


def _dated(field: Mapping[str, Any], value: Any, days: Days) -> Any:
    """Turn the counted days of one answer into dates."""
    if field["type"] == "date":
        return days.on(value)
    if field["type"] == "rows" and isinstance(value, list):
        columns = [str(column).split(":")[0] for column in field["columns"] if str(column).endswith(":date")]
        return [{name: days.on(each) if name in columns else each for name, each in row.items()} for row in value]
    return value
