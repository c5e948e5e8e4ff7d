"""What the clock calls."""

import logging
from typing import TYPE_CHECKING

from tumorboard import clock
from tumorboard.db import DatabaseAway, db
from tumorboard.queries import boards
from tumorboard.scheduling.advance import tick
from tumorboard.scheduling.mail import deliver

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


def post_once(app: "Flask") -> None:
    """Hand over the mail that is due, where a mail server is set; one that is away now is asked again."""
    if not app.config["SETTINGS"].smtp_host:
        return
    with app.app_context():
        try:
            found = boards.find(db.session())
            clock.run_ahead((found.ahead or 0) if found else 0)
            sent, trouble = deliver(app)
            if sent:
                log.info("mail handed over: %s", sent)
            if trouble is not None:
                log.warning("mail: %s; it waits for the next try.", trouble.label)
        except DatabaseAway:
            log.exception("The database did not answer; the mail waits.")
        finally:
            db.session.remove()
