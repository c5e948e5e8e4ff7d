"""The signature of the chair, and the reason with which a new version begins."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.recommendations import forms
from tumorboard.blueprints.recommendations.reading import signer
from tumorboard.blueprints.recommendations.views import bp, draw
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.services import recommending, signing_stops
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.proving import is_proven


@bp.post("/<uuid:recommendation_id>/sign")
@requires(Permission.SIGN)
@once.for_each_click
def sign(recommendation_id: UUID) -> ResponseReturnValue:
    """Sign for the board what the form says that its reader has seen."""
    form, by = forms.SignForm(), current_member()
    signer(db.session(), recommendation_id)
    if not form.validate_on_submit() or not is_proven(form):
        return draw(recommendation_id, sign=form), 422
    there = url_for("recommendations.record", recommendation_id=recommendation_id)
    try:
        with transaction() as session:
            version = signer(session, recommendation_id)
            signing_stops.expect_none(session, current_board(), version, now=clock.now())
            recommending.sign(session, version, seen=form.seen_version, seen_hash=form.seen_hash.data, by=by,
                              now=clock.now())
            once.remember(session, there)
    except AnswerRefused:
        return draw(recommendation_id), 422
    flash("Signed. It stands, and those who may read it see it now. Its letter waits for release.")
    return redirect(there, 303)


@bp.post("/<uuid:recommendation_id>/amend")
@requires(Permission.SIGN)
@once.for_each_click
def amend(recommendation_id: UUID) -> ResponseReturnValue:
    """Begin a new version with its reason; the signed one stands until the new one is signed."""
    form, by = forms.AmendForm(), current_member()
    signer(db.session(), recommendation_id)
    if not form.validate_on_submit():
        return draw(recommendation_id, amend=form), 422
    try:
        with transaction() as session:
            signed = signer(session, recommendation_id)
            begun = recommending.amend(session, signed, form.reason.data or "", by=by, now=clock.now())
            there = url_for("recommendations.edit", recommendation_id=begun.id)
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return draw(recommendation_id, amend=form), 422
    return redirect(there, 303)
