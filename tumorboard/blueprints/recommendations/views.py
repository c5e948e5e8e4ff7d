"""Recommendations: the list of those that stand, and the record of one."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.recommendations import cards, forms, leaf
from tumorboard.blueprints.recommendations.reading import letter_of, readable, signs
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.queries import attendance, cases, members, recommendations
from tumorboard.services import cosigning, flagging, recommending, signing_stops
from tumorboard.vocabulary.people import Role
from tumorboard.web import deferral_words, flag_words, keyset, sessions
from tumorboard.web.access import actor, allows, may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile

bp = Blueprint("recommendations", __name__, url_prefix="/recommendations")
Place = tuple[date, UUID]


@bp.get("")
@requires(Permission.READ_RECOMMENDATIONS)
def listing() -> ResponseReturnValue:
    """Show one view of the recommendations, a page at a time."""
    return _listing(request.args.get("view", ""), "", _place(request.args.get("after", "")))


@bp.post("/find")
@requires(Permission.READ_RECOMMENDATIONS)
def find() -> ResponseReturnValue:
    """Show what the find box means; a name or number never stands in an address."""
    return _listing("board", request.form.get("q", "")[:80], _place(request.form.get("after", "")))


def _listing(view: str, typed: str, after: Place | None) -> str:
    """Draw the list."""
    session, board = db.session(), current_board()
    waiting = _waiting() if may_reader(Permission.WRITE_RECOMMENDATION) else None
    own, all_of_them = recommendations.counts(session, board, actor())
    views = cards.views_of(own, all_of_them, waiting, is_signer=may_reader(Permission.SIGN),
                           sees_all=bool(actor().roles & recommendations.SEE_ALL))
    chosen = next((each for each in views if each.key == view), cards.first_of(views))
    if chosen.key == "to-sign" and not typed:
        found = waiting or []
    else:
        found = recommendations.listing(session, board, actor(), typed=typed, before=after,
                                        is_mine=chosen.key == "mine" and not typed)
    rows = found if chosen.key == "to-sign" else found[:recommendations.PAGE]
    states = recommendations.states(session, [item.id for each in rows for item in each.items])
    return render_template(
        "recommendations/listing.html", views=views, chosen=chosen, typed=typed, is_first=after is None,
        waiting=len(waiting or ()), next_after=_place_of(rows[-1]) if len(found) > len(rows) else "",
        groups=cards.by_meeting(rows, states, profile(), clock.today(board.tz),
                                is_signer=may_reader(Permission.SIGN)))


def _waiting() -> list[Any]:
    """List what waits for a signature: all of it for the chair and the coordinator, a vice chair's own meetings."""
    is_deputy_only = not actor().roles & {Role.CHAIR, Role.COORDINATOR}
    return recommendations.to_sign(db.session(), current_board(), chaired_by=actor().id if is_deputy_only else None)


def _place(text: str) -> Place | None:
    """Read where the page before ended."""
    return keyset.read(text, date.fromisoformat, UUID)


def _place_of(version: Any) -> str:
    """Write where a page ends."""
    return keyset.written(version.discussion.meeting.local_date, version.id)


@bp.get("/<uuid:recommendation_id>")
@requires(Permission.READ_RECOMMENDATIONS)
def record(recommendation_id: UUID) -> ResponseReturnValue:
    """Show one version with its signature, its actions and who was there."""
    return draw(recommendation_id)


def draw(recommendation_id: UUID, sign: forms.SignForm | None = None, amend: forms.AmendForm | None = None,
         cosign: forms.CoSignForm | None = None, stop: forms.StopForm | None = None) -> str:
    """Draw the record; a form that could not be taken comes back with what was typed."""
    session, board = db.session(), current_board()
    version = readable(session, recommendation_id)
    versions = [each for each in recommendations.versions(session, version.discussion_id)
                if each.signed_at is not None or may_reader(Permission.WRITE_RECOMMENDATION)]
    states = recommendations.states(session, [item.id for item in version.items])
    names = attendance.names(session, deferral_words.owners_of(version.discussion))
    return render_template(
        "recommendations/record.html", version=version, case=version.discussion.case, discussion=version.discussion,
        history=leaf.history(version, versions), is_signer=signs(version), leaf=leaf.leaf_of(
            version, states, names, profile(), clock.today(board.tz), board.tz),
        seals=leaf.seals(version, versions, board.tz), gaps=leaf.gaps(recommending.gaps_of(version)),
        is_unchanged=version.signed_at is not None and recommending.is_unchanged(version), is_fresh=sessions.is_fresh(),
        sign=sign or forms.SignForm(formdata=None, data={
            "seen": version.version, "seen_hash": recommending.hash_of(version)}),
        amend=amend or forms.AmendForm(formdata=None), is_amending=amend is not None, stops=stops_of(version, stop),
        letter=letter_of(version), has_stepped_out=_has_stepped_out(version), **own_part(version, cosign))


def _has_stepped_out(version: Any) -> bool:
    """Tell whether the reader stepped out of the case that this is about."""
    return str(actor().id) in {each["id"] for each in version.discussion.recused}


def stops_of(version: Any, kept: forms.StopForm | None = None) -> list[dict[str, Any]]:
    """List the stops that stand before the signature of a plan, each with the form that overrules it."""
    if version.signed_at is not None or version.discussion.outcome is None:
        return []
    found = signing_stops.standing(db.session(), current_board(), version, now=clock.now())
    return [{"id": flag["id"], "words": flagging.words(profile(), flag["id"]),
             "inputs": flag_words.inputs(flag["inputs"], profile()),
             "form": kept if kept is not None and kept.reason.name == f"{flag['id']}-reason" else forms.StopForm(
                 formdata=None, prefix=flag["id"])} for flag in found]


def own_part(version: Any, form: forms.CoSignForm | None = None) -> dict[str, Any]:
    """Give what the reader may do in their own name: co-sign a part, and speak to the case."""
    session = db.session()
    me = members.get(session, current_board(), actor().id)
    parts = cosigning.parts(version, me) if may_reader(Permission.CO_SIGN) else []
    form = form or forms.CoSignForm(formdata=None, data={"seen_hash": version.content_hash})
    labels = profile().labels("specialty")
    case = version.discussion.case
    return {"cosign": form.offer((each, labels.get(each, each)) for each in parts), "has_part": bool(parts),
            "cosigned": leaf.cosigned(version, profile(), current_board().tz),
            "may_state": allows(Permission.STATE, cases.relate(session, actor(), case))}
