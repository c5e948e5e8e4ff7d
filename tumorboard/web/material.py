"""What can be opened of a case: its studies in the viewer, and its files; and what was said of its pathology."""

from collections.abc import Iterable, Mapping
from typing import Any

from tumorboard.domain.file_content import size_words
from tumorboard.profiles import Profile
from tumorboard.web import study_words

# No slides come from outside.
NONE = "none"


def studies(answers: Mapping[str, Any], profile: Profile) -> list[dict[str, Any]]:
    """Give every study with where its images are and the way to the viewer, the newest first."""
    rows = [row for row in answers.get("imaging") or () if isinstance(row, Mapping)]
    rows.sort(key=lambda row: str(row.get("date") or ""), reverse=True)
    told = []
    for row in rows:
        tone, words = study_words.where(row, profile)
        told.append({"what": study_words.named(row, profile), "link": study_words.viewer(row), "tone": tone,
                     "where": words, "is_outside": row.get("outside") is True})
    return told


def files(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Give the files that are still here."""
    return [{"file": row, "size": size_words(row.size)} for row in rows if row.removed_at is None]


def pathology(answers: Mapping[str, Any], profile: Profile) -> str:
    """Say where slides from outside are, and what the review here found; nothing where neither is recorded."""
    slides, review = answers.get("outside_pathology"), answers.get("path_concordance")
    return ". ".join(filter(None, (
        profile.label("outside_path", str(slides)) if slides and slides != NONE else "",
        f"In-house review: {profile.label('concordance', str(review)).lower()}" if review else "")))
