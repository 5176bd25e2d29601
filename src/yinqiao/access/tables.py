"""Tables of the access pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.access import policies
from yinqiao.access.choices import ActState, RoleAnswer
from yinqiao.access.forms import CLEARANCES
from yinqiao.access.queries import AccountLine, ActLine, HolderLine, ItemLine, RoundLine
from yinqiao.platform.ui.table import Action, BulkAction, Column, Kind, Phone, Table, Tag

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


def _round_url(row: RoundLine) -> str:
    return reverse("access:recertification", args=[row.id])


def _round_state(row: RoundLine) -> Tag:
    if row.closed_at is not None:
        return Tag(_("Round closed"), "ok", "circle-check")
    return (
        Tag(_("Round overdue"), "d", "flame") if row.is_late else Tag(_("Under way"), "w", "clock")
    )


ROUNDS = Table[RoundLine](
    key="recertifications",
    columns=(
        Column("title", _("Recertification"), link=_round_url, phone=Phone.NAME),
        Column("opened_at", _("Opened"), kind=Kind.MOMENT, sort="opened_at"),
        Column("due_on", _("Answer by"), kind=Kind.DATE, phone=Phone.REASON),
        Column("items", _("Roles before heads"), kind=Kind.NUMBER),
        Column("kept", _("Confirmed"), kind=Kind.NUMBER),
        Column("withdrawn", _("Withdrawn roles"), kind=Kind.NUMBER),
        Column("unanswered", _("Unanswered"), kind=Kind.NUMBER),
        Column("open_withdrawals", _("Not carried out"), kind=Kind.NUMBER),
        Column("state", _("State"), kind=Kind.TAG, value=_round_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_round_url,
)
_ANSWERS = {
    RoleAnswer.WAITING: ("w", "clock"),
    RoleAnswer.KEPT: ("ok", "circle-check"),
    RoleAnswer.WITHDRAWN: ("d", "circle-x"),
    RoleAnswer.MISSED: ("d", "flame"),
    RoleAnswer.CUT: ("", "circle-x"),
}


def _item_answer(row: ItemLine) -> Tag:
    tone, icon = _ANSWERS[RoleAnswer(row.answer)]
    return Tag(row.answer_label, tone, icon)


def _carry_out(row: ItemLine) -> Action | None:
    if not row.can_carry_out:
        return None
    url = reverse("access:withdrawals", args=[row.id])
    return Action(_("Carry out"), url, tone="", is_post=True)


def _item_who(row: ItemLine) -> str:
    return f"{row.name} {row.username}"


_ITEM: tuple[Column[ItemLine], ...] = (
    Column("name", _("User account"), value=_item_who, sort="staff_name", phone=Phone.NAME),
    Column("org_name", _("Unit")),
    Column("role_name", _("Role"), phone=Phone.REASON),
    Column("reach", _("Reach"), is_wide=True),
    Column("origin", _("Where it comes from")),
)
ITEMS: Table[ItemLine] = Table(
    key="recertification-items",
    columns=(
        *_ITEM,
        Column("head_name", _("Head who answers")),
        Column("answer", _("Answer to the role"), kind=Kind.TAG, value=_item_answer),
        Column("note", _("Reason"), is_wide=True),
        Column("done_at", _("Carried out"), kind=Kind.MOMENT, is_desktop_only=True),
        Column("do", "", kind=Kind.ACTION, value=_carry_out, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
OWN_ITEMS: Table[ItemLine] = Table(
    key="recertify",
    columns=(
        *_ITEM,
        Column("due_on", _("Answer by"), kind=Kind.DATE),
        Column(
            "withdraw",
            "",
            kind=Kind.ACTION,
            value=lambda row: Action(
                _("Withdraw the role"), reverse("access:withdraw", args=[row.id]), tone=""
            ),
            phone=Phone.ACTION,
        ),
    ),
    row_id=lambda row: row.id,
    # One for heads, one for security administrators: nobody holds both.
    bulk=tuple(
        BulkAction(_("Confirm the roles"), "access:confirmations", permission, "check")
        for permission in (policies.RECERTIFY, policies.OPEN_RECERTIFICATION)
    ),
)
