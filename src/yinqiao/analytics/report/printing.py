"""Make the report: the trail first, then the file."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from yinqiao.analytics import policies
from yinqiao.analytics.report.reading import AssetReport, asset_report
from yinqiao.interactions import services as interactions
from yinqiao.interactions.choices import DocumentKind
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.ui import pdf


@use_case("analytics.report-printed", permission=policies.PRINT_REPORT)
def print_report(unit: Unit, *, actor: Actor, now: datetime, customer_id: int) -> AssetReport:
    """Return what the report says and write in the trail that it was printed, before a page of it exists.

    Raises NotFound outside the scope, PermissionRefused for those who see bands only.
    """
    found = asset_report(actor=actor, customer_id=customer_id, now=now)
    unit.audit(
        ObjectRef("customers.customer", customer_id),
        customer_id=customer_id,
        detail={"report": found.number, "data_on": found.data_on.isoformat(), "format": "pdf"},
    )
    interactions.remember_document(
        actor=actor,
        now=now,
        customer_id=customer_id,
        kind=DocumentKind.ASSET_REPORT,
        number=found.number,
    )
    return found


def drawn(report: AssetReport, *, actor: Actor, now: datetime, language: str) -> Iterator[bytes]:
    """Yield the PDF; it is drawn when it is sent, after the transaction of the request."""
    with translation.override(language):
        title = _("Report on the allocation of assets")
        yield pdf.pdf_of(
            "analytics/report/report.html",
            {
                "report": report,
                "title": title,
                "paper": pdf.stationery(actor=actor, title=title, now=now),
                "made_by": actor.name,
            },
        )
