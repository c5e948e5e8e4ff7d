"""Words to begin with: what the board often says of a tumor family, and what it signed; offered, never filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tumorboard.blueprints.room.forms import ResultForm
from tumorboard.db import db
from tumorboard.domain.recommending import Item
from tumorboard.profiles import Profile
from tumorboard.queries import room
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.wording import day_year

VERB = "take"


@dataclass(frozen=True, slots=True)
class Offer:
    """One wording: what is pressed, its name, and its items in words."""

    press: str
    title: str
    words: tuple[str, ...]
    items: tuple[Item, ...]


def offers(case: Any) -> list[Offer]:
    """List what is offered for a case: the family's wording first, then what was signed in other cases."""
    usual = [(each["title"], tuple(Item(row["kind"], row["detail"], row["intent"], row["condition"])
                                   for row in each["items"])) for each in profile().wordings(case.net_family)]
    past = room.past_wording(db.session(), current_board(), case.net_family, case.id)
    signed = [(f"Signed {day_year(each.discussion.meeting.local_date)}", tuple(_without_people(row)
                                                                              for row in each.items)) for each in past]
    return [Offer(f"{VERB} {number}", title, tuple(_words(item, profile()) for item in items), items)
            for number, (title, items) in enumerate([*usual, *_once(signed)])]


def take(form: ResultForm, case: Any, pressed: str | None) -> bool:
    """Put the chosen wording into the form, to be changed; True means: draw the form again and store nothing."""
    chosen = next((each for each in offers(case) if each.press == pressed), None)
    if chosen is not None:
        form.add_items(chosen.items)
    return chosen is not None


def _without_people(row: Any) -> Item:
    """Take over what was said, not who did it or when."""
    return Item(row.kind, row.detail, row.intent or "", row.condition, "", None, row.rationale, row.guideline)


def _once(found: Sequence[tuple[str, tuple[Item, ...]]]) -> list[tuple[str, tuple[Item, ...]]]:
    """Offer the same words once, by their newest day."""
    newest: dict[tuple[Item, ...], str] = {}
    for title, items in found:
        newest.setdefault(items, title)
    return [(title, items) for items, title in newest.items()]


def _words(item: Item, of: Profile) -> str:
    """Write an item in a line."""
    what = ", ".join(filter(None, (of.label("treatment", item.kind), item.detail)))
    return f"{what} (only if {item.condition})" if item.condition else what
