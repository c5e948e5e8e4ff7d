"""`tumorboard roster import FILE`: add and change the people of a board from a file."""

import csv
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import click

from config import Settings
from tumorboard import clock, create_app
from tumorboard.cli.words import refusals
from tumorboard.db import reading, transaction
from tumorboard.domain.errors import BoardError
from tumorboard.domain.roster_rows import COLUMNS
from tumorboard.queries import boards, members
from tumorboard.services import founding, roster
from tumorboard.vocabulary.people import Imported


@click.group()
def command() -> None:
    """Import the members of a board."""


@command.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
def import_file(file: Path, dry_run: bool) -> None:
    """Take a JSON file with "people", or a CSV file whose first line names the columns.

    Columns: username, name, credentials, role, specialties, deputy, email, phone, affiliation, board_role; several
    codes in one cell are divided by semicolons. Importing the same file twice changes nothing the second time.
    """
    with refusals():
        people, first_row = read_people(file)
        results = _import(people, first_row, dry_run)
    for result in results:
        click.echo(f"Row {result.row}: {result.username or 'no user name'}: {result.outcome.label.lower()}")
        for words in result.words:
            click.echo(f"  {words}")
    counts = Counter(result.outcome for result in results)
    click.echo(", ".join(f"{counts[outcome]} {outcome.label.lower()}" for outcome in Imported)
               + (". Nothing was stored: this was a dry run." if dry_run else "."))
    if counts[Imported.REFUSED]:
        raise SystemExit(1)


def _import(people: list[dict[str, Any]], first_row: int, dry_run: bool) -> list[roster.RowResult]:
    """Import in one transaction, or take it all back after a dry run."""
    app = create_app(Settings.from_env())
    with app.app_context(), (reading if dry_run else transaction)() as session:
        found = boards.find(session)
        if found is None:
            raise BoardError("There is no board here yet. Found it with: tumorboard init")
        by = members.system(session, found.board.id, founding.COMMAND_LINE)
        return roster.import_people(session, found.board, people, by=by, now=clock.now(), first_row=first_row)


def read_people(file: Path) -> tuple[list[dict[str, Any]], int]:
    """Read the rows of a file, and the number that its first row has for a person who looks at it."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BoardError("The file is not UTF-8 text. Save it as “CSV UTF-8” and import it again.") from None
    if file.suffix.lower() == ".json":
        return _from_json(text), 1
    return _from_csv(text), 2


def _from_json(text: str) -> list[dict[str, Any]]:
    """Read {"people": […]}, or a bare list."""
    try:
        content = json.loads(text)
    except ValueError as problem:
        raise BoardError(f"The file is not JSON: {problem}") from None
    people = content.get("people") if isinstance(content, dict) else content
    if not isinstance(people, list) or not all(isinstance(each, dict) for each in people):
        raise BoardError("The file must hold a list “people” of objects.")
    return people


def _from_csv(text: str) -> list[dict[str, Any]]:
    """Read a table whose first line names the columns."""
    rows = csv.DictReader(StringIO(text), restkey="surplus", restval="")
    columns = [str(name).strip().lower() for name in rows.fieldnames or ()]
    unknown = [name for name in columns if name not in COLUMNS]
    if "username" not in columns or unknown:
        wrong = f"It has the unknown columns {', '.join(unknown)}. " if unknown else ""
        raise BoardError(f"The first line must name the columns. {wrong}Known are: {', '.join(COLUMNS)}.")
    rows.fieldnames = columns
    return [{name: cell for name, cell in row.items() if name in COLUMNS} for row in rows]
