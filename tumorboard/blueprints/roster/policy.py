"""The board's policy: read by coordinator and chair, changed with a reason after a look at what it changes."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.roster import policy_cards
from tumorboard.blueprints.roster.policy_form import PolicyForm, form_of
from tumorboard.blueprints.roster.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, NotFound
from tumorboard.domain.policy import TIERS, Group, settings
from tumorboard.queries import policies
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import board_policy
from tumorboard.services.board_policy import Proposal
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile


@bp.get("/roster/policy")
@requires(Permission.RUN_POLICY)
def policy() -> ResponseReturnValue:
    """Show every value with its source, default and range, and the versions so far."""
    session, board = db.session(), current_board()
    found, groups = board_policy.in_force(session, board), board_policy.groups(board.profile)
    versions = [(row, board_policy.version(board, row)) for row in policies.versions(session, board)]
    return render_template(
        "roster/policy.html", policy=found, history=policy_cards.history(versions, groups, profile()),
        groups=[(group, policy_cards.lines(group, found.values, profile())) for group in groups])


@bp.get("/roster/policy/<group_id>")
@requires(Permission.RUN_POLICY)
def policy_group(group_id: str) -> ResponseReturnValue:
    """Show one group to be changed."""
    group, found = _group(group_id), board_policy.in_force(db.session(), current_board())
    return _form(group, form_of(group, profile(), found.values, found.number, is_new=True))


@bp.post("/roster/policy/<group_id>")
@requires(Permission.RUN_POLICY)
@once.for_each_click
def change_policy(group_id: str) -> ResponseReturnValue:
    """Show what a change would do; keep it when that was seen."""
    group, found = _group(group_id), board_policy.in_force(db.session(), current_board())
    form = form_of(group, profile(), found.values, found.number)
    if not form.validate_on_submit():
        return _form(group, form), 422
    try:
        return _answer(group, form, form.values(group, found.values))
    except AnswerRefused as problem:
        form.put_words(problem.problems)
        return _form(group, form), 422


def _answer(group: Group, form: PolicyForm, values: dict[str, Any]) -> ResponseReturnValue:
    """Do what the pressed button says: keep the values, go back to them, or look at what they change."""
    do = request.form.get("do", "")
    if do == "keep":
        try:
            return _keep(form, values)
        except AnswerRefused as problem:
            # The form of the values has no place for the reason; the preview has.
            form.put(problem)
            return _preview(group, form, values), 422
    return _form(group, form) if do == "edit" else _preview(group, form, values)


def _keep(form: PolicyForm, values: dict[str, Any]) -> ResponseReturnValue:
    """Set the next version, and build the provisional docket by it."""
    there, by = url_for("roster.policy"), current_member()
    with transaction() as session:
        kept = board_policy.change(session, current_board(), Proposal(values, form.reason.data or "",
                                                                      form.seen_version), by=by, now=clock.now())
        once.remember(session, there)
    rebuild(clock.now())
    flash(f"Policy {kept.number} is in force.")
    return redirect(there, 303)


def _preview(group: Group, form: PolicyForm, values: dict[str, Any]) -> str:
    """Show which cases would be judged otherwise; nothing is stored."""
    session, board = db.session(), current_board()
    groups, today = board_policy.groups(board.profile), clock.today(board.tz)
    found = board_policy.preview(session, board, values, today=today)
    tiers = settings(groups)[TIERS].tiers
    return render_template(
        "roster/policy_preview.html", group=group, form=form, number=form.seen_version + 1,
        changes=policy_cards.changes(board_policy.in_force(session, board).values, values, groups, profile()),
        cases=[(each.case, policy_cards.moves(each, profile(), tiers)) for each in found],
        carried=[(name, text) for name, texts in request.form.lists() if name not in OWN for text in texts])


def _form(group: Group, form: PolicyForm) -> str:
    """Draw the form of a group."""
    return render_template("roster/policy_group.html", group=group, form=form, profile=profile())


def _group(group_id: str) -> Group:
    """Find a group of the board's policy."""
    found = next((each for each in board_policy.groups(current_board().profile) if each.id == group_id), None)
    if found is None:
        raise NotFound("part of the policy")
    return found


# What the preview's own form says anew.
OWN = frozenset({"csrf_token", "key", "do", "seen", "reason"})
