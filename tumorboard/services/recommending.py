"""Recommendations: written as a draft, signed once by the chair, and then only amended by a new version."""

from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import case_flow, recommending
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Case, Discussion, Dissent, FollowUp, Member, Recommendation, RecommendationItem
from tumorboard.queries import recommendations as queries
from tumorboard.services import releasing
from tumorboard.services.checking import expect_version
from tumorboard.services.recommendation_text import Text, item_of, text_of, trials_of
from tumorboard.services.record import record
from tumorboard.vocabulary.recommendation import Considered, StatementKind
from tumorboard.vocabulary.workflow import ActionStatus, CaseStatus, MeetingStatus, Outcome


def unsaid(outcome: Outcome, text: Text) -> dict[str, str]:
    """Say by field where a decision says nothing."""
    return recommending.unsaid(outcome, text.summary, text.items)


def write(session: Session, discussion: Discussion, text: Text, *, by: Member, now: datetime) -> Recommendation:
    """Store the text in the draft of this discussion, made on first writing."""
    draft = queries.draft_of(session, discussion.id)
    if draft is None:
        if queries.current_of(session, discussion.id) is not None:
            raise MoveRefused("This recommendation is signed. Write a new version instead.")
        draft = _new(session, discussion, 1, by=by, now=now)
    _fill(draft, text, now=now)
    draft.outcome_draft = [list(each) for each in text.outcome_draft]
    record(session, _case(session, draft), "recommendation.written", by=by, at=now, version=draft.number)
    session.flush()
    return draft


def keep_recorded(session: Session, discussion: Discussion, *, by: Member, now: datetime) -> None:
    """Give up the outcome that was chosen after another one was recorded."""
    draft = queries.draft_of(session, discussion.id)
    if discussion.outcome is not None and draft is not None and draft.outcome_draft:
        write(session, discussion, replace(text_of(draft), outcome_draft=()), by=by, now=now)


def rewrite(session: Session, draft: Recommendation, text: Text, *, seen: int, by: Member, now: datetime) -> None:
    """Store the text in a draft that the writer has open."""
    expect_version(draft, seen, "this recommendation")
    if draft.signed_at is not None:
        raise MoveRefused("This version is signed and stands. Write a new version instead.")
    _fill(draft, text, now=now)
    record(session, _case(session, draft), "recommendation.written", by=by, at=now, version=draft.number)
    session.flush()


def sign(session: Session, draft: Recommendation, *, seen: int, seen_hash: str = "", by: Member, now: datetime
         ) -> Recommendation:
    """Sign a draft: from now on it stands, may be read, and its items have an owner and a state.

    Where the hash of what the signer read is given, nothing else is signed: the outcome belongs to the discussion,
    and may have changed while the text did not.
    """
    expect_version(draft, seen, "this recommendation")
    if draft.signed_at is not None:
        raise MoveRefused("This version is signed already.")
    found = content(draft)
    if seen_hash and seen_hash != recommending.content_hash(found):
        raise Stale("this recommendation")
    problems = gaps_of(draft)
    if problems:
        raise AnswerRefused(problems)
    _begin_actions(session, draft, by=by, now=now)
    # Its items and dissents are fixed from the moment the signature is stored, so they are written before it.
    session.flush()
    case = _case(session, draft)
    draft.heard = [str(each.id) for each in draft.discussion.statements]
    draft.signed_at, draft.signed_by_id, draft.meaning = now, by.id, recommending.MEANING
    draft.content_hash = recommending.content_hash(found)
    if case.status is CaseStatus.DISCUSSED and draft.discussion.outcome != "deferred":
        case.status = case_flow.move(case.status, "sign")
    record(session, case, "recommendation.signed", by=by, at=now, version=draft.number,
           content_hash=draft.content_hash)
    session.flush()
    releasing.queue_letter(session, draft, now=now)
    return draft


def amend(session: Session, signed: Recommendation, reason: str, *, by: Member, now: datetime) -> Recommendation:
    """Begin the next version of a signed recommendation, with its reason; the signed one stands unchanged."""
    if not reason.strip():
        raise AnswerRefused({"reason": "Write why the recommendation is amended."})
    current = queries.current_of(session, signed.discussion_id)
    if current is None or current.id != signed.id:
        raise MoveRefused("Another version stands by now. Open that one and amend it.")
    if queries.draft_of(session, signed.discussion_id) is not None:
        raise MoveRefused("A new version is being written already. Open it and go on there.")
    draft = _new(session, signed.discussion, signed.number + 1, by=by, now=now)
    draft.amend_reason = reason
    _fill(draft, text_of(signed), now=now)
    record(session, _case(session, draft), "recommendation.amending", by=by, at=now, version=draft.number)
    session.flush()
    return draft


