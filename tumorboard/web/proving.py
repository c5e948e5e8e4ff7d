"""Proving once more who one is, before one signs: nobody signs in the name of whoever left their screen open."""

from typing import Any

from flask import g

from tumorboard import clock
from tumorboard.db import transaction
from tumorboard.services import sign_ins
from tumorboard.web import sessions, signing_in
from tumorboard.web.access import current_member
from tumorboard.web.context import current_board

EMPTY = "Enter your password, so that nobody else signs in your name."
WRONG = "This is not your password. Nothing is signed yet; after several tries, wait a minute first."


def is_proven(form: Any) -> bool:
    """Tell whether the reader proved lately who they are, or does so with the password in this form."""
    if sessions.is_fresh():
        return True
    if not form.password.data:
        form.password.errors = [EMPTY]
    elif not signing_in.is_own_password(current_board(), current_member(), form.password.data):
        form.password.errors = [WRONG]
    else:
        with transaction() as session:
            sign_ins.prove_again(session, g.reader.sign_in.id, now=clock.real_now())
    return not form.password.errors
