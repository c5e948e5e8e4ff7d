"""The words that the search looks in, kept in the transaction that changes them: every flush comes by here."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Uuid, bindparam, delete, event, exists, inspect, or_, select, text
from sqlalchemy.orm import Session

from tumorboard.domain import likeness, searching
from tumorboard.models import Case, Discussion, NameKey, NameWord, Patient, Recommendation, SearchDocument
from tumorboard.models.search import Words
from tumorboard.services import indexed_texts

AT_ONCE = 500
# What is looked in, by the columns whose change must reach the index.
WATCHED: dict[type[Any], tuple[str, ...]] = {
    Case: ("number", "status", "patient_id", "submitter_id", "responsible_id", "referrer_id", "net_family", "question",
           "headline", "submitted_at"),
    Patient: ("search_name", "mrn", "disputed_mrn", "same_as_id"),
    Recommendation: ("signed_at",),
    Discussion: ("outcome", "meeting_id"),
}
_STORE = text("INSERT INTO search_document (case_id, words) VALUES (:case_id, :words) "
              "ON CONFLICT (case_id) DO UPDATE SET words = excluded.words").bindparams(
                  bindparam("case_id", type_=Uuid()), bindparam("words", type_=Words()))
_PUT_WORD = text("INSERT INTO name_word (word, patient_id) VALUES (:word, :patient_id) ON CONFLICT DO NOTHING"
                 ).bindparams(bindparam("patient_id", type_=Uuid()))
_PUT_KEY = text("INSERT INTO name_key (key, word) VALUES (:key, :word) ON CONFLICT DO NOTHING")


@event.listens_for(Session, "after_flush")
def keep(session: Session, _context: object) -> None:
    """Bring the index up to date with what a flush has just stored."""
    cases: set[UUID] = set()
    patients: set[UUID] = set()
    for row in (*session.new, *session.dirty):
        if _is_touched(row) and isinstance(row, Patient):
            patients |= {row.id, *(each for each in inspect(row).attrs["same_as_id"].history.deleted if each)}
        elif _is_touched(row):
            cases.add(getattr(row, "case_id", row.id))
    if patients:
        refresh_names(session.connection(), patients)
        cases |= _cases_of(session.connection(), patients)
    if cases:
        refresh(session.connection(), cases)


def _is_touched(row: object) -> bool:
    """Tell whether anything changed that the index holds."""
    watched = WATCHED.get(type(row), ())
    state = inspect(row)
    return any(state.attrs[name].history.has_changes() for name in watched)


def _cases_of(connection: Connection, patients: Collection[UUID]) -> set[UUID]:
    """Find the cases of these patients, and of the records that they were joined to."""
    used = select(Patient.same_as_id).where(Patient.id.in_(patients))
    return set(connection.scalars(select(Case.id).where(or_(
        Case.patient_id.in_(patients), Case.patient_id.in_(used)))))


def refresh(connection: Connection, cases: Iterable[UUID]) -> None:
    """Write the words of these cases anew; in one order, so that two writers never wait for one another."""
    for some in _portions(sorted(cases)):
        found = indexed_texts.words(connection, some)
        connection.execute(_STORE, [{"case_id": each, "words": found[each]} for each in some if each in found])


def refresh_names(connection: Connection, patients: Iterable[UUID]) -> None:
    """Write the names of these patients anew, each with the keys of its slips."""
    for some in _portions(sorted(patients)):
        named = {row.id: searching.words_of(row.search_name) for row in connection.execute(
            select(Patient.id, Patient.search_name).where(Patient.id.in_(some)))}
        connection.execute(delete(NameWord).where(NameWord.patient_id.in_(some)))
        rows = sorted({(word, patient_id) for patient_id, words in named.items() for word in words})
        if rows:
            connection.execute(_PUT_WORD, [{"word": word, "patient_id": patient_id} for word, patient_id in rows])
        _put_keys(connection, {word for word, _ in rows})


def _put_keys(connection: Connection, words: set[str]) -> None:
    """Store the keys of names that were never met before; a name that nobody bears any more does no harm."""
    known: set[str] = set()
    for some in _portions(sorted(words)):
        known |= set(connection.scalars(select(NameKey.word).where(NameKey.key.in_(some), NameKey.key == NameKey.word)))
    keys = sorted((key, word) for word in words - known for key in likeness.index_keys(word))
    if keys:
        connection.execute(_PUT_KEY, [{"key": key, "word": word} for key, word in keys])


def fill(connection: Connection) -> int:
    """Index every case that is not yet, the oldest first; give how many there were."""
    missing = list(connection.scalars(select(Case.id).where(
        ~exists().where(SearchDocument.case_id == Case.id)).order_by(Case.started_at, Case.number)))
    for some in _portions(missing):
        found = indexed_texts.words(connection, some)
        connection.execute(_STORE, [{"case_id": each, "words": found[each]} for each in some])
    refresh_names(connection, connection.scalars(select(Patient.id).where(
        ~exists().where(NameWord.patient_id == Patient.id))).all())
    return len(missing)


def rebuild(connection: Connection) -> int:
    """Throw the index away and write it anew; give how many cases it holds."""
    for table in (SearchDocument, NameWord, NameKey):
        connection.execute(delete(table))
    return fill(connection)


def _portions(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Part a long list into what one statement may carry."""
    return (ids[start:start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
