"""The page of a patient."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.patients import cards, forms, out_of_cycle
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import NotFound
from tumorboard.queries import patient_merges, patients, recommendations
from tumorboard.vocabulary.people import Role
from tumorboard.web.access import actor, may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile

bp = Blueprint("patients", __name__, url_prefix="/patients")


@bp.get("/<uuid:patient_id>")
@requires(Permission.READ_CASE)
def page(patient_id: UUID) -> ResponseReturnValue:
    """Show a patient's whole course, as far as the reader may see it; an empty record leads on to the one in use."""
    session = db.session()
    used_id = patients.get(session, current_board(), patient_id).same_as_id
    if used_id is not None and not may_reader(Permission.CORRECT_PATIENT):
        readable(session, used_id)
        return redirect(url_for("patients.page", patient_id=used_id), 303)
    return draw(patient_id)


def draw(patient_id: UUID, form: forms.IdentityForm | None = None, part: forms.PartForm | None = None) -> str:
    """Draw the page; what could not be taken comes back as it was typed."""
    session, board = db.session(), current_board()
    patient, cases = readable(session, patient_id)
    ids = [case.id for case in cases]
    shown = _shown(cases)
    steps = cards.course(cases, patients.discussions_of(session, ids), recommendations.of_cases(session, ids),
                         shown, out_of_cycle.steps(cases, shown))
    corrects = may_reader(Permission.CORRECT_PATIENT)
    return render_template(
        "patients/page.html", patient=patient, cases=cases, steps=steps, titles=cards.titles(cases),
        merges=patient_merges.about(session, patient_id) if corrects else [],
        names=_names, part=part or forms.PartForm(formdata=None),
        identity=(form or _identity_form(patient)) if corrects else None, is_correcting=form is not None,
        alike=patients.alike(session, board, patient) if corrects and patient.same_as_id is None else [])


def readable(session: Any, patient_id: UUID) -> tuple[Any, list[Any]]:
    """Give a patient with the cases that the reader may see; without any, the patient is not to be found either."""
    patient = patients.get(session, current_board(), patient_id)
    cases = patients.cases_of(session, actor(), patient)
    if not cases and not may_reader(Permission.CORRECT_PATIENT):
        raise NotFound("patient")
    return patient, cases


def _names(patient_id: UUID) -> Any:
    """Give a patient of whom a line of the history tells."""
    return patients.get(db.session(), current_board(), patient_id)


def _shown(cases: list[Any]) -> cards.Shown:
    """Tell how much of the course the reader sees: of cases that they only review, what is released."""
    reader, board = actor(), current_board()
    only_reviews = reader.roles <= {Role.CLINICIAN, Role.ADMIN, Role.AUDITOR}
    mine = {case.id for case in cases if reader.id in (case.submitter_id, case.responsible_id, case.referrer_id)}
    released = frozenset(case.id for case in cases if case.id not in mine) if only_reviews else frozenset()
    return cards.Shown(profile(), board.tz, clock.today(board.tz), may_reader(Permission.WRITE_RECOMMENDATION),
                       released)


def _identity_form(patient: Any) -> forms.IdentityForm:
    """Fill the form with what is stored."""
    form = forms.IdentityForm(formdata=None, data=forms.stored(patient))
    form.offer(profile())
    return form
