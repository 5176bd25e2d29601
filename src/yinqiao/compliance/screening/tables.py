"""Columns of screening's lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.screening.choices import CaseState
from yinqiao.compliance.screening.queries import CaseLine, RunLine
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag

_TONES = {
    CaseState.OPEN: ("w", "alert-triangle"),
    CaseState.ESCALATED: ("d", "flame"),
    CaseState.CHECKING: ("a", "clock"),
    CaseState.CLEARED: ("ok", "circle-check"),
    CaseState.CONFIRMED: ("d", "shield-lock"),
}


def case_url(row: CaseLine) -> str:
    """Return the address of a case."""
    return reverse("screening:case", args=[row.id])


def case_state(row: CaseLine) -> Tag:
    """Return the state of a case as a tag."""
    tone, icon = _TONES[CaseState(row.state)]
    return Tag(row.state_label, tone, icon)


def _certain(row: CaseLine) -> Tag | None:
    return Tag(_("Same number"), "d", "id") if row.is_certain else None


CASES = Table[CaseLine](
    key="screening-cases",
    columns=(
        Column("score", _("Score"), kind=Kind.FIGURE, sort="score", extra=_certain),
        Column("customer", _("Customer"), link=case_url, phone=Phone.NAME),
        Column("customer_no", _("Customer number"), is_desktop_only=True),
        Column("theirs", _("Listed name"), is_wide=True, phone=Phone.REASON),
        Column("list_title", _("List")),
        Column("programme", _("Programme"), is_desktop_only=True),
        Column("tie_label", _("Relation to the customer"), is_desktop_only=True),
        Column("state", _("State"), kind=Kind.TAG, value=case_state, phone=Phone.ACTION),
        Column("opened_at", _("Found"), kind=Kind.MOMENT, sort="opened_at"),
        Column("age", _("Days"), kind=Kind.NUMBER),
    ),
    row_id=lambda row: row.id,
    row_url=case_url,
)
RUNS = Table[RunLine](
    key="screening-runs",
    columns=(
        Column("started_at", _("Started"), kind=Kind.MOMENT, sort="started_at", phone=Phone.NAME),
        Column("kind_label", _("Cause"), phone=Phone.REASON),
        Column("of_list", _("List and version")),
        Column("customers", _("Customers"), kind=Kind.NUMBER),
        Column("entries", _("Parties compared"), kind=Kind.NUMBER),
        Column("hits", _("Hits"), kind=Kind.NUMBER),
        Column("opened", _("Cases opened"), kind=Kind.NUMBER, phone=Phone.ACTION),
        Column("seconds", _("Seconds"), kind=Kind.FIGURE),
    ),
    row_id=lambda row: row.id,
)
