"""A lead comes in: by a colleague, a form, another system or a list. Nobody comes in twice; the look before any effort is taken here (A23)."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind
from yinqiao.lib import cn_id
from yinqiao.lib.text import half_width, tidy
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.db.turns import stand_beside, take_turns
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.platform.masking.rules import FieldClass, mask
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import policies, rules
from yinqiao.sales.leads.choices import Act, Interest, Origin, Standing, State
from yinqiao.sales.leads.events import LeadCaptured
from yinqiao.sales.leads.models import FIELD, INDEX, TURN, Lead
from yinqiao.sales.leads.services.looking import is_unwilling
from yinqiao.sales.leads.services.writing import (
    NOT_NOW,
    Done,
    cleaned,
    plain,
    save,
)

LONGEST_NAME: Final = 120
NEED_LENGTH: Final = 300
CRM: Final = "CRM"
_MOST_AMOUNT: Final = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class LeadDetails:
    """What is known of somebody; the number in clear. `sender_key` is the sender's own number: the same one comes in once.

    `org_id`: in whose territory; None: the unit of who captures it.
    """

    kind: str
    name: str
    origin: str
    interest: str
    mobile: str = ""
    uscc: str = ""
    need: str = ""
    amount: Decimal | None = None
    campaign: str = ""
    sender_key: str = ""
    org_id: int | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """The lead, and whether it was there already: then it came again, and nothing new stands beside it."""

    lead_id: int
    is_known: bool


@use_case("leads.captured", permission=policies.CAPTURE)
def capture_lead(
    unit: Unit, *, actor: Actor, now: datetime, details: LeadDetails, keeps: bool = False
) -> Captured:
    """Take somebody in; return the lead. With `keeps` it is the actor's own at once, else it lies in the pool of the unit.

    The same number of the sender, or an open lead with the same mobile or credit code, takes it as a further call of the same person.
    Raises InvalidInput by field.
    """
    wanted = _completed(details)
    org_id = wanted.org_id or actor.org_id
    if org_id is None:
        raise PermissionRefused(_("Name the unit in whose territory the lead lies."))
    _take_turns(wanted)
    with counting_all(actor):
        standing = _standing_lead(wanted, actor)
        if standing is not None:
            _came_again(unit, standing, wanted, actor=actor, now=now)
            return Captured(standing.pk, is_known=True)
        look = _look_before(wanted, now=now)
    may_keep = actor.staff_id is not None and actor.can(policies.WORK)
    is_hers = keeps and may_keep and look.standing != Standing.REFUSED
    row = _written(wanted, look, org_id=org_id, actor=actor, now=now, is_hers=is_hers)
    done = Done(Act.CAPTURED, wanted.need)
    with counting_all(actor):
        # It may lie in another's territory: then who captured it sees it no longer.
        save(unit, row, done, actor=actor, now=now, old={}, is_new=True)
    if row.state == State.POOL:
        unit.publish(LeadCaptured(lead_id=row.pk, org_id=org_id))
    return Captured(row.pk, is_known=False)


@dataclass(frozen=True, slots=True)
class _Look:
    """What the look before any effort found."""

    standing: Standing
    reason: str
    customer_id: int | None


def _completed(details: LeadDetails) -> LeadDetails:
    wanted = replace(
        details,
        name=tidy(details.name),
        mobile=cn_id.compact_mobile(details.mobile),
        uscc=half_width(details.uscc).strip().upper() if details.kind == Kind.COMPANY else "",
        need=cleaned(details.need, "need", most=NEED_LENGTH),
        sender_key=details.sender_key.strip(),
        campaign=details.campaign.strip(),
    )
    wrong = {**_wrong_words(wanted), **_wrong_numbers(wanted)}
    if wrong:
        raise InvalidInput(_("The lead is not complete."), fields=wrong)
    return wanted


def _wrong_words(wanted: LeadDetails) -> dict[str, str]:
    wrong = {}
    if not wanted.name or len(wanted.name) > LONGEST_NAME:
        wrong["name"] = _("Fill in the name.")
    for field, value, known in (
        ("kind", wanted.kind, Kind.values),
        ("origin", wanted.origin, Origin.values),
        ("interest", wanted.interest, Interest.values),
    ):
        if value not in known:
            wrong[field] = _("Choose one of the list.")
    if wanted.amount is not None and not 0 < wanted.amount < _MOST_AMOUNT:
        wrong["amount"] = _("An amount above zero.")
    return wrong


def _wrong_numbers(wanted: LeadDetails) -> dict[str, str]:
    if not (wanted.mobile or wanted.uscc):
        return {"mobile": _("A mobile number is needed, or the credit code of a company.")}
    wrong = {}
    checks = (
        ("mobile", wanted.mobile, cn_id.check_mobile),
        ("uscc", wanted.uscc, cn_id.check_uscc),
    )
    for field, value, check in checks:
        problem = check(value) if value else None
        if problem is not None and not cn_id.is_warning(problem):
            wrong[field] = _(cn_id.MESSAGES[problem]).format(length=len(value))
    return wrong


def _take_turns(wanted: LeadDetails) -> None:
    """Two who send the same person at one moment come one after the other, always in the same order."""
    turns = {
        int.from_bytes(index.blind(INDEX, value)[:4], "big")
        for value in (wanted.mobile, wanted.uscc, f"{wanted.origin} {wanted.sender_key}")
        if value.strip() and value.strip() != wanted.origin
    }
    # Beside the others, but not beside a list that is being loaded.
    stand_beside(TURN)
    take_turns(TURN, turns)


def _sent_as(wanted: LeadDetails, actor: Actor) -> tuple[str, str]:
    """Return the sender and its own number: two systems may number alike."""
    return wanted.origin, f"{actor.user_id or 0}:{wanted.sender_key}"


def _standing_lead(wanted: LeadDetails, actor: Actor) -> Lead | None:
    """Return the lead that it is already: by the sender's number whatever became of it, else an open one."""
    if wanted.sender_key:
        source, key = _sent_as(wanted, actor)
        found = Lead.objects.filter(source=source, source_key=key).first()
        if found is not None:
            return found
    live = Lead.objects.filter(closed_at__isnull=True, kind=wanted.kind)
    live = live.select_for_update(of=("self",)).order_by("pk")
    if wanted.uscc:
        found = live.filter(uscc=wanted.uscc).first()
        if found is not None:
            return found
    if not wanted.mobile:
        return None
    # A phone alone is nobody (DOMAIN §1): a family has one, an accountant several firms.
    return live.filter(mobile_index=index.blind(INDEX, wanted.mobile), name=wanted.name).first()


