"""The list of leads, by what its address asks for, and what waits for somebody."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db.models import Q, QuerySet

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.sales.leads import policies
from yinqiao.sales.leads.choices import Show, State
from yinqiao.sales.leads.models import ENDED, Lead


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """What the list is limited to. `show` empty: one's own for who works on leads, else those of one's units."""

    show: str = ""
    origin: str = ""
    interest: str = ""
    state: str = ""


def lead_list(*, actor: Actor, wanted: LeadFilter) -> QuerySet[Lead]:
    """Return the leads that match, in scope; order by (-score, id)."""
    rows = policies.visible_to(actor).filter(_shown(wanted.show or first_show(actor), actor))
    exact = {"origin": wanted.origin, "interest": wanted.interest, "state": wanted.state}
    return rows.filter(**{name: value for name, value in exact.items() if value})


def first_show(actor: Actor) -> str:
    """Return what the list begins with: her own where somebody works on leads herself, else those of the units."""
    is_head = actor.can(policies.ASSIGN) or not actor.can(policies.WORK)
    return Show.UNITS if is_head else Show.MINE


def record_listed(*, actor: Actor, wanted: LeadFilter, rows: Sequence[Lead]) -> None:
    """Write down which leads a page of the list showed, and by which filter."""
    record_read(
        actor=actor,
        verb="leads.listed",
        detail={
            "filter": {key: value for key, value in asdict(wanted).items() if value},
            "leads": [row.pk for row in rows],
        },
    )


def waiting_count(*, actor: Actor) -> int:
    """Return how many leads wait for the actor: to be accepted, and accepted but not contacted."""
    if actor.staff_id is None:
        return 0
    waits = Q(state=State.OFFERED) | Q(state=State.WORKING, is_contacted=False)
    return Lead.objects.filter(waits, owner_id=actor.staff_id).count()


def to_accept(*, actor: Actor) -> list[Lead]:
    """Return what was given out to the actor and waits to be accepted, the earliest clock first."""
    rows = Lead.objects.filter(owner_id=actor.staff_id, state=State.OFFERED)
    return list(rows.order_by("accept_by", "pk")[:20])


def _shown(show: str, actor: Actor) -> Q:
    is_open = Q(closed_at__isnull=True)
    found = {
        Show.MINE: is_open & Q(owner_id=actor.staff_id or 0),
        Show.POOL: is_open & Q(state=State.POOL),
        Show.UNITS: is_open,
        Show.ENDED: Q(state__in=ENDED),
    }
    return found[Show(show)]
