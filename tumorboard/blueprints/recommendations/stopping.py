"""Stops before the signature of a plan with a procedure: shown with what they saw, overruled with a reason."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.recommendations import forms
from tumorboard.blueprints.recommendations.reading import signer
from tumorboard.blueprints.recommendations.views import bp, draw
from tumorboard.db import transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.services import signing_stops
from tumorboard.services.flagging import Objection
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board


@bp.post("/<uuid:recommendation_id>/stops/<flag>")
@requires(Permission.SIGN)
def overrule_stop(recommendation_id: UUID, flag: str) -> ResponseReturnValue:
    """Overrule one stop for this plan."""
    form = forms.StopForm(prefix=flag)
    try:
        with transaction() as session:
            version: Any = signer(session, recommendation_id)
            if not form.validate():
                raise AnswerRefused({})
            signing_stops.overrule(session, current_board(), version, Objection(flag, form.reason.data or ""),
                                   by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return draw(recommendation_id, stop=form), 422
    flash("Overruled for this plan. Your reason stays with the case.")
    return redirect(url_for("recommendations.record", recommendation_id=recommendation_id, _anchor="sign"), 303)
