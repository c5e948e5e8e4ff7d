"""The commands that found a board and bring its people."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tumorboard.cli import main

ROW = {"id": "aokafor", "name": "Amara Okafor", "role": "specialist", "specialties": ["endocrinology"],
       "email": "aokafor@example.org"}
INIT = ["init", "--name", "Tumor Board", "--subtitle", "Neuroendocrine", "--hospital", "General Hospital", "--zone",
        "America/New_York", "--weekday", "friday", "--start", "7:00", "--minutes", "90", "--room", "",
        "--video-link", "", "--contact-name", "Marisol Dale", "--contact-phone", "555-0142",
        "--coordinator-name", "Marisol Dale", "--coordinator-email", "mdale@example.org"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The `tumorboard` command on an empty database of its own."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite'}")
    return lambda *words: CliRunner().invoke(main, list(words))


def last(result: Result) -> str:
    return result.output.strip().splitlines()[-1]


def test_a_board_is_founded_once_with_its_coordinator(run) -> None:  # type: ignore[no-untyped-def]
    first, again = run(*INIT), run(*INIT)
    assert (first.exit_code, last(first).startswith("/set-password/")) == (0, True)
    assert (again.exit_code, "already holds a board" in again.output) == (1, True)


def test_a_week_that_cannot_be_kept_is_refused_and_founds_nothing(run) -> None:  # type: ignore[no-untyped-def]
    wrong = [run(*INIT, "--zone", "Mars/Olympus"), run(*INIT, "--start", "soon"), run(*INIT, "--start", "3:00"),
             run(*INIT, "--coordinator-email", "nonsense@")]
    assert [result.exit_code for result in wrong] == [1] * 4
    assert run(*INIT).exit_code == 0


def test_a_roster_is_imported_and_a_dry_run_stores_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "roster.json"
    file.write_text(json.dumps({"people": [ROW, {**ROW, "id": "b", "email": "", "role": "wizard"}]}))
    run(*INIT)
    dry, first, again = (run("roster", "import", str(file), *more) for more in (["--dry-run"], [], []))
    assert [last(result) for result in (dry, first, again)] == [
        "1 added, 0 changed, 0 unchanged, 1 not taken. Nothing was stored: this was a dry run.",
        "1 added, 0 changed, 0 unchanged, 1 not taken.", "0 added, 0 changed, 1 unchanged, 1 not taken."]
    assert "Row 2, column role: The board knows no role “wizard”." in first.output
    assert [result.exit_code for result in (dry, first, again)] == [1, 1, 1]


def test_a_table_names_its_columns_and_rows_as_a_spreadsheet_does(run, tmp_path: Path) -> None:  # type: ignore
    good, wrong = tmp_path / "good.csv", tmp_path / "wrong.csv"
    good.write_text("\ufeffusername,name,role,specialties\nzed,Zed Ed,specialist,genetics;pathology\nq,,clinician,\n",
                    encoding="utf-8")
    wrong.write_text("username,nickname\nzed,Z\n", encoding="utf-8")
    run(*INIT)
    result = run("roster", "import", str(good))
    assert ("Row 2: zed: added" in result.output, "Row 3, column name: Enter the person’s name." in result.output) == (
        True, True)
    assert "unknown columns nickname" in run("roster", "import", str(wrong)).output


def test_a_member_is_invited_and_a_new_one_is_added(run) -> None:  # type: ignore[no-untyped-def]
    run(*INIT)
    known = run("member", "invite", "mdale", "--base-url", "https://board.example.org/")
    unknown = run("member", "invite", "new@example.org")
    added = run("member", "invite", "new@example.org", "--name", "Ann New", "--role", "admin")
    again = run("member", "invite", "new@example.org")
    machine = run("member", "invite", "scheduler")
    assert last(known).startswith("https://board.example.org/set-password/")
    assert [each.exit_code for each in (known, unknown, added, again, machine)] == [0, 1, 0, 0, 1]
    assert "give --name and --role" in unknown.output
