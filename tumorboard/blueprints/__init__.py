"""The pages, one blueprint per room of the house; none imports another."""

from typing import TYPE_CHECKING

from tumorboard.web import later

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings

EVERYWHERE = ("home", "cases", "huddles", "intake", "patients", "meetings", "recommendations", "room", "roster",
              "searching", "worklists", "notices", "account", "admin", "health")


def register(app: "Flask", settings: "Settings") -> None:
    """Attach the blueprints; the demo's only to an application that the demo command made."""
    later.register(app, [f"{__name__}.{each}" for each in EVERYWHERE], settings.cache_folder)
    if settings.demo:
        from tumorboard.blueprints import demo

        app.config["DEMO"] = True
        app.register_blueprint(demo.bp)
