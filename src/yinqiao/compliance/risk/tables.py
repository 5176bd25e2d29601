"""Columns of the worklist."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.risk import policies
from yinqiao.compliance.risk.choices import AlertState
from yinqiao.compliance.risk.queries import AlertRow
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag

_TONES = {
    AlertState.OPEN.value: ("w", "clock"),
    AlertState.CONFIRMED.value: ("d", "alert-triangle"),
    AlertState.DISMISSED.value: ("", "circle-check"),
}


def state_tag(row: AlertRow) -> Tag:
    """Return the state as icon and word."""
    return Tag(row.state_label, *_TONES[row.state])


def alerts(actor: Actor) -> Table[AlertRow]:
    """Return the columns; a verdict only for whoever may give one."""

    def judge(row: AlertRow) -> Action | None:
        if row.state != AlertState.OPEN or not actor.can(policies.JUDGE_ALERT):
            return None
        return Action(_("Judge"), reverse("compliance:risk-verdicts", args=[row.id]))

    return Table(
        key="risk-alerts",
        columns=(
            Column("customer", _("Customer"), link=_of_customer, phone=Phone.NAME),
            Column("kind_label", _("Mark of risk")),
            Column("measured", _("Measured"), is_wide=True, phone=Phone.REASON),
            Column("data_on", _("Data to"), kind=Kind.DATE),
            Column("raised_at", _("Raised"), kind=Kind.MOMENT, sort="raised_at"),
            Column("state", _("State"), kind=Kind.TAG, value=state_tag),
            Column("verdict", _("Findings"), is_wide=True),
            Column("decided_by", _("Judged by")),
            Column("act", "", kind=Kind.ACTION, value=judge, phone=Phone.ACTION),
        ),
        row_id=lambda row: row.id,
    )


def _of_customer(row: AlertRow) -> str:
    return reverse("customers:detail", args=[row.customer_id])
