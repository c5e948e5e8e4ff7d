"""The letter on a signed recommendation, put into words for whoever asked the board."""

from datetime import datetime
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.recommendations import leaf
from tumorboard.blueprints.recommendations.reading import letter_of, readable
from tumorboard.blueprints.recommendations.views import bp
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import MoveRefused
from tumorboard.queries import attendance, recommendations
from tumorboard.vocabulary.workflow import Outcome
from tumorboard.web import deferral_words
from tumorboard.web.access import requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile
from tumorboard.web.wording import age, day_year, full_name, full_stamp, mrn, patient_name, person, weekday_year

OPENINGS = {
    Outcome.MADE: "The board discussed this patient on {on} and recommends what follows. The question was:",
    Outcome.DEFERRED: "The board discussed this patient on {on} and put its decision off. The question was:",
    Outcome.NONE: "The board discussed this patient on {on} without coming to a decision. The question was:",
    Outcome.SOC_LISTED: "The board noted this patient on {on}, to be treated as is usual. The question was:",
}


@bp.get("/<uuid:recommendation_id>/letter.pdf")
@requires(Permission.READ_RECOMMENDATIONS)
def letter(recommendation_id: Any) -> ResponseReturnValue:
    """Print the letter; only what is signed leaves the board."""
    from tumorboard.printing.letter import letter_pdf

    session, board = db.session(), current_board()
    version = readable(session, recommendation_id)
    if version.signed_at is None:
        raise MoveRefused("This version is not signed yet, so there is no letter. The chair signs it first.")
    if not letter_of(version).may_print:
        raise MoveRefused("The letter is not released yet. The board’s coordinator releases it; the recommendation "
                          "itself can be read on its page.")
    versions = [each for each in recommendations.versions(session, version.discussion_id) if each.signed_at is not None]
    names = attendance.names(session, deferral_words.owners_of(version.discussion))
    body = letter_pdf(_words(version, versions, names, board, clock.now()))
    name = f"letter-{version.discussion.case.number}-version-{version.number}.pdf"
    return Response(body, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _words(version: Any, versions: list[Any], names: Any, board: Any, now: datetime) -> Any:
    """Put the record into the words of a letter; acronyms of the room are spelled out by their labels."""
    from tumorboard.printing.letter import Letter

    discussion, case, on = version.discussion, version.discussion.case, version.discussion.meeting.local_date
    to = [full_name(each) for each in (case.responsible,) if each] + ([case.outside_facility]
                                                                     if case.outside_facility else [])
    newest = versions[0]
    replaced = f" Version {newest.number} replaces it." if newest.id != version.id else ""
    return Letter(
        board_name=board.name, title=f"Recommendation for {patient_name(case.patient)}, {day_year(on)}",
        to=tuple(to) or ("To whom it concerns",), date_words=day_year(now.astimezone(board.tz).date()),
        name=patient_name(case.patient), born=day_year(case.patient.birth_date),
        age=age(case.patient.birth_date, min(on, case.patient.died_on or on)),
        sex=profile().label("sex", case.patient.sex), mrn=mrn(case.patient), heading="The board’s recommendation",
        opening=OPENINGS[discussion.outcome].format(on=weekday_year(on)), question=case.question,
        version=version.number, items=tuple(_item(each) for each in version.items),
        reasons=tuple(_reasons(version)), missing=tuple(deferral_words.missing(discussion, names, profile())),
        patient_wants=case.answers.get("patient_goals") or "", signatures=tuple(_seals(version, board)),
        foot=f"Case {case.number}, version {version.number}.{replaced} Questions: "
             f"{', '.join(filter(None, (board.contact_name, board.contact_phone))) or board.name}.")


def _item(item: Any) -> Any:
    """Write one step: what, then how it is meant, under which condition, who and by when."""
    from tumorboard.printing.letter import LetterItem

    what = profile().label("treatment", item.kind) + (f": {item.detail}" if item.detail else "")
    told = [f"Intent: {profile().label('intent', item.intent).lower()}." if item.intent else "",
            f"Only if {item.condition}." if item.condition else "",
            f"Alternatives kept open: {item.alternatives}." if item.alternatives else "",
            f"Responsible: {person(item.owner)}" + (f", by {day_year(item.due_on)}." if item.due_on else ".")
            if item.owner else ""]
    return LetterItem(f"{what}.", " ".join(filter(None, told)).replace("..", "."))


def _reasons(version: Any) -> list[str]:
    """Write why, how far the board agreed, and who disagreed in their own words."""
    agreement = f"Agreement: {profile().label('consensus', version.consensus).lower()}." if version.consensus else ""
    dissents = [f"{person(each.member)} disagreed: “{each.text}”" for each in version.dissents]
    own = [f"{each.kind.label} of {person(each.member)}, in their own words: “{each.text}”"
           for each in version.discussion.statements]
    amended = f"This version was written because: {version.amend_reason}" if version.amend_reason else ""
    facts = "; ".join(f"{label.lower()} {said}" for label, said in leaf.agreed(version, profile()))
    agreed = f"Agreed: {facts}." if facts else ""
    trials = [f"Trial considered: {words}." for words in leaf.trials(version, profile())]
    return [each for each in (version.summary, agreed, *trials, agreement, *dissents, *own, amended) if each]


def _seals(version: Any, board: Any) -> list[tuple[str, str, str]]:
    """Write who signed, and when."""
    parts = [(f"Co-signed electronically for {profile().label('specialty', each.specialty)}", full_name(each.member),
              full_stamp(each.at, board.tz)) for each in version.cosignatures]
    return [("Signed electronically for the board", full_name(version.signed_by),
             full_stamp(version.signed_at, board.tz)), *parts]
