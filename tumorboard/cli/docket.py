"""`tumorboard docket plan INSTANCE.json`: the planner from a file; it needs neither Flask nor settings."""

import sys

import click

from tumorboard.domain.docket.command import main


@click.group()
def command() -> None:
    """Plan a docket from a file."""


@command.command()
@click.argument("instance", type=click.Path())
def plan(instance: str) -> None:
    """Print the plan of one instance as JSON; a malformed instance exits with 2."""
    sys.exit(main(instance))
