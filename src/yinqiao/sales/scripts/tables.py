"""Columns of the library."""

from django.utils.translation import gettext_lazy as _

from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag
from yinqiao.sales.scripts.choices import State
from yinqiao.sales.scripts.queries import ScriptRow

_detail = by_id("scripts:detail")


def state_tag(row: ScriptRow) -> Tag:
    """Return the state as a badge."""
    if row.is_in_use:
        return Tag(row.state_label, "ok", "circle-check")
    if row.state == State.WAITING:
        return Tag(row.state_label, "w", "clock")
    return Tag(row.state_label, "", "history")


def _url(row: ScriptRow) -> str:
    return _detail(row.id)


SCRIPTS = Table[ScriptRow](
    key="scripts",
    columns=(
        Column("title", _("Script"), link=_url, phone=Phone.NAME),
        Column("fits", _("For whom"), phone=Phone.REASON),
        Column("text", _("What is said"), is_wide=True, is_desktop_only=True),
        Column("expires_on", _("Last day"), kind=Kind.DATE),
        Column("used", _("Times used"), kind=Kind.NUMBER),
        Column("reached", _("Reached"), kind=Kind.NUMBER),
        Column("interested", _("Interested"), kind=Kind.NUMBER),
        Column("won", _("Won"), kind=Kind.NUMBER),
        Column("state", _("State"), kind=Kind.TAG, value=state_tag, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_url,
)
