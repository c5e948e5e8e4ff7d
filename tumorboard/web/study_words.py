"""A study in words, where its images are, and the address at which the viewer shows it."""

from collections.abc import Mapping
from typing import Any

from tumorboard.profiles import Profile
from tumorboard.web import answer_words

TONES = {"yes": "ok", "requested": "wait", "report_only": "part", "no": "miss"}
VIEWER = "https://"


def named(study: Mapping[str, Any], profile: Profile) -> str:
    """Name a study by its kind, region and day."""
    kind = profile.label("modality", str(study.get("modality") or "other")).split(" (")[0]
    when = answer_words.written_day(study["date"]) if study.get("date") else "no date recorded"
    region = profile.label("region", str(study["region"])).lower() if study.get("region") else ""
    return ", ".join(part for part in (kind, region, when) if part)


def viewer(study: Mapping[str, Any]) -> str:
    """Give the address of a study in the viewer; nothing where there is none, or one that no browser should follow."""
    link = study.get("link")
    return link if isinstance(link, str) and link.startswith(VIEWER) else ""


def where(study: Mapping[str, Any], profile: Profile) -> tuple[str, str]:
    """Say where the images are, with the tone of it."""
    code = str(study.get("loaded") or "")
    return TONES.get(code, "na"), profile.label("loaded", code) if code else "Not recorded where"
