"""What the clock calls."""

import logging
from typing import TYPE_CHECKING

from tumorboard.db import DatabaseAway, db
from tumorboard.scheduling.advance import tick

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("tumorboard.scheduler")


def tick_once(app: "Flask", host: str) -> None:
    """Do what is due; a database that is away now is asked again at the next tick."""
    with app.app_context():
        try:
            for step in tick(host):
                log.info("done: %s", step)
        except DatabaseAway:
            log.exception("The database did not answer; the next tick tries again.")
        finally:
            db.session.remove()
