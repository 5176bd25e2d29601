"""Send the report of a day (日报): the counts are those of what was really done, at the moment of sending."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.sales import policies
from yinqiao.sales.models import DailyReport
from yinqiao.sales.queries.day import day_work

REMARK_LENGTH: Final = 1000
OLDEST_DAYS: Final = 7


class ReportSent(DomainError):
    """The report of this day was sent already; it is not changed any more."""

    code = "REPORT_SENT"
    status = 409


@use_case("sales.report-sent", permission=policies.WORK)
def send_report(unit: Unit, *, actor: Actor, now: datetime, day: date, remark: str = "") -> int:
    """Send the actor's own report of a day within the last week; return its id.

    Raises InvalidInput for a day to come or too long ago and for too long a remark, ReportSent for the second time. Numbers of persons
    in the remark are masked before it is stored.
    """
    today = clock.bank_date(now)
    if actor.staff_id is None or actor.org_id is None:
        raise InvalidInput(_("Reports are sent by people with a post."))
    if not 0 <= (today - day).days <= OLDEST_DAYS:
        raise InvalidInput(
            _("A report is sent for today or one of the last {days} days.").format(days=OLDEST_DAYS)
        )
    text = scan_free_text(remark.strip())
    if len(text) > REMARK_LENGTH:
        message = _("At most {limit} characters.").format(limit=REMARK_LENGTH)
        raise InvalidInput(message, fields={"remark": message})
    work = day_work(actor=actor, staff_id=actor.staff_id, day=day, now=now)
    counts: dict[str, object] = {
        "customers": work.customers,
        "reached": work.reached,
        "agreed": work.agreed,
        "won": work.won,
        "won_amount": int(work.won_amount),
    }
    row, is_new = DailyReport.objects.get_or_create(
        staff_id=actor.staff_id,
        day=day,
        defaults={
            "org_id": actor.org_id,
            "counts": counts,
            "remark": text,
            "submitted_at": now,
        },
    )
    if not is_new:
        raise ReportSent(_("The report of this day has been sent already."))
    unit.audit(ObjectRef("sales.daily_report", row.pk), new={"day": day, **counts})
    return row.pk
