"""Who a patient is, corrected by the coordinator."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.patients import forms
from tumorboard.blueprints.patients.views import bp, draw
from tumorboard.db import transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import patients
from tumorboard.services import identifying
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.limits import FORM_BYTES, takes
from tumorboard.web.pages import profile


@bp.post("/<uuid:patient_id>/correct")
@requires(Permission.CORRECT_PATIENT)
@takes(FORM_BYTES)
@once.for_each_click
def correct(patient_id: UUID) -> ResponseReturnValue:
    """Correct number, name, birth date, sex or death."""
    form, by = forms.IdentityForm(), current_member()
    form.offer(profile())
    if not form.validate_on_submit():
        return draw(patient_id, form), 422
    there = url_for("patients.page", patient_id=patient_id)
    try:
        with transaction() as session:
            patient = patients.get(session, current_board(), patient_id)
            identifying.correct(session, patient, form.correction(), seen=form.seen_version, by=by, now=clock.now())
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return draw(patient_id, form), 422
    flash("The identity is corrected.")
    return redirect(there, 303)
