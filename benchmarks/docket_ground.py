"""A board with one published docket of so many cases."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from benchmarks import ground
from tumorboard.db import db
from tumorboard.models import Docket, DocketBlock, DocketCandidate, DocketItem, Meeting, Member
from tumorboard.vocabulary.workflow import CaseStatus, Decision

PAGE = f"/meetings/{ground.FRIDAY}"
NEEDS = ["pathology", "radiology"]
# Of a crowd, each is needed for every so many-th case.
APART = 4


@contextmanager
def published(how_many: int, url: str = "", now: datetime = ground.NOW, crowd: int = 0) -> Iterator[Flask]:
    """Give an application whose coming meeting has so many cases on its docket; a crowd is needed for them, too."""
    with ground.board(url, now) as app:
        with ground.writing(app) as session:
            more = ground.crowd(session, crowd)
            docket(session, ground.meeting(session), ground.cases(session, how_many, CaseStatus.LISTED), more)
        yield app


def docket(session: Session, meeting: Meeting, cases: Sequence[UUID], more: Sequence[UUID] = ()) -> None:
    """Publish the cases in their order, with a reason and the people for each."""
    people = {name: session.scalars(db.select(Member.id).where(Member.username == name)).one() for name in NEEDS}
    built = Docket(
        meeting_id=meeting.id, build=1, revision=1, built_at=ground.NOW - timedelta(hours=1), input_hash="sha256:0",
        published_at=ground.NOW - timedelta(hours=1), published_by_id=meeting.chair_id, proof="optimal",
        minutes_used=len(cases) * 6, specialist_minutes=len(cases) * 12, first_come_minutes=len(cases) * 20,
        lower_bound=len(cases) * 12)
    session.add(built)
    session.flush()
    for place, case_id in enumerate(cases):
        needed = [str(each) for each in (*people.values(), *more[place::APART])]
        session.add(DocketItem(docket_id=built.id, case_id=case_id, position=place + 1, start_min=place * 6,
                               minutes=6, tier=3, needs=NEEDS, people=needed))
        session.add(DocketCandidate(docket_id=built.id, case_id=case_id, rank=place + 1, reason="First in line.",
                                    decision=Decision.ADMITTED))
    for member_id in people.values():
        session.add(DocketBlock(docket_id=built.id, member_id=member_id, from_min=0, to_min=len(cases) * 6))
    session.flush()
