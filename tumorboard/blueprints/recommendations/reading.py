"""Which version a reader may see: what is released to them, and drafts where they write."""

from typing import Any
from uuid import UUID

from tumorboard.domain import recommending
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import MoveRefused, NotAllowed, NotFound
from tumorboard.queries import cases, recommendations
from tumorboard.web.access import actor, allows
from tumorboard.web.context import current_board


def readable(session: Any, recommendation_id: UUID) -> Any:
    """Give a version that the reader may see; any other is the same as one that does not exist."""
    version = recommendations.get(session, recommendation_id)
    case = version.discussion.case
    if case.board_id != current_board().id:
        raise NotFound("recommendation")
    if version.signed_at is None:
        may = allows(Permission.WRITE_RECOMMENDATION)
    else:
        may = allows(Permission.READ_CASE, cases.relate(session, actor(), case))
    if not may:
        raise NotFound("recommendation")
    return version


def draft(session: Any, recommendation_id: UUID) -> Any:
    """Give a draft that the reader may write; what is signed is answered with how to go on."""
    version = readable(session, recommendation_id)
    if version.signed_at is not None:
        raise MoveRefused("This version is signed and stands. The chair can write a new version of it.")
    return version


def signs(version: Any) -> bool:
    """Tell whether the reader signs for the meeting of this version."""
    return allows(Permission.SIGN) and recommending.may_sign(
        actor().roles, actor().id, version.discussion.meeting.chair_id)


def signer(session: Any, recommendation_id: UUID) -> Any:
    """Give a version to those who sign for its meeting."""
    version = readable(session, recommendation_id)
    if not signs(version):
        raise NotAllowed("The chair signs, and the vice chair where named chair of that meeting.")
    return version
