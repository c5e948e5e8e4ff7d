"""Who may do what: one pure function over roles, relation and state, deny by default."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from tumorboard.domain.case_flow import DOCKETED, UNDER_REVIEW
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus


class Permission(StrEnum):
    """Everything that can be permitted."""

    USE_BOARD = "use_board"                       # be signed in at all
    SUBMIT_CASE = "submit_case"
    READ_CASES = "read_cases"                     # the list, scoped to the reader
    READ_CASE = "read_case"
    EDIT_CASE = "edit_case"
    COMPLETE_CASE = "complete_case"               # clinical answers and files
    WITHDRAW_CASE = "withdraw_case"
    ANSWER_CASE = "answer_case"
    NOTE_CASE = "note_case"
    REVIEW_CASES = "review_cases"                 # accept, ask back, readiness items
    SET_ITEM = "set_item"                         # say where a readiness item stands
    OVERRULE_FLAG = "overrule_flag"               # with a reason that is kept
    REVIEW_DERIVED = "review_derived"             # confirm or dispute a derived grade or stage
    REREAD_OUTSIDE = "reread_outside"             # say how far the reading here agrees
    PREPARE = "prepare"                           # tick off a line of a preparation list
    CORRECT_PATIENT = "correct_patient"
    FIND_PATIENT = "find_patient"                 # by number alone
    IMPORT_CASES = "import_cases"
    READ_DOCKET = "read_docket"
    RUN_DOCKET = "run_docket"                     # build, publish, print
    RUN_POLICY = "run_policy"                     # set the numbers by which dockets and flags are judged
    PULL_OUT = "pull_out"                         # have a case discussed that was only to be listed
    HUDDLE = "huddle"                             # discuss a case out of cycle
    RUN_MEETING = "run_meeting"                   # attendance, open, record, close
    WRITE_RECOMMENDATION = "write_recommendation"
    SIGN = "sign"
    RELEASE = "release"                           # let letters and minutes go out
    CO_SIGN = "co_sign"                           # one's own part of what the chair has signed
    STATE = "state"                               # one's own words on a discussion
    READ_RECOMMENDATIONS = "read_recommendations"
    READ_ROSTER = "read_roster"
    ANSWER_OWN_AVAILABILITY = "answer_own_availability"
    RUN_ROSTER = "run_roster"
    INVITE = "invite"                             # give and renew the link to set a password
    RUN_ACCOUNTS = "run_accounts"
    RUN_MAIL = "run_mail"                         # see what mail was not delivered to whom, and send it again
    READ_AUDIT = "read_audit"


class Actor(NamedTuple):
    """Who acts: the member's id, roles and seats."""

    id: UUID
    roles: frozenset[Role]
    specialties: frozenset[str] = frozenset()


class CaseRelation(NamedTuple):
    """What the actor is to a case, and the state the case is in."""

    status: CaseStatus
    is_submitter: bool = False
    is_own: bool = False          # submitter, responsible or referring clinician
    is_assigned: bool = False     # presenter, or the case needs one of the actor's specialties
    is_released: bool = False     # a signed recommendation stands
    is_frozen: bool = False       # on a docket after its cut-off


P, R = Permission, Role
# A vice chair acts as chair while named chair of a meeting: whoever makes the Actor adds that role then.
_BOARD = frozenset({R.COORDINATOR, R.CHAIR})
_CLINICAL = _BOARD | {R.SPECIALIST}
_SIGNS = frozenset({R.CHAIR, R.VICE_CHAIR})

BY_ROLE: dict[Permission, frozenset[Role]] = {
    P.USE_BOARD: frozenset(R) - {R.SYSTEM},
    P.SUBMIT_CASE: _CLINICAL | {R.REFERRER},
    P.READ_CASES: _CLINICAL | {R.REFERRER},
    P.READ_CASE: _CLINICAL | {R.REFERRER, R.CLINICIAN},
    P.EDIT_CASE: _CLINICAL | {R.REFERRER},
    P.COMPLETE_CASE: _CLINICAL | {R.REFERRER},
    P.WITHDRAW_CASE: _CLINICAL | {R.REFERRER},
    P.ANSWER_CASE: _CLINICAL | {R.REFERRER},
    P.NOTE_CASE: _CLINICAL | {R.REFERRER},
    P.REVIEW_CASES: _BOARD,
    P.SET_ITEM: _CLINICAL | {R.REFERRER},
    P.OVERRULE_FLAG: _CLINICAL | {R.REFERRER},
    P.REVIEW_DERIVED: frozenset({R.CHAIR, R.SPECIALIST, R.REFERRER}),
    P.REREAD_OUTSIDE: _CLINICAL,
    P.PREPARE: _CLINICAL,
    P.CORRECT_PATIENT: frozenset({R.COORDINATOR}),
    P.FIND_PATIENT: _BOARD,
    P.IMPORT_CASES: _BOARD,
    P.READ_DOCKET: _CLINICAL,
    P.RUN_DOCKET: _BOARD,
    P.RUN_POLICY: _BOARD,
    P.PULL_OUT: _CLINICAL,
    P.HUDDLE: _CLINICAL,
    P.RUN_MEETING: _BOARD,
    P.WRITE_RECOMMENDATION: _BOARD,
    P.SIGN: _SIGNS,
    P.RELEASE: _BOARD,
    P.CO_SIGN: frozenset({R.CHAIR, R.SPECIALIST}),
    P.STATE: _CLINICAL,
    P.READ_RECOMMENDATIONS: _CLINICAL | {R.REFERRER, R.CLINICIAN},
    P.READ_ROSTER: _CLINICAL,
    P.ANSWER_OWN_AVAILABILITY: _CLINICAL,
    P.RUN_ROSTER: _BOARD,
    P.INVITE: frozenset({R.COORDINATOR, R.ADMIN}),
    P.RUN_ACCOUNTS: frozenset({R.ADMIN}),
    P.RUN_MAIL: frozenset({R.COORDINATOR, R.ADMIN}),
    P.READ_AUDIT: frozenset({R.AUDITOR}),
}


