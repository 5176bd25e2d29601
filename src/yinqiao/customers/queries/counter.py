"""What the counter sees: masked name, tier, main manager, result of the check, reminders. No balance, no history."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import choices, rules, visits
from yinqiao.customers.models import Customer, Identification
from yinqiao.customers.queries.search import search
from yinqiao.customers.queries.tiers import tier_label
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.masking.rules import mask_name
from yinqiao.platform.parameters import queries as parameters


@dataclass(frozen=True, slots=True)
class CounterCard:
    """The five fields. `is_matched` tells that the number belongs to this customer and nobody else; then `visit` names
    what is done at the counter from now on."""

    customer_id: int
    masked_name: str
    tier_label: str
    manager_name: str
    check: str
    is_matched: bool
    reminders: tuple[str, ...]
    visit: str = ""


def counter_card(*, actor: Actor, now: datetime, number: str) -> CounterCard | None:
    """Return the customer with this number in the actor's unit; None for a foreign or absent one alike, and for a name."""
    if rules.search_kind(number) is not rules.SearchKind.NUMBER:
        return None
    hits = search(actor=actor, now=now, text=number, limit=2).hits
    if not hits:
        return None
    row = hits[0]
    is_single = len(hits) == 1
    name = Customer.objects.filter(pk=row.id).values_list("name", flat=True).first() or ""
    return CounterCard(
        customer_id=row.id,
        masked_name=name if row.is_company else mask_name(name),
        tier_label=tier_label(row.tier),
        manager_name=row.main_rm_name,
        check=_("The number belongs to this customer.")
        if is_single
        else _("Several customers have this number: check the certificate."),
        is_matched=is_single,
        reminders=_reminders(row.id, row.status, now),
        visit=visits.begin_visit(actor=actor, now=now, customer_id=row.id) if is_single else "",
    )


def _reminders(customer_id: int, status: str, now: datetime) -> tuple[str, ...]:
    today = clock.bank_date(now)
    found = []
    if status in {choices.Status.CLOSED, choices.Status.DECEASED}:
        found.append(_("The customer record is closed."))
    rows = Identification.objects.filter(
        customer_id=customer_id, ended_on__isnull=True, is_primary=True
    )
    expires_on = rows.values_list("expires_on", flat=True).first()
    if expires_on is not None and expires_on < today:
        found.append(_("The certificate expired on {day}.").format(day=expires_on.isoformat()))
    elif expires_on is not None and (expires_on - today).days <= parameters.integer(
        "customers.expiry_notice_days", on=today
    ):
        found.append(_("The certificate expires on {day}.").format(day=expires_on.isoformat()))
    return tuple(found)
