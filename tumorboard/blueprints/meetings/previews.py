"""What a wish would do, as its page says it before it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tumorboard.blueprints.meetings import orders, phrases
from tumorboard.blueprints.meetings.orders import Comparison
from tumorboard.domain.docket_wishes import Lift, Move, Wanted
from tumorboard.services.previewing import Preview
from tumorboard.vocabulary.workflow import WishKind

FIRST_HALF = "urgent_in_first_half"
AROUND = "The other cases are placed anew around it. To exchange only these two, keep the order first."


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview in words: what is compared, its price, what else ends with it, and what to beware of."""

    heading: str
    comparison: Comparison | None
    price: int | None
    cost: int
    cost_before: int
    ends: tuple[str, ...]
    warnings: tuple[str, ...]
    is_note: bool = False
    hint: str = ""


def shown(preview: Preview, ask: Any, people: Iterable[Any], start: datetime) -> Shown:
    """Put a preview into words."""
    names = phrases.names_of(preview.desk.found.ranked)
    made = {each.case for each in preview.change.made if each.kind is not WishKind.ORDER}
    ends = tuple(phrases.wish(each, names, start) for each in preview.change.ended
                 if not isinstance(ask, Lift) and not (each.kind is WishKind.ORDER and preview.change.made))
    before, after = preview.before, preview.after
    heading, hint = phrases.act(ask, names, start), ""
    past = next((each for each in preview.change.made if each.kind is WishKind.BEFORE), None)
    if isinstance(ask, Move) and past is not None:
        heading, hint = phrases.passing(ask, past, names), AROUND
    if before is None or after is None:
        return Shown(heading, None, None, 0, 0, ends, (), hint=hint)
    cases = {UUID(key): case for key, case in preview.desk.found.ranked.items()}
    return Shown(
        heading, orders.compare(orders.of_plan(before), orders.of_plan(after), cases, people, start),
        preview.price, after["cost"], before["cost"], ends, tuple(_warnings(before, after, made, names)),
        isinstance(ask, Wanted) and ask.kind is WishKind.NOTE, hint)


def _warnings(before: Mapping[str, Any], after: Mapping[str, Any], made: set[str | None], names: Mapping[str, str]
              ) -> Iterable[str]:
    """Say what leaves the docket or stays off it because of the wish, and which rule gives way."""
    were = {row["id"] for row in before["admitted"]}
    for row in after["bumped"]:
        name = names.get(row["id"], "A case")
        if row["id"] in were and row["reason"] == "no_slot":
            yield f"{name} would leave the docket: no order honours this wish together with the others."
        elif row["id"] in were:
            yield f"{name} would be bumped: no minutes would be left for it."
        elif row["id"] in made:
            why = "no order honours it together with the other wishes" if row["reason"] == "no_slot" else (
                "the cases before it fill the docket")
            yield f"{name} would still not be on this docket: {why}."
    for row in after["held"]:
        if row["id"] in made and row["reason"] != "pin_out":
            yield (f"{names.get(row['id'], 'A case')} stays held: a wish does not stand in for what is missing or for "
                   "who cannot come.")
    if FIRST_HALF in after["waived"] and FIRST_HALF not in before["waived"]:
        yield "Emergencies could no longer all begin in the first half of the meeting."
