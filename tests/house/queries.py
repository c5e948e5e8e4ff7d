"""Listens to what is said to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

# What a driver says to begin and end a unit; how often differs between databases and means nothing.
AROUND = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE", "CREATE", "DROP", "ALTER")
# The only write that a GET may cause: the session's last use, at most once a minute.
LAST_SEEN = "UPDATE sign_in SET last_seen_at="


@contextmanager
def count_queries(engine: Engine) -> Iterator[list[str]]:
    """Collect every statement that is sent while the block runs; its length is the number of queries."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        words = " ".join(statement.split())
        if not words.upper().startswith(AROUND):
            sent.append(words)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def writes(statements: list[str]) -> list[str]:
    """Give the statements that change something, without the one that any page may send."""
    return [each for each in statements
            if each.upper().startswith(WRITES) and not each.startswith(LAST_SEEN)]
