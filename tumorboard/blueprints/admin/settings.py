"""The settings of the board: when, where and under what name it meets."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.admin.forms import SettingsForm
from tumorboard.blueprints.admin.views import bp
from tumorboard.db import transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.services import board_settings
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@bp.get("/settings")
@requires(Permission.RUN_ACCOUNTS)
def settings() -> ResponseReturnValue:
    """Show the settings."""
    board = current_board()
    return _page(SettingsForm(obj=board, seen=board.version))


@bp.post("/settings")
@requires(Permission.RUN_ACCOUNTS)
def change_settings() -> ResponseReturnValue:
    """Change the settings, for the meetings that are planned from now on."""
    form = SettingsForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        with transaction() as session:
            board_settings.change(session, current_board(), form.settings(), seen=form.seen_version,
                                  by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return _page(form), 422
    flash("Settings saved. Meetings that are planned already keep their times.")
    return redirect(url_for("admin.settings"), 303)


def _page(form: SettingsForm) -> str:
    """Draw the form."""
    return render_template("admin/settings.html", form=form, weekday=WEEKDAYS[current_board().weekday])
