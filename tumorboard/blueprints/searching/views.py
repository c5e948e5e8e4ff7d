"""The page of the search; it posts, so that nothing of a patient ever stands in an address."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.searching import cards
from tumorboard.blueprints.searching.forms import SearchForm
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.queries import names, saved_views, search
from tumorboard.queries.search import Asked
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile

bp = Blueprint("search", __name__, url_prefix="/search")
# How many names like the typed one stand beside what was found.
BESIDE = 6


@bp.get("")
@requires(Permission.READ_CASE)
def page() -> ResponseReturnValue:
    """Show the search with nothing in it yet."""
    return draw(offered(SearchForm(formdata=None)))


@bp.post("")
@requires(Permission.READ_CASE)
def find() -> ResponseReturnValue:
    """Show what is found, a page at a time."""
    form = offered(SearchForm())
    view = _of(request.form.get("of", ""))
    if view is not None and not form.name.data:
        form.name.data = view.name
    if not form.validate():
        return draw(form, view), 422
    return draw(form, view, before=_place(request.form.get("after", "")))


def _of(text: str) -> Any:
    """Give the kept search from which somebody goes on, if it is theirs."""
    mine = saved_views.of_member(db.session(), current_member().id)
    return next((each for each in mine if str(each.id) == text), None)


def offered(form: SearchForm) -> SearchForm:
    """Fill the lists of the form."""
    this = clock.today(current_board().tz).year
    first = search.first_year(db.session(), current_board()) or this
    form.offer(profile(), range(this, first - 1, -1))
    return form


def draw(form: SearchForm, view: Any = None, before: int | None = None) -> str:
    """Draw the form with what it finds; a form that cannot be read finds nothing."""
    session, board, asked = db.session(), current_board(), form.asked()
    hits = [] if form.problems() else search.find(session, board, actor(), asked, before=before)
    shown = hits[:search.PAGE]
    versions = search.texts(session, [hit.id for hit in shown])
    return render_template(
        "search/page.html", form=form, view=view, asked=asked, kept=form.kept(), is_first=before is None,
        views=saved_views.of_member(session, current_member().id),
        rows=cards.rows(shown, versions, asked.wanted, profile()),
        next_after=shown[-1].place if len(hits) > search.PAGE else "",
        like=_like(form, asked, len(hits)) if before is None else [])


def _like(form: SearchForm, asked: Asked, found: int) -> list[str]:
    """Write what was typed with names that may have been meant, where there is room for them."""
    if found > search.PAGE or form.problems():
        return []
    likes = [(word, names.like(db.session(), current_board(), actor(), word)) for word in cards.slipped(asked.wanted)]
    return cards.respelled(form.q.data or "", likes, BESIDE if found else names.MOST)


def _place(text: str) -> int | None:
    """Read where the page before ended; a mistyped place begins again."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
