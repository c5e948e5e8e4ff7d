"""What a wish would do to a docket, worked out by the planner and never stored."""

from dataclasses import dataclass
from typing import Any

from tumorboard.domain import docket as planner
from tumorboard.domain import docket_wishes
from tumorboard.domain.docket_wishes import Ask, Change
from tumorboard.models import Board
from tumorboard.services import wishing
from tumorboard.services.wishing import Desk


@dataclass(frozen=True, slots=True)
class Preview:
    """The plan without and with a wish; None where there are too many cases to work it out at once."""

    desk: Desk
    change: Change
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def has_same_cases(self) -> bool:
        """Tell whether the same cases are discussed either way, so that their minutes may be compared."""
        if self.before is None or self.after is None:
            return False
        return {row["id"] for row in self.before["admitted"]} == {row["id"] for row in self.after["admitted"]}

    @property
    def price(self) -> int | None:
        """Count the specialist-minutes that the wish costs; None where the cases differ."""
        if self.before is None or self.after is None or not self.has_same_cases:
            return None
        return int(self.after["cost"] - self.before["cost"])


def preview(board: Board, desk: Desk, ask: Ask) -> Preview:
    """Plan the docket with and without an act; raise AnswerRefused where the act cannot be."""
    change = wishing.change_of(desk, board, ask)
    wished = docket_wishes.applied(desk.found.instance, docket_wishes.after(desk.standing, change))
    before = planner.quick_plan(desk.found.instance)
    return Preview(desk, change, before, planner.quick_plan(wished) if before is not None else None)


def prices(desk: Desk) -> dict[tuple[str, str], int] | None:
    """Price every wish, rule and presence of a docket, each dropped alone; None where there are too many cases."""
    if planner.quick_plan(desk.found.instance) is None:
        return None
    return {(row["kind"], row["id"]): row["specialist_minutes"] for row in planner.price(desk.found.instance)}
