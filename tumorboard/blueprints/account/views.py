"""The door: signing in and out, and setting a password by a one-time link."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from tumorboard import clock
from tumorboard.blueprints.account.cards import next_times
from tumorboard.blueprints.account.forms import NewPasswordForm, SignInForm
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.queries import members, roster
from tumorboard.services import accounts
from tumorboard.web import sessions, signing_in
from tumorboard.web.access import public, requires
from tumorboard.web.context import current_board
from tumorboard.web.local_path import local_path

bp = Blueprint("account", __name__)


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Show the door, or let those through who are in."""
    if current_user.is_authenticated:
        return redirect(_way_on(), 303)
    return _door(SignInForm())


@bp.post("/sign-in")
@public
def sign_in_now() -> ResponseReturnValue:
    """Open a session for those who know their password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _door(form), 422
    member = signing_in.known_member(current_board(), form.name.data, form.password.data)
    if member is None:
        form.form_errors.append(signing_in.REFUSED)
        return _door(form), 422
    sessions.begin(member)
    return redirect(_way_on(), 303)


@bp.post("/sign-out")
@requires(Permission.USE_BOARD)
def sign_out() -> ResponseReturnValue:
    """End the session, and leave nothing of it on a shared workstation."""
    sessions.end()
    answer = redirect(url_for("account.sign_in"), 303)
    # Not "cookies": the next person at this workstation needs the new one for their form.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/set-password/<token>")
@public
def set_password(token: str) -> ResponseReturnValue:
    """Show the form of a one-time link, or whom to ask for a new one."""
    return _first_password(token, NewPasswordForm())


@bp.post("/set-password/<token>")
@public
def set_password_now(token: str) -> ResponseReturnValue:
    """Store the password that a one-time link was given for."""
    form = NewPasswordForm()
    if not form.validate_on_submit() or not form.is_typed_twice():
        return _first_password(token, form, 422)
    try:
        with transaction() as session:
            invitation = accounts.standing_invitation(session, current_board(), token, now=clock.now())
            if invitation is None:
                raise MoveRefused("This link does not work any more. Ask the coordinator for a new one.")
            member = members.get(session, current_board(), invitation.member_id)
            accounts.accept_invitation(session, member, invitation, form.password.data, now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return _first_password(token, form, 422)
    flash("Your password is set. Sign in with it.")
    return redirect(url_for("account.sign_in"), 303)


def _first_password(token: str, form: NewPasswordForm, code: int = 200) -> ResponseReturnValue:
    """Draw the form of a one-time link; one that is used, too old or unknown gives the same answer."""
    session, now = db.session(), clock.now()
    invitation = accounts.standing_invitation(session, current_board(), token, now=now)
    if invitation is None:
        return render_template("account/link_expired.html"), 404
    member = members.get(session, current_board(), invitation.member_id)
    return render_template("account/set_password.html", form=form, member=member,
                           expires_at=invitation.expires_at), code


def _door(form: SignInForm) -> str:
    """Draw the sign-in page beside the next meeting."""
    board, now = current_board(), clock.now()
    meeting = roster.next_meeting(db.session(), board, now)
    times = meeting or next_times(board, now)
    return render_template("account/sign_in.html", form=form, times=times, idle_minutes=sessions.idle_minutes(),
                           next_path=request.values.get("next", ""))


def _way_on() -> str:
    """Give the page that was asked for before the door, if it is one of ours."""
    return local_path(request.values.get("next"), url_for("home.this_week"))
