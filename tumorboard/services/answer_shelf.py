"""Where each answer of a case stands: in its document, in a column or among its needs; read as the form types it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from tumorboard.domain.clinical import answers
from tumorboard.domain.clinical.answers import Reading, Typed
from tumorboard.domain.clinical.rulebook import Rules, index
from tumorboard.models import Case, CaseNeed, Member
from tumorboard.profiles import Profile
from tumorboard.services import estimating_minutes

# Asked at submission, and again here: a syndrome recorded later may raise it in any family.
ALSO_SUBMITTED = frozenset({"alpha_blockade"})
PERSONS = {"presenter": "presenter_id", "referring_clinician": "referrer_id"}
NEEDS, MINUTES, NO_PEDIATRICS, PEDIATRICS = "specialties_needed", "minutes", "no_pediatrics_reason", "pediatrics"
# What the docket reads stands in columns, which the coordinator's triage changes too.
COLUMNS = frozenset({*PERSONS, NEEDS, MINUTES})
CHANGED_ELSEWHERE = COLUMNS | ALSO_SUBMITTED
STAYS = "Pediatrics stays while the patient is under age. To leave it out, write below why it is not needed."


@dataclass(frozen=True, slots=True)
class Shelf:
    """The answers of one case, with what is needed to read them: the profile, who may be named, who is a child."""

    case: Case
    profile: Profile
    people: Mapping[str, Member]
    is_child: bool

    @property
    def rules(self) -> Rules:
        """The profile by key."""
        return index(self.profile)

    def keys(self, section: str) -> list[str]:
        """List the answers of a section in form order."""
        return [key for key, field in asked(self.profile).items() if field["section"] == section]

    def shown(self, key: str) -> Typed:
        """Give a stored answer as the form types it."""
        if key in PERSONS:
            return str(getattr(self.case, PERSONS[key]) or "")
        if key == MINUTES:
            return str(self.case.minutes)
        value = self.case.specialties_needed if key == NEEDS else self.case.answers.get(key)
        return self.in_order(key, answers.show(self.rules.fields[key], value))

    def canonical(self, key: str, typed: Any) -> Typed:
        """Write a typed answer in the one way in which equal answers are equal; what cannot be read stays as typed."""
        definition, plain = self.rules.fields[key], answers.tidy(typed)
        found = answers.read(definition, plain, self.rules)
        if found.problems or definition["type"] == "user":
            return plain
        return self.in_order(key, answers.show(definition, found.value))

    def in_order(self, key: str, typed: Typed) -> Typed:
        """Put the codes of a multiple choice into the order of their list."""
        definition = self.rules.fields[key]
        if definition["type"] != "multichoice":
            return typed
        order = list(self.profile.labels(definition["options"]))
        return sorted((str(each) for each in typed), key=lambda code: order.index(code) if code in order else -1)

    def read(self, key: str, typed: Typed, document: Mapping[str, Any]) -> Reading:
        """Read a typed answer, with what only the case can tell: who is on the board, and who is a child."""
        if key in PERSONS and typed and typed not in self.people:
            return Reading(None, {"": answers.CHOOSE})
        if key == MINUTES and not typed:
            return Reading(None, {"": "Enter a whole number from 2 to 20."})
        if key == NEEDS:
            return self._read_needs(typed, document)
        return answers.read(self.rules.fields[key], typed, self.rules)

    def _read_needs(self, typed: Typed, document: Mapping[str, Any]) -> Reading:
        """A case needs somebody; a child needs pediatrics, unless somebody says why not."""
        if not typed:
            return Reading(None, {"": "Choose at least one specialty that must be there."})
        if self.is_child and PEDIATRICS not in typed and not document.get(NO_PEDIATRICS):
            return Reading(None, {"": STAYS})
        return answers.read(self.rules.fields[NEEDS], typed, self.rules)

    def put(self, key: str, found: Reading, document: dict[str, Any]) -> None:
        """Store a value in its place; a column keeps what it had where the new answer cannot be read."""
        if key not in COLUMNS:
            document.pop(key, None)
            if found.value is not None:
                document[key] = found.value
        elif not found.problems and key == NEEDS:
            wanted = set(found.value)
            kept = [need for need in self.case.needs if need.specialty in wanted]
            new = wanted - {need.specialty for need in kept}
            self.case.needs = [*kept, *(CaseNeed(specialty=each) for each in sorted(new))]
        elif not found.problems and key == MINUTES:
            estimating_minutes.set_by_hand(self.case, found.value)
        elif not found.problems:
            setattr(self.case, PERSONS[key], UUID(found.value) if found.value else None)


def laid_over(profile: Profile, document: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Lay answers that came another way, such as from a referral list, over a document, each read like a typed one."""
    rules = index(profile)
    definitions = {key: rules.fields[key] for key in told if key in asked(profile) and key not in COLUMNS}
    found = {key: answers.read(definition, answers.tidy(answers.show(definition, told[key])), rules).value
             for key, definition in definitions.items()}
    return {**document, **{key: value for key, value in found.items() if value is not None}}


@cache
def asked(profile: Profile) -> dict[str, Mapping[str, Any]]:
    """List what the form asks after the submission: every field that is neither identity nor asked before."""
    return {field["key"]: field for field in profile.fields()
            if field["section"] != "patient" and (field["tier"] != "submit" or field["key"] in ALSO_SUBMITTED)}


@cache
def sections(profile: Profile) -> dict[str, str]:
    """List the sections of the form with their labels, in the catalogue's order."""
    used = {field["section"] for field in asked(profile).values()}
    return {each["id"]: each["label"] for each in profile.catalogue["sections"] if each["id"] in used}
