"""Runs the week of a tumor board. Flask is imported only when an application is made: the planner needs none."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings


def create_app(settings: "Settings") -> "Flask":
    """Build the application: database, page machinery, then the blueprints."""
    import gc

    # Whatever is loaded now stays: to look for garbage in it, now or in the first request, only makes both longer.
    gc.disable()
    try:
        return _built(settings)
    finally:
        _keep_what_is_loaded()
        gc.enable()


@cache
def _keep_what_is_loaded() -> None:
    """Leave the first start's objects out of every later collection; a test that starts many adds none."""
    import gc

    gc.freeze()


def _built(settings: "Settings") -> "Flask":
    """Load what an application is made of, and put it together."""
    from pathlib import Path

    from flask import Flask

    from tumorboard import blueprints, db, web

    root = Path(__file__).resolve().parent.parent
    app = Flask("tumorboard", template_folder=str(root / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=db.engine_options(settings.database_url),
        SETTINGS=settings,
    )
    db.db.init_app(app)
    web.install(app, settings)
    blueprints.register(app, settings)
    web.seal(app)
    return app
