"""What is advised for one customer and why, and why not the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.products import queries as products
from yinqiao.products.queries import ProductRow
from yinqiao.sales import policies as sales
from yinqiao.sales.advice import rules
from yinqiao.sales.advice.choices import Action, Bar, Outcome, Reason, Reply, Result
from yinqiao.sales.advice.models import AdviceAnswer, AdviceCustomer, AdviceLine
from yinqiao.sales.advice.queries import words
from yinqiao.sales.advice.queries.runs import RunInfo, newest_run
from yinqiao.sales.choices import ADVICE
from yinqiao.sales.models import Opportunity


@dataclass(frozen=True, slots=True)
class AdviceItem:
    """One piece of advice: its words, and its factors as numbers. `opportunity_id` where it was taken up and is open."""

    id: int
    customer_id: int
    place: int
    action: str
    title: str
    product_name: str
    class_label: str
    grade: str
    reasons: tuple[str, ...]
    factors: tuple[tuple[str, str], ...]
    is_investment: bool
    is_deposit: bool
    is_agency: bool
    issuer: str
    score: str
    opportunity_id: int | None
    is_refused: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A product that is not shown, and why."""

    product_name: str
    class_label: str
    detail: str


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The products that one rule left out."""

    rule: str
    products: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """A no that still counts."""

    answer_id: int
    product_name: str
    reason: str
    until: date
    is_own: bool


@dataclass(frozen=True, slots=True)
class AdviceCard:
    """What the page of a customer shows. `bar_said` tells why nothing at all is advised; `data_on` is None before the first run."""

    customer_id: int
    data_on: date | None
    items: tuple[AdviceItem, ...]
    why_not: tuple[WhyNot, ...]
    left_out: int
    resting: tuple[Resting, ...]
    bar: str
    bar_said: str
    can_answer: bool


def advice_card(*, actor: Actor, customer_id: int, now: datetime) -> AdviceCard:
    """Return it; raise NotFound outside the scope. What stopped suiting since the night is not shown."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    can_answer = actor.can(sales.WORK) and actor.staff_id is not None
    refusal = customers.automation_refusal(customer_id=customer_id)
    run = newest_run()
    if refusal is not None or run is None:
        said = _told_bar(Bar.AUTOMATION, "") if refusal else ""
        bar = Bar.AUTOMATION.value if refusal else ""
        on = run.data_on if run else None
        return AdviceCard(customer_id, on, (), (), 0, (), bar, said, can_answer)
    sees = customers.masker_of(actor).sees_amounts(
        in_team=customers.is_in_team(actor=actor, customer=customer)
    )
    row = AdviceCustomer.objects.filter(run_id=run.id, customer_id=customer_id).first()
    lines = list(
        AdviceLine.objects.filter(run_id=run.id, customer_id=customer_id).order_by("-score", "pk")
    )
    bar, said = _bar(row, lines, run=run, customer_id=customer_id)
    names = products.products_by_id([*run.products, *_ids(lines)])
    if bar:
        lines = []
    shown = [line for line in lines if line.result == Result.SHOWN]
    suited = compliance.suitability(
        actor=actor, customer_id=customer_id, product_ids=_ids(shown), now=now
    )
    fit = [
        line
        for line in shown
        if line.product_id is None
        or (line.product_id in suited and suited[line.product_id].may_recommend)
    ]
    since = {
        line.product_id: suited[line.product_id].reason
        for line in shown
        if line not in fit and line.product_id is not None and line.product_id in suited
    }
    why_not = () if bar else _why_not(row, lines, run=run, names=names, since=since)
    return AdviceCard(
        customer_id=customer_id,
        data_on=run.data_on,
        items=items_of(fit, names, run=run, sees_amounts=lambda _pk: sees),
        why_not=why_not,
        left_out=sum(len(one.products) for one in why_not),
        resting=_resting(actor, customer_id, names, today=clock.bank_date(now)),
        bar=bar,
        bar_said=said,
        can_answer=can_answer,
    )


def record_card(*, actor: Actor, card: AdviceCard) -> None:
    """Write down that somebody looked at it, and at which products."""
    record_read(
        actor=actor,
        verb="advice.opened",
        ref=ObjectRef("customers.customer", card.customer_id),
        customer_id=card.customer_id,
        detail={"lines": [item.id for item in card.items]},
    )


def _ids(lines: list[AdviceLine]) -> list[int]:
    return [line.product_id for line in lines if line.product_id is not None]


def _bar(
    row: AdviceCustomer | None, lines: list[AdviceLine], *, run: RunInfo, customer_id: int
) -> tuple[str, str]:
    if row is not None and row.bar:
        return row.bar, _told_bar(Bar(row.bar), row.bar_reason)
    is_held = any(line.is_held_out for line in lines) or rules.is_held_out(
        customer_id, run.period, run.held_percent
    )
    return (Bar.HELD_OUT.value, _told_bar(Bar.HELD_OUT, "")) if is_held else ("", "")


def _told_bar(bar: Bar, reason: str) -> str:
    if bar == Bar.AUTOMATION:
        return _(
            "The customer refused automated decisions: nothing is advised by the system. Choose yourself from what suits."
        )
    if bar == Bar.HELD_OUT:
        return _(
            "This quarter the customer is in the random control group: nothing is advised. Serve as usual."
        )
    return reason or _("The customer may not be contacted at present.")


