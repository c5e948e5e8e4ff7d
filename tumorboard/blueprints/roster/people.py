"""The people of the board, for those who run the roster."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.roster.forms import PersonForm
from tumorboard.blueprints.roster.views import bp, own_answers, read_grid
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, NotAllowed
from tumorboard.domain.granting import may_handle
from tumorboard.queries import members
from tumorboard.services import accounts, membership
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.people_order import by_family


@bp.get("/roster/people")
@requires(Permission.RUN_ROSTER)
def people() -> ResponseReturnValue:
    """List everybody with roles, seats and whether they can sign in."""
    session, board = db.session(), current_board()
    everybody = sorted(members.people(session, board), key=by_family)
    return render_template("roster/people.html", people=everybody, by_id={each.id: each for each in everybody},
                           links=members.invitations(session, board, now=clock.now()))


@bp.get("/roster/people/new")
@requires(Permission.RUN_ROSTER)
def new_person() -> ResponseReturnValue:
    """Show the form for somebody new."""
    return _form_page(_offer(PersonForm(roles=["specialist"])))


@bp.post("/roster/people/new")
@requires(Permission.RUN_ROSTER)
@once.for_each_click
def add_person() -> ResponseReturnValue:
    """Add somebody to the board."""
    form = _offer(PersonForm())
    if not form.validate_on_submit():
        return _form_page(form), 422
    try:
        with transaction() as session:
            by = members.get(session, current_board(), actor().id)
            added = membership.add(session, current_board(), form.particulars(), by=by, now=clock.now())
            where = url_for("roster.person", member_id=added.id)
            once.remember(session, where)
    except AnswerRefused as problem:
        form.put(problem)
        return _form_page(form), 422
    flash("Added to the board. Next, give them a link to set a password.")
    return redirect(where, 303)


@bp.get("/roster/people/<uuid:member_id>")
@requires(Permission.RUN_ROSTER)
def person(member_id: UUID) -> ResponseReturnValue:
    """Show one person: particulars, answers, and the link to set a password."""
    member = members.get(db.session(), current_board(), member_id)
    form = PersonForm(obj=member, seen=member.version, roles=sorted(member.roles), deputy=str(member.deputy_id or ""),
                      specialties=list(member.specialties))
    return _form_page(_offer(form, member_id), member)


@bp.post("/roster/people/<uuid:member_id>")
@requires(Permission.RUN_ROSTER)
def change_person(member_id: UUID) -> ResponseReturnValue:
    """Change what the board knows of a person."""
    form = _offer(PersonForm(), member_id)
    if not form.validate_on_submit():
        return _form_page(form, members.get(db.session(), current_board(), member_id)), 422
    try:
        with transaction() as session:
            by = members.get(session, current_board(), actor().id)
            member = members.get(session, current_board(), member_id)
            membership.change(session, member, form.particulars(), seen=form.seen_version, by=by, now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return _form_page(form, members.get(db.session(), current_board(), member_id)), 422
    flash("Saved.")
    return redirect(url_for("roster.people"), 303)


@bp.post("/roster/people/<uuid:member_id>/link")
@requires(Permission.INVITE)
def give_link(member_id: UUID) -> ResponseReturnValue:
    """Make a one-time link and show it once; an earlier one stops working."""
    with transaction() as session:
        member = members.get(session, current_board(), member_id)
        if not may_handle(actor(), member.roles):
            raise NotAllowed("Only an administrator may give a link for this account.")
        token = accounts.invite(session, member, by=current_member(), now=clock.now())
    # Shown in the answer itself: a redirect would have to carry the link in a cookie.
    return render_template("roster/link.html", name=member.name, member_id=member_id,
                           link=url_for("account.set_password", token=token, _external=True))


def _offer(form: PersonForm, own_id: UUID | None = None) -> PersonForm:
    """Fill the lists of the form."""
    everybody = sorted(members.people(db.session(), current_board()), key=by_family)
    return form.offer(profile().labels("specialty"), everybody, own_id)


def _form_page(form: PersonForm, member: Any = None) -> str:
    """Draw the form of somebody new, or of a member with their answers."""
    may_edit = member is None or may_handle(actor(), member.roles)
    answers = own_answers(read_grid(), member) if member is not None and member.specialties else []
    return render_template("roster/person.html", form=form, member=member, may_edit=may_edit, answers=answers)
