"""Files of a case: taken by their content, kept in the database, removed with a reason that stays."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tumorboard.domain import file_content
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.file_content import MOST_FILES, MOST_OF_CASE, size_words
from tumorboard.models import Attachment, AttachmentContent, Case, Member
from tumorboard.queries import attachments
from tumorboard.services import answer_history
from tumorboard.services.record import record

MOST_NAME = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name, its bytes, and what the sender says it is."""

    name: str
    content: bytes
    about: str = ""


def attach(session: Session, case: Case, upload: Upload, *, by: Member, now: datetime) -> Attachment:
    """Keep a file with a case; raise AnswerRefused with words where it is not taken."""
    found = file_content.look(upload.content)
    answer_history.lock(session, case)
    number, size = attachments.total(session, case.id)
    if number >= MOST_FILES or size + len(upload.content) > MOST_OF_CASE:
        raise AnswerRefused({"file": f"A case holds at most {MOST_FILES} files and {size_words(MOST_OF_CASE)}. "
                                     "Remove one that is no longer needed."})
    digest = hashlib.sha256(upload.content).hexdigest()
    if attachments.same(session, case.id, digest) is not None:
        raise AnswerRefused({"file": "This file is here already; it stands in the list."})
    row = Attachment(case_id=case.id, name=plain_name(upload.name), about=upload.about[:200], kind=found.kind,
                     size=len(upload.content), sha256=digest, width=found.width, height=found.height, at=now,
                     by_id=by.id)
    session.add(row)
    session.flush()
    session.add(AttachmentContent(attachment_id=row.id, content=upload.content))
    record(session, case, "case.file_attached", by=by, at=now, file=str(row.id), sha256=digest, size=row.size)
    session.flush()
    return row


def remove(session: Session, case: Case, attachment: Attachment, reason: str, *, by: Member, now: datetime) -> None:
    """Take the content of a file away; that it was there, and why it went, stays."""
    words = reason.strip()
    if not words:
        raise AnswerRefused({"reason": "Write in a line why the file is removed."})
    attachment.removed_at, attachment.removed_by_id, attachment.removed_reason = now, by.id, words[:500]
    session.execute(delete(AttachmentContent).where(AttachmentContent.attachment_id == attachment.id))
    record(session, case, "case.file_removed", by=by, at=now, file=str(attachment.id), sha256=attachment.sha256)
    session.flush()


def plain_name(name: str) -> str:
    """Give a name that is only a name: no folders, nothing that cannot be seen or turns the line around."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    return seen.strip(" .")[:MOST_NAME] or "File without a name"
