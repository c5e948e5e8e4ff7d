"""`tumorboard demo`: a fictional board on this machine, with its own clock, that anybody can live a week with."""

import socket
from pathlib import Path

import click
from flask import Flask
from waitress import serve

from config import HERE, Settings, cache_folder
from tumorboard import clock, create_app
from tumorboard.cli.migrate import migrate
from tumorboard.db import db, transaction
from tumorboard.models.columns import repeatable_ids
from tumorboard.queries import boards
from tumorboard.scheduling.advance import advance
from tumorboard.scheduling.clockwork import start_inline
from tumorboard.services import accounts, demo
from tumorboard.services.demo.founding import PASSWORD
from tumorboard.web.processes import settle

DATABASE = HERE / "instance" / "demo.sqlite"
FIRST_PORT, LAST_PORT = 8000, 8049


@click.command()
@click.option("--port", type=int, help="The port to serve on; without it, 8000 or the next free one.")
@click.option("--reset", is_flag=True, help="Forget what was done in the demo and begin again.")
@click.option("--database", type=click.Path(path_type=Path), default=DATABASE, help="The demo's own database file.")
def command(port: int | None, reset: bool, database: Path) -> None:
    """Serve a fictional board on this machine."""
    app = prepare(database, reset=reset)
    chosen = port if port is not None else _free_port()
    _say(chosen)
    start_inline(app)
    settle()
    serve(app, host="127.0.0.1", port=chosen, threads=8, ident=None)


def prepare(database: Path, *, reset: bool = False) -> Flask:
    """Make the demo's application on its own database, founded if it is new; refuse a database of somebody else."""
    if reset:
        _forget(database)
    url = f"sqlite:///{database}"
    migrate(url)
    # The session key changes with every start: a demo needs no sign-in to outlive its server.
    app = create_app(Settings(secret_key=accounts.new_token(), database_url=url, demo=True,
                              cache_folder=cache_folder()))
    with app.app_context():
        found = boards.find(db.session())
        if found is None:
            with repeatable_ids("demo"), transaction() as session:
                demo.found(session, accounts.HASHER.hash(PASSWORD), real_now=clock.real_now())
            found = boards.find(db.session())
        if found is None or found.ahead is None:
            raise click.ClickException(f"{database} holds a real board. The demo does not touch it.")
        clock.run_ahead(found.ahead)
        db.session.rollback()
        advance(clock.now())
        db.session.remove()
    return app


def _forget(database: Path) -> None:
    """Remove the demo's database, but never one that is not the demo's."""
    if not database.exists():
        return
    app = create_app(Settings(secret_key=accounts.new_token(), database_url=f"sqlite:///{database}", demo=True))
    with app.app_context():
        found = boards.find(db.session())
        db.session.remove()
        db.engine.dispose()
    if found is not None and found.ahead is None:
        raise click.ClickException(f"{database} holds a real board. The demo does not touch it.")
    for ending in ("", "-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)


def _free_port() -> int:
    """Find the first port that nobody listens on."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise click.ClickException(f"No port between {FIRST_PORT} and {LAST_PORT} is free. Choose one with --port.")


def _say(port: int) -> None:
    """Say where to look, and as whom."""
    click.echo(f"\n  Tumor Board, fictional data, not for clinical use:  http://127.0.0.1:{port}/\n")
    click.echo("  Sign in with one click as specialist, coordinator, chair, referring clinician, clinician,")
    click.echo("  administrator or auditor. The password that signing asks for is:")
    click.echo(f"\n      {PASSWORD}\n\n  Stop with Ctrl+C. Begin again with: tumorboard demo --reset\n")


