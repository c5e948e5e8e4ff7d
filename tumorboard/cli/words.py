"""Refusals of the board on the command line: words and an exit code, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from tumorboard.domain.errors import BoardError


@contextmanager
def refusals() -> Iterator[None]:
    """Say what the board's rules do not allow, and leave with code 1."""
    try:
        yield
    except BoardError as problem:
        raise click.ClickException(problem.message) from problem
