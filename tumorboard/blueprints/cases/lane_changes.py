"""Out of the list that is not discussed, by any member; and into it, by the coordinator with somebody's consent."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases.acting import Deed, allowed, do
from tumorboard.blueprints.cases.lane_forms import ListOnlyForm, PullOutForm
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import Session, db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import cases, members
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import laning
from tumorboard.services.laning import Agreement
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.forms import as_id, options
from tumorboard.web.wording import full_name


@bp.post("/<uuid:case_id>/pull-out")
@requires(Permission.PULL_OUT)
def pull_out(case_id: UUID) -> ResponseReturnValue:
    """Have the case discussed; where it has no room, the coordinator decides."""
    form = PullOutForm(prefix="pull")
    return do(case_id, Deed(Permission.PULL_OUT, "Pulled out for discussion. Its page says where it stands.",
                            lambda session, case: laning.pull_out(session, case, form.reason.data or "",
                                                                  by=current_member(), now=clock.now()),
                            "pull", form, "lane"))


@bp.route("/<uuid:case_id>/list-only", methods=["GET", "POST"])
@requires(Permission.REVIEW_CASES)
def list_only(case_id: UUID) -> ResponseReturnValue:
    """Ask why the case needs no discussion and who agreed, and store it."""
    form = _form(allowed(db.session(), case_id, Permission.REVIEW_CASES))
    if form.validate_on_submit():
        try:
            with transaction() as session:
                _store(session, case_id, form)
            rebuild(clock.now())
            flash("Listed without discussion. Any member can pull it out.")
            return redirect(url_for("cases.page", case_id=case_id), 303)
        except AnswerRefused as problem:
            form.put(problem)
    status = 422 if form.problems() else 200
    return render_template("cases/list_only.html", case=cases.whole(db.session(), case_id), form=form), status


def _store(session: Session, case_id: UUID, form: ListOnlyForm) -> None:
    """Put the case into the lane against the version that its reader saw."""
    case = allowed(session, case_id, Permission.REVIEW_CASES)
    laning.list_only(session, case, Agreement(form.reason.data or "", as_id(form.agreed_by)), seen=form.seen_version,
                     by=current_member(), now=clock.now())


def _form(case: Any) -> ListOnlyForm:
    """Offer the clinicians; whoever answers for the patient is the likely one."""
    form = ListOnlyForm(data={"agreed_by": str(case.responsible_id or ""), "seen": case.version})
    people = members.clinicians(db.session(), current_board())
    form.agreed_by.choices = options([("", "Choose"), *((str(each.id), full_name(each)) for each in people)])
    return form
