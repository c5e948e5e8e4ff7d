"""Plan an instance file from the command line; the only module of the planner that reads or prints."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from .instance import MalformedInstance
from .plan import plan


def main(path: str) -> int:
    """Print the plan of one instance file as one JSON object; 0, or 2 with a message when it cannot be read."""
    try:
        answer = plan(_read(path))
    except OSError as problem:
        return _refused(path, f"cannot be opened: {problem.strerror}")
    except MalformedInstance as problem:
        return _refused(path, f"malformed instance: {problem}")
    except RecursionError:
        return _refused(path, "malformed instance: nested too deeply")
    print(_written(answer))
    return 0


def _read(path: str) -> Any:
    try:
        return json.loads(Path(path).read_bytes().decode(), parse_constant=_refuse_constant)
    except MalformedInstance:
        raise
    except UnicodeDecodeError as problem:
        raise MalformedInstance(f"not JSON: no UTF-8 at byte {problem.start + 1}") from problem
    except json.JSONDecodeError as problem:
        raise MalformedInstance(_words(problem)) from problem
    except ValueError as problem:  # Python reads no whole number of more than some thousand digits
        raise MalformedInstance("a number has too many digits") from problem


def _written(answer: dict[str, Any]) -> str:
    """A product of numbers that could be read may be longer than Python writes without being asked."""
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.dumps(answer, indent=1)
    finally:
        sys.set_int_max_str_digits(most)


def _words(problem: json.JSONDecodeError) -> str:
    if not problem.doc.strip():
        return "not JSON: the file is empty"
    if problem.doc.startswith("\ufeff"):
        return "not JSON: it begins with a byte order mark; save it as UTF-8 without one"
    return f"not JSON: {problem}"


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedInstance(f"{name} is not a JSON value")


def _refused(path: str, words: str) -> int:
    print(f"{path}: {words}", file=sys.stderr)
    return 2
