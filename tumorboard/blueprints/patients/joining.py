"""A person entered twice: find the other record, compare the two, join them with a reason, and part them again."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.patients import forms
from tumorboard.blueprints.patients.views import bp, draw
from tumorboard.db import Session, db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, NotFound
from tumorboard.queries import patient_merges, patients
from tumorboard.services import patient_merging
from tumorboard.services.patient_merging import Pair
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board

COMPARED = (("mrn", "MRN"), ("mrn_issuer", "From"), ("family_name", "Family name"), ("given_name", "Given name"),
            ("birth_date", "Born"), ("sex", "Sex"), ("died_on", "Died"))


@bp.get("/<uuid:patient_id>/join")
@requires(Permission.CORRECT_PATIENT)
def choose(patient_id: UUID) -> ResponseReturnValue:
    """Show the records that may be the same person."""
    return _choosing(patient_id, "")


@bp.post("/<uuid:patient_id>/join")
@requires(Permission.CORRECT_PATIENT)
def find_other(patient_id: UUID) -> ResponseReturnValue:
    """Show the records that the find box means."""
    return _choosing(patient_id, request.form.get("q", "")[:80])


@bp.get("/<uuid:patient_id>/join/<uuid:other_id>")
@requires(Permission.CORRECT_PATIENT)
def compare(patient_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Show two records side by side."""
    here, other = _both(db.session(), patient_id, other_id)
    return _comparing(here, other, forms.JoinForm(formdata=None, data={
        "seen": here.version, "seen_other": other.version}))


@bp.post("/<uuid:patient_id>/join/<uuid:other_id>")
@requires(Permission.CORRECT_PATIENT)
@once.for_each_click
def join(patient_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Use one of the two records from now on."""
    form, by = forms.JoinForm(), current_member()
    here, other = _both(db.session(), patient_id, other_id)
    form.offer(here, other)
    if not form.validate():
        return _comparing(here, other, form), 422
    try:
        with transaction() as session:
            pair, seen = _chosen(session, form, patient_id, other_id)
            there = url_for("patients.page", patient_id=pair.used.id)
            patient_merging.join(session, pair, seen=seen, by=by, now=clock.now())
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return _comparing(*_both(db.session(), patient_id, other_id), form), 422
    flash("This is the record that is used from now on. Its cases came along, and the two can be parted again.")
    return redirect(there, 303)


@bp.post("/<uuid:patient_id>/part")
@requires(Permission.CORRECT_PATIENT)
@once.for_each_click
def part(patient_id: UUID) -> ResponseReturnValue:
    """Part two records again: the cases that came along go back."""
    form, by, there = forms.PartForm(), current_member(), url_for("patients.page", patient_id=patient_id)
    patients.get(db.session(), current_board(), patient_id)
    if not form.validate():
        return draw(patient_id, part=form), 422
    try:
        with transaction() as session:
            merge = patient_merges.standing(session, patient_id)
            patient_merging.part(session, merge, form.why.data or "", seen=form.seen_version, by=by, now=clock.now())
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return draw(patient_id, part=form), 422
    flash("The two records stand for themselves again.")
    return redirect(there, 303)


def _both(session: Session, patient_id: UUID, other_id: UUID) -> tuple[Any, Any]:
    """Give two different records of the board."""
    if patient_id == other_id:
        raise NotFound("other record")
    return patients.get(session, current_board(), patient_id), patients.get(session, current_board(), other_id)


def _chosen(session: Session, form: forms.JoinForm, patient_id: UUID, other_id: UUID) -> tuple[Pair, tuple[int, int]]:
    """Give the pair as the form chose it, with the versions of both that were seen, in the same order."""
    here, other = _both(session, patient_id, other_id)
    why, (seen_here, seen_other) = form.why.data or "", form.seen_both
    if form.use.data == str(here.id):
        return Pair(other, here, why), (seen_other, seen_here)
    return Pair(here, other, why), (seen_here, seen_other)


def _choosing(patient_id: UUID, typed: str) -> str:
    """Draw the choice of the other record."""
    session, board = db.session(), current_board()
    patient = patients.get(session, board, patient_id)
    found = patient_merges.others(session, board, patient, typed) if typed.strip() else []
    return render_template("patients/choose.html", patient=patient, typed=typed, found=found,
                           alike=patients.alike(session, board, patient))


def _comparing(here: Any, other: Any, form: forms.JoinForm) -> str:
    """Draw both records beside one another, what differs marked."""
    form.offer(here, other)
    rows = [(name, words, getattr(here, name) == getattr(other, name)) for name, words in COMPARED]
    cases = [patients.cases_of(db.session(), actor(), each) for each in (here, other)]
    return render_template(
        "patients/compare.html", pair=(here, other), rows=rows, cases=cases, form=form,
        is_far=here.search_name != other.search_name and here.birth_date != other.birth_date)
