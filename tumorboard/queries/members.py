"""The members of a board, and by what session they came."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from tumorboard.domain.errors import NotFound
from tumorboard.models import Board, Invitation, Member, MemberRole, SignIn
from tumorboard.vocabulary.people import Role

WITH_SEATS = (selectinload(Member.role_rows), selectinload(Member.specialty_rows))
# Of a session and its member: neither ended nor disabled.
NOT_ENDED = (SignIn.ended_at.is_(None), Member.is_active)
# Asked by every request: put together once, and sent as one query, as a member has few roles and few seats.
STANDING = (
    select(SignIn).join(SignIn.member).where(
        SignIn.token_hash == bindparam("hash_"), *NOT_ENDED)
    .options(contains_eager(SignIn.member).options(joinedload(Member.role_rows), joinedload(Member.specialty_rows))))


def sign_in(session: Session, token_hash: str) -> SignIn | None:
    """Give the session that stands under this hash, with its member; None where it ended or was disabled."""
    return session.scalars(STANDING, {"hash_": token_hash}).unique().one_or_none()


def by_name_or_email(session: Session, board: Board, typed: str) -> Member | None:
    """Give the member who signs in under this user name or e-mail address."""
    name = typed.strip().lower()
    return session.scalar(
        select(Member).where(
            Member.board_id == board.id,
            or_(func.lower(Member.username) == name, func.lower(Member.email) == name)).options(*WITH_SEATS))


def get(session: Session, board: Board, member_id: UUID) -> Member:
    """Give one member with roles and seats; raise NotFound."""
    found = session.scalar(
        select(Member).where(Member.id == member_id, Member.board_id == board.id)
        .options(*WITH_SEATS, joinedload(Member.deputy)))
    if found is None:
        raise NotFound("member")
    return found


def system(session: Session, board_id: UUID, username: str) -> Member:
    """Give the system member in whose name the scheduler or the command line acts."""
    found = session.scalar(select(Member).where(Member.board_id == board_id, Member.username == username))
    if found is None:
        raise NotFound("system member")
    return found


def people(session: Session, board: Board) -> list[Member]:
    """List every person of the board by name, without the system members."""
    is_system = select(MemberRole.member_id).where(MemberRole.role == Role.SYSTEM)
    return list(session.scalars(
        select(Member).where(Member.board_id == board.id, Member.id.not_in(is_system))
        .options(*WITH_SEATS).order_by(Member.name)))


def clinicians(session: Session, board: Board) -> list[Member]:
    """List the active people who may be responsible for a patient."""
    clinical = {Role.SPECIALIST, Role.CHAIR, Role.VICE_CHAIR, Role.REFERRER, Role.CLINICIAN}
    return [each for each in people(session, board) if each.is_active and each.roles & clinical]


def invitation(session: Session, token_hash: str) -> Invitation | None:
    """Give the invitation under this hash, used or not."""
    return session.scalar(select(Invitation).where(Invitation.token_hash == token_hash))


def open_sign_ins(session: Session, member: Member, *, seen_after: datetime, begun_after: datetime) -> list[SignIn]:
    """List the sessions of a member that still stand, the last used first."""
    return list(session.scalars(
        select(SignIn).where(
            SignIn.member_id == member.id, SignIn.ended_at.is_(None), SignIn.last_seen_at >= seen_after,
            SignIn.created_at >= begun_after, SignIn.session_version == member.session_version)
        .order_by(SignIn.last_seen_at.desc(), SignIn.id)))


def own_sign_in(session: Session, member: Member, sign_in_id: UUID) -> SignIn:
    """Give one session of a member; raise NotFound where it is somebody else's."""
    found = session.scalar(select(SignIn).where(SignIn.id == sign_in_id, SignIn.member_id == member.id))
    if found is None:
        raise NotFound("session")
    return found


def invitations(session: Session, board: Board, *, now: datetime) -> dict[UUID, datetime]:
    """Map each member who has a link that still works to when it expires."""
    rows = session.execute(
        select(Invitation.member_id, Invitation.expires_at).join(Member, Member.id == Invitation.member_id).where(
            Member.board_id == board.id, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None),
            Invitation.expires_at > now))
    return {member_id: expires_at for member_id, expires_at in rows}
