"""The rows of a docket page: each case with its time, its wishes, and why it is where it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tumorboard.blueprints.meetings import phrases
from tumorboard.domain.docket_wishes import wanted
from tumorboard.domain.quorum import Cover, Seat
from tumorboard.profiles import load
from tumorboard.queries.sheets import Sheet
from tumorboard.vocabulary.workflow import PINS, Decision, WishKind
from tumorboard.web.wording import short_time

LABEL_SHORT = {"Medical oncology": "Med onc"}


class Wished(NamedTuple):
    """One standing wish for a case, with who made it, when and why."""

    row: Any
    words: str

    @property
    def is_pin(self) -> bool:
        """Tell whether it pins its case."""
        return self.row.kind in PINS


class Row(NamedTuple):
    """One case in the running order, with its time and whatever stands out."""

    item: Any
    case: Any
    at: str
    needs: str
    reason: str
    why: Mapping[str, str]
    gaps: tuple[str, ...]
    tags: tuple[tuple[str, str, str], ...]
    wishes: tuple[Wished, ...]
    is_last: bool

    @property
    def is_pinned(self) -> bool:
        """Tell whether a wish pins the case."""
        return any(each.is_pin for each in self.wishes)


def rows(sheet: Sheet, start: datetime, covers: Mapping[str, Seat]) -> tuple[Row, ...]:
    """Give the running order."""
    told = {each.case_id: each for each in sheet.candidates.get(Decision.ADMITTED, [])}
    where = {str(case.id): place for place, (_, case) in enumerate(sheet.items)}
    wished = standing(sheet, start)
    return tuple(Row(
        item, case, short_time(start + timedelta(minutes=item.start_min)),
        ", ".join(seat_label(each) for each in item.needs), told[case.id].reason if case.id in told else "",
        told[case.id].detail if case.id in told else {},
        tuple(seat_label(each) for each in item.needs if covers[each].cover is Cover.GAP),
        _tags(sheet, case.id, where, start), wished.get(case.id, ()), where[str(case.id)] == len(where) - 1)
        for item, case in sheet.items)


def standing(sheet: Sheet, start: datetime) -> dict[UUID, tuple[Wished, ...]]:
    """Map each case to the wishes that stand for it."""
    names = names_of(sheet)
    found: dict[UUID, tuple[Wished, ...]] = {}
    for row in sheet.wishes:
        if row.ended_at is None and row.case_id is not None:
            each = Wished(row, phrases.wish(wanted(row), names, start))
            found[row.case_id] = (*found.get(row.case_id, ()), each)
    return found


def kept_order(wishes: Sequence[Any]) -> Any:
    """Give the wish that the order is kept, if it stands."""
    return next((each for each in wishes if each.kind is WishKind.ORDER and each.ended_at is None), None)


def names_of(sheet: Sheet) -> dict[str, str]:
    """Name every case of the sheet by its patient."""
    return phrases.names_of({str(row.case_id): row.case for rows in sheet.candidates.values() for row in rows})


def seat_label(specialty: str) -> str:
    """Write a seat as it fits beside a bar."""
    label = load().label("specialty", specialty)
    for long, short in LABEL_SHORT.items():
        label = label.replace(long, short)
    return label


def _tags(sheet: Sheet, case_id: UUID, where: Mapping[str, int], start: datetime) -> tuple[tuple[str, str, str], ...]:
    """Give the tags of the wishes that are so in this order."""
    found = [phrases.tag_of(row, where, start) for row in sheet.wishes
             if row.ended_at is None and row.case_id == case_id]
    return tuple(sorted({each for each in found if each is not None}))
