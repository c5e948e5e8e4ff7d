"""Every refusal as a page in plain words, with what the reader typed given back."""

import logging
import secrets
import traceback
from contextlib import suppress
from http import HTTPStatus

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from tumorboard.db import db
from tumorboard.domain.errors import AnswerRefused, BoardError, MoveRefused, NotAllowed, NotFound, Stale
from tumorboard.profiles import load
from tumorboard.web.context import NoBoard
from tumorboard.web.typed import form_path, typed_text

log = logging.getLogger("tumorboard")
STATUS: dict[type[BoardError], int] = {NotFound: 404, NotAllowed: 403, Stale: 409, MoveRefused: 409,
                                       AnswerRefused: 422, NoBoard: 503}
TITLES = {
    400: "We could not check that this came from you", 401: "You were signed out", 403: "This is not open to you",
    404: "We cannot find that page", 405: "This page cannot be used that way",
    409: "This was changed meanwhile", 413: "That is too large", 422: "Something needs another look",
    500: "We could not do that", 503: "The board is not ready",
}
WORDS = {
    400: "The page was open too long, or the form came from elsewhere. Go back, load the page again and send it again.",
    401: "You were signed out after a quiet time. Sign in again and go on where you were.",
    404: "The address may be old or mistyped, or it is about something that your account may not see.",
    405: "Go back and use the buttons of the page.",
    413: "Send less at once: shorten the text, or choose a smaller file: at most 20 MB, a list at most 2 MB.",
}


def install(app: Flask) -> None:
    """Answer refusals and failures; they are logged here, and not a second time with their messages by Flask."""
    app.log_exception = _log_nothing  # type: ignore[assignment,method-assign]
    app.register_error_handler(BoardError, _refused)
    app.register_error_handler(CSRFError, _unproven)
    app.register_error_handler(SecurityError, _stranger)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(DBAPIError, _failed)
    app.register_error_handler(500, _failed)


def _log_nothing(*_: object) -> None:
    """Leave the logging to the page of the refusal."""


def _refused(problem: BoardError) -> ResponseReturnValue:
    """Say what the board's rules do not allow."""
    return page(STATUS.get(type(problem), 422), problem.message)


def _unproven(problem: CSRFError) -> ResponseReturnValue:
    """Say that the form could not be proven to be the reader's own."""
    return page(400, WORDS[400])


def _http(problem: HTTPException) -> ResponseReturnValue:
    """Say in plain words what the protocol says in numbers."""
    code = problem.code or 500
    if 300 <= code < 400:
        return problem.get_response()
    return page(code, WORDS.get(code, "Go back and try again. If it happens again, call the coordinator."))


def _stranger(problem: SecurityError) -> ResponseReturnValue:
    """Answer an address that is not ours without a page: no link could be made that leads to us."""
    return "This address is not served here.\n", 400, {"Content-Type": "text/plain; charset=utf-8"}


def _stale(problem: StaleDataError) -> ResponseReturnValue:
    """Say that two people saved at the same moment and the other one was first."""
    return _refused(Stale("this"))


def _failed(problem: Exception) -> ResponseReturnValue:
    """Log the failure under a reference that can be read out on the phone, without a patient's data."""
    reference = f"{secrets.token_hex(1)}-{secrets.token_hex(2)}".upper()
    log.error("reference %s at %s %s: %s", reference, request.method, request.endpoint, _without_values(problem))
    words = "It is our fault, not yours. Nothing was changed; what you typed, if anything, stands below."
    return page(500, words, reference)


def _without_values(problem: Exception) -> str:
    """Tell where a failure came from: its kind and its lines, never its message, which may quote a patient's row."""
    cause = getattr(problem, "original_exception", None) or problem
    return f"{type(cause).__name__}\n{''.join(traceback.format_tb(cause.__traceback__))}"


def page(code: int, words: str, reference: str = "") -> ResponseReturnValue:
    """Draw the page of a refusal; a database that fails must not fail it again."""
    with suppress(DBAPIError):
        db.session.rollback()
    title = TITLES.get(code, HTTPStatus(code).phrase)
    board = g.get("board")
    body = render_template("errors/refusal.html", code=code, title=title, words=words, reference=reference,
                           typed=typed_text(request, load(board.profile) if board else None),
                           form_path=form_path(request.path, current_app.url_map),
                           is_plain=board is None or g.get("actor") is None)
    return body, code
