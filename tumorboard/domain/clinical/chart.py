"""One case as the rules read it on a board date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.domain.clinical import policy as policies
from tumorboard.domain.clinical import reading
from tumorboard.domain.clinical.reading import Number, Row, Span
from tumorboard.domain.clinical.rulebook import Rulebook, Rules, index

Derived = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """The answers of a case, the board date, the policy in force and the board's rules."""

    answers: Mapping[str, Any]
    on: date
    policy: Mapping[str, Any]
    rules: Rules

    def word(self, key: str) -> str | None:
        """Give a text or token as entered, without the spaces around it."""
        return reading.word(self.answers.get(key))

    def choice(self, key: str) -> str | None:
        """Give the code chosen; a code that is not in the field's list counts as unknown."""
        chosen = self.word(key)
        return chosen if chosen in self._codes(key) else None

    def choices(self, key: str) -> tuple[str, ...]:
        """Give the codes chosen in a multiple choice, leaving out those that are not in the field's list."""
        codes = self._codes(key)
        return tuple(code for code in reading.words(self.answers.get(key)) if code in codes)

    def number(self, key: str) -> Number | None:
        """Give a measure in the field's own unit; outside the field's range it is not usable."""
        field = self.rules.fields.get(key, {})
        return reading.number(self.answers.get(key), field.get("min"), field.get("max"))

    def day(self, key: str) -> date | None:
        """Give the day of a date field; a partial date is not a day."""
        return reading.day(self.answers.get(key))

    def span(self, key: str) -> Span | None:
        """Give the first and the last day that a date field may mean."""
        return reading.span(self.answers.get(key))

    def rows(self, key: str) -> tuple[Row, ...]:
        """Give the rows of a row field."""
        return reading.rows(self.answers.get(key))

    def days_ago(self, day: date | None) -> int | None:
        """Count the days from a day to the board; negative after the board, None without a day."""
        return None if day is None else (self.on - day).days

    def is_within(self, day: date | None, limit: Number) -> bool:
        """Say whether a day lies 0 to `limit` days before the board, both ends included."""
        age = self.days_ago(day)
        return age is not None and 0 <= age <= limit

    def _codes(self, key: str) -> frozenset[str]:
        """Give the codes that a choice field allows."""
        return self.rules.codes.get(self.rules.fields.get(key, {}).get("options", ""), frozenset())


def in_force(chosen: Mapping[str, Any] | None, rulebook: Rulebook) -> policies.InForce:
    """Lay a board's policy over the defaults once, for all the cases that are judged by it."""
    return policies.effective(index(rulebook).policy, chosen)


def open_chart(case: Mapping[str, Any], on: date, policy: Mapping[str, Any] | None, rulebook: Rulebook) -> Chart:
    """Set up a case to be read by the rules on a board date; a case that is not a mapping is an empty one."""
    rules = index(rulebook)
    answers = case if isinstance(case, Mapping) else {}
    return Chart(answers, reading.day(on) or on, policies.effective(rules.policy, policy), rules)
