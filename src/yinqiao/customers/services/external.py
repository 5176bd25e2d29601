"""Attach what is said about a customer outside the bank, and withdraw it with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.models import ExternalItem
from yinqiao.customers.services import rows
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.notes import scan_free_text

TYPE: Final = "customers.external_item"
_LONGEST: Final = {"title": 120, "summary": 500, "origin": 60, "link": 300}


@dataclass(frozen=True, slots=True)
class ExternalDetails:
    """What is said, where and when, and how much it matters."""

    kind: str
    title: str
    origin: str
    published_on: date
    relevance: str
    summary: str = ""
    link: str = ""


@use_case("customers.external-item-attached", permission=policies.EDIT)
def attach_item(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: ExternalDetails
) -> ExternalItem:
    """Attach an item; numbers of persons in it are masked. Raise InvalidInput by field, NotFound outside the scope."""
    rows.locked_customer(actor, customer_id)
    _check(details, today=clock.bank_date(now))
    row_id = reserve_ids("customers_external_item", 1)[0]
    row = ExternalItem(
        pk=row_id,
        customer_id=customer_id,
        kind=details.kind,
        title=scan_free_text(details.title.strip()),
        summary=scan_free_text(details.summary.strip()),
        origin=details.origin.strip(),
        published_on=details.published_on,
        link=scan_free_text(details.link.strip()),
        relevance=details.relevance,
        attached_by_id=actor.staff_id,
        attached_by_name=actor.name,
        source=rules.CRM,
        source_key=f"crm-{row_id}",
        known_from=now,
    )
    row.save(force_insert=True)
    told = {"kind": row.kind, "title": row.title, "origin": row.origin}
    unit.audit(ObjectRef(TYPE, row.pk), new=told, customer_id=customer_id)
    return row


@use_case("customers.external-item-withdrawn", permission=policies.EDIT)
def withdraw_item(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    item_id: int,
    version: int,
    reason: str,
) -> None:
    """Take an item off the page, whoever attached it; it stays in the history. Raise NotFound, StaleVersion."""
    row = rows.locked_child(ExternalItem, actor, customer_id=customer_id, row_id=item_id)
    rows.check_version(row, seen=version, mine={}, theirs={})
    rows.keep(row, actor=actor, now=now)
    row.ended_on, row.withdrawn_by_name = clock.bank_date(now), actor.name
    row.withdraw_reason = scan_free_text(reason.strip())
    row.known_from, row.version = now, row.version + 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"withdrawn": False},
        new={"withdrawn": True},
        reason=row.withdraw_reason,
        customer_id=customer_id,
    )


def _check(details: ExternalDetails, *, today: date) -> None:
    wrong = {
        name: _("At most {limit} characters.").format(limit=limit)
        for name, limit in _LONGEST.items()
        if len(getattr(details, name)) > limit
    }
    for name in ("title", "origin"):
        if not getattr(details, name).strip():
            wrong[name] = _("Fill this in.")
    if details.kind not in choices.ExternalKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if details.relevance not in choices.Relevance.values:
        wrong["relevance"] = _("Choose one of the list.")
    if details.published_on > today:
        wrong["published_on"] = _("This day lies ahead.")
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
