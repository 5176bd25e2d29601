"""Columns of the levers, and of what advice came to."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag
from yinqiao.sales.advice.choices import LeverState
from yinqiao.sales.advice.queries import LeverRow

_LOOKS = {
    LeverState.WAITING: ("w", "clock"),
    LeverState.IN_FORCE: ("ok", "circle-check"),
    LeverState.ENDED: ("", "history"),
}


def state_tag(row: LeverRow) -> Tag:
    """Return the state as a badge."""
    tone, icon = _LOOKS[LeverState(row.state)]
    return Tag(row.state_label, tone, icon)


def _end(row: LeverRow) -> list[Action]:
    if not row.can_end:
        return []
    return [Action(gettext("End it"), reverse("advice:lever-ends", args=[row.id]), "", "g")]


def levers(*, can_set: bool) -> Table[LeverRow]:
    """Return the table; who may set levers also ends them."""
    columns = (
        Column[LeverRow]("product_name", _("Product"), phone=Phone.NAME),
        Column[LeverRow]("class_label", _("Class"), is_desktop_only=True),
        Column[LeverRow]("weight", _("Weight"), kind=Kind.FIGURE),
        Column[LeverRow]("limits", _("A day for a manager / a unit"), is_desktop_only=True),
        Column[LeverRow]("quota", _("Quota left"), kind=Kind.MONEY, is_desktop_only=True),
        Column[LeverRow]("valid_from", _("First day"), kind=Kind.DATE, sort="valid_from"),
        Column[LeverRow]("valid_to", _("Last day"), kind=Kind.DATE, sort="valid_to"),
        Column[LeverRow]("reason", _("Reason"), is_wide=True, phone=Phone.REASON),
        Column[LeverRow]("asked_by", _("Asked by"), is_desktop_only=True),
        Column[LeverRow]("agreed_by", _("Agreed by"), is_desktop_only=True),
        Column[LeverRow]("state", _("State"), kind=Kind.TAG, value=state_tag, phone=Phone.ACTION),
    )
    act = Column[LeverRow]("actions", _("Actions"), kind=Kind.ACTION, value=_end)
    return Table(
        key="levers",
        columns=(*columns, act) if can_set else columns,
        row_id=lambda row: row.id,
    )
