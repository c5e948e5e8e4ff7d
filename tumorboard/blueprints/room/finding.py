"""Finding a case of the meeting: by its number, its patient's name or MRN."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import stage
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.blueprints.room.forms import FindForm
from tumorboard.db import db
from tumorboard.domain import slot_finding
from tumorboard.domain.access import Permission
from tumorboard.queries import discussions
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web.access import requires
from tumorboard.web.wording import patient_name


@bp.get("/find")
@requires(Permission.RUN_MEETING)
def find(local_date: str) -> ResponseReturnValue:
    """List the cases of the meeting, to choose from."""
    meeting = meeting_on(db.session(), local_date)
    return _page(meeting, FindForm(formdata=None)) if _is_on(meeting) else _to_the_door(local_date)


@bp.post("/find")
@requires(Permission.RUN_MEETING)
def find_case(local_date: str) -> ResponseReturnValue:
    """Go to the case that is meant; where several fit, list them. A name or an MRN never stands in an address."""
    form, meeting = FindForm(), meeting_on(db.session(), local_date)
    if not _is_on(meeting):
        return _to_the_door(local_date)
    if not form.validate():
        return _page(meeting, form), 422
    found = discussions.of(db.session(), meeting.id)
    numbers = slot_finding.matching(form.case.data or "", [
        slot_finding.Slot(number, patient_name(row.case.patient), _mrn(row))
        for number, row in enumerate(found, start=1)])
    if len(numbers) == 1:
        return redirect(url_for("room.case", local_date=local_date, case_id=found[numbers[0] - 1].case_id), 303)
    if not numbers:
        form.case.errors = ["No case of this meeting has this number, name or MRN. Type the beginning of a name."]
        return _page(meeting, form), 422
    return _page(meeting, form, numbers)


def _mrn(row: Any) -> str:
    """Give the number of a case's patient; nothing where none is known yet."""
    return row.case.patient.mrn or "" if row.case.patient else ""


def _is_on(meeting: Any) -> bool:
    """Tell whether the meeting is in session; before and after, the docket has the cases."""
    return bool(meeting.status is MeetingStatus.IN_SESSION)


def _to_the_door(local_date: str) -> ResponseReturnValue:
    return redirect(url_for("room.enter", local_date=local_date), 303)


def _page(meeting: Any, form: FindForm, numbers: list[int] | None = None) -> str:
    """Draw the box with the cases that fit, or all of them."""
    around = stage.frame(db.session(), meeting, clock.now())
    if not form.problems():
        form.case.render_kw = {"data-focus": ""}
    fitting = [each for each in around["slots"] if numbers is None or each["number"] in numbers]
    return render_template("room/find.html", form=form, fitting=fitting, **around)
