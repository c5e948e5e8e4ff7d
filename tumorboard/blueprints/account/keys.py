"""The keys that do the same as links and buttons, and the switch that turns them off."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard.blueprints.account.forms import KeysForm
from tumorboard.blueprints.account.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import members
from tumorboard.services import accounts
from tumorboard.vocabulary.keys import KEYS
from tumorboard.web.access import may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import find_date

# Where keys are asked for, and the page that leads back there.
BACK = {"room": "room.enter", "docket": "meetings.page"}


@bp.get("/keys")
@requires(Permission.USE_BOARD)
def keys() -> ResponseReturnValue:
    """List the keys where the reader may use them."""
    is_on = members.get(db.session(), current_board(), g.actor.id).single_keys
    return _page(KeysForm(formdata=None, keys="on" if is_on else "off"))


@bp.post("/keys")
@requires(Permission.USE_BOARD)
def choose_keys() -> ResponseReturnValue:
    """Switch single keys on or off."""
    form = KeysForm()
    if not form.validate_on_submit():
        return _page(form), 422
    is_on = form.keys.data == "on"
    with transaction() as session:
        accounts.choose_keys(session, members.get(session, current_board(), g.actor.id), is_on=is_on)
    flash("Single keys are on." if is_on else "Single keys are off. Ctrl and Return still records in the room.")
    return redirect(url_for("account.keys", **_came_from()), 303)


def _came_from() -> dict[str, Any]:
    """Give the meeting in whose room, or on whose docket, the reader asked for the keys."""
    return {place: day for place in BACK if find_date(day := request.args.get(place, ""))}


def _page(form: KeysForm) -> str:
    """Draw the list with the switch."""
    runs = may_reader(Permission.RUN_MEETING)
    permitted = {"live": runs, "slots": runs, "docket": may_reader(Permission.RUN_DOCKET),
                 "following": may_reader(Permission.READ_DOCKET)}
    came_from = _came_from()
    ways = [(url_for(BACK[place], local_date=day), place) for place, day in came_from.items()]
    way_back, back_to = ways[0] if ways else ("", "")
    return render_template("account/keys.html", form=form, came_from=came_from, way_back=way_back, back_to=back_to,
                           groups=[group for group in KEYS if permitted.get(group.place, True)])
