"""`tumorboard init`: found a board on an empty database, with its first coordinator."""

from typing import Any
from zoneinfo import available_timezones

import click

from config import Settings
from tumorboard import clock, create_app
from tumorboard.cli.migrate import migrate
from tumorboard.cli.words import refusals
from tumorboard.db import reading, transaction
from tumorboard.domain.errors import BoardError
from tumorboard.queries import boards, members
from tumorboard.services import accounts, founding, roster
from tumorboard.web.forms import read_time

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@click.command()
@click.option("--name", prompt="Name of the board", default="Tumor Board")
@click.option("--subtitle", prompt="Below the name", default="Neuroendocrine")
@click.option("--hospital", prompt="Hospital")
@click.option("--zone", prompt="Time zone", default="America/New_York")
@click.option("--weekday", prompt="Weekday of the meeting", default="Friday",
              type=click.Choice(DAYS, case_sensitive=False))
@click.option("--start", prompt="Starts at", default="07:00")
@click.option("--minutes", prompt="Minutes", default=90, type=click.IntRange(15, 300))
@click.option("--room", prompt="Room", default="")
@click.option("--video-link", prompt="Video link", default="")
@click.option("--contact-name", prompt="Whom people ask for help", default="")
@click.option("--contact-phone", prompt="Their phone", default="")
@click.option("--coordinator-name", prompt="Name of the first coordinator, given name first")
@click.option("--coordinator-email", prompt="Their e-mail")
def command(**answers: Any) -> None:
    """Found a board, and print the link by which its first coordinator sets a password."""
    settings = Settings.from_env()
    migrate(settings.database_url)
    app = create_app(settings)
    with app.app_context(), refusals():
        path = found(answers)
    click.echo(f"{answers['name']} is founded. {answers['coordinator_name']} sets a password within three days at")
    click.echo(path)


def found(answers: dict[str, Any]) -> str:
    """Found the board and its coordinator in one transaction; give the path of the one-time link."""
    with reading() as session:
        if boards.find(session) is not None:
            raise BoardError("This database already holds a board. Use another database for another board.")
    with transaction() as session:
        board = founding.found(session, _settings(answers), now=clock.now())
        by = members.system(session, board.id, founding.COMMAND_LINE)
        name, email = answers["coordinator_name"], answers["coordinator_email"]
        row = {"username": username_of(email), "name": name, "email": email, "role": "coordinator"}
        result, = roster.import_people(session, board, [row], by=by, now=clock.now())
        if result.words:
            raise BoardError(" ".join(result.words))
        member = members.by_name_or_email(session, board, email)
        assert member is not None
        token = accounts.invite(session, member, by=by, now=clock.real_now())
    return f"/set-password/{token}"


def username_of(typed: str) -> str:
    """Make a user name from an e-mail address."""
    return typed.partition("@")[0].strip().lower()


def _settings(answers: dict[str, Any]) -> dict[str, Any]:
    """Give the settings of the board from what was answered."""
    starts = read_time(answers["start"])
    if starts is None:
        raise BoardError("Enter the start as a time like 7:00.")
    if answers["zone"] not in available_timezones():
        raise BoardError("Enter a zone like America/New_York.")
    plain = ("name", "subtitle", "hospital", "zone", "minutes", "room", "video_link", "contact_name", "contact_phone")
    weekday = [day.lower() for day in DAYS].index(answers["weekday"].lower())
    return {key: answers[key] for key in plain} | {"weekday": weekday, "starts": starts}
