"""The pages, one blueprint per room of the house; none imports another."""

from typing import TYPE_CHECKING

from tumorboard.blueprints import (
    account,
    admin,
    cases,
    demo,
    health,
    home,
    huddles,
    intake,
    meetings,
    notices,
    patients,
    recommendations,
    room,
    roster,
    searching,
    worklists,
)

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings

EVERYWHERE = (home, cases, huddles, intake, patients, meetings, recommendations, room, roster, searching,
              worklists, notices, account, admin, health)


def register(app: "Flask", settings: "Settings") -> None:
    """Attach the blueprints; the demo's only to an application that the demo command made."""
    for module in EVERYWHERE:
        app.register_blueprint(module.bp)
    if settings.demo:
        app.config["DEMO"] = True
        app.register_blueprint(demo.bp)
