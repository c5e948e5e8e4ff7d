"""Importing a referral list: choose a file, look at every row, agree, and see what came of it."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.intake import cards
from tumorboard.blueprints.intake.carrying import pack, unpack
from tumorboard.blueprints.intake.forms import ListForm
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.intake import FileRefused
from tumorboard.queries import imports
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import intake
from tumorboard.vocabulary.intake import IMPORTED, RowOutcome
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile

bp = Blueprint("intake", __name__, url_prefix="/cases/import")


@bp.get("")
@requires(Permission.IMPORT_CASES)
def choose() -> ResponseReturnValue:
    """Ask for the file, and say what it must look like."""
    return _choose(ListForm())


@bp.post("")
@requires(Permission.IMPORT_CASES)
def look() -> ResponseReturnValue:
    """Show what would come of every row; nothing is stored."""
    form = ListForm()
    if not form.file.data:
        form.refuse("Choose a CSV file.")
        return _choose(form), 422
    try:
        return _preview(form.content(), form.file.data.filename or "")
    except FileRefused as problem:
        form.refuse(problem.message)
        return _choose(form), 422


@bp.post("/confirm")
@requires(Permission.IMPORT_CASES)
@once.for_each_click
def confirm() -> ResponseReturnValue:
    """Import exactly the bytes that were shown, with the rows that were ticked."""
    raw, ticked = unpack(request.form), frozenset(request.form.getlist("confirm"))
    with transaction() as session:
        done = intake.import_list(session, current_board(), raw, by=current_member(), now=clock.now(), confirmed=ticked)
        location = url_for("intake.result", import_id=done.event.id)
        once.remember(session, location)
    rebuild(clock.now())
    return redirect(location, 303)


@bp.post("/rejected")
@requires(Permission.IMPORT_CASES)
def rejected() -> ResponseReturnValue:
    """Give the rejected rows as a list to be corrected and sent again."""
    raw = unpack(request.form)
    with transaction() as session:
        text = intake.corrections(session, current_board(), raw, by=current_member(), now=clock.now())
    return Response(text, mimetype="text/csv",
                    headers={"Content-Disposition": 'attachment; filename="rejected-rows.csv"'})


@bp.get("/<uuid:import_id>")
@requires(Permission.IMPORT_CASES)
def result(import_id: UUID) -> ResponseReturnValue:
    """Show what came of an import."""
    session, board = db.session(), current_board()
    event = imports.record_of(session, board, import_id)
    rows = event.detail["rows"]
    made = imports.made(session, board, [UUID(row["case"]) for row in rows if row["case"]])
    outcomes = [RowOutcome(row["outcome"]) for row in rows]
    return render_template("intake/result.html", event=event, groups=cards.stored_groups(rows, made),
                           counts=cards.counts(outcomes), number=sum(each in IMPORTED for each in outcomes),
                           left=sum(each in (RowOutcome.REJECTED, RowOutcome.NEEDS_REVIEW) for each in outcomes))


def _choose(form: ListForm) -> str:
    """Draw the page that asks for a file."""
    return render_template("intake/choose.html", form=form, columns=cards.columns(profile()))


def _preview(raw: bytes, name: str) -> str:
    """Draw what would come of a list."""
    found = intake.look(db.session(), current_board(), raw, by=current_member(), now=clock.now())
    outcomes = [each.outcome for each in found.results]
    return render_template(
        "intake/preview.html", name=name[:120], carried=pack(raw), groups=cards.groups(found.results, profile()),
        counts=cards.counts(outcomes), notices=found.table.notices, unknown=found.table.header.unknown,
        new=sum(each in IMPORTED for each in outcomes), doubtful=outcomes.count(RowOutcome.NEEDS_REVIEW),
        rejected=outcomes.count(RowOutcome.REJECTED))
