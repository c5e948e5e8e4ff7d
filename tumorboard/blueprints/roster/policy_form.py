"""The form of one group of the policy, made from its settings."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Field, StringField
from wtforms.validators import Length, StopValidation

from tumorboard.domain import policy
from tumorboard.domain.policy import Group, Kind, Setting, Values, plain
from tumorboard.profiles import Profile
from tumorboard.web.forms import BoardForm, ChecksField, ChoiceField, SegmentField, options, text_field

PAIR = "|"
YES, NO = "yes", "no"
MOST_DIGITS = 12


class NumberField(StringField):
    """A number typed as 5 or 1.2, kept as typed when it is none."""

    number: float | None = None

    def process_data(self, value: Any) -> None:
        """Write a stored number as it is typed."""
        super().process_data(plain(value) if isinstance(value, int | float) else value)

    def pre_validate(self, form: Any) -> None:
        """Read the number, or say how to write it."""
        self.number = read_number(str(self.data or "").strip())
        if self.number is None:
            raise StopValidation("Enter a number like 10 or 1.5.")


def read_number(text: str) -> float | None:
    """Read a number without an exponent; whole ones are whole."""
    if not text.replace(".", "", 1).isdecimal() or not text.isascii() or len(text) > MOST_DIGITS:
        return None
    return float(text) if "." in text else int(text)


class PolicyForm(BoardForm):
    """Why the board changes a group of its policy; the values are added by `form_of`."""

    reason = text_field("Why does the board change this?", 500, lines=2)

    def values(self, group: Group, current: Values) -> dict[str, Any]:
        """Give every value of the policy, with those of this group as they were typed."""
        return {**current, **{setting.key: _READ[setting.kind](self, setting, current) for setting in group.settings}}

    def put_words(self, found: Mapping[str, str]) -> None:
        """Show what cannot be kept beside its field; the days of tiers share the first one's."""
        for key, words in found.items():
            field = self._fields.get(key) or self._fields.get(f"{key}-0")
            if field is not None:
                field.errors = [*field.errors, words]
            else:
                self.form_errors.append(words)


def form_of(group: Group, profile: Profile, values: Values, seen: int, *, is_new: bool = False) -> PolicyForm:
    """Make the form of a group, filled with the values in force, or with what was sent."""
    fields: dict[str, Field] = {}
    for setting in group.settings:
        fields |= _FIELDS[setting.kind](setting, profile, values[setting.key])
    made = type("GroupForm", (PolicyForm,), fields)
    filled = {name: data for setting in group.settings for name, data in _shown(setting, values[setting.key])}
    form: PolicyForm = made(formdata=None, data={**filled, "seen": seen}) if is_new else made()
    return form


def _shown(setting: Setting, value: Any) -> Iterable[tuple[str, Any]]:
    """Give what the fields of a setting show of its value."""
    if setting.kind is Kind.TIERS:
        yield from ((f"{setting.key}-{tier}", days) for tier, days in enumerate(policy.tier_days(value)))
    elif setting.kind is Kind.SWITCH:
        yield setting.key, YES if value else NO
    elif setting.kind is Kind.PAIRS:
        yield setting.key, [PAIR.join(pair) for pair in value]
    else:
        yield setting.key, value


def _number(setting: Setting, _profile: Profile, _value: Any) -> dict[str, Field]:
    return {setting.key: NumberField(setting.label, validators=[Length(max=MOST_DIGITS)])}


def _switch(setting: Setting, _profile: Profile, _value: Any) -> dict[str, Field]:
    return {setting.key: SegmentField(setting.label, choices=options([(YES, "Yes"), (NO, "No")]))}


def _choices(setting: Setting, profile: Profile, _value: Any) -> dict[str, Field]:
    return {setting.key: ChecksField(setting.label, choices=options(profile.labels(setting.options[0]).items()))}


def _pairs(setting: Setting, profile: Profile, value: Any) -> dict[str, Field]:
    """Offer the pairs of the profile and those that the board added, and one more."""
    known = list(dict.fromkeys(PAIR.join(pair) for pair in [*setting.default, *value]))
    first, second = (profile.labels(name) for name in setting.options)
    return {
        setting.key: ChecksField(setting.label, choices=options(
            (code, pair_words(code.split(PAIR), first, second)) for code in known)),
        f"{setting.key}-first": ChoiceField("Add a treatment", choices=options([("", "None"), *first.items()])),
        f"{setting.key}-second": ChoiceField("with a condition", choices=options([("", "None"), *second.items()])),
    }


def _tiers(setting: Setting, _profile: Profile, _value: Any) -> dict[str, Field]:
    return {f"{setting.key}-{tier}": NumberField(words) for tier, words in enumerate(setting.tiers)}


def pair_words(pair: Iterable[str], first: Mapping[str, str], second: Mapping[str, str]) -> str:
    """Write a pair of codes: Sunitinib: Heart failure."""
    treatment, condition = pair
    return f"{first.get(treatment, treatment)}: {second.get(condition, condition)}"


def _read_pairs(form: PolicyForm, setting: Setting, _current: Values) -> list[list[str]]:
    chosen = list(form[setting.key].data or [])
    added = PAIR.join((form[f"{setting.key}-first"].data or "", form[f"{setting.key}-second"].data or ""))
    if all(added.split(PAIR)) and added not in chosen:
        chosen.append(added)
    return [each.split(PAIR) for each in chosen]


def _read_tiers(form: PolicyForm, setting: Setting, current: Values) -> dict[str, list[int]]:
    days = [int(form[f"{setting.key}-{tier}"].number or 0) for tier in range(len(setting.tiers))]
    return policy.with_days(current[setting.key], days)


_FIELDS = {Kind.NUMBER: _number, Kind.SWITCH: _switch, Kind.CHOICES: _choices, Kind.PAIRS: _pairs, Kind.TIERS: _tiers}
_READ: dict[Kind, Any] = {
    Kind.NUMBER: lambda form, setting, _: form[setting.key].number,
    Kind.SWITCH: lambda form, setting, _: form[setting.key].data == YES,
    Kind.CHOICES: lambda form, setting, _: list(form[setting.key].data or []),
    Kind.PAIRS: _read_pairs, Kind.TIERS: _read_tiers,
}
