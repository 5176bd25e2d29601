"""The letter to a person who asked about her data: the answer, what was erased, what the law keeps and until when."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.compliance import queries
from yinqiao.compliance.privacy import queries as privacy
from yinqiao.compliance.queries import RequestRow
from yinqiao.compliance.services import StepNotNext
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.ui import pdf
from yinqiao.platform.ui.requests import actor_of


def letter(request: HttpRequest, request_id: int) -> HttpResponseBase:
    """Send the letter of an answered request; the trail has it before it is drawn."""
    actor, now = actor_of(request), clock.now()
    row = queries.request_row(actor=actor, request_id=request_id, today=clock.bank_date(now))
    if row.state not in queries.LETTERS:
        raise StepNotNext(_("The letter follows the answer."))
    record_read(
        actor=actor,
        verb="compliance.request-letter-printed",
        ref=ObjectRef("compliance.person_request", row.id),
        customer_id=row.customer_id,
    )
    language = get_language() or "zh-hans"
    return StreamingHttpResponse(
        _drawn(row, actor=actor, now=now, language=language),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="request-{row.id}.pdf"',
            "Cache-Control": "no-store",
        },
    )


def _drawn(row: RequestRow, *, actor: Actor, now: datetime, language: str) -> Iterator[bytes]:
    with translation.override(language):
        title = (
            _("Answer to an objection")
            if row.is_objection
            else _("Answer to a request about personal data")
        )
        yield pdf.pdf_of(
            "compliance/report/letter.html",
            {
                "row": row,
                "erasure": privacy.erasure_of(request_id=row.id),
                "review": privacy.review_of(request_id=row.id),
                "title": title,
                "paper": pdf.stationery(actor=actor, title=title, now=now),
            },
        )
