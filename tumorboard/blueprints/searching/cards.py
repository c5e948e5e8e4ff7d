"""What was found, a row a case: where its words stand, and which names are like the ones that were typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from tumorboard.domain import searching
from tumorboard.domain.searching import Wanted
from tumorboard.profiles import Profile
from tumorboard.vocabulary.workflow import CaseStatus as S

TONES = {S.DRAFT: "na", S.SUBMITTED: "wait", S.ASKED: "miss", S.READY: "ok", S.LISTED: "ok", S.DISCUSSED: "part",
         S.SIGNED: "ok", S.CLOSED: "ok", S.WITHDRAWN: "no"}
MOST_LINES, MOST_WORDS = 2, 3


def rows(hits: Sequence[Any], versions: Iterable[Any], wanted: Wanted, profile: Profile) -> list[dict[str, Any]]:
    """Give each case that was found with the lines in which a word stands."""
    signed = _standing(versions)
    return [{"case": hit, "patient": hit if hit.patient_id else None, "tone": TONES[hit.status],
             "status": hit.status.label, "family": profile.label("net_family", hit.net_family or ""),
             "lines": _lines(hit, signed[hit.id], wanted, profile)} for hit in hits]


def _standing(versions: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    """Give by case what stands signed of each discussion: the newest version alone."""
    newest = {each.discussion_id: each for each in versions}
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for each in newest.values():
        found[each.case_id].append(each)
    return found


def _lines(hit: Any, signed: Sequence[Any], wanted: Wanted, profile: Profile) -> list[dict[str, Any]]:
    """Cut out where the words stand; a case found by its name or number shows its question."""
    texts = [("Question", hit.question), ("Case", hit.headline)]
    for version in signed:
        texts += [("Recommendation", each) for each in _signed_texts(version, profile)]
    lines = [{"where": where, "parts": searching.snippet(text, wanted)} for where, text in texts
             if text and searching.answers(text, wanted)]
    return lines[:MOST_LINES] or [{"where": "Question", "parts": searching.snippet(
        hit.question or "Not written yet.", wanted)}]


def _signed_texts(version: Any, profile: Profile) -> Iterator[str]:
    """Give every text of a signed version that is looked in."""
    yield version.summary
    for item in version.items:
        yield ", ".join(each for each in (profile.label("treatment", item.kind), item.detail) if each)
        yield from (item.condition, item.rationale, item.guideline, item.alternatives, item.contraindications)


def respelled(typed: str, likes: Iterable[tuple[str, Sequence[str]]], most: int) -> list[str]:
    """Write what was typed once more for each name that may have been meant, the closest name of each word first."""
    words = searching.words_of(typed)
    found: dict[str, None] = {}
    for word, names in likes:
        found |= dict.fromkeys(" ".join(name if each == word else each for each in words) for name in names)
    return [each.title() for each in found][:most]


def slipped(wanted: Wanted) -> list[str]:
    """Give the words that may be a name with a slip in it."""
    return [word for word in wanted.words if word.isalpha()][:MOST_WORDS]
