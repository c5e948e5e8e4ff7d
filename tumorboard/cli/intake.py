"""`tumorboard intake FILE.csv`: import a coordinator's referral list, or say what would come of it."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from config import Settings
from tumorboard import clock, create_app
from tumorboard.db import db, reading, transaction
from tumorboard.domain.errors import BoardError
from tumorboard.domain.intake import MAX_BYTES, FileRefused, RowResult, Table
from tumorboard.domain.intake.cleaning import visible
from tumorboard.models import Board, Member
from tumorboard.queries import boards, members
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import intake
from tumorboard.services.founding import COMMAND_LINE
from tumorboard.vocabulary.intake import RowOutcome

UNREADABLE = 2


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come of every row; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome of every row as JSON.")
def command(file: Path, dry_run: bool, as_json: bool) -> None:
    """Import a referral list. Rows that need a person's look are reported, and imported on the page only."""
    app = create_app(Settings.from_env())
    with app.app_context():
        try:
            table, results = _run(_bytes(file), dry_run)
        except BoardError as problem:
            click.echo(f"{file}: {problem.message}", err=True)
            sys.exit(UNREADABLE)
        finally:
            db.session.remove()
            db.engine.dispose()
    _say(table, results, dry_run=dry_run, as_json=as_json)


def _bytes(file: Path) -> bytes:
    """Read the file, and no more of it than is needed to see that it is too large."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as problem:
        raise FileRefused(f"The file cannot be opened: {problem.strerror}.") from problem


def _run(raw: bytes, dry_run: bool) -> tuple[Table, tuple[RowResult, ...]]:
    """Look at the list, or import it, in the name of the command line."""
    if dry_run:
        with reading() as session:
            board, by = _board_and_member()
            looked = intake.look(session, board, raw, by=by, now=clock.now())
            return looked.table, looked.results
    with transaction() as session:
        board, by = _board_and_member()
        done = intake.import_list(session, board, raw, by=by, now=clock.now())
    rebuild(clock.now())
    return done.table, done.results


def _board_and_member() -> tuple[Board, Member]:
    """Give the board, its clock set, and the system member in whose name this runs."""
    session = db.session()
    found = boards.find(session)
    if found is None:
        raise BoardError("There is no board here yet. Found it with: tumorboard init")
    clock.run_ahead(found.ahead or 0)
    return found.board, members.system(session, found.board.id, COMMAND_LINE)


def _say(table: Table, results: tuple[RowResult, ...], *, dry_run: bool, as_json: bool) -> None:
    """Print every row; what concerns the whole file goes beside it, so that the JSON stays JSON."""
    for words in (*table.notices, *_unknown(table)):
        click.echo(words, err=True)
    if as_json:
        click.echo(json.dumps({"rows": [_row(result) for result in results]}, indent=1))
        return
    for result in sorted(results, key=lambda each: not each.is_urgent_failure):
        click.echo("\n".join(_lines(result)))
    counts = Counter(result.outcome for result in results)
    said = [f"{counts[outcome]} {outcome.value}" for outcome in RowOutcome if counts[outcome]]
    click.echo(", ".join(said) or "The list has no rows.")
    if dry_run:
        click.echo("Nothing was stored.")


def _unknown(table: Table) -> Iterable[str]:
    """Name the columns that are not stored."""
    if table.header.unknown:
        yield f"Columns that are not stored: {', '.join(map(visible, table.header.unknown))}"


def _row(result: RowResult) -> dict[str, object]:
    """Write one row for a program."""
    return {
        "row": result.number, "line": result.line, "outcome": result.outcome.value,
        "problems": [{"column": each.column, "reason": each.reason} for each in result.problems],
        "changes": [{"column": each.column, "old": each.old, "new": each.new} for each in result.changes],
    }


def _lines(result: RowResult) -> Iterable[str]:
    """Write one row for a person."""
    urgent = "URGENT, " if result.is_urgent_failure else ""
    yield f"Row {result.number} (line {result.line}): {urgent}{result.outcome.value}"
    for problem in result.problems:
        yield f"  {problem.column}: {problem.reason}"
    for change in result.changes:
        yield f"  {change.column}: {visible(change.old)} > {visible(change.new) or '(left out)'}"
