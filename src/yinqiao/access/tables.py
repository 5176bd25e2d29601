"""Tables of the access pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.access.choices import ActState
from yinqiao.access.forms import CLEARANCES
from yinqiao.access.queries import AccountLine, ActLine, HolderLine
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


def _in_clear(row: HolderLine) -> str:
    titles = dict(CLEARANCES)
    return "、".join(str(titles[code]) for code in row.clearances if code in titles)


HOLDERS = Table[HolderLine](
    key="holders",
    columns=(
        Column("username", _("User name"), sort="position", phone=Phone.NAME),
        Column("name", _("Name"), phone=Phone.REASON),
        Column("org_name", _("Unit")),
        Column("role_name", _("Role")),
        Column("reach", _("Reach"), is_wide=True, phone=Phone.ACTION),
        Column("in_clear", _("In clear"), value=_in_clear, is_wide=True),
        Column("origin", _("Origin")),
        Column("valid_to", _("Valid to"), kind=Kind.DATE),
    ),
    row_id=lambda row: row.position,
)
_ACT_TONES = {
    ActState.WAITING: ("w", "clock"),
    ActState.GRANTED: ("a", "check"),
    ActState.USED: ("ok", "circle-check"),
    ActState.REFUSED: ("d", "circle-x"),
}


def act_state(row: ActLine) -> Tag:
    """Return the state as icon and word."""
    tone, icon = _ACT_TONES.get(row.state, ("", "circle-minus"))
    return Tag(str(row.state.label), tone, icon)


def _act_url(row: ActLine) -> str:
    return reverse("access:act", args=[row.id])


DUAL_ACTS = Table[ActLine](
    key="dual-acts",
    columns=(
        Column("summary", _("Matter"), link=_act_url, phone=Phone.NAME, is_wide=True),
        Column("kind_label", _("Kind"), is_desktop_only=True),
        Column("maker_name", _("Asked by"), phone=Phone.REASON),
        Column("made_at", _("Asked"), kind=Kind.MOMENT, sort="made_at"),
        Column("granted_by_name", _("Agreed to by")),
        Column("until", _("To be done by"), kind=Kind.MOMENT),
        Column("state", _("State"), kind=Kind.TAG, value=act_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_act_url,
)
