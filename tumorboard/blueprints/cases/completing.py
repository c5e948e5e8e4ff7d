"""Completing a case: every answer of the catalogue that applies, saved as it is typed, never refused as a whole."""

from typing import Any
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases import form_answer, form_reading, form_side
from tumorboard.blueprints.cases.form_inputs import sections_of
from tumorboard.blueprints.cases.form_reading import Filled, Wish
from tumorboard.blueprints.cases.form_scene import Scene, scene
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import CaseRelation, Permission, can
from tumorboard.domain.errors import NotAllowed
from tumorboard.queries import answers, attachments, cases
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import answering_case, carrying
from tumorboard.services.answer_history import Outcome
from tumorboard.services.answer_shelf import COLUMNS, NO_PEDIATRICS, sections
from tumorboard.web.access import actor, requires
from tumorboard.web.limits import FORM_BYTES, takes
from tumorboard.web.pages import profile

# What the docket counts with is the submitter's and the coordinator's.
LOCKED = COLUMNS | {NO_PEDIATRICS}


@bp.get("/<uuid:case_id>/complete")
@requires(Permission.COMPLETE_CASE)
def complete(case_id: UUID) -> ResponseReturnValue:
    """Show every answer that applies to the case, with what is recorded."""
    case, relation = completable(case_id)
    return _page(scene(case, locked(relation)))


@bp.post("/<uuid:case_id>/complete")
@requires(Permission.COMPLETE_CASE)
@takes(FORM_BYTES)
def fill(case_id: UUID) -> ResponseReturnValue:
    """Store what was typed, and do to a row what the pressed button says."""
    pressed = form_reading.wish()
    filled, outcome, drawn = _save(case_id, pressed)
    if outcome.clashes:
        return _page(drawn), 409
    if pressed.verb in form_reading.VERBS:
        return redirect(url_for("cases.complete", case_id=case_id, _anchor=pressed.key), 303)
    if drawn.problems:
        return _page(drawn, is_refused=True), 422
    flash("Saved." if outcome.taken else "Nothing was changed.")
    where = "cases.page" if pressed.verb == "leave" and drawn.case.submitted_at else "cases.complete"
    return redirect(url_for(where, case_id=case_id), 303)


@bp.post("/<uuid:case_id>/complete/autosave")
@requires(Permission.COMPLETE_CASE)
@takes(FORM_BYTES)
def autosave(case_id: UUID) -> ResponseReturnValue:
    """Store what was typed while it is typed, and tell the page what follows from it."""
    pressed = form_reading.wish()
    filled, outcome, drawn = _save(case_id, pressed)
    return jsonify(form_answer.told(drawn, filled, outcome, pressed, _seen()))


@bp.post("/<uuid:case_id>/complete/carry")
@requires(Permission.COMPLETE_CASE)
def carry(case_id: UUID) -> ResponseReturnValue:
    """Fill in what earlier cases tell that this reader may see."""
    completable(case_id)
    with transaction() as session:
        found = carrying.carry(session, cases.whole(session, case_id), actor(), form_reading.hand())
    flash(f"{len(found)} answers filled in. Each is marked until somebody confirms or changes it." if found
          else "Earlier cases tell nothing that is not here already.")
    return redirect(url_for("cases.complete", case_id=case_id), 303)


@bp.get("/<uuid:case_id>/complete/history")
@requires(Permission.COMPLETE_CASE)
def history(case_id: UUID) -> ResponseReturnValue:
    """Show every text that was ever written into the form, those that were set aside too."""
    case, _ = completable(case_id)
    lines = form_answer.history(answers.history(db.session(), case_id), profile())
    return render_template("cases/form_history.html", case=case, lines=lines)


def completable(case_id: UUID) -> tuple[Any, CaseRelation]:
    """Give the case if the reader may fill it in; 404 where they may not see it, 403 where they may only read."""
    case, relation = cases.get(db.session(), actor(), case_id)
    if not can(actor(), Permission.COMPLETE_CASE, relation):
        raise NotAllowed("Your account may read this case, but not fill it in. Leave a note, or ask the coordinator.")
    return case, relation


def locked(relation: CaseRelation) -> frozenset[str]:
    """Name the answers that this reader may see but not change."""
    return frozenset() if can(actor(), Permission.EDIT_CASE, relation) else frozenset(LOCKED)


def _save(case_id: UUID, pressed: Wish) -> tuple[Filled, Outcome, Scene]:
    """Store what the page sent, and give what the next page is drawn from."""
    _, relation = completable(case_id)
    closed = locked(relation)
    filled = form_reading.filled(profile(), closed, pressed)
    with transaction() as session:
        case = cases.whole(session, case_id)
        before = case.version
        outcome = answering_case.save(session, case, filled.sent, form_reading.hand())
    found, _ = cases.get(db.session(), actor(), case_id)
    if found.version != before:
        rebuild(clock.now())
        found, _ = cases.get(db.session(), actor(), case_id)
    mine = {key: typed for one in filled.sent for key, typed in one.typed.items() if key in outcome.clashes}
    return filled, outcome, scene(found, closed, outcome, mine)


def _seen() -> dict[str, int]:
    """Give the versions that the page's reader saw."""
    return {name: form_reading.version(name) for name in sections(profile())}


def _page(drawn: Scene, *, is_refused: bool = False) -> str:
    """Draw the form beside what is still missing."""
    return render_template(
        "cases/form_complete.html", case=drawn.case, sections=sections_of(drawn, _seen()), drawn=drawn,
        side=form_side.of(drawn), key=request.form.get("key", ""), is_refused=is_refused,
        problems=form_answer.problems(drawn), files=attachments.of_case(db.session(), drawn.case.id),
        earlier=carrying.earlier(db.session(), drawn.case, actor()))
