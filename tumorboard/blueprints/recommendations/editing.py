"""The text of a draft: written after the meeting, or as a new version of what was signed."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.recommendations import forms, leaf
from tumorboard.blueprints.recommendations.reading import draft
from tumorboard.blueprints.recommendations.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.services import recommendation_text, recommending, recusing
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.recommendation_form import from_text, people
from tumorboard.web.trial_rows import known_trials


@bp.get("/<uuid:recommendation_id>/edit")
@requires(Permission.WRITE_RECOMMENDATION)
def edit(recommendation_id: UUID) -> ResponseReturnValue:
    """Show the text of a draft, to be changed; what still keeps it from being signed stands beside its field."""
    found = draft(db.session(), recommendation_id)
    form = forms.TextForm(data={**from_text(recommendation_text.text_of(found)), "seen": found.version})
    form.put(AnswerRefused({name: words for name, words in recommending.gaps_of(found).items()
                            if name in leaf.IN_TEXT and "gaps" in request.args}))
    return _page(found, form)


@bp.post("/<uuid:recommendation_id>/edit")
@requires(Permission.WRITE_RECOMMENDATION)
@once.for_each_click
def save(recommendation_id: UUID) -> ResponseReturnValue:
    """Store the text, or add and drop rows of the form without storing anything."""
    form = forms.TextForm()
    found = draft(db.session(), recommendation_id)
    _offer(found, form)
    if form.change_rows(request.form.get("rows")):
        return _page(found, form)
    if not form.validate_on_submit():
        return _page(found, form), 422
    if problems := recusing.unfit(db.session(), found.discussion, form.to_text()):
        form.put(AnswerRefused(problems))
        return _page(found, form), 422
    there = url_for("recommendations.record", recommendation_id=recommendation_id)
    with transaction() as session:
        recommending.rewrite(session, draft(session, recommendation_id), form.to_text(), seen=form.seen_version,
                             by=current_member(), now=clock.now())
        once.remember(session, there)
    flash("Saved. Here is how it will be read.")
    return redirect(there, 303)


def _offer(found: Any, form: forms.TextForm) -> None:
    """Fill the lists of the form."""
    named = [each.owner for each in found.items] + [each.member for each in found.dissents]
    form.offer(profile(), people(db.session(), current_board(), named))
    form.known_trials, form.met_on = known_trials(found.discussion.case), found.discussion.meeting.local_date


def _page(found: Any, form: forms.TextForm) -> str:
    """Draw the form."""
    _offer(found, form)
    return render_template("recommendations/edit.html", version=found, case=found.discussion.case, form=form,
                           discussion=found.discussion, heading=leaf.heading(found.discussion, current_board().tz),
                           title=leaf.title(found.discussion))
