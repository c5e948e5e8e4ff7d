"""Views are loaded when they are first asked for, and nothing that a start looks at is another one for that."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests import factories
from tests.conftest import SETTINGS
from tests.factories import MemberFactory
from tests.house.project import ROOT
from tests.signing import sign_in
from tumorboard import create_app
from tumorboard.db import db
from tumorboard.models import Board
from tumorboard.vocabulary.people import Role
from tumorboard.web import later

SILENT = """
from flask import Blueprint
bp = Blueprint("silent", __name__)

@bp.get("/silent")
def page():
    return "Nobody may know."
"""


Start = Callable[[], Flask]


@pytest.fixture
def start(sqlite_template: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts an application on a founded board, with the folder that earlier starts wrote to."""
    made: list[Flask] = []
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'board.sqlite')}"

    def again() -> Flask:
        made.append(create_app(replace(SETTINGS, database_url=url, cache_folder=tmp_path)))
        return made[-1]

    with again().app_context():
        factories.found_board(db.session())
        db.session.commit()
    _kept(tmp_path).unlink()
    yield again
    for each in made:
        with each.app_context():
            db.session.remove()
            db.engine.dispose()


def _addresses(app: Flask) -> list[tuple[str, str, list[str]]]:
    return [(each.rule, each.endpoint, sorted(each.methods or ())) for each in app.url_map.iter_rules()]


def _kept(folder: Path) -> Path:
    return folder / "addresses" / "views.json"


def test_a_second_start_knows_every_address_and_loads_no_view(start: Start) -> None:
    first, second = start(), start()
    assert later.waiting(first) == {}
    assert _addresses(second) == _addresses(first)
    assert set(later.waiting(second)) == {each for each in first.view_functions if "." in each}


def test_all_views_can_be_loaded_and_are_what_they_would_have_been(start: Start) -> None:
    first, second = start(), start()
    later.load_all(second)
    assert later.waiting(second) == {}
    views = {each: view for each, view in first.view_functions.items() if "." in each}
    assert {each: second.view_functions[each] for each in views} == views


def test_no_blueprint_does_more_than_its_views(start: Start) -> None:
    first, second = start(), start()
    for hooks in ("before_request_funcs", "after_request_funcs", "teardown_request_funcs", "url_value_preprocessors",
                  "url_default_functions", "error_handler_spec"):
        one, other = ({name for name, found in getattr(each, hooks).items()
                       if any(found.values() if isinstance(found, dict) else found)} for each in (first, second))
        assert one == other <= {None}
    # Flask gives every blueprint one of its own.
    assert {len(found) for name, found in first.template_context_processors.items() if name} == {1}


def test_a_visit_loads_the_view_that_it_asks_for(start: Start) -> None:
    start()
    app = start()
    before = set(later.waiting(app))
    assert app.test_client().get("/health/live").status_code == 200
    assert before - set(later.waiting(app)) == {"health.live"}


def test_a_view_that_waits_is_as_closed_as_any(start: Start) -> None:
    start()
    client = start().test_client()
    assert client.get("/roster").location == "/sign-in?next=/roster"
    assert client.post("/sign-out").status_code == 400
    assert client.get("/sign-out").status_code == 405


@pytest.mark.parametrize("spoiled", [b"", b"[", b"7", b"{}", b'["another start", []]'])
def test_what_is_not_whole_or_of_other_code_is_written_anew(start: Start, tmp_path: Path, spoiled: bytes) -> None:
    addresses = _addresses(start())
    whole = _kept(tmp_path).read_bytes()
    _kept(tmp_path).write_bytes(spoiled)
    assert _addresses(start()) == addresses
    assert _kept(tmp_path).read_bytes() == whole


def test_a_folder_that_others_may_write_to_is_left_alone(start: Start, tmp_path: Path) -> None:
    start()
    _kept(tmp_path).parent.chmod(0o777)
    assert later.waiting(start()) == {}


def test_nobody_may_use_what_declares_nothing_though_it_was_written_down(start: Start, tmp_path: Path) -> None:
    start()
    code, addresses = json.loads(_kept(tmp_path).read_text())
    silent = ["/silent", "home.silent", ["GET"], "tumorboard.clock", "real_now"]
    _kept(tmp_path).write_text(json.dumps([code, [*addresses, silent]]))
    app = start()
    with app.app_context():
        board_id = db.session().scalars(db.select(Board.id)).one()
        member = MemberFactory(session=db.session(), board_id=board_id)
        db.session.commit()
        client = sign_in(app.test_client(), member)
    assert client.get("/silent").status_code == 403


def test_a_route_that_declares_nothing_stops_the_start_and_is_not_written_down(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "silent").mkdir()
    (tmp_path / "silent" / "__init__.py").touch()
    (tmp_path / "silent" / "views.py").write_text(SILENT, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    app = Flask("silent", static_folder=None)
    later.install(app)
    with pytest.raises(RuntimeError, match="declare no permission: silent.page"):
        later.register(app, ["silent"], tmp_path)
    assert not _kept(tmp_path).exists()


# In a process of its own, for in this one everything is loaded.
AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from config import Settings
from tumorboard import create_app
from tumorboard.web import later

url, folder, secret, cookie, *pages = sys.argv[1:]
app = create_app(Settings(secret_key=secret, database_url=url, cache_folder=Path(folder)))
assert later.waiting(app)
together = Barrier(len(pages))

def visit(page):
    client = app.test_client()
    client.set_cookie("tumorboard", cookie)
    together.wait()
    return client.get(page).status_code

with ThreadPoolExecutor(len(pages)) as pool:
    print(*pool.map(visit, pages))
"""
PAGES = ["/", "/cases", "/cases/new", "/roster", "/recommendations", "/search", "/worklists", "/meetings/all"]


def test_a_process_that_has_just_started_answers_many_at_once(start: Start, tmp_path: Path) -> None:
    app = start()
    with app.app_context():
        board_id = db.session().scalars(db.select(Board.id)).one()
        member = MemberFactory(session=db.session(), board_id=board_id, roles=tuple(set(Role) - {Role.SYSTEM}))
        db.session.commit()
        client = sign_in(app.test_client(), member)
    cookie = client.get_cookie("tumorboard")
    assert cookie is not None
    told = subprocess.run(
        [sys.executable, "-c", AT_ONCE, app.config["SQLALCHEMY_DATABASE_URI"], str(tmp_path), SETTINGS.secret_key,
         cookie.value, *PAGES], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.stdout.split(), told.stderr) == (["200"] * len(PAGES), "")
