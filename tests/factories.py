"""Rows for tests, with traits for states, around one fixed NOW: Tuesday, 3:40 pm, of the week of December 4."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from sqlalchemy.orm import Session

from tumorboard.domain.identity import search_name
from tumorboard.models import Board, Case, CaseNeed, Meeting, Member, MemberRole, MemberSpecialty, Patient
from tumorboard.services import founding
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

NOW = datetime(2026, 12, 1, 20, 40, tzinfo=UTC)
FRIDAY = date(2026, 12, 4)


def found_board(session: Session, **settings: Any) -> Board:
    """Found a board as `tumorboard init` does."""
    answers = {"name": "Tumor Board", "hospital": "General Hospital", "zone": "America/New_York", **settings}
    board = founding.found(session, answers, now=NOW)
    session.commit()
    return board


class Row(factory.alchemy.SQLAlchemyModelFactory):
    """A stored row; the session is given by each call as `session=`."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        session: Session = kwargs.pop("session")
        row = model_class(*args, **kwargs)
        session.add(row)
        session.commit()
        return row


class MemberFactory(Row):
    """A specialist in endocrinology unless said otherwise: roles=[…], specialties=[…]."""

    class Meta:
        model = Member

    class Params:
        roles = (Role.SPECIALIST,)
        specialties = ("endocrinology",)
        coordinator = factory.Trait(roles=(Role.COORDINATOR,), specialties=())
        chair = factory.Trait(roles=(Role.CHAIR, Role.SPECIALIST))
        referrer = factory.Trait(roles=(Role.REFERRER,), specialties=())
        clinician = factory.Trait(roles=(Role.CLINICIAN,), specialties=())
        admin = factory.Trait(roles=(Role.ADMIN,), specialties=())
        auditor = factory.Trait(roles=(Role.AUDITOR,), specialties=())

    username = factory.Sequence(lambda n: f"member{n}")
    name = factory.Sequence(lambda n: f"Ada Member{n}")
    credentials = "MD"
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.org")
    role_rows = factory.LazyAttribute(lambda o: [MemberRole(role=role) for role in o.roles])
    specialty_rows = factory.LazyAttribute(lambda o: [MemberSpecialty(specialty=each) for each in o.specialties])


class PatientFactory(Row):
    """A fictional patient."""

    class Meta:
        model = Patient

    mrn_issuer = "General Hospital"
    mrn = factory.Sequence(lambda n: f"99{n:06d}")
    family_name = "Quillfeather"
    given_name = "Dorothea"
    search_name = factory.LazyAttribute(lambda o: search_name(o.family_name, o.given_name))
    birth_date = date(1963, 5, 2)
    sex = "female"


class CaseFactory(Row):
    """A submitted case; traits draft, accepted (READY) and listed. Give session, board_id, submitter, patient."""

    class Meta:
        model = Case

    class Params:
        specialties = ("endocrinology", "radiology")
        submitter = None
        draft_case = factory.Trait(status=CaseStatus.DRAFT, submitted_at=None)
        accepted = factory.Trait(status=CaseStatus.READY, accepted_at=NOW - timedelta(hours=4),
                                 accepted_by_id=factory.LazyAttribute(lambda o: o.submitter.id))
        listed = factory.Trait(status=CaseStatus.LISTED, accepted_at=NOW - timedelta(hours=4),
                               accepted_by_id=factory.LazyAttribute(lambda o: o.submitter.id))

    number = factory.Sequence(lambda n: 2000 + n)
    status = CaseStatus.SUBMITTED
    submitter_id = factory.LazyAttribute(lambda o: o.submitter.id)
    responsible_id = factory.LazyAttribute(lambda o: o.submitter.id)
    net_family = "gep_net"
    submission_type = "new_diagnosis"
    urgency = "routine"
    question = "Resect the primary first, or begin systemic treatment?"
    minutes = 6
    tier = 3
    due_on = date(2026, 12, 15)
    draft = factory.Dict({})
    answers = factory.Dict({})
    started_at = NOW - timedelta(days=2)
    saved_at = NOW - timedelta(days=1)
    submitted_at = NOW - timedelta(days=1)
    needs = factory.LazyAttribute(lambda o: [CaseNeed(specialty=each) for each in o.specialties])


class MeetingFactory(Row):
    """The meeting of FRIDAY, provisional unless said otherwise."""

    class Meta:
        model = Meeting

    local_date = FRIDAY
    status = MeetingStatus.OPEN
    starts_at = datetime(2026, 12, 4, 12, 0, tzinfo=UTC)
    freeze_at = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
    publish_at = datetime(2026, 12, 2, 22, 0, tzinfo=UTC)
    minutes = 90
    reserve_minutes = 10
