"""The signature of a specialist under their part of what the chair has signed."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.recommendations import forms
from tumorboard.blueprints.recommendations.reading import readable
from tumorboard.blueprints.recommendations.views import bp, draw, own_part
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import members
from tumorboard.services import cosigning
from tumorboard.web import once
from tumorboard.web.access import actor, requires
from tumorboard.web.context import current_board
from tumorboard.web.proving import is_proven


@bp.post("/<uuid:recommendation_id>/cosign")
@requires(Permission.CO_SIGN)
@once.for_each_click
def cosign(recommendation_id: UUID) -> ResponseReturnValue:
    """Sign one's own part of exactly what the form says that its reader has seen."""
    form = forms.CoSignForm()
    own_part(readable(db.session(), recommendation_id), form)
    if not form.validate_on_submit() or not is_proven(form):
        return draw(recommendation_id, cosign=form), 422
    there = url_for("recommendations.record", recommendation_id=recommendation_id)
    try:
        with transaction() as session:
            cosigning.cosign(session, readable(session, recommendation_id), form.specialty.data,
                             seen_hash=form.seen_hash.data or "", now=clock.now(),
                             by=members.get(session, current_board(), actor().id))
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return draw(recommendation_id, cosign=form), 422
    flash("Co-signed. It stands beside the chair’s signature.")
    return redirect(there, 303)
