"""The files that the rules of the house look at: the project's own, or a planted tree of the same shape."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLANTED = Path(__file__).resolve().parent / "planted"
LOOKED_AT = ("tumorboard", "config.py", "wsgi.py", "migrations", "tests", "benchmarks")


def python_files(root: Path, *places: str) -> list[Path]:
    """List the Python files of a tree; what is planted is wrong on purpose and belongs to no tree but its own."""
    found: list[Path] = []
    for place in places or LOOKED_AT:
        start = root / place
        found += [start] if start.is_file() else sorted(start.rglob("*.py"))
    return [each for each in found if _is_ours(root, each)]


def templates(root: Path) -> list[Path]:
    """List the templates of a tree: pages, mails and printed sheets."""
    return sorted(each for each in (root / "templates").rglob("*") if each.is_file() and _is_ours(root, each))


def parsed(root: Path, *places: str) -> Iterator[tuple[str, ast.Module]]:
    """Give each Python file by its name in the tree, with its syntax."""
    for each in python_files(root, *places):
        yield name_of(root, each), _syntax(each)


@cache
def _syntax(path: Path) -> ast.Module:
    """Parse a file once for all rules."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(root: Path, path: Path) -> str:
    """Name a file as the tree knows it."""
    return path.relative_to(root).as_posix()


def _is_ours(root: Path, path: Path) -> bool:
    """Leave out planted trees while the project itself is looked at."""
    return PLANTED not in path.parents or PLANTED in (root, *root.parents)
