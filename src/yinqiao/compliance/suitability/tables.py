"""Columns of the register of licences and of the questionnaires."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.suitability.choices import LicenceState, PaperState
from yinqiao.compliance.suitability.queries import LicenceRow, PaperRow
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag

_LOOKS = {
    LicenceState.VALID: ("ok", "circle-check"),
    LicenceState.ENDING: ("w", "clock"),
    LicenceState.EXPIRED: ("d", "alert-circle"),
    LicenceState.WITHDRAWN: ("", "circle-minus"),
    LicenceState.AHEAD: ("", "clock"),
}


def state_tag(row: LicenceRow) -> Tag:
    """Return the state as a badge."""
    tone, icon = _LOOKS[LicenceState(row.state)]
    return Tag(row.state_label, tone, icon)


def _actions(row: LicenceRow) -> list[Action]:
    if not row.can_withdraw:
        return []
    url = reverse("compliance:licence-withdrawals", args=[row.id])
    return [Action(_now("Withdraw the licence"), url, "", "g")]


def licences(*, can_edit: bool) -> Table[LicenceRow]:
    """Return the register's table; who may edit it also withdraws."""
    columns = (
        Column[LicenceRow]("staff_name", _("Name"), sort="staff__name", phone=Phone.NAME),
        Column[LicenceRow]("staff_no", _("Staff number"), sort="staff__staff_no"),
        Column[LicenceRow]("kind_label", _("Licence"), sort="kind", phone=Phone.REASON),
        Column[LicenceRow]("licence_no", _("Licence number")),
        Column[LicenceRow]("valid_from", _("Valid from"), kind=Kind.DATE, sort="valid_from"),
        Column[LicenceRow]("last_on", _("Valid to"), kind=Kind.DATE),
        Column[LicenceRow]("state", _("State"), kind=Kind.TAG, value=state_tag, phone=Phone.ACTION),
    )
    act = Column[LicenceRow]("actions", _("Actions"), kind=Kind.ACTION, value=_actions)
    return Table(
        key="licences",
        columns=(*columns, act) if can_edit else columns,
        row_id=lambda row: row.id,
    )


def paper_tag(row: PaperRow) -> Tag:
    """Return how a version stands as a badge."""
    if row.is_in_force:
        return Tag(_now("In force"), "ok", "circle-check")
    icons = {PaperState.DRAFT: "edit", PaperState.WAITING: "clock"}
    return Tag(row.state_label, "", icons.get(PaperState(row.state), "history"))


PAPERS = Table[PaperRow](
    key="questionnaires",
    columns=(
        Column(
            "code",
            _("Code of the version"),
            link=lambda row: reverse("compliance:paper", args=[row.id]),
            phone=Phone.NAME,
        ),
        Column("title", _("Title"), phone=Phone.REASON, is_wide=True),
        Column("audience_label", _("For whom")),
        Column("questions", _("Questions"), kind=Kind.NUMBER),
        Column("effective_from", _("In force from"), kind=Kind.DATE),
        Column("made_by_name", _("Written by")),
        Column("published_by_name", _("Checked and published by")),
        Column("state", _("State"), kind=Kind.TAG, value=paper_tag, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
