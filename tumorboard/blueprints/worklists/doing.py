"""What is done from a worklist, in place: ticked off, brought, asked for."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.worklists import lists
from tumorboard.blueprints.worklists.room import bp
from tumorboard.blueprints.worklists.views import SEATS
from tumorboard.db import Session, transaction
from tumorboard.domain.access import CaseRelation, Permission, can, owns_item, prepares
from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.domain.errors import MoveRefused, NotAllowed, NotFound
from tumorboard.queries import cases
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import chasing, preparing, readiness_review
from tumorboard.services.readiness_review import ItemState
from tumorboard.vocabulary.workflow import ReadinessState
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.forms import BoardForm

MOST_KEY = 40


@bp.post("/preparation/<seat>/<uuid:case_id>")
@requires(Permission.PREPARE)
def tick(seat: str, case_id: UUID) -> ResponseReturnValue:
    """Tick a line of a preparation list off, or put it back."""
    line = request.form.get("line", "")[:MOST_KEY]
    if seat not in SEATS:
        raise NotFound("preparation list")
    if not prepares(actor(), seat):
        raise NotAllowed("This list belongs to another seat. Leave a note on the case, or ask the coordinator.")
    by = lists.yard()
    if by.meeting is None or not line:
        raise MoveRefused("There is nothing to tick off. Open the list again.")
    act = preparing.unmark if request.form.get("do") == "undo" else preparing.mark
    with transaction() as session:
        case, _relation = _undecided(session, case_id)
        act(session, by.meeting, case, line, by=current_member(), now=clock.now())
    return redirect(url_for("worklists.preparation", seat=seat, _anchor=f"case-{case_id}"), 303)


@bp.post("/items/<uuid:case_id>/<item>/ready")
@requires(Permission.SET_ITEM)
def bring(case_id: UUID, item: str) -> ResponseReturnValue:
    """Say that an item is here now, from the list of one's own tasks."""
    by = lists.yard()
    with transaction() as session:
        case, relation = _undecided(session, case_id)
        found = _item(case, item, by)
        _expect_own(case, relation, found)
        readiness_review.set_item(session, case, item, ItemState(ReadinessState.READY), by=current_member(),
                                  now=clock.now())
    rebuild(clock.now())
    flash(f"Ready: {found.label}.")
    return redirect(url_for("worklists.tasks"), 303)


@bp.post("/missing/<uuid:case_id>/<item>/ask")
@requires(Permission.REVIEW_CASES)
def ask(case_id: UUID, item: str) -> ResponseReturnValue:
    """Ask for an item, or remind of it; whoever owes it is told."""
    form, by = BoardForm(), lists.yard()
    form.validate()
    with transaction() as session:
        case, _relation = _undecided(session, case_id)
        found = _item(case, item, by)
        due = chasing.cutoff_of(case, by.meeting, current_board().tz) or by.on
        preparing.remind(session, case, found, max(due, lists.today()), by=current_member(), now=clock.now())
    rebuild(clock.now())
    flash(f"Asked for: {found.label}.")
    return redirect(url_for("worklists.missing", _anchor=f"case-{case_id}"), 303)


def _undecided(session: Session, case_id: UUID) -> tuple[Any, CaseRelation]:
    """Give a case that the reader may read and that is not decided yet."""
    case, relation = cases.get(session, actor(), case_id)
    if case.status not in UNDER_REVIEW:
        raise MoveRefused(f"The case is “{case.status.label.lower()}”, so nothing is got ready for it any more.")
    return case, relation


def _item(case: Any, item: str, by: Any) -> Any:
    """Give an item that the case needs."""
    found = next((each for each in by.items(case) if each.id == item), None)
    if found is None:
        raise NotFound("readiness item")
    return found


def _expect_own(case: Any, relation: CaseRelation, item: Any) -> None:
    """Only whose item it is says that it is here."""
    row = next((each for each in case.readiness_rows if each.item == item.id), None)
    is_named = (row is not None and row.owner_id == actor().id) or (
        item.owner == "presenter" and case.presenter_id == actor().id)
    if not can(actor(), Permission.SET_ITEM, relation) or not owns_item(actor(), relation, item.owner,
                                                                        is_named=is_named):
        raise NotAllowed("This item belongs to somebody else. Leave a note, or ask the coordinator.")