def items_of(
    lines: list[AdviceLine],
    names: Mapping[int, ProductRow],
    *,
    run: RunInfo,
    sees_amounts: Callable[[int], bool],
) -> tuple[AdviceItem, ...]:
    """Return lines as they are shown, with what was answered already; in two queries however many there are."""
    ids = {line.customer_id for line in lines}
    taken = {
        (customer_id, key): pk
        for customer_id, key, pk in Opportunity.objects.filter(
            customer_id__in=ids, kind=ADVICE, closed_at__isnull=True
        ).values_list("customer_id", "object_key", "pk")
    }
    refused = set(
        AdviceAnswer.objects.filter(
            customer_id__in=ids,
            reply=Reply.REFUSED,
            undone_at__isnull=True,
            at__gte=run.started_at,
        ).values_list("customer_id", "product_id", "action")
    )
    return tuple(
        _item(
            line,
            names.get(line.product_id or 0),
            sees_amounts=sees_amounts(line.customer_id),
            opportunity_id=taken.get(
                (line.customer_id, str(line.product_id) if line.product_id else line.action)
            ),
            is_refused=(line.customer_id, line.product_id, line.action) in refused,
        )
        for line in lines
    )


def _item(
    line: AdviceLine,
    product: ProductRow | None,
    *,
    sees_amounts: bool,
    opportunity_id: int | None,
    is_refused: bool,
) -> AdviceItem:
    told = words.told_of(line, name=product.name if product else "", sees_amounts=sees_amounts)
    return AdviceItem(
        id=line.pk,
        customer_id=line.customer_id,
        place=line.place,
        action=line.action,
        title=told.title,
        product_name=product.name if product else "",
        class_label=product.class_label if product else "",
        grade=product.risk_grade if product else "",
        reasons=told.reasons,
        factors=_factors(line),
        is_investment=product is not None and product.is_investment,
        is_deposit=line.product_class in {"TIME", "NOTICE", "CD"},
        is_agency=product is not None and product.is_agency,
        issuer=product.issuer if product else "",
        score=f"{line.score:.3f}",
        opportunity_id=opportunity_id,
        is_refused=is_refused,
    )


def _factors(line: AdviceLine) -> tuple[tuple[str, str], ...]:
    if line.action == Action.ASSESS:
        return ()
    return (
        (_("Propensity"), words.percent(line.propensity)),
        (_("Value"), f"{line.value:.2f}"),
        (_("Urgency"), f"{line.urgency:.2f}"),
        (_("Lever"), f"{line.lever:.2f}"),
        (_("Score"), f"{line.score:.3f}"),
    )


def _why_not(
    row: AdviceCustomer | None,
    lines: list[AdviceLine],
    *,
    run: RunInfo,
    names: Mapping[int, ProductRow],
    since: Mapping[int, str],
) -> tuple[WhyNot, ...]:
    """Group the products that are not shown by the rule that left them out; what stops a sale first."""
    if row is None:
        return ()
    results = {line.product_id: line.result for line in lines}
    found: list[tuple[int, str, LeftOut]] = []
    for pk, number in zip(run.products, row.outcomes, strict=False):
        place, rule, detail = _ruled(Outcome(number), results.get(pk), since.get(pk))
        if rule and pk in names:
            found.append((place, rule, LeftOut(names[pk].name, names[pk].class_label, detail)))
    found.sort(key=lambda one: (one[0], one[2].class_label, one[2].product_name))
    return tuple(
        WhyNot(rule, tuple(one[2] for one in group))
        for (_place, rule), group in groupby(found, key=lambda one: one[:2])
    )


def _ruled(outcome: Outcome, result: str | None, since: str | None) -> tuple[int, str, str]:
    """Return where a product stands among those left out and by which rule; no rule: it is shown."""
    if outcome != Outcome.PASSED:
        # Suitability stands first: it is what nobody may pass by.
        return (0 if outcome == Outcome.SUITABILITY else outcome.value), str(outcome.label), ""
    if since is not None:
        return 0, str(Outcome.SUITABILITY.label), since
    if result == Result.SHOWN:
        return 0, "", ""
    told = Result(result) if result else Result.BEATEN
    return 100, str(told.label), ""


def _resting(
    actor: Actor, customer_id: int, names: Mapping[int, ProductRow], *, today: date
) -> tuple[Resting, ...]:
    rows = AdviceAnswer.objects.filter(
        customer_id=customer_id,
        reply=Reply.REFUSED,
        undone_at__isnull=True,
        rests_until__gte=today,
    ).order_by("-at")[:20]
    return tuple(
        Resting(
            answer_id=row.pk,
            product_name=names[row.product_id].name
            if row.product_id is not None and row.product_id in names
            else str(Action(row.action).label),
            reason=" · ".join(text for text in (str(Reason(row.reason).label), row.note) if text),
            until=row.rests_until or today,
            is_own=row.staff_id == actor.staff_id,
        )
        for row in rows
    )


def customer_of_line(*, actor: Actor, line_id: int) -> int:
    """Return whom a line is about; raise NotFound for one that is gone, or outside the scope."""
    found = AdviceLine.objects.filter(pk=line_id).values_list("customer_id", flat=True).first()
    if found is None:
        raise NotFound(_("This advice is out of date. Look at the newest."))
    customers.require_customer(actor=actor, customer_id=found)
    return found
