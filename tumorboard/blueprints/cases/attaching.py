"""Files of a case: attached, opened by whoever reads the case, removed with a reason."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.cases import forms
from tumorboard.blueprints.cases.completing import completable
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import CaseRelation, Permission, can
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.file_content import MEGABYTE, MOST_BYTES, size_words
from tumorboard.queries import attachments, cases
from tumorboard.services import attaching as service
from tumorboard.vocabulary.files import ENDINGS, MEDIA
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.limits import takes

# The file itself, with room for what a browser writes around it.
UPLOAD_BYTES = MOST_BYTES + MEGABYTE
# Nothing in a file may run, load or be framed, even where a browser shows it after all.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@bp.get("/<uuid:case_id>/files")
@requires(Permission.READ_CASE)
def files(case_id: UUID) -> ResponseReturnValue:
    """List the files of a case."""
    case, relation = cases.get(db.session(), actor(), case_id)
    return _page(case, relation, forms.FileForm(formdata=None), forms.ReasonForm(formdata=None))


@bp.post("/<uuid:case_id>/files")
@requires(Permission.COMPLETE_CASE)
@takes(UPLOAD_BYTES)
def attach(case_id: UUID) -> ResponseReturnValue:
    """Attach one file."""
    case, relation = completable(case_id)
    form, sent = forms.FileForm(), request.files.get("file")
    try:
        if not form.validate() or not sent:
            raise AnswerRefused({} if form.errors else {"file": "Choose a file first."})
        upload = service.Upload(sent.filename or "", sent.read(), form.about.data or "")
        with transaction() as session:
            service.attach(session, cases.whole(session, case_id), upload, by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        case, relation = completable(case_id)
        return _page(case, relation, form, forms.ReasonForm(formdata=None)), 422
    flash("Attached.")
    return redirect(url_for("cases.files", case_id=case_id), 303)


@bp.get("/<uuid:case_id>/files/<uuid:attachment_id>")
@requires(Permission.READ_CASE)
def file(case_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """Give one file to keep, never to show in the page."""
    session = db.session()
    cases.get(session, actor(), case_id)
    found = attachments.get(session, case_id, attachment_id)
    answer = Response(attachments.content(session, found), mimetype=MEDIA[found.kind])
    stem = found.name.rsplit(".", 1)[0] or "file"
    ending = ENDINGS[found.kind]
    name = f"filename=\"file{ending}\"; filename*=UTF-8''{quote(stem + ending, safe='')}"
    answer.headers["Content-Disposition"] = f"attachment; {name}"
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


@bp.post("/<uuid:case_id>/files/<uuid:attachment_id>/remove")
@requires(Permission.COMPLETE_CASE)
def remove_file(case_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """Remove one file with a reason."""
    completable(case_id)
    form = forms.ReasonForm()
    try:
        with transaction() as session:
            service.remove(session, cases.whole(session, case_id), attachments.get(session, case_id, attachment_id),
                           form.reason.data or "", by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        case, relation = completable(case_id)
        return _page(case, relation, forms.FileForm(formdata=None), form), 422
    flash("Removed. The record keeps that it was here, and why it went.")
    return redirect(url_for("cases.files", case_id=case_id), 303)


def _page(case: Any, relation: CaseRelation, form: forms.FileForm, reason: forms.ReasonForm) -> str:
    """Draw the list of files."""
    return render_template("cases/form_files.html", case=case, form=form, reason=reason, size_words=size_words,
                           files=attachments.of_case(db.session(), case.id),
                           may_attach=can(actor(), Permission.COMPLETE_CASE, relation))
