"""What people say of the rules' findings: a flag overruled with a reason, a derived value confirmed or disputed."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases.acting import Deed, do
from tumorboard.blueprints.cases.room import bp
from tumorboard.blueprints.cases.said_forms import DisagreeForm, OverruleForm
from tumorboard.db import Session
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import NotFound
from tumorboard.queries import appraisals
from tumorboard.services import flagging, judging
from tumorboard.services.flagging import Objection, Said
from tumorboard.services.judging import Yardstick
from tumorboard.vocabulary.outside import Verdict
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board

VALUES = ("grade", "stage_group")


def _yard(session: Session) -> Yardstick:
    """Judge as the page does."""
    return judging.yardstick(session, current_board(), now=clock.now())


@bp.post("/<uuid:case_id>/flags/<flag>/overrule")
@requires(Permission.OVERRULE_FLAG)
def overrule(case_id: UUID, flag: str) -> ResponseReturnValue:
    """Overrule a flag with a reason that stays on the case."""
    name = f"overrule-{flag}"
    form = OverruleForm(prefix=name)
    return do(case_id, Deed(
        Permission.OVERRULE_FLAG, "Overruled. Your reason stands below the flag.",
        lambda session, case: flagging.overrule(
            session, case, Objection(flag, form.reason.data or ""), yard=_yard(session), by=current_member(),
            now=clock.now()), name, form, "flags"))


@bp.post("/<uuid:case_id>/overrules/<uuid:overrule_id>/withdraw")
@requires(Permission.OVERRULE_FLAG)
def withdraw_overrule(case_id: UUID, overrule_id: UUID) -> ResponseReturnValue:
    """Let an overruled flag stand again; what was said of it stays."""
    def withdraw(session: Session, case: Any) -> None:
        flagging.withdraw(session, case, appraisals.overrule(session, case.id, overrule_id), by=current_member(),
                          now=clock.now())
    return do(case_id, Deed(Permission.OVERRULE_FLAG, "The flag stands again.", withdraw, place="flags"))


@bp.post("/<uuid:case_id>/values/<value>")
@requires(Permission.REVIEW_DERIVED)
def review_value(case_id: UUID, value: str) -> ResponseReturnValue:
    """Confirm a derived grade or stage, or disagree with a reason; no answer is written over."""
    if value not in VALUES:
        raise NotFound("derived value")
    name = f"derived-{value}"
    form = DisagreeForm(prefix=name)
    verdict = Verdict.DISAGREED if request.form.get("do") == Verdict.DISAGREED else Verdict.CONFIRMED
    said = Said(value, request.form.get("shown", ""), verdict, form.reason.data or "")
    words = "Confirmed." if verdict is Verdict.CONFIRMED else "Your disagreement is kept beside the derived value."
    return do(case_id, Deed(
        Permission.REVIEW_DERIVED, words,
        lambda session, case: flagging.review(session, case, said, yard=_yard(session), by=current_member(),
                                              now=clock.now()), name, form, "derived"))
