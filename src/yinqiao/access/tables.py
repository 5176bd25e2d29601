"""Tables of the access pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.access.queries import AccountLine
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag

_STATES = {
    "active": Tag(_("Enabled"), "ok"),
    "disabled": Tag(_("Disabled"), "o"),
    "locked": Tag(_("Locked"), "d", "lock"),
    "left": Tag(_("Has left"), "w"),
}


def _url(row: AccountLine) -> str:
    return reverse("access:account", args=[row.id])


def _dormant(row: AccountLine) -> Tag | None:
    return Tag(_("dormant"), "w") if row.is_dormant else None


ACCOUNTS = Table[AccountLine](
    key="accounts",
    columns=(
        Column("username", _("User name"), link=_url, sort="username", phone=Phone.NAME),
        Column("name", _("Name"), phone=Phone.REASON),
        Column("org_name", _("Unit")),
        Column("roles", _("Roles"), is_wide=True),
        Column(
            "state",
            _("Status"),
            kind=Kind.TAG,
            value=lambda row: _STATES[row.state],
            extra=_dormant,
        ),
        Column("last_sign_in", _("Last sign-in"), kind=Kind.MOMENT, is_desktop_only=True),
    ),
    row_id=lambda row: row.id,
    row_url=_url,
)
