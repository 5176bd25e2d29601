"""What a manager makes of advice: an opportunity with the product proposed, or a no with its reason, after which it rests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as values
from yinqiao.products import queries as products
from yinqiao.sales import policies as sales
from yinqiao.sales.advice import parameters
from yinqiao.sales.advice.choices import Action, Reason, Reply, Result
from yinqiao.sales.advice.models import AdviceAnswer, AdviceLine
from yinqiao.sales.advice.queries import newest_run, reading, words
from yinqiao.sales.choices import ADVICE, Act, Purpose
from yinqiao.sales.models import Opportunity
from yinqiao.sales.opening import Told, in_workdays, open_told

NOTE_LENGTH: Final = 200
TURN: Final = "advice.answer"


class AdviceGone(DomainError):
    """It is advised no more: a newer run chose otherwise, somebody answered already, or it does not suit any more."""

    code = "ADVICE_GONE"
    status = 409


@dataclass(frozen=True, slots=True)
class Accepted:
    """The opportunity that came of it; `is_new` is False where one about the same stood open."""

    opportunity_id: int
    is_new: bool


@use_case("advice.accepted", permission=sales.WORK)
def accept_advice(unit: Unit, *, actor: Actor, now: datetime, line_id: int) -> Accepted:
    """Take it up: an opportunity of its main manager, with the product proposed and the source kept. The gate is asked anew.

    Raises NotFound outside the scope, AdviceGone.
    """
    line = _locked(actor, line_id, now=now)
    customer = customers.require_customer(actor=actor, customer_id=line.customer_id)
    key = str(line.product_id) if line.product_id else line.action
    standing = Opportunity.objects.filter(
        customer_id=line.customer_id, kind=ADVICE, object_key=key, closed_at__isnull=True
    ).first()
    if standing is not None:
        unit.audit(None, customer_id=line.customer_id, detail={"repeated": True})
        return Accepted(standing.pk, is_new=False)
    if actor.staff_id is None:
        raise AdviceGone(_("Only a member of staff can take advice up."))
    _check_gate(actor, line, now=now)
    told = words.told_of(line)
    today = clock.bank_date(now)
    row = open_told(
        unit,
        Told(
            kind=ADVICE,
            object_key=key,
            title=told.title[:80],
            reason=told.reason[:500],
            suggestion=told.suggestion,
            act=Act.OPENED,
            due_on=in_workdays(today, values.integer(parameters.DUE_DAYS, on=today)),
            customer_id=line.customer_id,
            is_company=customer.is_company,
            owner_id=customer.main_rm_id if customer.main_rm_id is not None else actor.staff_id,
            org_id=customer.org_id,
            amount=line.amount,
            purpose=Purpose.MARKETING if line.product_id else Purpose.SERVICE,
        ),
        actor=actor,
        now=now,
    )
    row.proposed_product_id = line.product_id
    row.save(update_fields=["proposed_product_id"])
    answer = _answer(line, Reply.ACCEPTED, actor=actor, now=now)
    answer.opportunity_id = row.pk
    answer.save()
    unit.audit(
        ObjectRef("sales.opportunity", row.pk),
        new={"product_id": line.product_id, "run_id": line.run_id},
        customer_id=line.customer_id,
    )
    return Accepted(row.pk, is_new=True)


@use_case("advice.refused", permission=sales.WORK)
def refuse_advice(
    unit: Unit, *, actor: Actor, now: datetime, line_id: int, reason: str, note: str = ""
) -> int:
    """Say that it does not fit; the product then rests. Return the answer's id. Raises InvalidInput, NotFound, AdviceGone."""
    line = _locked(actor, line_id, now=now)
    if reason not in Reason.values:
        said = _("Choose one of the list.")
        raise InvalidInput(said, fields={"reason": said})
    if reason == Reason.OTHER and not note.strip():
        said = _("Say what the other reason is.")
        raise InvalidInput(said, fields={"note": said})
    today = clock.bank_date(now)
    answer = _answer(line, Reply.REFUSED, actor=actor, now=now)
    answer.reason = reason
    answer.note = scan_free_text(note.strip())[:NOTE_LENGTH]
    answer.rests_until = today + timedelta(days=values.integer(parameters.KEPT_AWAY, on=today))
    answer.save()
    unit.audit(
        ObjectRef("customers.customer", line.customer_id),
        new={"product_id": line.product_id, "rests_until": answer.rests_until},
        reason=f"{reason} {answer.note}".strip(),
        customer_id=line.customer_id,
    )
    return answer.pk


