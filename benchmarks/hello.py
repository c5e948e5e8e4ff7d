"""The smallest page of the same stack that knows its reader: what a framework takes before any board is drawn."""

from pathlib import Path

from flask import Flask, render_template
from flask_login import LoginManager, UserMixin, login_required
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from benchmarks import ground

PAGE = "/"
BODY = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Hello</title></head>
<body><h1>Hello, {{ current_user.name }}</h1></body></html>"""


class Base(DeclarativeBase):
    """The base of the one table."""


db = SQLAlchemy(model_class=Base)
login_manager = LoginManager()


class Person(UserMixin, Base):
    """Somebody who can be signed in."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))


@login_manager.user_loader
def _load(key: str) -> Person | None:
    """Ask the database at every request, as ours does."""
    return db.session.get(Person, int(key))


def application(folder: Path) -> Flask:
    """Make the application on a file of its own, with one person."""
    app = Flask("hello", root_path=str(folder))
    app.config.update(SECRET_KEY=ground.SECRET, SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder / 'hello.sqlite'}")
    db.init_app(app)
    login_manager.init_app(app)
    # Compiled once, as the templates of any application are.
    app.jinja_loader = DictLoader({"hello.html": BODY})
    app.add_url_rule(PAGE, "hello", login_required(lambda: render_template("hello.html")))
    with app.app_context():
        db.create_all()
        if db.session.get(Person, 1) is None:
            db.session.add(Person(id=1, name="Ada"))
            db.session.commit()
    return app


def cookie(app: Flask) -> str:
    """Give the cookie of the signed-in person, as a browser sends it."""
    client = app.test_client()
    with client.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"] = "1", True
    found = client.get_cookie("session")
    if found is None:
        raise RuntimeError("The person was not signed in.")
    return f"session={found.value}"
