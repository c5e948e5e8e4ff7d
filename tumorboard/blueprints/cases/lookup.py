"""Finding the patient again while a case is written, without telling more than the reader may know."""

from typing import Any

from tumorboard import clock
from tumorboard.blueprints.cases.forms import SubmitFields
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import patients
from tumorboard.services import looking_up
from tumorboard.web.access import current_member, may_reader
from tumorboard.web.context import current_board


def patient(form: SubmitFields) -> dict[str, Any]:
    """Look a patient up by number; readers who may not read all cases must give the birth date too."""
    number, issuer, born = str(form.mrn.data or ""), str(form.mrn_issuer.data or ""), form.birth_date
    born.validate(form)
    if not number:
        return {"words": "Enter the record number first."}
    if not may_reader(Permission.FIND_PATIENT) and born.day is None:
        return {"words": "Enter the number and the date of birth together, then look again."}
    with transaction() as session:
        looking_up.note(session, by=current_member(), now=clock.now())
    board, session = current_board(), db.session()
    if may_reader(Permission.FIND_PATIENT):
        found = patients.by_number(session, board, issuer, number)
    else:
        found = patients.born_on(session, board, (issuer, number), born.day)
    if found is None:
        return {"words": "Not known to this board yet. Fill in the name, date of birth and sex."}
    return {"patient": found}


def known(case: Any) -> dict[str, Any] | None:
    """Give the patient of a case that was sent already."""
    return {"patient": case.patient} if case is not None and case.patient is not None else None

