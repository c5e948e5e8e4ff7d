"""Which version a reader may see: what is released to them, and drafts where they write."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tumorboard.db import db
from tumorboard.domain import recommending
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import MoveRefused, NotAllowed, NotFound
from tumorboard.queries import cases, recommendations, releases
from tumorboard.web.access import actor, allows, may_reader
from tumorboard.web.context import current_board
from tumorboard.web.wording import stamp


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


@dataclass(frozen=True, slots=True)
class LetterCard:
    """How far the letter on a version has come, in words with their tone, and whether the reader may print it."""

    tone: str
    words: str
    is_out: bool
    may_print: bool


def letter_of(version: Any) -> LetterCard:
    """Say how far the letter is: the board's desk looks it through before, others have it once it is released."""
    if version.signed_at is None:
        return LetterCard("na", "", is_out=False, may_print=False)
    paper, is_desk = releases.of_version(db.session(), version.id), may_reader(Permission.RELEASE)
    if paper is not None and paper.released_at is not None:
        words = f"Letter released {stamp(paper.released_at, current_board().tz)}"
        return LetterCard("ok", words, is_out=True, may_print=True)
    words = "Letter not released yet" if paper else "Letter goes out after the meeting"
    return LetterCard("wait", words, is_out=False, may_print=is_desk)
