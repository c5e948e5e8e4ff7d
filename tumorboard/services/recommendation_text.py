"""The text of a recommendation: what is written down, in sections that two people may write at once."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from tumorboard.domain import recommending, section_merging
from tumorboard.domain.outcome_draft import Pairs
from tumorboard.models import Recommendation, RecommendationItem
from tumorboard.vocabulary.recommendation import Considered


@dataclass(frozen=True, slots=True)
class Text:
    """What is written down: a line why, the items, how far the board agreed, and who disagreed in which words."""

    summary: str = ""
    items: tuple[recommending.Item, ...] = ()
    consensus: str = ""
    dissents: tuple[tuple[UUID, str], ...] = ()
    what_changed: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    preference_conflict: str = ""
    read_back_by: UUID | None = None
    agreed: tuple[tuple[str, str], ...] = ()         # diagnosis, grade, stage and its edition
    trials: tuple[recommending.Trial, ...] = ()
    # What the room leans to beside what is recorded; no part of what is signed.
    outcome_draft: Pairs = ()


# What two people may write down at once, each in a section of their own.
SECTIONS = {"items": ("items",), "why": ("summary",),
            "changed": ("what_changed", "considered", "trials", "preference_conflict"),
            "agreement": ("consensus", "dissents"), "read_back": ("read_back_by",), "agreed": ("agreed",),
            "outcome": ("outcome_draft",)}


def sections(text: Text) -> dict[str, list[Any]]:
    """Part a text into its sections."""
    whole = {name: getattr(text, name) for name in text.__slots__}
    for name in ("items", "trials"):
        whole[name] = tuple(asdict(row) for row in whole[name])
    return {name: [whole[part] for part in parts] for name, parts in SECTIONS.items()}


def stamps(draft: Recommendation | None) -> dict[str, str]:
    """Name what each section says now, for whoever begins to write."""
    text = text_of(draft) if draft is not None else Text()
    return {name: section_merging.stamp(words) for name, words in sections(text).items()}


def merged(draft: Recommendation | None, text: Text, seen: Mapping[str, str], only: Collection[str] = tuple(SECTIONS)
           ) -> tuple[Text, tuple[str, ...]]:
    """Merge a text into what is stored by now; give it with the sections that somebody else changed otherwise."""
    stored = text_of(draft) if draft is not None else Text()
    typed = {name: words for name, words in sections(text).items() if name in only}
    found = section_merging.merge(sections(stored), typed, seen)
    parts = {part: getattr(text if name in typed and found.sections[name] == typed[name] else stored, part)
             for name, parts in SECTIONS.items() for part in parts}
    return Text(**parts), found.conflicts


def text_of(version: Recommendation) -> Text:
    """Give what is written down in a version, as it is written and rewritten."""
    considered = tuple(each.value for each in Considered if version.considered.get(each.value))
    return Text(version.summary, tuple(item_of(row) for row in version.items), version.consensus or "",
                tuple((row.member_id, row.text) for row in version.dissents), tuple(version.what_changed),
                considered, version.preference_conflict, version.read_back_by_id,
                tuple((name, str(said)) for name, said in sorted(version.agreed.items())),
                trials_of(version), tuple((name, value) for name, value in version.outcome_draft))


def trials_of(version: Recommendation) -> tuple[recommending.Trial, ...]:
    """Give the trials that stand in a version as the rules see them."""
    return tuple(recommending.Trial(**row) for row in version.trials)


def item_of(row: RecommendationItem) -> recommending.Item:
    """Give a stored item as the rules see it."""
    return recommending.Item(row.kind, row.detail, row.intent or "", row.condition,
                             str(row.owner_id) if row.owner_id else "", row.due_on, row.rationale, row.guideline,
                             row.alternatives, row.contraindications)
