"""The clock's mail job: it posts where a mail server is set, and its log names nobody."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.mailbox import free_port, mail_by, open_box, tell
from tumorboard import clock
from tumorboard.models import Member, Notice
from tumorboard.scheduling.clockwork import start_inline
from tumorboard.scheduling.jobs import post_once


def test_the_job_posts_and_its_log_names_nobody(
    app: Flask, session: Session, people: list[Member], caplog: pytest.LogCaptureFixture
) -> None:
    tell(session, people, at=clock.real_now())
    with caplog.at_level("INFO"):
        with mail_by(app, free_port()):
            post_once(app)
        with open_box() as box, mail_by(app, box.port):
            post_once(app)
    ours = [each.getMessage() for each in caplog.records if each.name.startswith("tumorboard")]
    assert ours == ["mail: The mail server does not answer; it waits for the next try.", "mail handed over: 2"]
    assert len(box.taken) == 2


def test_without_a_mail_server_what_is_told_waits(app: Flask, session: Session, people: list[Member]) -> None:
    tell(session, people)
    post_once(app)
    assert {tuple(row) for row in session.execute(select(Notice.tries, Notice.next_try_at))} == {(0, NOW)}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_mail_has_a_job_of_its_own_beside_the_tick(app: Flask, people: list[Member]) -> None:
    scheduler = start_inline(app)
    try:
        assert {"tick", "mail"} <= {job.id for job in scheduler.get_jobs()}
    finally:
        scheduler.shutdown()
