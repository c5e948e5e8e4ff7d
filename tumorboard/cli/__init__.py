"""The `tumorboard` command; each family is imported only when it is called."""

import importlib
from typing import Any

import click

FAMILIES = {
    "advance": "Do what is due now; on a demo database, first move its clock.",
    "demo": "Serve a fictional board on this machine.",
    "derive": "Derive grade, stage and flags of cases in a file.",
    "docket": "Plan a docket from a file.",
    "init": "Found a board on an empty database.",
    "intake": "Import a coordinator's referral list.",
    "member": "Invite a member with a one-time link.",
    "migrate": "Bring the database up to date.",
    "reindex": "Write the index of the search anew.",
    "roster": "Import the members of a board.",
    "scheduler": "Run the scheduler.",
    "serve": "Serve the pages.",
}


class Family(click.Group):
    """Loads a command's module on first use, so that the planner starts without Flask."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List every family, loaded or not."""
        return sorted(FAMILIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of that name; it holds the command as `command`."""
        if cmd_name not in FAMILIES:
            return None
        module: Any = importlib.import_module(f"tumorboard.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the families without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(FAMILIES.items()))


@click.command(cls=Family)
def main() -> None:
    """Run the week of a tumor board."""
