"""What of a case is looked in: its people and numbers, the question, and what the board signed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from tumorboard.domain import searching
from tumorboard.models import Board, Case, Discussion, Meeting, Patient, Recommendation, RecommendationItem
from tumorboard.profiles import load

ITEM = (RecommendationItem.detail, RecommendationItem.condition, RecommendationItem.rationale,
        RecommendationItem.guideline, RecommendationItem.alternatives, RecommendationItem.contraindications)
Many = defaultdict[UUID, list[str]]


def words(connection: Connection, cases: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Give the words of each of these cases, with the properties by which it is filtered."""
    rows = connection.execute(
        select(Case.id, Case.number, Case.status, Case.net_family, Case.question, Case.headline, Case.submitter_id,
               Case.responsible_id, Case.referrer_id, Case.submitted_at, Case.started_at, Case.patient_id,
               Patient.search_name, Patient.mrn, Patient.disputed_mrn, Board.profile)
        .join(Board, Board.id == Case.board_id).outerjoin(Patient, Patient.id == Case.patient_id)
        .where(Case.id.in_(cases))).all()
    names, numbers = _joined(connection, [row.patient_id for row in rows if row.patient_id])
    signed = _signed(connection, cases, {row.id: row.profile for row in rows})
    met = _met(connection, cases)
    found = {}
    for row in rows:
        own = [row.mrn or "", row.disputed_mrn or "", str(row.number), *numbers[row.patient_id]]
        texts = [row.search_name or "", *names[row.patient_id], row.question, row.headline, *signed[row.id]]
        found[row.id] = [*_marks(row), *met[row.id], *searching.document(texts, own)]
    return found


def _marks(row: Row[*tuple[Any, ...]]) -> list[str]:
    """Give the properties of a case as the index keeps them."""
    people = {row.submitter_id, row.responsible_id, row.referrer_id} - {None}
    when = row.submitted_at or row.started_at
    return [searching.mark("s", row.status.value), searching.mark("f", row.net_family or ""),
            searching.mark("y", when.year), *sorted(searching.mark("m", each.hex) for each in people)]


def _joined(connection: Connection, patients: Iterable[UUID]) -> tuple[Many, Many]:
    """Give the names and numbers under which these patients were entered a second time."""
    names, numbers = Many(list), Many(list)
    for row in connection.execute(select(Patient.same_as_id, Patient.search_name, Patient.mrn, Patient.disputed_mrn)
                                  .where(Patient.same_as_id.in_(set(patients)))):
        names[row.same_as_id].append(row.search_name)
        numbers[row.same_as_id] += [each for each in (row.mrn, row.disputed_mrn) if each]
    return names, numbers


def _signed(connection: Connection, cases: Sequence[UUID], profiles: dict[UUID, str]) -> Many:
    """Give what stands signed about these cases; a draft is nobody's to find."""
    rows = connection.execute(
        select(Recommendation.id, Recommendation.case_id, Recommendation.discussion_id, Recommendation.summary,
               Recommendation.trials)
        .where(Recommendation.case_id.in_(cases), Recommendation.signed_at.is_not(None))
        .order_by(Recommendation.number)).all()
    standing = {row.discussion_id: row for row in rows}
    found, of = Many(list), {row.id: row.case_id for row in standing.values()}
    for row in standing.values():
        found[row.case_id] += [row.summary, *(f"{each['nct']} {each['reason']}" for each in row.trials)]
    items = select(RecommendationItem.recommendation_id, RecommendationItem.kind, *ITEM)
    for item in connection.execute(items.where(RecommendationItem.recommendation_id.in_(of))):
        case_id = of[item.recommendation_id]
        found[case_id] += [load(profiles[case_id]).label("treatment", item.kind), *item[2:]]
    return found


def _met(connection: Connection, cases: Sequence[UUID]) -> Many:
    """Give at which meetings these cases were, and with what outcome."""
    found = Many(list)
    for row in connection.execute(
            select(Discussion.case_id, Discussion.outcome, Meeting.local_date)
            .join(Meeting, Meeting.id == Discussion.meeting_id).where(Discussion.case_id.in_(cases))):
        found[row.case_id].append(searching.mark("d", row.local_date.isoformat()))
        if row.outcome is not None:
            found[row.case_id].append(searching.mark("o", row.outcome.value))
    return found
