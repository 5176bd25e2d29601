"""Who competes for a deal, and who works for it besides its owner."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.sales.deals import policies, rules
from yinqiao.sales.deals.choices import Role
from yinqiao.sales.deals.models import Participant, Rival
from yinqiao.sales.deals.services.writing import noted
from yinqiao.sales.services.working import locked

MOST_RIVALS: Final = 20


@dataclass(frozen=True, slots=True)
class RivalDetails:
    """What another bank offers."""

    bank: str
    product: str = ""
    price: str = ""
    note: str = ""


@use_case("deals.rival-noted", permission=policies.WORK)
def note_rival(
    unit: Unit, *, actor: Actor, now: datetime, opportunity_id: int, details: RivalDetails
) -> int:
    """Keep what another bank offers the customer; return its id. Raises NotFound outside the scope, OpportunityClosed, InvalidInput."""
    row = locked(actor, opportunity_id)
    bank = details.bank.strip()
    if not bank:
        said = _("This must not stay empty.")
        raise InvalidInput(said, fields={"bank": said})
    standing = Rival.objects.filter(opportunity=row, ended_at__isnull=True)
    if standing.count() >= MOST_RIVALS:
        raise InvalidInput(_("At most {limit} competitors.").format(limit=MOST_RIVALS))
    rival = Rival.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        bank=bank,
        product=details.product.strip(),
        price=details.price.strip(),
        note=scan_free_text(details.note.strip()),
        told_at=now,
        told_by_name=actor.name,
    )
    new = {"bank": rival.bank, "product": rival.product, "price": rival.price}
    told = " · ".join(part for part in (rival.bank, rival.product, rival.price) if part)
    note = _("Competitor: {offer}").format(offer=told)
    noted(unit, row, old={}, new=new, actor=actor, now=now, note=note)
    return rival.pk


@use_case("deals.rival-ended", permission=policies.WORK)
def end_rival(
    unit: Unit, *, actor: Actor, now: datetime, opportunity_id: int, rival_id: int
) -> None:
    """Note that another bank competes no longer. Raises as `note_rival` does."""
    row = locked(actor, opportunity_id)
    rival = Rival.objects.filter(pk=rival_id, opportunity=row, ended_at__isnull=True).first()
    if rival is None:
        raise NotFound(_("It is not on the list any more."))
    rival.ended_at = now
    rival.save(update_fields=["ended_at"])
    note = _("Competes no longer: {bank}").format(bank=rival.bank)
    noted(unit, row, old={"bank": rival.bank}, new={}, actor=actor, now=now, note=note)


@use_case("deals.participant-set", permission=policies.WORK)
def set_participant(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    staff_id: int,
    role: str,
    share: int,
) -> None:
    """Let somebody take part in a deal with a share of it (percent), or change hers. All shares together are at most 100.

    Raises NotFound outside the scope, OpportunityClosed, InvalidInput for a person who is not there, the owner, a share that does not fit.
    """
    row = locked(actor, opportunity_id)
    name = organization.staff_names([staff_id]).get(staff_id)
    if name is None or staff_id == row.owner_id:
        said = _("Name somebody other than the owner.")
        raise InvalidInput(said, fields={"staff_id": said})
    others = list(_standing(row.pk).exclude(staff_id=staff_id).values_list("share", flat=True))
    if not rules.shares_fit([*others, share]):
        said = _("The others have {shares} percent: at most {most} are left.").format(
            shares=sum(others), most=rules.WHOLE - sum(others)
        )
        raise InvalidInput(said, fields={"share": said})
    before = _standing(row.pk).filter(staff_id=staff_id).first()
    old = {} if before is None else {"role": before.role, "share": before.share}
    if before is not None:
        before.ended_at = now
        before.save(update_fields=["ended_at"])
    Participant.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        staff_id=staff_id,
        role=role,
        share=share,
        since=now,
    )
    note = f"{name} · {label(Role, role)} · {share}%"
    new = {"staff_id": staff_id, "role": role, "share": share}
    noted(unit, row, old=old, new=new, actor=actor, now=now, note=note)


@use_case("deals.participant-ended", permission=policies.WORK)
def end_participant(
    unit: Unit, *, actor: Actor, now: datetime, opportunity_id: int, participant_id: int
) -> None:
    """Let somebody take part no longer. Raises as `set_participant` does."""
    row = locked(actor, opportunity_id)
    found = _standing(row.pk).filter(pk=participant_id).first()
    if found is None:
        raise NotFound(_("It is not on the list any more."))
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    name = organization.staff_names([found.staff_id]).get(found.staff_id, "")
    note = _("Takes part no longer: {name}").format(name=name)
    old = {"staff_id": found.staff_id, "share": found.share}
    noted(unit, row, old=old, new={}, actor=actor, now=now, note=note)


def _standing(opportunity_id: int) -> QuerySet[Participant]:
    return Participant.objects.filter(opportunity_id=opportunity_id, ended_at__isnull=True)
