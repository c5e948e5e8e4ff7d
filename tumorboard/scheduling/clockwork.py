"""APScheduler, only as a clock: it ticks every minute and at the board's hours; the database knows what is due.

Weekdays are named, because its numbers mean other days than cron's; a late tick is run however late it is; and the
job store is the memory, because two schedulers on one store would fire twice.
"""

import logging
import os
import socket
from typing import TYPE_CHECKING

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from tumorboard.db import db
from tumorboard.queries import boards
from tumorboard.scheduling.jobs import post_once, tick_once

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("tumorboard.scheduler")
DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
TICK_SECONDS = 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def start_inline(app: "Flask") -> BackgroundScheduler:
    """Tick inside this process, for the demo and for a board on one machine."""
    scheduler = BackgroundScheduler(job_defaults=DEFAULTS, timezone="UTC")
    _add_jobs(scheduler, app)
    tick_once(app, host())
    scheduler.start()
    return scheduler


def run_forever(app: "Flask") -> None:
    """Tick in a process of its own until it is stopped."""
    scheduler = BlockingScheduler(job_defaults=DEFAULTS, timezone="UTC")
    _add_jobs(scheduler, app)
    tick_once(app, host())
    scheduler.start()


def host() -> str:
    """Name this process, so that operators see who ticked."""
    return f"{socket.gethostname()}:{os.getpid()}"[:120]


def _add_jobs(scheduler: BaseScheduler, app: "Flask") -> None:
    """Tick every minute, and on the second at the cut-off, at publishing and at the start of a meeting."""
    args = (app, host())
    scheduler.add_job(tick_once, IntervalTrigger(seconds=TICK_SECONDS, timezone="UTC"), args, id="tick")
    # In a thread of its own: a mail server that does not answer must not keep a docket waiting.
    scheduler.add_job(post_once, IntervalTrigger(seconds=TICK_SECONDS, timezone="UTC"), args[:1], id="mail")
    with app.app_context():
        found = boards.find(db.session())
        db.session.remove()
    if found is None:
        log.warning("No board yet: ticking until there is one.")
        return
    board = found.board
    before = WEEKDAYS[(board.weekday - board.cutoff_days_before) % 7]
    for name, weekday, at in (("cut-off", before, board.cutoff), ("publish", before, board.publish),
                              ("start", WEEKDAYS[board.weekday], board.starts)):
        trigger = CronTrigger(day_of_week=weekday, hour=at.hour, minute=at.minute, timezone=board.zone)
        scheduler.add_job(tick_once, trigger, args, id=name)
