"""Columns of data quality: the rules, whom a rule means, a manager's tasks."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import rules
from yinqiao.customers.identity.rules import Why
from yinqiao.customers.quality.differences import DifferenceRow, Told
from yinqiao.customers.quality.numbers import SystemNumber
from yinqiao.customers.quality.queries import FaultyRow
from yinqiao.customers.quality.tasks import TaskRow
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag

_customer = by_id("customers:detail")


def _open_url(row: FaultyRow) -> str:
    return _customer(row.id) if row.is_open else ""


def _customer_url(row: TaskRow) -> str:
    return _customer(row.customer_id)


def _acts(row: TaskRow) -> list[Action]:
    """The one thing to type, the one key to confirm with, and that the customer was asked."""
    args = [row.customer_id, row.rule]
    found = []
    if row.can_confirm:
        url = reverse("customers:cleansing-confirmations", args=args)
        found.append(Action(_("Still right"), url, "check", "a", is_post=True))
    if row.fix:
        text = _("Change") if row.can_confirm else _("Fill in")
        found.append(
            Action(text, reverse("customers:cleansing-fill", args=args), "edit", is_dialog=True)
        )
    url = reverse("customers:cleansing-questions", args=args)
    found.append(Action(_("Customer was asked"), url, "clock", "g", is_post=True))
    return found


FAULTY = Table[FaultyRow](
    key="faulty",
    columns=(
        Column("name", _("Customer"), link=_open_url, phone=Phone.NAME),
        Column("org_name", _("Unit"), phone=Phone.REASON),
        Column("manager", _("Manager")),
        Column("source", _("Source")),
        Column("known_on", _("Known as it is since"), kind=Kind.DATE),
    ),
    row_id=lambda row: row.id,
)
TASKS = Table[TaskRow](
    key="cleansing",
    columns=(
        Column("customer", _("Customer"), link=_customer_url, phone=Phone.NAME),
        Column("finding", _("What is missing"), phone=Phone.REASON),
        Column("acts", _("Actions"), kind=Kind.ACTION, value=_acts, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)


WHY: Final[Mapping[Why, Tag]] = {
    Why.SOURCE: Tag(_("Better source"), "a"),
    Why.NEWER: Tag(_("Newer"), "a"),
    Why.GAP: Tag(_("Fills a gap"), "a"),
}
_ENDS: Final[Mapping[str, str]] = {
    "contact": "customers:end-contact",
    "address": "customers:end-address",
}


def _difference_url(row: DifferenceRow) -> str:
    return _customer(row.id) if row.is_open else ""


def _why(row: DifferenceRow) -> Tag | None:
    return WHY.get(row.why)


def _settling(row: DifferenceRow) -> list[Action]:
    """Take the other value where records became one, correct the value at its source, or end our own entry so that the other stands."""
    found = []
    if row.merge_id:
        url = reverse("customers:merge", args=[row.merge_id])
        found.append(Action(gettext("Take the other"), url, "arrows-exchange"))
    found += [
        Action(
            gettext("Correct at the source: {source}").format(source=told.source_title),
            _correction(row, told),
            "edit",
        )
        for told in (row.standing, row.other)
        if row.can_correct
        and told.source != rules.CRM
        and (told.row_id is not None or told is row.standing)
    ]
    ends = _ENDS.get(row.field)
    found += [
        Action(
            gettext("End our entry"),
            reverse(ends, args=[row.id, told.row_id]),
            "x",
            "g",
            is_dialog=True,
        )
        for told in (row.standing, row.other)
        if ends and row.can_end and told.source == rules.CRM
    ]
    return found[:2]


def _correction(row: DifferenceRow, told: Told) -> str:
    asked = {"field": row.field} | ({"row": str(told.row_id)} if told.row_id else {})
    return f"{reverse('customers:correction', args=[row.id])}?{urlencode(asked)}"


def _number_url(row: SystemNumber) -> str:
    return _customer(row.customer_id) if row.is_open else ""


def number_state(row: SystemNumber) -> Tag:
    """Return what became of a number."""
    if row.is_merged:
        text = gettext("Answers as {number}").format(number=row.survivor_no)
        return Tag(text, "w", "git-merge")
    return (
        Tag(_("No longer delivered"), "", "circle-x")
        if row.is_ended
        else Tag(_("In use"), "ok", "check")
    )


DIFFERENCES = Table[DifferenceRow](
    key="differences",
    columns=(
        Column("customer", _("Customer"), link=_difference_url, phone=Phone.NAME),
        Column("org_name", _("Unit")),
        Column("pair", _("Sources")),
        Column(
            "standing",
            _("Value that stands"),
            value=lambda row: f"{row.standing.text} ({row.standing.source_title})",
            extra=_why,
            phone=Phone.REASON,
        ),
        Column(
            "other",
            _("The other source says"),
            value=lambda row: f"{row.other.text} ({row.other.source_title})",
        ),
        Column(
            "known_on", _("Other known since"), kind=Kind.DATE, value=lambda row: row.other.known_on
        ),
        Column("acts", _("Actions"), kind=Kind.ACTION, value=_settling, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
NUMBERS = Table[SystemNumber](
    key="system-numbers",
    columns=(
        Column("customer", _("Customer"), link=_number_url, phone=Phone.NAME),
        Column("source_title", _("System")),
        Column("source_key", _("Number there"), phone=Phone.REASON),
        Column("customer_no", _("Customer number")),
        Column("org_name", _("Unit")),
        Column("known_on", _("Known as it is since"), kind=Kind.DATE),
        Column("state", _("State"), kind=Kind.TAG, value=number_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
