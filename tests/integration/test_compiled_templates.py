"""Templates that were compiled once are used again, and nothing about their folder can stop a start."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import DictLoader
from jinja2.filters import FILTERS

from tests.conftest import SETTINGS
from tumorboard import create_app
from tumorboard.web.compiled import CompiledTemplates, install

TEMPLATE = "components/note.html"


def _cache(folder: Path) -> object:
    """Start an application that keeps its templates there, load one, and give its cache."""
    app = create_app(replace(SETTINGS, database_url="sqlite://", cache_folder=folder))
    app.jinja_env.get_template(TEMPLATE)
    return app.jinja_env.bytecode_cache


def _kept(folder: Path) -> list[Path]:
    return [each for each in folder.glob("templates-*/*") if each.is_file()]


def test_a_second_start_reads_what_the_first_one_compiled(tmp_path: Path) -> None:
    _cache(tmp_path)
    [kept] = _kept(tmp_path)
    before = kept.stat()
    assert isinstance(_cache(tmp_path), CompiledTemplates)
    assert [each.stat().st_ino for each in _kept(tmp_path)] == [before.st_ino]
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def _drawn(folder: Path, text: str, *, trims: bool = True) -> str:
    """Start an application with one template of this text, and draw it."""
    app = create_app(replace(SETTINGS, database_url="sqlite://", cache_folder=folder))
    app.jinja_env.trim_blocks = trims
    install(app, folder)
    app.jinja_env.loader = DictLoader({"page.html": text})
    return app.jinja_env.get_template("page.html").render()


def test_a_template_that_was_changed_is_never_drawn_as_it_was(tmp_path: Path) -> None:
    assert [_drawn(tmp_path, text) for text in ("Seven.", "Eight.", "Seven.")] == ["Seven.", "Eight.", "Seven."]


def test_what_was_compiled_by_other_rules_is_not_used(tmp_path: Path) -> None:
    text = "{% if true %}\n.{% endif %}"
    assert [_drawn(tmp_path, text, trims=trims) for trims in (True, False)] == [".", "\n."]


def test_no_template_keeps_what_one_of_our_own_words_said_when_it_was_compiled() -> None:
    env = create_app(replace(SETTINGS, database_url="sqlite://")).jinja_env
    asked: list[str] = []
    for name in [each for each, found in env.filters.items() if found is not FILTERS.get(each)]:
        # Jinja asks a filter while it compiles where all that is filtered stands in the template already.
        env.filters[name] = lambda *_given, of=name, **_named: asked.append(of)
    env.from_string("{{ 'gep_net' | label('net_family') }}")
    assert asked == ["label"]
    for name in env.list_templates(extensions=["html", "txt"]):
        assert env.loader is not None
        env.compile(env.loader.get_source(env, name)[0])
    assert asked == ["label"]


@pytest.mark.parametrize("spoiled", [b"", b"\0" * 20, b"\0" * 400])
def test_a_file_that_is_not_whole_is_compiled_again(tmp_path: Path, spoiled: bytes) -> None:
    _cache(tmp_path)
    [kept] = _kept(tmp_path)
    whole = kept.read_bytes()
    kept.write_bytes(spoiled)
    _cache(tmp_path)
    assert kept.read_bytes() == whole


def test_a_folder_that_others_may_write_to_is_left_alone(tmp_path: Path) -> None:
    _cache(tmp_path)
    [kept] = _kept(tmp_path)
    kept.parent.chmod(0o777)
    assert _cache(tmp_path) is None


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    _cache(tmp_path)
    [kept] = _kept(tmp_path)
    kept.parent.rename(tmp_path / "elsewhere")
    kept.parent.symlink_to(tmp_path / "elsewhere")
    assert _cache(tmp_path) is None


def test_without_room_for_a_folder_templates_are_compiled_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert _cache(tmp_path / "file") is None
    assert create_app(replace(SETTINGS, database_url="sqlite://")).jinja_env.bytecode_cache is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_became_read_only_fails_nothing(tmp_path: Path) -> None:
    _cache(tmp_path)
    [kept] = _kept(tmp_path)
    kept.unlink()
    kept.parent.chmod(0o500)
    _cache(tmp_path)
    assert not kept.exists()


def test_a_folder_that_went_away_fails_nothing(tmp_path: Path) -> None:
    app = create_app(replace(SETTINGS, database_url="sqlite://", cache_folder=tmp_path))
    [folder] = tmp_path.glob("templates-*")
    folder.rmdir()
    assert app.jinja_env.get_template(TEMPLATE).name == TEMPLATE
