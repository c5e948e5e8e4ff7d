"""What every request needs first: the board, and the clock of a demo."""

from flask import Flask, current_app, g, request
from werkzeug.exceptions import SecurityError

from tumorboard import clock
from tumorboard.db import db
from tumorboard.domain.errors import BoardError
from tumorboard.models import Board
from tumorboard.queries import boards

# Served without the database, so that they answer when it does not.
WITHOUT_BOARD = frozenset({"static", "health.live"})


def install(app: Flask) -> None:
    """Load the board before anything else asks for it."""
    app.before_request(_load_board)


def current_board() -> Board:
    """Give the board of this request; a refusal before it was loaded is drawn without one."""
    board: Board = g.get("board")
    return board


def is_demo() -> bool:
    """Tell whether this is the fictional board."""
    return bool(g.get("is_demo", False))


def _load_board() -> None:
    """Put the board on the request and set its clock; say what to do where there is no board yet."""
    g.board, g.actor = None, None
    if request.endpoint in WITHOUT_BOARD or isinstance(request.routing_exception, SecurityError):
        return
    found = boards.find(db.session())
    if found is None:
        raise NoBoard("There is no board here yet. The operator founds it with: tumorboard init")
    g.board, g.ticked_at = found.board, found.ticked_at
    g.is_demo = found.ahead is not None and bool(current_app.config.get("DEMO"))
    clock.run_ahead(found.ahead or 0)


class NoBoard(BoardError):
    """The database holds no board."""
