"""Accounts: who may sign in, and who looks after accounts and the record. No patient data."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.admin.forms import AccountForm
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, NotAllowed
from tumorboard.domain.granting import may_handle
from tumorboard.queries import members
from tumorboard.services import accounts as service
from tumorboard.services import membership
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.people_order import by_family

bp = Blueprint("admin", __name__)


@bp.get("/accounts")
@requires(Permission.RUN_ACCOUNTS)
def accounts() -> ResponseReturnValue:
    """List every account with its roles and state."""
    session, board = db.session(), current_board()
    return render_template("admin/accounts.html", own_id=actor().id,
                           people=sorted(members.people(session, board), key=by_family),
                           links=members.invitations(session, board, now=clock.now()))


@bp.get("/accounts/new")
@requires(Permission.RUN_ACCOUNTS)
def new_account() -> ResponseReturnValue:
    """Show the form for a new administrator or auditor."""
    return render_template("admin/account.html", form=AccountForm(), member=None)


@bp.post("/accounts/new")
@requires(Permission.RUN_ACCOUNTS)
@once.for_each_click
def add_account() -> ResponseReturnValue:
    """Add an administrator or auditor."""
    form = AccountForm()
    if not form.validate_on_submit():
        return render_template("admin/account.html", form=form, member=None), 422
    try:
        with transaction() as session:
            by = members.get(session, current_board(), actor().id)
            membership.add(session, current_board(), form.particulars(), by=by, now=clock.now())
            once.remember(session, url_for("admin.accounts"))
    except AnswerRefused as problem:
        form.put(problem)
        return render_template("admin/account.html", form=form, member=None), 422
    flash("Added. Next, give them a link to set a password.")
    return redirect(url_for("admin.accounts"), 303)


@bp.get("/accounts/<uuid:member_id>")
@requires(Permission.RUN_ACCOUNTS)
def account(member_id: UUID) -> ResponseReturnValue:
    """Show one account."""
    member = members.get(db.session(), current_board(), member_id)
    form = AccountForm(obj=member, seen=member.version, roles=sorted(member.roles)).for_known()
    return render_template("admin/account.html", form=form, member=member)


@bp.post("/accounts/<uuid:member_id>")
@requires(Permission.RUN_ACCOUNTS)
def change_account(member_id: UUID) -> ResponseReturnValue:
    """Change an account's name, address and roles over accounts and the record."""
    form, board = AccountForm().for_known(), current_board()
    if not form.validate_on_submit():
        return render_template("admin/account.html", form=form, member=members.get(db.session(), board, member_id)), 422
    try:
        with transaction() as session:
            by, member = (members.get(session, board, each) for each in (actor().id, member_id))
            membership.change(session, member, form.particulars(), seen=form.seen_version, by=by, now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return render_template("admin/account.html", form=form, member=members.get(db.session(), board, member_id)), 422
    flash("Saved.")
    return redirect(url_for("admin.accounts"), 303)


@bp.post("/accounts/<uuid:member_id>/link")
@requires(Permission.RUN_ACCOUNTS)
def give_link(member_id: UUID) -> ResponseReturnValue:
    """Make a one-time link and show it once; an earlier one stops working."""
    with transaction() as session:
        member = members.get(session, current_board(), member_id)
        token = service.invite(session, member, by=current_member(), now=clock.now())
    return render_template("roster/link.html", name=member.name, member_id=member_id, back=url_for("admin.accounts"),
                           link=url_for("account.set_password", token=token, _external=True))


@bp.post("/accounts/<uuid:member_id>/disable")
@requires(Permission.RUN_ACCOUNTS)
def disable(member_id: UUID) -> ResponseReturnValue:
    """Disable an account; its sessions end at once."""
    return _set_active(member_id, False, "The account is disabled, and its sessions have ended.")


@bp.post("/accounts/<uuid:member_id>/enable")
@requires(Permission.RUN_ACCOUNTS)
def enable(member_id: UUID) -> ResponseReturnValue:
    """Let somebody sign in again."""
    return _set_active(member_id, True, "The account is enabled again.")


def _set_active(member_id: UUID, is_active: bool, words: str) -> ResponseReturnValue:
    """Enable or disable an account, and say so."""
    with transaction() as session:
        member = members.get(session, current_board(), member_id)
        if not may_handle(actor(), member.roles):
            raise NotAllowed("The machine’s own accounts stay as they are.")
        service.set_active(session, member, is_active, by=current_member(), now=clock.now())
    flash(words)
    return redirect(url_for("admin.accounts"), 303)
