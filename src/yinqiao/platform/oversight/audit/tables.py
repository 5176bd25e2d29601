"""The tables of the audit pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.audit.queries import EntryLine, Toucher
from yinqiao.platform.oversight.audit import words
from yinqiao.platform.oversight.queries import FindingLine
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag


def _person(row: EntryLine) -> str:
    return reverse("audit:person", args=[row.staff_id]) if row.staff_id else ""


def _object(row: EntryLine) -> str:
    return f"{words.object_title(row.object_type)} {row.object_id or ''}".strip()


def _customer(row: EntryLine) -> str:
    return reverse("audit:customer", args=[row.customer_id]) if row.customer_id else ""


def _result(row: EntryLine) -> Tag:
    return words.RESULTS.get(row.result, Tag(row.result))


ENTRIES = Table[EntryLine](
    key="audit-entries",
    columns=(
        Column(
            "occurred_at",
            _("When"),
            kind=Kind.MOMENT,
            sort="occurred_at",
            phone=Phone.ACTION,
        ),
        Column(
            "actor_name",
            _("Who"),
            value=lambda row: f"{row.actor_name} {row.staff_no}",
            link=_person,
            phone=Phone.NAME,
        ),
        Column(
            "verb",
            _("What was done"),
            value=lambda row: words.verb_title(row.verb),
            phone=Phone.REASON,
        ),
        Column("object", _("Object"), value=_object),
        Column(
            "customer_id",
            _("Customer"),
            value=lambda row: str(row.customer_id or ""),
            link=_customer,
        ),
        Column("reason", _("Reason"), is_wide=True, is_desktop_only=True),
        Column("result", _("Result"), kind=Kind.TAG, value=_result),
        Column("ip", _("From where"), is_desktop_only=True),
    ),
    row_id=lambda row: row.id,
    row_url=lambda row: reverse("audit:entry", args=[row.id]),
)
TOUCHERS = Table[Toucher](
    key="audit-touchers",
    columns=(
        Column(
            "name",
            _("Who"),
            value=lambda row: f"{row.name} {row.staff_no}",
            link=lambda row: reverse("audit:person", args=[row.staff_id]) if row.staff_id else "",
            phone=Phone.NAME,
        ),
        Column("looks", _("Looked"), kind=Kind.NUMBER),
        Column("lists", _("In lists"), kind=Kind.NUMBER),
        Column("changes", _("Changed"), kind=Kind.NUMBER),
        Column("refusals", _("Refused"), kind=Kind.NUMBER),
        Column("first_at", _("First"), kind=Kind.MOMENT),
        Column("last_at", _("Last"), kind=Kind.MOMENT),
        Column(
            "verbs",
            _("What was done"),
            value=lambda row: ", ".join(words.verb_title(verb) for verb in row.verbs),
            is_wide=True,
            phone=Phone.REASON,
        ),
    ),
    row_id=lambda row: row.staff_id or 0,
)
FINDINGS = Table[FindingLine](
    key="audit-findings",
    columns=(
        Column(
            "kind",
            _("Finding"),
            kind=Kind.TAG,
            value=lambda row: Tag(words.FINDINGS.get(row.kind, row.kind), "d", "alert-triangle"),
            phone=Phone.NAME,
        ),
        Column("seq", _("Place in the chain"), kind=Kind.NUMBER),
        Column(
            "entry_id",
            _("Entry"),
            value=lambda row: str(row.entry_id or ""),
            link=lambda row: reverse("audit:entry", args=[row.entry_id]) if row.entry_id else "",
            phone=Phone.REASON,
        ),
    ),
    row_id=lambda row: row.seq or 0,
)
