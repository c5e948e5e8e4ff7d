"""Every table can be asked for alone: a process loads only those that it needs, while its other threads work."""

import ast
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.house.project import ROOT
from tumorboard import models

FOLDER = ROOT / "tumorboard" / "models"
TABLES = {table for tables in models.HOMES.values() for table in tables}
# Another thread may ask for the database between any two classes of a module; nothing may be half there then.
# Each module begins in a process of its own that has loaded no other one.
ALONE = """
import os, sys
from sqlalchemy import event
from sqlalchemy.orm import Mapper, configure_mappers
from tumorboard import db, models

event.listen(Mapper, "after_mapper_constructed", lambda mapper, _: configure_mappers())
for tables in models.HOMES.values():
    if os.fork():
        os.wait()
        continue
    for table in tables:
        for key in getattr(models, table).__table__.foreign_keys:
            key.column
    break
"""


def classes() -> Iterator[ast.ClassDef]:
    """Read the tables that the modules define."""
    for path in FOLDER.glob("*.py"):
        for each in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(each, ast.ClassDef) and "__tablename__" in ast.dump(each):
                yield each


def test_a_table_comes_whole_and_with_every_table_that_it_refers_to() -> None:
    answer = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stderr == ""


def test_every_table_can_be_asked_for_by_its_name() -> None:
    assert {each.name for each in classes()} == TABLES


def test_the_type_checker_is_told_of_every_table_and_of_no_other() -> None:
    tree = ast.parse((FOLDER / "__init__.py").read_text(encoding="utf-8"))
    told = [each.names[0].asname for each in ast.walk(tree)
            if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("tumorboard.models.")]
    assert sorted(filter(None, told)) == sorted(TABLES)


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no table named 'Tumor'"):
        models.Tumor  # type: ignore[attr-defined]  # noqa: B018
