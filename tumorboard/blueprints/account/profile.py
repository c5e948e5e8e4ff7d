"""One's own account: how the pages look, the password, and where one is signed in."""

from datetime import timedelta
from uuid import UUID

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.account.cards import open_sessions
from tumorboard.blueprints.account.forms import ChangePasswordForm, MailForm, ThemeForm
from tumorboard.blueprints.account.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import members, notices
from tumorboard.services import accounts, outbox, sign_ins
from tumorboard.vocabulary.notices import MailTopic
from tumorboard.vocabulary.people import Theme
from tumorboard.web import sessions, signing_in
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board


@bp.get("/profile")
@requires(Permission.USE_BOARD)
def profile() -> ResponseReturnValue:
    """Show one's own account."""
    return _profile()


@bp.post("/profile/theme")
@requires(Permission.USE_BOARD)
def choose_theme() -> ResponseReturnValue:
    """Choose light, dark or what the computer says."""
    form = ThemeForm()
    if not form.validate_on_submit():
        return _profile(theme=form), 422
    with transaction() as session:
        member = members.get(session, current_board(), g.actor.id)
        accounts.choose_theme(session, member, Theme(form.theme.data))
    return redirect(url_for("account.profile"), 303)


@bp.post("/profile/mail")
@requires(Permission.USE_BOARD)
def choose_mail() -> ResponseReturnValue:
    """Choose what comes by mail."""
    form = MailForm()
    if not form.validate_on_submit():
        return _profile(mail=form), 422
    with transaction() as session:
        member = members.get(session, current_board(), g.actor.id)
        outbox.choose(session, member, {MailTopic(each) for each in form.topics.data or ()}, seen=form.seen_version,
                      now=clock.now())
    flash("Saved. It counts from the next notice on.")
    return redirect(url_for("account.profile"), 303)


@bp.post("/profile/password")
@requires(Permission.USE_BOARD)
def change_password() -> ResponseReturnValue:
    """Change one's own password; every other session ends."""
    form = ChangePasswordForm()
    if not form.validate_on_submit() or not form.is_typed_twice():
        return _profile(password=form), 422
    if not signing_in.is_own_password(current_board(), current_member(), form.current_password.data):
        form.current_password.errors = ["This is not your current password. After several tries, wait a minute first."]
        return _profile(password=form), 422
    try:
        with transaction() as session:
            member = members.get(session, current_board(), g.actor.id)
            accounts.set_password(session, member, form.password.data, by=member, now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return _profile(password=form), 422
    sessions.begin(member)
    flash("Your password is changed. You are signed in only here now.")
    return redirect(url_for("account.profile"), 303)


@bp.post("/profile/sessions/<uuid:sign_in_id>/end")
@requires(Permission.USE_BOARD)
def end_session(sign_in_id: UUID) -> ResponseReturnValue:
    """End one of one's own sessions, for example on a workstation left open."""
    with transaction() as session:
        found = members.own_sign_in(session, current_member(), sign_in_id)
        sign_ins.end(session, found.id, now=clock.real_now())
    flash("That session has ended.")
    return redirect(url_for("account.profile"), 303)


@bp.post("/profile/sign-out-everywhere")
@requires(Permission.USE_BOARD)
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of one's own, this one too."""
    with transaction() as session:
        member = members.get(session, current_board(), g.actor.id)
        accounts.end_all_sign_ins(session, member, by=member, now=clock.now())
    sessions.end()
    flash("You are signed out everywhere.")
    return redirect(url_for("account.sign_in"), 303)


def _profile(theme: ThemeForm | None = None, password: ChangePasswordForm | None = None, mail: MailForm | None = None
             ) -> str:
    """Draw the page; a form that could not be taken comes back with what was typed."""
    session, now = db.session(), clock.real_now()
    member = members.get(session, current_board(), g.actor.id)
    rows = members.open_sign_ins(session, member, seen_after=now - timedelta(minutes=sessions.idle_minutes()),
                                 begun_after=now - timedelta(hours=sessions.session_hours()))
    declined, version = notices.choice(session, member.id)
    chosen = [topic.value for topic in MailTopic if topic not in declined]
    return render_template(
        "account/profile.html", member=member, mail=mail or MailForm(formdata=None, topics=chosen, seen=version),
        theme=theme or ThemeForm(formdata=None, theme=member.theme.value),
        password=password or ChangePasswordForm(formdata=None), is_password_open=password is not None,
        open_sessions=open_sessions(rows, g.reader.sign_in.id, ahead=clock.now() - now))
