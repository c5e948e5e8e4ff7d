"""`tumorboard advance`: do what is due now; on a demo database, first move its clock."""

from datetime import UTC, datetime

import click

from config import Settings
from tumorboard import clock, create_app
from tumorboard.db import db, transaction
from tumorboard.domain.errors import BoardError
from tumorboard.queries import boards
from tumorboard.scheduling.advance import tick
from tumorboard.services.demo import time_machine


@click.command()
@click.option("--at", "moment", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
              help="A local time of the board, for example 2026-12-02T12:00; on demo databases only.")
@click.option("--database", help="The address of the database; otherwise DATABASE_URL.")
def command(moment: datetime | None, database: str | None) -> None:
    """Do what is due now; on a demo database, first move its clock."""
    settings = Settings.from_env({"DATABASE_URL": database}) if database else Settings.from_env()
    app = create_app(settings)
    with app.app_context():
        if moment is not None:
            _move(moment)
        for step in tick("command line"):
            click.echo(step)
        db.session.remove()


def _move(moment: datetime) -> None:
    """Move a demo's clock to a local time of its board."""
    found = boards.find(db.session())
    if found is None or found.ahead is None:
        raise click.ClickException("Only a demo's clock can be moved. On a real board, time passes by itself.")
    clock.run_ahead(found.ahead)
    target = moment.replace(tzinfo=found.board.tz).astimezone(UTC)
    board_id = found.board.id
    try:
        with transaction() as session:
            board = session.get_one(type(found.board), board_id)
            time_machine.move(session, board, target, now=clock.now(), real_now=clock.real_now())
    except BoardError as problem:
        raise click.ClickException(problem.message) from problem
