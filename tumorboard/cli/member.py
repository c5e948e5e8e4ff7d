"""`tumorboard member invite`: give somebody a one-time link, adding them to the board where they are new."""

import click
from sqlalchemy.orm import Session

from config import Settings
from tumorboard import clock, create_app
from tumorboard.cli.init import username_of
from tumorboard.cli.words import refusals
from tumorboard.db import transaction
from tumorboard.domain.errors import BoardError
from tumorboard.domain.roster_rows import ROLES
from tumorboard.models import Board, Member
from tumorboard.queries import boards, members
from tumorboard.services import accounts, founding, roster
from tumorboard.vocabulary.people import Role


@click.group()
def command() -> None:
    """Invite a member with a one-time link."""


@command.command()
@click.argument("who")
@click.option("--name", help="Name, given name first; needed for somebody new.")
@click.option("--role", multiple=True, type=click.Choice(list(ROLES)), help="Role of somebody new; may be repeated.")
@click.option("--specialty", multiple=True, help="Seat of somebody new, by its code; may be repeated.")
@click.option("--base-url", default="", help="The board's address, like https://board.example.org.")
def invite(who: str, name: str | None, role: tuple[str, ...], specialty: tuple[str, ...], base_url: str) -> None:
    """Print a one-time link for WHO, an e-mail address or a user name."""
    app = create_app(Settings.from_env())
    with app.app_context(), refusals(), transaction() as session:
        found = boards.find(session)
        if found is None:
            raise BoardError("There is no board here yet. Found it with: tumorboard init")
        clock.run_ahead(found.ahead or 0)
        by = members.system(session, found.board.id, founding.COMMAND_LINE)
        member = members.by_name_or_email(session, found.board, who)
        if member is None:
            row = _row(who, name, role, specialty)
            member = _add(session, found.board, row, by)
        elif Role.SYSTEM in member.roles:
            raise BoardError("This name belongs to the machine; nobody signs in with it.")
        token = accounts.invite(session, member, by=by, now=clock.now())
        words = f"{member.name} sets a password within three days, once, at"
    click.echo(words)
    click.echo(f"{base_url.rstrip('/')}/set-password/{token}")


def _add(session: Session, board: Board, row: dict[str, str], by: Member) -> Member:
    """Add somebody new."""
    result, = roster.import_people(session, board, [row], by=by, now=clock.now())
    member = members.by_name_or_email(session, board, row["username"])
    if result.words or member is None:
        raise BoardError(" ".join(result.words))
    return member


def _row(who: str, name: str | None, role: tuple[str, ...], specialty: tuple[str, ...]) -> dict[str, str]:
    """Describe somebody new as a roster's row does."""
    if not name or not role:
        raise BoardError(f"The board does not know “{who}”. To add them, give --name and --role as well.")
    return {"username": username_of(who), "name": name, "role": ";".join(role), "specialties": ";".join(specialty),
            "email": who if "@" in who else ""}
