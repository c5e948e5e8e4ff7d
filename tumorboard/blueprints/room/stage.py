"""Everything that the page of one case needs, read in a fixed number of queries."""

from typing import Any
from uuid import UUID

from tumorboard import clock
from tumorboard.blueprints.room import cards
from tumorboard.blueprints.room.door import meeting_on
from tumorboard.blueprints.room.forms import ResultForm
from tumorboard.db import db
from tumorboard.domain import outcome_draft
from tumorboard.domain.recusing import staying
from tumorboard.queries import (
    attendance,
    cases,
    discussions,
    huddles,
    members,
    recommendations,
    recusals,
    room,
    statements,
)
from tumorboard.services import appraising, board_policy, flagging, signing_stops
from tumorboard.services.recommendation_text import text_of
from tumorboard.vocabulary.workflow import Outcome
from tumorboard.web import deferral_words
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.recommendation_form import people


def frame(session: Any, meeting: Any, now: Any, here: UUID | None = None) -> dict[str, Any]:
    """Give what stands around every page of the room: who is there, the pace, the list of cases."""
    rows = discussions.of(session, meeting.id)
    present = attendance.present(session, meeting.id)
    return {"meeting": meeting, "rows": rows, "present": present, "heads": cards.heads(present),
            "pace": cards.pace_words(rows, meeting.starts_at, now), "slots": cards.slots(rows, here)}


def stage(session: Any, meeting: Any, discussion: Any, now: Any) -> dict[str, Any]:
    """Give one case: what it is about, who is there for it, what was said before."""
    case = cases.whole(session, discussion.case_id)
    around = frame(session, meeting, now, case.id)
    policy = board_policy.in_force(session, current_board()).values
    found = appraising.derived(case, case.patient, profile(), meeting.local_date, policy)
    earlier = room.prior(session, current_board(), case.patient_id, discussion.id)
    states = recommendations.states(session, [item.id for each in earlier for item in each.items])
    people = {each.id: each for each in members.people(session, current_board())}
    draft = recommendations.draft_of(session, discussion.id)
    items = appraising.readiness(case, case.patient, profile(), meeting.local_date, policy)
    out = recusals.of_meeting(session, meeting.id)
    here = _here(around, out, discussion)
    return around | _neighbours(around, people, out) | {
        "discussion": discussion, "case": case, "patient": case.patient, "people": people,
        "facts": cards.facts(case, found["derived"], profile()), "flags": cards.flags(found["flags"], profile()),
        "items": items, "open_items": cards.open_items(items), "timer": cards.timer(discussion, now),
        "sent": cards.sent_ahead(case), "prior": cards.prior(earlier, states, profile()),
        "seats": cards.seats(case.specialties_needed, here, people), "here": here,
        "recusals": out.get(discussion.id, []),
        "is_waiting": cards.is_waiting(discussion), "may_put_off": cards.may_be_put_off(around["rows"], discussion),
        "stored": draft, "stops": plan_stops(session, draft, now),
        "signed": recommendations.current_of(session, discussion.id),
        "statements": statements.of(session, discussion.id),
        "came_of_it": came_of_it(session, discussion, draft),
        "noted": huddles.recorded(session, [case.id]).get(case.id),
    }


def came_of_it(session: Any, discussion: Any, draft: Any) -> list[str]:
    """Say what came of the case, or what the room leans to before that is recorded, with what a deferral waits for."""
    leans = outcome_draft.leaning(text_of(draft).outcome_draft) if draft is not None else None
    found = leans or discussion
    if found.outcome is None:
        return []
    if found.outcome is not Outcome.DEFERRED:
        return [found.outcome.label]
    names = attendance.names(session, deferral_words.owners_of(found))
    return [deferral_words.reason(found), *deferral_words.missing(found, names, profile())]


def plan_stops(session: Any, draft: Any, now: Any) -> list[str]:
    """Name the stops that stand before the signature of what is written down by now."""
    if draft is None:
        return []
    found = signing_stops.standing(session, current_board(), draft, now=now)
    return [flagging.words(profile(), flag["id"]) for flag in found]


def read(local_date: str, case_id: UUID) -> dict[str, Any]:
    """Read a case of a meeting anew."""
    session = db.session()
    meeting = meeting_on(session, local_date)
    return stage(session, meeting, discussions.get(session, meeting.id, case_id), clock.now())


def offer(form: ResultForm, found: dict[str, Any]) -> None:
    """Fill the lists of the form with what this case and this board leave to choose from."""
    session, draft = db.session(), found["stored"]
    named = [each.owner for each in draft.items] + [each.member for each in draft.dissents] if draft else []
    form.offer_case(profile(), people(session, current_board(), named), found,
                    room.later(session, current_board(), found["meeting"]))


def _here(around: dict[str, Any], out: dict[UUID, list[Any]], discussion: Any) -> list[Any]:
    """List who is there and takes part in a case."""
    return staying(around["present"], {each.member_id for each in out.get(discussion.id, ())})


def _neighbours(around: dict[str, Any], people: dict[UUID, Any], out: dict[UUID, list[Any]]) -> dict[str, Any]:
    """Give the slot, the ones before and after it, and whom the next one needs that is not here."""
    slots = around["slots"]
    place = next(number for number, each in enumerate(slots) if each["is_here"])
    after = slots[place + 1] if place + 1 < len(slots) else None
    return {"slot": slots[place], "before": slots[place - 1] if place else None, "after": after,
            "after_seats": cards.seats(after["row"].case.specialties_needed, _here(around, out, after["row"]), people)
            if after else []}
