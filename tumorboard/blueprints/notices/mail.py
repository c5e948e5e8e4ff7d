"""How the mail stands, for those who look after it: what waits, and what could not be delivered."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.notices import cards
from tumorboard.blueprints.notices.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import notices as queries
from tumorboard.services import sending
from tumorboard.web.access import requires
from tumorboard.web.context import current_board


@bp.get("/mail")
@requires(Permission.RUN_MAIL)
def mail() -> ResponseReturnValue:
    """Show what waits for the mail, and what was not delivered to whom."""
    session, board = db.session(), current_board()
    found = queries.mail(session, board)
    return render_template("notices/mail.html", found=found, troubled=queries.troubled(session, board),
                           standing=cards.standing(found.waiting, found.oldest_at, clock.now()))


@bp.post("/mail/<uuid:notice_id>/again")
@requires(Permission.RUN_MAIL)
def try_again(notice_id: UUID) -> ResponseReturnValue:
    """Hand a letter to the mail once more."""
    with transaction() as session:
        sending.try_again(session, queries.get(session, current_board(), notice_id), now=clock.now())
    flash("It is tried again within a minute.")
    return redirect(url_for("notices.mail"), 303)
