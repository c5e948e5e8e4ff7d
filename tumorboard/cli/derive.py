"""`tumorboard derive FILE.json`: run the clinical engine over a file of vectors."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from tumorboard import profiles
from tumorboard.domain.clinical import derive

MALFORMED = 2


def main(path: str) -> int:
    """Print the derived values and flags of every vector of a file, as JSON in file order.

    The file is an object with `vectors`: each has an id, `on` (ISO date), a `case` and perhaps a `policy`. Gives
    the exit code: 0, or 2 with words on stderr when the file cannot be read as such.
    """
    try:
        vectors = _read(path)
    except (OSError, ValueError, RecursionError) as problem:
        print(f"{path}: {problem or 'nested too deeply'}", file=sys.stderr)
        return MALFORMED
    print(json.dumps([_run(vector) for vector in vectors], indent=1))
    return 0


def _read(path: str) -> list[dict[str, Any]]:
    """Read the vectors of a file; raises ValueError with words for what is missing."""
    content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    vectors = content.get("vectors") if isinstance(content, dict) else None
    if not isinstance(vectors, list):
        raise ValueError('the file must be an object with a list "vectors"')
    for place, vector in enumerate(vectors, start=1):
        _check(vector, place)
    return vectors


def _check(vector: Any, place: int) -> None:
    """Raise ValueError unless an entry is a vector."""
    if not isinstance(vector, dict) or not isinstance(vector.get("id"), str | int):
        raise ValueError(f'vector {place} must be an object with an "id"')
    if not isinstance(vector.get("case"), dict):
        raise ValueError(f'vector {vector["id"]} must have a "case" that is an object')
    if not isinstance(vector.get("policy"), dict | None):
        raise ValueError(f'vector {vector["id"]} has a "policy" that is not an object')
    try:
        date.fromisoformat(str(vector.get("on")))
    except ValueError:
        raise ValueError(f'vector {vector["id"]} must have "on", a date as YYYY-MM-DD') from None


def _run(vector: dict[str, Any]) -> dict[str, Any]:
    """Derive one vector."""
    on = date.fromisoformat(str(vector["on"]))
    found = derive(vector["case"], on, vector.get("policy"), rulebook=profiles.load("net"))
    return {"id": vector["id"], "derived": found["derived"], "flags": found["flags"]}


@click.command()
@click.argument("file", type=click.Path())
def command(file: str) -> None:
    """Print derived values and flags of the cases in a file as JSON; a malformed file exits with 2."""
    sys.exit(main(file))