def may(actor: Actor, permission: Permission) -> bool:
    """Tell whether any role of the actor holds the permission at all."""
    return bool(BY_ROLE[permission] & actor.roles)


def can(actor: Actor, permission: Permission, case: CaseRelation | None = None) -> bool:
    """Tell whether the actor may do this, to this case where one is given.

    Permissions that concern one case are refused without it: a forgotten relation must never open a door.
    """
    if not may(actor, permission):
        return False
    rule = _ON_A_CASE.get(permission)
    if rule is None:
        return True
    return case is not None and rule(actor, case)


def _reads(actor: Actor, case: CaseRelation) -> bool:
    """Coordinator and chair read all; others what is theirs, what is on a docket, or what is released."""
    if case.status == CaseStatus.DRAFT:
        return case.is_submitter or bool(_BOARD & actor.roles)
    if _BOARD & actor.roles or case.is_own:
        return True
    if R.SPECIALIST in actor.roles and (case.is_assigned or case.status in DOCKETED):
        return True
    return case.is_released and bool(actor.roles & {R.CLINICIAN, R.SPECIALIST})


def _notes(actor: Actor, case: CaseRelation) -> bool:
    """Whoever reads the case by a role that writes notes; to read what is released gives no such right."""
    return _reads(actor._replace(roles=actor.roles - {R.CLINICIAN}), case)


def _edits(actor: Actor, case: CaseRelation) -> bool:
    """The submitter edits until the freeze, coordinator and chair after it too; a discussed case stands."""
    if case.status in {CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.ASKED, CaseStatus.READY}:
        return bool(_BOARD & actor.roles) or (case.is_submitter and not case.is_frozen)
    return case.status == CaseStatus.LISTED and bool(_BOARD & actor.roles)


def _completes(actor: Actor, case: CaseRelation) -> bool:
    """Clinical answers are filled in until the discussion, by those whose case it is or whom it needs.

    A docket that is frozen holds its cases, not what is learned of them: a result of Thursday is wanted on Friday.
    """
    if case.status == CaseStatus.DRAFT:
        return bool(_BOARD & actor.roles) or case.is_submitter
    return case.status in UNDER_REVIEW and _sets_items(actor, case)


def _withdraws(actor: Actor, case: CaseRelation) -> bool:
    """Submitter or coordinator, with a reason, until it is discussed."""
    return case.is_submitter or R.COORDINATOR in actor.roles


def _answers(actor: Actor, case: CaseRelation) -> bool:
    """What was asked is answered by those whose case it is, or by the coordinator for them."""
    return case.is_own or R.COORDINATOR in actor.roles


def _sets_items(actor: Actor, case: CaseRelation) -> bool:
    """Coordinator and chair set any item; others reach those of their own case, or of a case that needs them."""
    if _BOARD & actor.roles or case.is_own:
        return True
    return R.SPECIALIST in actor.roles and case.is_assigned


def _discusses(actor: Actor, case: CaseRelation) -> bool:
    """Whoever of the board reads the case has it discussed, until it was."""
    return case.status in UNDER_REVIEW and _reads(actor, case)


def _confirms(actor: Actor, case: CaseRelation) -> bool:
    """A clinician speaks to the findings of their own case, or of one that needs them; the chair to any."""
    if R.CHAIR in actor.roles or case.is_own:
        return True
    return R.SPECIALIST in actor.roles and case.is_assigned


def prepares(actor: Actor, seat: str) -> bool:
    """Tell whether a preparation list is the actor's to tick off: their own seat's, or any for the board's desk."""
    return may(actor, P.PREPARE) and (bool(_BOARD & actor.roles) or seat in actor.specialties)


def owns_item(actor: Actor, case: CaseRelation, owner: str, *, is_named: bool) -> bool:
    """Tell whether one item of a case is the actor's to set.

    `owner` is the specialty, or the role, that the catalogue names; `is_named` says that a person was asked by name.
    """
    if not can(actor, P.SET_ITEM, case):
        return False
    return bool(_BOARD & actor.roles) or is_named or (R.REFERRER in actor.roles and case.is_own) or (
        R.SPECIALIST in actor.roles and owner in actor.specialties)


_ON_A_CASE: dict[Permission, Callable[[Actor, CaseRelation], bool]] = {
    P.READ_CASE: _reads,
    P.EDIT_CASE: _edits,
    P.COMPLETE_CASE: _completes,
    P.WITHDRAW_CASE: _withdraws,
    P.ANSWER_CASE: _answers,
    P.NOTE_CASE: _notes,
    P.SET_ITEM: _sets_items,
    P.OVERRULE_FLAG: _sets_items,
    P.REVIEW_DERIVED: _confirms,
    P.REREAD_OUTSIDE: _sets_items,
    P.PULL_OUT: _discusses,
    P.HUDDLE: _discusses,
    P.STATE: _notes,
}
