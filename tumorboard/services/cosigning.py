"""Specialists sign their part of what the chair has signed; the signature is added and never changes."""

from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.domain import cosigning
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import CoSignature, Member, Recommendation
from tumorboard.queries import recommendations as queries
from tumorboard.services import recommending
from tumorboard.services.record import record


def parts(version: Recommendation, member: Member) -> list[str]:
    """List the specialties for which a member may still sign this version; none where they stepped out of the case."""
    if version.signed_at is None or str(member.id) in {each["id"] for each in version.discussion.recused}:
        return []
    signed = {each.specialty for each in version.cosignatures if each.member_id == member.id}
    return cosigning.parts(member.specialties, version.discussion.case.specialties_needed, signed,
                           owns_item=any(item.owner_id == member.id for item in version.items))


def cosign(session: Session, version: Recommendation, specialty: str, *, seen_hash: str, by: Member, now: datetime
           ) -> CoSignature:
    """Sign for one specialty exactly what the signer has read."""
    current = queries.current_of(session, version.discussion_id)
    if version.signed_at is None or current is None or current.id != version.id:
        raise MoveRefused("Only the version that stands is co-signed. Open the newest signed version.")
    if not recommending.is_unchanged(version) or seen_hash != version.content_hash:
        raise Stale("this recommendation")
    if specialty not in parts(version, by):
        raise AnswerRefused({"specialty": "Choose a specialty of yours that this case asked for."})
    row = CoSignature(recommendation_id=version.id, member_id=by.id, specialty=specialty, at=now,
                      meaning=cosigning.MEANING, content_hash=version.content_hash)
    session.add(row)
    record(session, version.discussion.case, "recommendation.cosigned", by=by, at=now, version=version.number,
           specialty=specialty)
    session.flush()
    return row