def content(version: Recommendation) -> recommending.Content:
    """Give everything that a signature covers."""
    discussion = version.discussion
    if discussion.outcome is None:
        raise MoveRefused("Record the outcome of the discussion first.")
    return recommending.Content(
        case=str(version.case_id), meeting_on=discussion.meeting.local_date, outcome=discussion.outcome,
        summary=version.summary, items=tuple(item_of(row) for row in version.items),
        consensus=version.consensus or "",
        # Sorted: rows of the same moment come back in any order.
        dissents=tuple(sorted((str(row.member_id), row.text) for row in version.dissents)),
        what_changed=tuple(version.what_changed), considered=dict(version.considered), agreed=dict(version.agreed),
        deferral_reason=discussion.deferral_reason, missing=_missing(discussion),
        amend_reason=version.amend_reason or "", preference_conflict=version.preference_conflict,
        read_back_by=str(version.read_back_by_id or ""), trials=trials_of(version), statements=_said(version),
        recused=tuple(sorted((each["id"], each["reason"]) for each in discussion.recused)))


def _said(version: Recommendation) -> tuple[recommending.Said, ...]:
    """Give what members stated themselves: all of it to a draft, and to a signed version what was signed with it."""
    covered = [each for each in version.discussion.statements
               if version.signed_at is None or str(each.id) in version.heard]
    return tuple(recommending.Said(str(each.member_id), each.kind.value, each.specialty, each.text)
                 for each in sorted(covered, key=lambda each: (each.at, each.id.hex)))


def hash_of(version: Recommendation) -> str:
    """Give the hash of what a version says now; empty before its outcome is recorded."""
    return recommending.content_hash(content(version)) if version.discussion.outcome is not None else ""


def gaps_of(version: Recommendation) -> dict[str, str]:
    """Say by field what stands between a draft and its signature."""
    if version.discussion.outcome is None:
        return {"outcome": "The outcome of the discussion is not recorded yet."}
    if version.outcome_draft and version.discussion.meeting.status is MeetingStatus.IN_SESSION:
        return {"outcome": "Another outcome was chosen in the room, and is not recorded there yet."}
    own = any(each.kind is StatementKind.DISSENT for each in version.discussion.statements)
    return recommending.gaps(content(version), has_own_dissent=own)


def is_unchanged(version: Recommendation) -> bool:
    """Tell whether a signed version still has the content that was signed."""
    return version.content_hash == recommending.content_hash(content(version))


def _begin_actions(session: Session, draft: Recommendation, *, by: Member, now: datetime) -> None:
    """Give each item its state; what an amended version repeats goes on from where it was."""
    before = queries.current_of(session, draft.discussion_id)
    kept = queries.states(session, [row.id for row in before.items]) if before is not None else {}
    stood = {(row.kind, row.detail): kept[row.id] for row in before.items if row.id in kept} if before else {}
    for item in draft.items:
        old = stood.get((item.kind, item.detail))
        state = FollowUp(item_id=item.id, status=ActionStatus.NOT_STARTED, changed_at=now, changed_by_id=by.id)
        if old is not None:
            state.status, state.status_reason, state.done_on = old.status, old.status_reason, old.done_on
            state.changed_at, state.changed_by_id = old.changed_at, old.changed_by_id
        session.add(state)


def _missing(discussion: Discussion) -> str:
    """Write what a deferral waits for: the items and the words."""
    items = ", ".join(str(row["item"]) for row in discussion.deferred_for if row["item"])
    return "; ".join(part for part in (items, discussion.missing) if part)


def _new(session: Session, discussion: Discussion, number: int, *, by: Member, now: datetime) -> Recommendation:
    """Make an empty draft."""
    draft = Recommendation(discussion_id=discussion.id, case_id=discussion.case_id, number=number, written_at=now,
                           written_by_id=by.id, items=[], dissents=[])
    draft.discussion = discussion
    session.add(draft)
    return draft


def _fill(draft: Recommendation, text: Text, *, now: datetime) -> None:
    """Put the text into the draft, row by row, so that an unchanged row stays the row it was."""
    draft.summary, draft.consensus, draft.written_at = text.summary, text.consensus or None, now
    draft.what_changed = list(text.what_changed)
    draft.considered = {each.value: each.value in text.considered for each in Considered}
    draft.preference_conflict, draft.read_back_by_id = text.preference_conflict, text.read_back_by
    draft.agreed, draft.trials = dict(text.agreed), [asdict(each) for each in text.trials]
    for place, item in enumerate(text.items, start=1):
        row = draft.items[place - 1] if place <= len(draft.items) else None
        if row is None:
            row = RecommendationItem(position=place)
            draft.items.append(row)
        row.kind, row.detail, row.intent, row.condition = item.kind, item.detail, item.intent or None, item.condition
        row.owner_id, row.due_on = UUID(item.owner) if item.owner else None, item.due_on
        row.rationale, row.guideline = item.rationale, item.guideline
        row.alternatives, row.contraindications = item.alternatives, item.contraindications
    del draft.items[len(text.items):]
    stored = {row.member_id: row for row in draft.dissents}
    for member_id, words in text.dissents:
        if member_id in stored:
            stored[member_id].text = words
        else:
            draft.dissents.append(Dissent(member_id=member_id, text=words, at=now))
    kept = {member_id for member_id, _ in text.dissents}
    draft.dissents = [row for row in draft.dissents if row.member_id in kept]


def _case(session: Session, version: Recommendation) -> Case:
    """Give the case of a version."""
    return session.get_one(Case, version.case_id)