def _came_again(unit: Unit, row: Lead, wanted: LeadDetails, *, actor: Actor, now: datetime) -> None:
    """Keep what was said this time; who came again is worth more. What has ended stays ended."""
    is_repeat = bool(wanted.sender_key) and (row.source, row.source_key) == _sent_as(wanted, actor)
    if is_repeat or not row.is_open:
        unit.audit(None, detail={"repeated": row.pk})
        return
    old = plain(row)
    times = row.steps.filter(act=Act.TOLD_AGAIN).count() + 2
    found = rules.score(_traits(wanted, row.amount, times=times), _weights(now))
    row.score, row.reasons = max(row.score, found.points), list(found.reasons)
    if wanted.amount is not None:
        row.amount = max(row.amount or wanted.amount, wanted.amount)
    touched_at = row.touched_at
    save(unit, row, Done(Act.TOLD_AGAIN, wanted.need), actor=actor, now=now, old=old)
    # That somebody called again is no act of who works on it: her clock runs on.
    Lead.objects.filter(pk=row.pk).update(touched_at=touched_at)


def _look_before(wanted: LeadDetails, *, now: datetime) -> _Look:
    """Look whether it may be a customer, and whether she may be contacted at all; never told beyond neutral words."""
    everybody = system_actor(name="leads")
    if wanted.mobile and is_unwilling(index.blind(INDEX, wanted.mobile)):
        return _Look(Standing.REFUSED, str(NOT_NOW), None)
    known = customers.known_records(
        actor=everybody,
        candidate=customers.Candidate(
            kind=wanted.kind, name=wanted.name, mobile=wanted.mobile, uscc=wanted.uscc
        ),
    )
    if not known:
        return _Look(Standing.CLEAR, "", None)
    alike = customers.survivor_of(known[0].customer_id)
    if compliance.barred(actor=everybody, customers=[alike], now=now):
        return _Look(Standing.REFUSED, str(NOT_NOW), alike)
    return _Look(Standing.KNOWN, "", alike)


def _written(
    wanted: LeadDetails, look: _Look, *, org_id: int, actor: Actor, now: datetime, is_hers: bool
) -> Lead:
    pk = reserve_ids("leads_lead", 1)[0]
    source, key = _sent_as(wanted, actor) if wanted.sender_key else (CRM, f"crm-{pk}")
    found = rules.score(_traits(wanted, wanted.amount), _weights(now))
    return Lead(
        pk=pk,
        source=source,
        source_key=key,
        known_from=now,
        kind=wanted.kind,
        name=wanted.name,
        mobile_token=fields.encrypt(FIELD, pk, wanted.mobile) if wanted.mobile else None,
        mobile_index=index.blind(INDEX, wanted.mobile) if wanted.mobile else None,
        mobile_masked=mask(wanted.mobile, FieldClass.PHONE) if wanted.mobile else "",
        uscc=wanted.uscc,
        origin=wanted.origin,
        campaign=wanted.campaign,
        interest=wanted.interest,
        need=wanted.need,
        amount=wanted.amount,
        org_id=org_id,
        owner_id=actor.staff_id if is_hers else None,
        state=State.WORKING if is_hers else State.POOL,
        standing=look.standing,
        standing_reason=look.reason,
        alike_customer_id=look.customer_id,
        score=found.points,
        reasons=list(found.reasons),
        captured_at=now,
        captured_by_id=actor.staff_id,
        touched_at=now,
    )


def _traits(wanted: LeadDetails, amount: Decimal | None, *, times: int = 1) -> rules.Traits:
    return rules.Traits(
        origin=wanted.origin,
        amount=amount,
        is_reachable=bool(wanted.mobile),
        has_need=bool(wanted.need),
        is_company=wanted.kind == Kind.COMPANY,
        times=times,
    )


def _weights(now: datetime) -> rules.Weights:
    on = clock.bank_date(now)
    return rules.Weights(
        rules.read_points(keys.items_of(parameters.value(keys.POINTS, on=on))),
        rules.read_amounts(keys.items_of(parameters.value(keys.AMOUNTS, on=on))),
    )
