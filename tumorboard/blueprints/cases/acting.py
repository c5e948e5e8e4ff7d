"""One act on one case: who may, in one transaction, and back to the case with what could not be taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases.page import draw
from tumorboard.db import Session, transaction
from tumorboard.domain.access import Permission, can
from tumorboard.domain.errors import AnswerRefused, NotAllowed, NotFound
from tumorboard.queries import cases
from tumorboard.scheduling.advance import rebuild
from tumorboard.vocabulary.workflow import CaseStatus
from tumorboard.web.access import actor
from tumorboard.web.forms import BoardForm

ON_A_SENT_CASE = frozenset({Permission.REVIEW_CASES, Permission.SET_ITEM, Permission.OVERRULE_FLAG,
                            Permission.REVIEW_DERIVED, Permission.REREAD_OUTSIDE})


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done: by whose right, with which form of the page, and the words once it is done."""

    permission: Permission
    words: str
    act: Callable[[Session, Any], Any]
    name: str = ""
    form: BoardForm | None = None
    place: str = ""


def do(case_id: UUID, deed: Deed) -> ResponseReturnValue:
    """Do one act on a case; what cannot be done is said on the case page, beside what was typed."""
    form = BoardForm() if deed.form is None else deed.form
    try:
        with transaction() as session:
            case = allowed(session, case_id, deed.permission)
            if not form.validate():
                raise AnswerRefused({})
            deed.act(session, case)
    except AnswerRefused as problem:
        form.put(problem)
        return draw(case_id, {deed.name: form}), 422
    rebuild(clock.now())
    flash(deed.words)
    return redirect(url_for("cases.page", case_id=case_id, _anchor=deed.place or None), 303)


def allowed(session: Session, case_id: UUID, permission: Permission) -> Any:
    """Give the case if the reader may do this to it: 404 where they may not see it, else 403."""
    case, relation = cases.get(session, actor(), case_id)
    if not can(actor(), permission, relation):
        raise NotAllowed("Your account may not do this with this case. Ask the coordinator.")
    if case.status is CaseStatus.DRAFT and permission in ON_A_SENT_CASE:
        # A draft is its writer's; there is nothing yet that the board could look at.
        raise NotFound("case")
    return case
