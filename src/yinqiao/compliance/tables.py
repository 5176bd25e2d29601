"""Columns of compliance's lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.queries import AccessLine, HoldRow, RequestRow
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag


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


def _of_customer(row: HoldRow) -> str:
    return reverse("customers:detail", args=[row.customer_id])


def _hold_state(row: HoldRow) -> Tag:
    if row.is_soon:
        return Tag(_("Ends soon"), "w", "clock")
    if row.is_open:
        return Tag(_("In force"), "d", "circle-minus")
    return Tag(_("Lifted") if row.lifted_at else _("Over"), "", "history")


def _lift(row: HoldRow) -> Action | None:
    if not row.is_open:
        return None
    return Action(_("Lift"), reverse("compliance:hold-lifts", args=[row.id]), tone="")


HOLDS = Table[HoldRow](
    key="holds",
    columns=(
        Column("customer", _("Customer"), link=_of_customer, phone=Phone.NAME),
        Column("kind_label", _("Kind")),
        Column("reason", _("Reason"), is_wide=True, phone=Phone.REASON),
        Column("owner", _("Owner")),
        Column("placed_by", _("Entered by")),
        Column("placed_at", _("Entered"), kind=Kind.MOMENT, sort="placed_at"),
        Column("ends_at", _("Until"), kind=Kind.MOMENT),
        Column("state", _("State"), kind=Kind.TAG, value=_hold_state),
        Column("act", "", kind=Kind.ACTION, value=_lift, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)


def _request_url(row: RequestRow) -> str:
    return reverse("compliance:request", args=[row.id])


def _request_state(row: RequestRow) -> Tag:
    if row.is_late:
        return Tag(_("Late"), "d", "alert-circle")
    if row.is_alarm:
        return Tag(_("Close to its day"), "w", "clock")
    return Tag(row.state_label, "" if row.is_open else "ok")


REQUESTS = Table[RequestRow](
    key="person-requests",
    columns=(
        Column("kind_label", _("What is asked for"), link=_request_url, phone=Phone.NAME),
        Column("customer", _("Customer")),
        Column("wish", _("In the customer's words"), is_wide=True, phone=Phone.REASON),
        Column("received_at", _("Received"), kind=Kind.MOMENT),
        Column("due_on", _("Due"), kind=Kind.DATE, sort="due_on"),
        Column("handled_by", _("Handled by")),
        Column("state", _("State"), kind=Kind.TAG, value=_request_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_request_url,
)
