"""How large things may be. Each rule takes a tree and names what breaks it; none has a list of exemptions."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.project import name_of, parsed, python_files, templates

LINE, MODULE, FUNCTION, VIEW, TEMPLATE, COMPLEXITY, ARGUMENTS = 120, 250, 40, 25, 120, 8, 6
ROUTING = {"route", "get", "post", "put", "patch", "delete"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_lines(root: Path) -> list[str]:
    """Name every line of code, and of a printed sheet's source, that is longer than the house allows."""
    sheets = templates(root)
    return [f"{name_of(root, each)}:{number} has {len(line)} characters"
            for each in [*python_files(root), *sheets]
            for number, line in enumerate(each.read_text(encoding="utf-8").splitlines(), 1) if len(line) > LINE]


def long_modules(root: Path) -> list[str]:
    """Name every module with too many lines."""
    return list(_too_long(root, python_files(root), MODULE))


def long_templates(root: Path) -> list[str]:
    """Name every template with too many lines."""
    return list(_too_long(root, templates(root), TEMPLATE))


def long_functions(root: Path) -> list[str]:
    """Name every function that is too long; a migration's two functions are as long as its tables, so they may be."""
    return [f"{name}: {each.name} has {_length(each)} lines" for name, tree in parsed(root)
            if not name.startswith("migrations/versions/") for each in _functions(tree) if _length(each) > FUNCTION]


def long_views(root: Path) -> list[str]:
    """Name every view that does more than load, ask and say."""
    return [f"{name}: {each.name} has {_length(each)} lines" for name, tree in parsed(root, "tumorboard")
            for each in _functions(tree) if _is_view(each) and _length(each) > VIEW]


def knots(root: Path) -> list[str]:
    """Name every function with too many branches or arguments; a comment cannot switch this off."""
    files = [str(each) for each in python_files(root)]
    limits = (f"lint.mccabe.max-complexity = {COMPLEXITY}", f"lint.pylint.max-args = {ARGUMENTS}")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--ignore-noqa", "--select",
               "C901,PLR0913", "--output-format", "json", "--config", limits[0], "--config", limits[1], *files]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return sorted(f"{name_of(root, Path(each['filename']))}: {each['message']}" for each in json.loads(answer.stdout))


def mixed_revisions(root: Path) -> list[str]:
    """Name every migration that creates tables of more than one aggregate, that is, of one module of the models."""
    homes = {table: Path(name).stem for name, tree in parsed(root, "tumorboard/models") for table in _tables(tree)}
    made = {name: {homes.get(table, "no model") for table in _created(tree)}
            for name, tree in parsed(root, "migrations/versions")}
    return [f"{name} creates tables of {', '.join(sorted(of))}" for name, of in made.items() if len(of) > 1]


def _tables(tree: ast.Module) -> list[str]:
    """List the tables that a module of models describes."""
    return [ast.literal_eval(node.value) for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "__tablename__"]


def _created(tree: ast.Module) -> list[str]:
    """List the tables that a migration creates."""
    return [ast.literal_eval(node.args[0]) for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "create_table"]


def _too_long(root: Path, files: list[Path], most: int) -> Iterator[str]:
    """Name the files with more lines than allowed."""
    for each in files:
        length = len(each.read_text(encoding="utf-8").splitlines())
        if length > most:
            yield f"{name_of(root, each)} has {length} lines"


def _functions(tree: ast.Module) -> Iterator[Function]:
    """Give every function of a module, methods and inner ones included."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _length(function: Function) -> int:
    """Count a function's lines from its name to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _is_view(function: Function) -> bool:
    """Tell whether a blueprint sends requests to the function."""
    return any(isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in ROUTING
               for each in function.decorator_list)
