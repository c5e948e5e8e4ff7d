"""`tumorboard scheduler`: the clock in a process of its own; any number of them end in the same state."""

import logging

import click

from config import Settings, SettingsError
from tumorboard import create_app
from tumorboard.scheduling.clockwork import host, run_forever
from tumorboard.scheduling.jobs import post_once, tick_once


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
def command(once: bool) -> None:
    """Run the scheduler."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    try:
        app = create_app(Settings.from_env())
    except SettingsError as problem:
        raise click.ClickException(str(problem)) from problem
    if once:
        tick_once(app, host())
        post_once(app)
        return
    click.echo("The scheduler runs. Stop it with Ctrl+C.")
    run_forever(app)
