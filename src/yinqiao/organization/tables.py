"""Tables of the organization's pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.organization.choices import StaffStatus
from yinqiao.organization.queries import StaffLine
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag

_TONES = {StaffStatus.ACTIVE: "ok", StaffStatus.ON_LEAVE: "w", StaffStatus.LEFT: "o"}


def _status(row: StaffLine) -> Tag:
    return Tag(row.status_label, _TONES[StaffStatus(row.status)])


def _url(row: StaffLine) -> str:
    return reverse("organization:staff", args=[row.id])


STAFF = Table[StaffLine](
    key="staff",
    columns=(
        Column("name", _("Name"), link=_url, sort="pinyin", phone=Phone.NAME),
        Column("staff_no", _("Staff number"), sort="staff_no"),
        Column("org_name", _("Unit"), phone=Phone.REASON),
        Column("post_label", _("Main post")),
        Column("status", _("Status"), kind=Kind.TAG, value=_status),
        Column("joined_on", _("Joined on"), kind=Kind.DATE, is_desktop_only=True),
        Column("left_on", _("Left on"), kind=Kind.DATE, is_desktop_only=True),
    ),
    row_id=lambda row: row.id,
    row_url=_url,
)
