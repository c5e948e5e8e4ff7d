"""What a rule looked at, in words."""

from collections.abc import Mapping
from typing import Any

from tumorboard.profiles import Profile
from tumorboard.web import answer_words


def inputs(seen: Mapping[str, Any], profile: Profile) -> str:
    """Write what a rule looked at: what is recorded first, then what is not."""
    fields = {field["key"]: field for field in profile.fields()} | {"planned": profile.field("proposal_kinds")}
    known = [f"{fields[name]['label']}: {answer_words.line(fields[name], value, profile)}"
             for name, value in seen.items() if value not in answer_words.NOTHING and name in fields]
    unknown = [fields[name]["label"] for name, value in seen.items()
               if value in answer_words.NOTHING and name in fields]
    missing = [f"Not recorded: {'; '.join(unknown)}"] if unknown else []
    return " ".join(f"{each.rstrip('.')}." for each in known + missing)
