"""What a held case waits for: since when each thing is asked for, by when, and who owes it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tumorboard.domain.docket_reasons import ACCEPTANCE, Missing
from tumorboard.domain.outside import ITEMS
from tumorboard.models import Board, Case, OutsideMaterial, Readiness
from tumorboard.profiles import Profile, load
from tumorboard.vocabulary.outside import MaterialKind
from tumorboard.vocabulary.workflow import CaseStatus, ReadinessState

OFFICES = {"presenter": "the presenter", "coordinator": "the coordinator"}


def of(case: Case, gates: Iterable[str], board: Board) -> list[Missing]:
    """Give what each failing gate of a case waits for, in the order of the gates."""
    profile = load(board.profile)
    items = {item["id"]: item for item in profile.catalogue["readiness"]["items"]}
    return [_acceptance(case) if gate == ACCEPTANCE else _item(case, items[gate], profile, board) for gate in gates]


def as_row(each: Missing) -> dict[str, Any]:
    """Write one missing thing as plain values."""
    return {"what": each.what, "owner": each.owner, "since": each.since.isoformat() if each.since else None,
            "due_on": each.due_on.isoformat() if each.due_on else None, "is_received": each.is_received}


def from_row(row: dict[str, Any]) -> Missing:
    """Read one missing thing back."""
    since, due_on = (date.fromisoformat(row[name]) if row[name] else None for name in ("since", "due_on"))
    return Missing(row["what"], row["owner"], since, due_on, row["is_received"])


def _acceptance(case: Case) -> Missing:
    """A case waits for the coordinator, unless it was sent back."""
    if case.status is CaseStatus.ASKED:
        return Missing("An answer to what the coordinator asked for", "the submitter")
    return Missing("The coordinator’s acceptance", "the coordinator")


def _item(case: Case, item: dict[str, Any], profile: Profile, board: Board) -> Missing:
    """Take what was asked for outside, else what somebody noted of the item, else who usually brings it."""
    row = next((each for each in case.readiness_rows if each.item == item["id"]), None)
    owner = row.owner.name if row is not None and row.owner is not None else ""
    asked = [each for each in case.outside_rows if ITEMS[each.kind] == item["id"] and not _is_done(each)]
    if asked:
        return Missing(item["label"], owner or asked[0].asked_by.name, min(each.asked_on for each in asked),
                       _soonest(each.due_on for each in asked), all(each.received_on for each in asked))
    owner = owner or _usual_owner(case, item["default_owner"], profile)
    if row is None or row.state is not ReadinessState.REQUESTED:
        return Missing(item["label"], owner)
    return Missing(item["label"], owner, _requested_on(row, board), row.due_on)


def _is_done(material: OutsideMaterial) -> bool:
    """Slides are done when they were read again here, anything else when it came."""
    done = material.reread_on if material.kind is MaterialKind.SLIDES else material.received_on
    return done is not None


def _requested_on(row: Readiness, board: Board) -> date:
    """Give the day, where the board is, on which somebody noted that it is requested."""
    return row.set_at.astimezone(board.tz).date()


def _soonest(days: Iterable[date | None]) -> date | None:
    """Give the first of the days that are known."""
    return min((each for each in days if each is not None), default=None)


def _usual_owner(case: Case, owner: str, profile: Profile) -> str:
    """Name the office or the seat that usually brings an item; of oncology and surgery, the one the case needs."""
    labels = profile.labels("specialty")
    needed = next((need for need in case.specialties_needed if need.startswith(f"{owner}_")), owner)
    return OFFICES.get(owner) or labels.get(needed, "the coordinator")