@use_case("advice.refusal-undone", permission=sales.WORK)
def undo_refusal(unit: Unit, *, actor: Actor, now: datetime, answer_id: int) -> int:
    """Take a no back: it is advised again. Return the customer. Raises NotFound for another's answer, or none."""
    row = (
        AdviceAnswer.objects.select_for_update()
        .filter(pk=answer_id, reply=Reply.REFUSED, staff_id=actor.staff_id or 0)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such entry."))
    customers.require_customer(actor=actor, customer_id=row.customer_id)
    row.undone_at = row.undone_at or now
    row.save(update_fields=["undone_at"])
    unit.audit(
        ObjectRef("customers.customer", row.customer_id),
        old={"rests_until": row.rests_until},
        new={"rests_until": None},
        customer_id=row.customer_id,
    )
    return row.customer_id


def _locked(actor: Actor, line_id: int, *, now: datetime) -> AdviceLine:
    """Return the line in turn with others who answer for the customer; raise NotFound outside the scope, AdviceGone for what is shown no more."""
    run = newest_run()
    line = AdviceLine.objects.filter(pk=line_id).first()
    if line is None:
        raise AdviceGone(_("This advice is out of date. Look at the newest."))
    customers.require_customer(actor=actor, customer_id=line.customer_id)
    take_turn(TURN, line.customer_id)
    is_shown = line.result == Result.SHOWN and not line.is_held_out
    if run is None or line.run_id != run.id or not is_shown:
        raise AdviceGone(_("This advice is out of date. Look at the newest."))
    if customers.automation_refusal(customer_id=line.customer_id) is not None:
        raise AdviceGone(customers.refusal_said())
    since = Q(at__gte=run.started_at, undone_at__isnull=True, reply=Reply.REFUSED)
    answered = AdviceAnswer.objects.filter(
        since, customer_id=line.customer_id, product_id=line.product_id, action=line.action
    )
    if answered.exists():
        raise AdviceGone(_("Somebody has answered this advice already."))
    return line


def _check_gate(actor: Actor, line: AdviceLine, *, now: datetime) -> None:
    """A day has passed since the run: ask again whether this may be proposed, by this manager."""
    decision = compliance.offer_decision(
        actor=actor,
        customer_id=line.customer_id,
        purpose=Purpose.MARKETING if line.product_id else Purpose.SERVICE,
        product=line.product_id,
        now=now,
    )
    if not decision.is_allowed:
        raise AdviceGone(decision.reason)
    if line.product_id is None:
        return
    today = clock.bank_date(now)
    terms = next(iter(products.sale_terms([line.product_id], on=today)), None)
    lever = reading.levers_on(today).get(line.product_id)
    is_paused = lever is not None and not lever.weight
    if terms is None or not terms.is_on_sale or is_paused:
        raise AdviceGone(_("This product is not on sale any more."))


def _answer(line: AdviceLine, reply: Reply, *, actor: Actor, now: datetime) -> AdviceAnswer:
    return AdviceAnswer(
        customer_id=line.customer_id,
        product_id=line.product_id,
        product_class=line.product_class,
        action=Action(line.action),
        reply=reply,
        factors={
            "run_id": line.run_id,
            "place": line.place,
            "propensity": line.propensity,
            "sample": line.sample,
            "source": line.source,
            "segment": line.segment,
            "value": line.value,
            "urgency": line.urgency,
            "lever": line.lever,
            "score": line.score,
        },
        at=now,
        staff_id=actor.staff_id or 0,
        staff_name=actor.name,
    )
