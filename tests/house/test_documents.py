"""Words, tables of moves, README and hygiene: what is written down is complete, true and ours."""

import importlib
import pkgutil

from tests.house import hygiene, state_tables
from tests.house.project import ROOT
from tumorboard import vocabulary
from tumorboard.vocabulary.word import Word
from tumorboard.vocabulary.workflow import CaseStatus


def words_without_label(kinds):
    """Name every word of the closed lists that people could not read."""
    return [f"{kind.__name__}.{word.name}" for kind in kinds for word in kind if not word.label.strip()]


def test_every_word_of_the_vocabulary_has_a_label():
    for module in pkgutil.iter_modules(vocabulary.__path__):
        importlib.import_module(f"{vocabulary.__name__}.{module.name}")
    kinds = [kind for kind in Word.__subclasses__() if kind.__module__.startswith(vocabulary.__name__)]
    assert CaseStatus in kinds
    assert words_without_label(kinds) == []


def test_a_word_without_a_label_is_found():
    class Size(Word):
        SMALL = "small", "Small"
        LARGE = "large", " "

    assert words_without_label([Size]) == ["Size.LARGE"]


def test_the_page_of_states_equals_the_tables_of_moves():
    assert state_tables.PAGE.read_text(encoding="utf-8") == state_tables.page(), "Write it again with: make fix"


def test_every_move_and_every_label_is_on_the_page_of_states():
    page = state_tables.page()
    for status in CaseStatus:
        assert f"| {status.value} | {status.label} |" in page
    assert "| listed | On the docket | discuss | discussed |" in page
    assert "| closed | Closed | no move | stays |" in page


def test_no_text_tells_where_it_was_made():
    assert hygiene.traces(ROOT, hygiene.texts(ROOT)) == []


def test_a_text_that_tells_where_it_was_made_is_found(tmp_path):
    host = "".join(("https://files.", "py", "thonhosted", ".org"))
    (tmp_path / "notes.md").write_text(f"See /{'work'}/notes and ({host}/simple), not ./{'work'}/ or homework/.\n")
    assert hygiene.traces(tmp_path, [tmp_path / "notes.md"]) == [
        f"notes.md mentions /{'work'}/", f"notes.md mentions {host}"]


def test_the_commands_of_the_readme_exist():
    readme, makefile = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "Makefile"))
    assert len(hygiene.commands(readme)) >= 2
    assert hygiene.missing_commands(readme, makefile) == []


def test_a_command_that_the_makefile_lacks_is_found():
    readme = "Type:\n\n    make setup\n    make demo\n"
    assert hygiene.missing_commands(readme, "setup:\n\tpip install\nurl := x\n") == ["demo"]
