"""Runs the week of a tumor board. Flask is imported only when an application is made: the planner needs none."""

from typing import TYPE_CHECKING

from tumorboard.loading import loading

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings


def create_app(settings: "Settings") -> "Flask":
    """Build the application: database, page machinery, then the blueprints."""
    with loading("an application"):
        return _built(settings)


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
