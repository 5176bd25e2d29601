"""Columns of compliance's lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.queries import AccessLine
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag


def _customer(row: AccessLine) -> str:
    return reverse("customers:detail", args=[row.customer_id]) if row.customer_id else ""


def _result(row: AccessLine) -> Tag:
    return Tag(_("Refused"), "d", "shield-lock") if row.is_refused else Tag(_("Done"), "ok", "eye")


SENSITIVE_ACCESS = Table[AccessLine](
    key="sensitive-access",
    columns=(
        Column("at", _("When"), kind=Kind.MOMENT, sort="occurred_at", phone=Phone.ACTION),
        Column(
            "who",
            _("Who"),
            value=lambda row: f"{row.who} {row.staff_no}",
            phone=Phone.NAME,
        ),
        Column("act", _("What was done"), phone=Phone.REASON),
        Column("field", _("Field")),
        Column("customer", _("Customer"), link=_customer),
        Column("reason", _("Reason"), is_wide=True),
        Column("approved_by", _("Approved by")),
        Column("result", _("Result"), kind=Kind.TAG, value=_result),
    ),
    row_id=lambda row: row.id,
)
