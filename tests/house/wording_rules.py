"""What may not be written, and where. Each rule takes a tree and names what breaks it, without exemptions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.project import name_of, parsed, python_files, templates

CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time"),
          ("time", "time_ns"), ("func", "now"), ("func", "current_timestamp")}
INLINE = {
    "an inline style": re.compile(r"""\sstyle\s*=\s*["'{]""", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script with content": re.compile(r"<script\b[^>]*>\s*[^\s<]", re.IGNORECASE),
    "a script without a source": re.compile(r"<script\b(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "an inline handler": re.compile(r"""<[a-z][^<>]*\son[a-z]+\s*=""", re.IGNORECASE),
    "a javascript address": re.compile(r"""["']\s*javascript:""", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b"),
}


def commits(root: Path) -> list[str]:
    """Name every commit outside db.py; entry points use transaction(), services flush."""
    return [f"{name}:{node.lineno} commits" for name, tree in parsed(root, "tumorboard", "config.py", "wsgi.py")
            if name != "tumorboard/db.py" for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"]


def wall_clocks(root: Path) -> list[str]:
    """Name every look at a clock of the machine or the database outside clock.py."""
    return [f"{name}:{line} reads {words}" for name, tree in parsed(root, "tumorboard")
            if name != "tumorboard/clock.py" for line, words in _clocks(tree)]


def inline_markup(root: Path) -> list[str]:
    """Name every style, script or handler inside a page, and all text that skips escaping."""
    files = [*templates(root), *python_files(root, "tumorboard")]
    found = [f"{name_of(root, each)} holds {what}" for each in files for what, pattern in INLINE.items()
             if pattern.search(each.read_text(encoding="utf-8"))]
    return found + [f"{name}:{node.lineno} calls Markup" for name, tree in parsed(root, "tumorboard")
                    for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "Markup"]


def mocks(root: Path) -> list[str]:
    """Name every mock: tests run against what is real."""
    return [f"{name}:{line} uses {words}" for name, tree in parsed(root, "tests") for line, words in _mocks(tree)]


def _clocks(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the lines that read a clock, also where it was imported by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (_name(node.value), node.attr) in CLOCKS:
            yield node.lineno, f"{_name(node.value)}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from ((node.lineno, f"time.{each.name}") for each in node.names if each.name.startswith("time"))


def _mocks(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the lines that import or build a mock, or that change our code under a test."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and any("mock" in each for each in _imported(node)):
            yield node.lineno, "a mock library"
        elif isinstance(node, ast.Attribute) and (_name(node.value), node.attr) == ("monkeypatch", "setattr"):
            yield node.lineno, "monkeypatch.setattr"
        elif isinstance(node, ast.Name) and node.id in ("MagicMock", "Mock", "AsyncMock", "mocker"):
            yield node.lineno, node.id


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """List the modules and names that an import brings."""
    first = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    return [*first, *(each.name for each in node.names)]


def _name(node: ast.expr) -> str:
    """Give the last name of a dotted one."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
