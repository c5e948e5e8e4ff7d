"""Who may import whom: the project keeps its contracts, and every contract notices the import that breaks it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.project import ROOT, python_files

CONTRACTS = [each["name"] for each in
             tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]]
# One forbidden import for each contract, planted into a copy of the project.
PLANTED = {
    "One way down": ("queries/boards.py", "import tumorboard.services.record"),
    "Domain is pure, and knows only the vocabulary": ("domain/calendar.py", "import flask"),
    "The vocabulary imports nothing of ours": ("vocabulary/word.py", "import tumorboard.domain.flow"),
    "Models and domain do not know each other": ("models/board.py", "import tumorboard.domain.calendar"),
    "Services and queries know no web framework and no clock": ("services/record.py", "import tumorboard.clock"),
    "Blueprints and scheduling touch no models and no SQLAlchemy": ("blueprints/home/views.py", "import sqlalchemy"),
    "Only wsgi and the command line read the configuration": ("web/access.py", "import config"),
    "Blueprints never import one another": ("blueprints/cases/views.py", "import tumorboard.blueprints.home.views"),
}


def verdicts(root: Path) -> dict[str, bool]:
    """Run the import contracts of a tree and tell which are kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([str(linter), "--no-cache", "--config", "pyproject.toml"], cwd=root, capture_output=True,
                            text=True, check=False)
    words = answer.stdout + answer.stderr
    found = {name: f"{name} KEPT" in words for name in CONTRACTS
             if f"{name} KEPT" in words or f"{name} BROKEN" in words}
    assert found, words
    return found


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the project in which every contract is broken once."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for each in python_files(ROOT, "tumorboard", "config.py", "wsgi.py"):
        copy = tmp_path / each.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(each, copy)
    for module, line in PLANTED.values():
        with (tmp_path / "tumorboard" / module).open("a", encoding="utf-8") as source:
            source.write(f"{line}\n")
    return tmp_path


def test_the_project_keeps_every_import_contract():
    assert verdicts(ROOT) == dict.fromkeys(CONTRACTS, True)


def test_every_import_contract_notices_the_import_that_breaks_it(broken):
    assert sorted(PLANTED) == sorted(CONTRACTS)
    assert verdicts(broken) == dict.fromkeys(CONTRACTS, False)


def test_a_board_on_sqlite_loads_nothing_of_postgresql():
    code = "import sys, wsgi; print([each for each in sys.modules if 'dialects.postgresql' in each])"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
