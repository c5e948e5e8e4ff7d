"""The first page of a case as it is drawn: the form, what happens next, and the answers once more before sending."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g, get_template_attribute, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from tumorboard import clock
from tumorboard.blueprints.cases import form_answer, form_reading, form_side, lookup
from tumorboard.blueprints.cases.form_scene import scene
from tumorboard.blueprints.cases.forms import ON_PAGE, SHORT_URGENCY, SubmitFields, submit_form
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.clinical import answer_days
from tumorboard.queries import answers, meetings, members
from tumorboard.services import asking_again, drafting_case, submission
from tumorboard.services.answer_history import Outcome
from tumorboard.services.drafting_case import SUBMIT
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, may_reader
from tumorboard.web.answer_words import written_day
from tumorboard.web.context import current_board
from tumorboard.web.forms import options
from tumorboard.web.pages import as_uuid, profile
from tumorboard.web.wording import full_name

CHANGEABLE = (CaseStatus.SUBMITTED, CaseStatus.ASKED, CaseStatus.READY, CaseStatus.LISTED)
URGENT = ("bp_danger", "tumor_emergency")


def empty() -> SubmitFields:
    """Make the empty form, with the reader as responsible where they are a clinician."""
    by = current_member()
    is_clinician = by.roles & {Role.SPECIALIST, Role.CHAIR, Role.VICE_CHAIR, Role.REFERRER}
    return _offered(_kind()(formdata=None, data={"responsible_clinician": str(by.id) if is_clinician else ""}))


def posted() -> SubmitFields:
    """Make the form as it was sent."""
    return _offered(_kind()())


def filled(case: Any, *, shown: bool = False) -> SubmitFields:
    """Make the form of what is kept: to be shown, or to be judged as if it were sent."""
    typed = drafting_case.typed(case)
    form = _kind()(formdata=None, data=typed) if shown else _kind()(formdata=MultiDict(typed), meta={"csrf": False})
    if case.urgency and case.urgency not in {str(each.value) for each in form.urgency.choices}:
        # What only the coordinator may choose stays chosen while others change the case.
        form.urgency.choices = [*form.urgency.choices, *options([(case.urgency, SHORT_URGENCY[case.urgency])])]
    return _offered(form)


def _kind() -> type[SubmitFields]:
    """Give the form of the board's profile."""
    return submit_form(profile(), Role.COORDINATOR in g.actor.roles)


def _offered(form: SubmitFields) -> SubmitFields:
    """Fill in whom one can choose."""
    form.fill_people([(str(each.id), full_name(each)) for each in members.clinicians(db.session(), current_board())])
    return form


def begun() -> UUID:
    """Give the draft of the form that was sent: the one that its key began already, or a new one."""
    found = _begun_before()
    if found is None:
        with once.giving_way(), transaction() as session:
            case = submission.start(session, current_board(), by=current_member(), now=clock.now())
            once.remember(session, url_for("cases.edit", case_id=case.id))
            found = case.id
    return found or _begun_before() or UUID(int=0)


def _begun_before() -> UUID | None:
    """Give the draft that this key began."""
    parts = (once.first_place() or "").split("/")
    return as_uuid(parts[2]) if len(parts) > 2 and parts[1] == "cases" else None


def draw(form: SubmitFields, case: Any = None, found: Any = None, outcome: Outcome | None = None) -> str:
    """Draw the form beside what happens next."""
    clashes = (outcome or Outcome()).clashes
    seen = form_reading.version(SUBMIT) if clashes else number(case)
    return render_template(
        "cases/form.html", form=form, case=case, found=found or lookup.known(case), seen=seen,
        meeting=meetings.coming(db.session(), current_board()), urgent=urgent_words(), key=request.form.get("key", ""),
        answered=form.answered, side=side(case) if case is not None else None,
        clashes={name: (clash, [_words(form, name, clash.theirs)]) for name, clash in clashes.items()},
        is_changed=case is not None and case.status is not CaseStatus.DRAFT and bool(case.draft), again=_again(form))


def _again(form: SubmitFields) -> Any:
    """Give the case that asks the same, where that stands beside the question."""
    if not form.question.errors:
        return None
    answers = form.answers(trusts_number=may_reader(Permission.FIND_PATIENT))
    return asking_again.open_case(db.session(), current_board(), answers, reader=actor())


def draw_check(form: SubmitFields, case: Any) -> str:
    """Draw every answer once more, with the way back to each."""
    rows = [(name, form[name].label.text, _words(form, name, str(form[name].data or ""))) for name in ON_PAGE]
    return render_template("cases/form_check.html", case=case, rows=[each for each in rows if each[2]],
                           seen=number(case), side=side(case), is_urgent=form.urgency.data in URGENT,
                           urgent=urgent_words())


def told(case: Any, typed: SubmitFields, outcome: Outcome, version: int) -> dict[str, Any]:
    """Tell a page that saved while somebody typed what follows from it."""
    form = filled(case)
    form.validate()
    chosen = form_reading.hand().choices.keys() & outcome.taken
    return {
        "saved": form_answer.saved_words(),
        "seen": {SUBMIT: form_reading.version(SUBMIT) if outcome.clashes else version},
        "problems": {name: str(form[name].errors[0]) for name in form.typed() if form[name].errors},
        "fields": {name: _field(typed if name in outcome.clashes else form, name, outcome)
                   for name in {*outcome.clashes, *outcome.theirs, *chosen}},
        "side": render_template("cases/form_ahead.html", side=side(case)),
        "answered": form.answered,
    }


def _field(form: SubmitFields, name: str, outcome: Outcome) -> str:
    """Draw one field, with the other text where somebody must choose."""
    clash = outcome.clashes.get(name)
    theirs = [_words(form, name, clash.theirs)] if clash else []
    return str(get_template_attribute("components/draft_field.html", "draft_field")(form[name], clash, theirs))


def side(case: Any) -> Mapping[str, Any]:
    """Say what will be needed for the board, and who should be there."""
    drawn = scene(case)
    family = drawn.chart.get("net_family")
    seats = list(case.specialties_needed) or (
        profile().family_defaults(str(family))["specialties"] if family in profile().labels("net_family") else [])
    if drawn.derived["is_pediatric"] and "pediatrics" not in seats:
        seats.append("pediatrics")
    return {"ahead": form_side.of(drawn), "seats": seats, "has_family": bool(family), "case": case}


def number(case: Any) -> int:
    """Give the version of a draft."""
    row = answers.sections(db.session(), case.id).get(SUBMIT) if case is not None else None
    return row.number if row is not None else 0


def urgent_words() -> str:
    """Say whom an emergency calls, from the board's settings."""
    board = current_board()
    return board.urgent_phone or board.contact_phone


def _words(form: SubmitFields, name: str, text: str) -> str:
    """Write one answer as people read it."""
    if name == "birth_date":
        return written_day(answer_days.read(text) or text)
    if name == "urgency":
        return SHORT_URGENCY.get(text, text)
    choices = getattr(form[name], "choices", None)
    labels = {str(each.value): str(each.label) for each in choices} if choices else {}
    return labels.get(text, text) if text else ""
