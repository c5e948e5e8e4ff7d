"""Searches that a member keeps under a name; the address holds neither the name nor what is asked."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.searching.forms import SearchForm
from tumorboard.blueprints.searching.views import bp, draw, offered
from tumorboard.db import Session, db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import saved_views as queries
from tumorboard.services import saved_views
from tumorboard.services.saved_views import Kept
from tumorboard.web import once
from tumorboard.web.access import current_member, requires


@bp.get("/views/<uuid:view_id>")
@requires(Permission.READ_CASE)
def view(view_id: UUID) -> ResponseReturnValue:
    """Show what a kept search finds now."""
    found = queries.get(db.session(), current_member().id, view_id)
    return draw(offered(SearchForm(formdata=None, data={**found.asked, "name": found.name})), found)


@bp.post("/views")
@requires(Permission.READ_CASE)
def save() -> ResponseReturnValue:
    """Keep what is asked under a name."""
    form, by = offered(SearchForm()), current_member()

    def work(session: Session) -> UUID:
        return saved_views.save(session, _kept(form), by=by, now=clock.now()).id
    return _done(form, "The search is kept.", work, None)


@bp.post("/views/<uuid:view_id>/change")
@requires(Permission.READ_CASE)
def change(view_id: UUID) -> ResponseReturnValue:
    """Let a kept search ask what the form asks now."""
    form, by = offered(SearchForm()), current_member()

    def work(session: Session) -> UUID:
        found = queries.get(session, by.id, view_id)
        saved_views.change(session, found, _kept(form), seen=form.seen_version, by=by, now=clock.now())
        return found.id
    return _done(form, "The search is changed.", work, view_id)


@bp.post("/views/<uuid:view_id>/remove")
@requires(Permission.READ_CASE)
def remove(view_id: UUID) -> ResponseReturnValue:
    """Forget a kept search."""
    form, by = SearchForm(), current_member()
    with transaction() as session:
        saved_views.remove(session, queries.get(session, by.id, view_id), seen=form.seen_version, by=by,
                           now=clock.now())
    flash("The search is removed.")
    return redirect(url_for("search.page"), 303)


def _kept(form: SearchForm) -> Kept:
    """Give the search as it is kept."""
    return Kept(form.name.data or "", form.kept())


@once.for_each_click
def _done(form: SearchForm, words: str, work: Callable[[Session], UUID], view_id: UUID | None) -> ResponseReturnValue:
    """Store it once, and show it; what cannot be taken comes back as it was typed."""
    if not form.validate():
        return _again(form, view_id)
    try:
        with transaction() as session:
            there = url_for("search.view", view_id=work(session))
            once.remember(session, there)
    except AnswerRefused as problem:
        form.put(problem)
        return _again(form, view_id)
    flash(words)
    return redirect(there, 303)


def _again(form: SearchForm, view_id: UUID | None) -> ResponseReturnValue:
    """Draw the form with what is wrong with it."""
    return draw(form, queries.get(db.session(), current_member().id, view_id) if view_id else None), 422
