"""Views that are loaded when they are first asked for: most of a start would go into those that nobody asks for yet.

Every address is known from the start on: the first start after a change of the code loads all views, checks what they
declare, and writes their addresses down for the next ones. What a view declares is never taken from there.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from importlib import import_module
from os import DirEntry, scandir
from pathlib import Path
from pkgutil import iter_modules

from flask import Blueprint, Flask, request
from flask.typing import ResponseReturnValue

from tumorboard.loading import loading
from tumorboard.web import kept
from tumorboard.web.access import check_declared

NAME = "tumorboard.later"
# Addresses are declared here and nowhere else.
CODE = Path(__file__).resolve().parent.parent / "blueprints"
ANSWERED_BY_FLASK = {"HEAD", "OPTIONS"}
# A rule, its endpoint, its methods, the module of its view, and the view's name there.
Address = tuple[str, str, list[str], str, str]


def install(app: Flask) -> None:
    """Load the view of a request before anything looks at what it declares."""
    app.extensions[NAME] = dict[str, tuple[str, str]]()
    app.before_request(partial(_load, app))


def register(app: Flask, packages: Sequence[str], cache_folder: Path | None) -> None:
    """Attach the blueprints of these packages: by their addresses alone where an earlier start wrote them down."""
    place = cache_folder and _place(cache_folder)
    code = _code(packages) if place else ""
    known = _read(place, code) if place else None
    if known:
        _announce(app, known)
        return
    for package in packages:
        app.register_blueprint(_blueprint(package))
    check_declared(app)
    if place:
        kept.put(place, json.dumps([code, [*_addresses(app)]]).encode())


def waiting(app: Flask) -> dict[str, tuple[str, str]]:
    """Give the views that nobody asked for yet, by their endpoints."""
    found: dict[str, tuple[str, str]] = app.extensions[NAME]
    return found


def load_all(app: Flask) -> None:
    """Load every view, before a server is divided into processes that share what is there."""
    for endpoint in list(waiting(app)):
        _open(app, endpoint)


def _load(app: Flask) -> None:
    """Load the view that is asked for, where it is not loaded."""
    if request.endpoint in waiting(app):
        _open(app, request.endpoint)


def _open(app: Flask, endpoint: str) -> None:
    """Let a view answer under its endpoint; two who do it at once do the same."""
    if found := waiting(app).get(endpoint):
        module, name = found
        with loading(module):
            app.view_functions[endpoint] = getattr(import_module(module), name)
        waiting(app).pop(endpoint, None)


def _announce(app: Flask, known: Sequence[Address]) -> None:
    """Make addresses known whose views are not loaded yet."""
    for rule, endpoint, methods, module, name in known:
        app.add_url_rule(rule, endpoint, _nobody, methods=methods)
        waiting(app)[endpoint] = module, name


def _nobody(**_values: object) -> ResponseReturnValue:
    """Stand for a view that is not loaded; it declares nothing, so that nobody may use it."""
    raise RuntimeError("A view was asked for before it was loaded.")


def _blueprint(package: str) -> Blueprint:
    """Load every view of a package, and give the blueprint that they belong to."""
    loaded = [import_module(f"{package}.{each.name}") for each in iter_modules(import_module(package).__path__)]
    [found] = {each.bp for each in loaded if hasattr(each, "bp")}
    assert isinstance(found, Blueprint)
    return found


def _addresses(app: Flask) -> Iterator[Address]:
    """List every address of the blueprints."""
    for each in app.url_map.iter_rules():
        if "." in each.endpoint:
            view = app.view_functions[each.endpoint]
            yield (each.rule, each.endpoint, sorted((each.methods or set()) - ANSWERED_BY_FLASK),
                   view.__module__, view.__name__)


def _place(cache_folder: Path) -> Path | None:
    """Tell where the addresses are written down, if anywhere."""
    folder = cache_folder / "addresses"
    return folder / "views.json" if kept.is_ours(folder) else None


def _read(place: Path, code: str) -> Sequence[Address] | None:
    """Read what an earlier start of the same code wrote; half a file is as good as none."""
    with suppress(OSError, ValueError, TypeError):
        written_by, addresses = json.loads(place.read_bytes())
        if written_by == code:
            return addresses  # type: ignore[no-any-return]
    return None


def _code(packages: Sequence[str]) -> str:
    """Name the code as Python does to know what it has compiled: by the time and the size of each file."""
    found = sorted((each.path, each.stat().st_mtime_ns, each.stat().st_size) for each in _files(CODE))
    return sha256(repr((sys.version, packages, found)).encode()).hexdigest()


def _files(folder: Path | str) -> Iterator[DirEntry[str]]:
    """Find the code in a folder and below."""
    with scandir(folder) as entries:
        for each in entries:
            if each.name.endswith(".py"):
                yield each
            elif each.is_dir() and each.name != "__pycache__":
                yield from _files(each.path)
