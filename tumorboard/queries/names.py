"""Names that a reader may have meant: known ones that are a slip away from what was typed, or sound like it."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from tumorboard.domain import likeness
from tumorboard.domain.access import Actor
from tumorboard.models import Board, Case, NameKey, NameWord, Patient
from tumorboard.queries import cases

MOST = 20
# The closest ones, of which some may belong to nobody whom the reader may know of.
LOOKED_AT = 60


def like(session: Session, board: Board, actor: Actor, typed: str) -> list[str]:
    """List the names like a folded word, the closest first; only such as a patient bears whom the reader may see."""
    if len(typed) < likeness.SHORTEST or not typed.isalpha():
        return []
    keys = session.scalars(select(NameKey.word).where(NameKey.key.in_(likeness.lookup_keys(typed))).distinct())
    near = sorted((far, abs(len(word) - len(typed)), word) for word in keys if word != typed
                  for far in [likeness.closeness(typed, word)] if far is not None)[:LOOKED_AT]
    # One inside the other, and the outermost as a value: each database then begins with the name, not with all cases.
    readable = exists().where(Case.patient_id == Patient.id, cases.visible_to(actor))
    known = exists().where(Patient.id == NameWord.patient_id, Patient.board_id == board.id, readable)
    borne = select(NameWord.word).where(NameWord.word == NameKey.word, known).limit(1).scalar_subquery()
    seen = set(session.scalars(select(NameKey.word).where(
        NameKey.key.in_([word for *_, word in near]), NameKey.word == NameKey.key, borne.is_not(None))))
    return [word for *_, word in near if word in seen][:MOST]
