"""Plan an instance file from the command line; the only module of the planner that reads or prints."""

import json
import sys
from pathlib import Path
from typing import NoReturn

from .instance import MalformedInstance
from .plan import plan


def main(path: str) -> int:
    """Print the plan of one instance file as one JSON object; 0, or 2 with a message when it cannot be read."""
    try:
        answer = plan(json.loads(Path(path).read_bytes(), parse_constant=_refuse_constant))
    except (OSError, ValueError, RecursionError) as problem:
        print(f"{path}: {_words(problem)}", file=sys.stderr)
        return 2
    print(json.dumps(answer, indent=1))
    return 0


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedInstance(f"{name} is not a JSON value")


def _words(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return f"cannot be opened: {problem.strerror}"
    if isinstance(problem, MalformedInstance):
        return f"malformed instance: {problem}"
    if isinstance(problem, RecursionError):
        return "malformed instance: nested too deeply"
    return f"not JSON: {problem}"
