"""Which scripts fit the customer of an opportunity now: the closest for the talk, and the answers to objections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.insights import policies as insights_policies
from yinqiao.insights import queries as insights
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label
from yinqiao.products import queries as products
from yinqiao.products.queries import ShelfFilter
from yinqiao.sales import policies as sales
from yinqiao.sales.scripts import rules
from yinqiao.sales.scripts.choices import Objection, State
from yinqiao.sales.scripts.models import ScriptVersion
from yinqiao.sales.scripts.rules import Listener, Words

MAIN: Final = 3


@dataclass(frozen=True, slots=True)
class FittingLine:
    """One script that fits. `key` is the sign on the keyboard that opens an answer."""

    version_id: int
    script_id: int
    title: str
    text: str
    objection_label: str
    key: str
    until: date


@dataclass(frozen=True, slots=True)
class FittingScripts:
    """The closest for the talk, and one answer for each objection."""

    main: tuple[FittingLine, ...] = ()
    objections: tuple[FittingLine, ...] = ()


def scripts_for(*, actor: Actor, opportunity_id: int, now: datetime) -> FittingScripts:
    """Return what fits an opportunity in scope; nothing outside it. Words about a product only where the gate lets one of its class be recommended."""
    row = sales.visible_to(actor).filter(pk=opportunity_id).first()
    if row is None or not row.is_open:
        return FittingScripts()
    versions = {one.pk: one for one in in_force(clock.bank_date(now))}
    if not versions:
        return FittingScripts()
    listener = _listener(
        actor,
        row.customer_id,
        product_id=row.proposed_product_id,
        classes={one.script.product_class for one in versions.values()} - {""},
        now=now,
    )
    found = rules.fitting(map(_words, versions.values()), listener)
    main = [one for one in found if not one.objection][:MAIN]
    answers: dict[str, Words] = {}
    for one in found:
        if one.objection:
            answers.setdefault(one.objection, one)
    order = [answers[code] for code in Objection.values if code in answers]
    return FittingScripts(
        main=tuple(_line(versions[one.version_id]) for one in main),
        objections=tuple(
            _line(versions[one.version_id], key=str(place)) for place, one in enumerate(order, 1)
        ),
    )


def best_text(*, actor: Actor, opportunity_id: int, now: datetime) -> str:
    """Return the words that fit best, or nothing."""
    found = scripts_for(actor=actor, opportunity_id=opportunity_id, now=now)
    return found.main[0].text if found.main else ""


def in_force(day: date) -> Iterable[ScriptVersion]:
    """Return the newest reviewed version of each script that may be used on the day: one that has expired is not among them."""
    rows = ScriptVersion.objects.filter(
        state=State.APPROVED, effective_from__lte=day, expires_on__gte=day
    )
    return rows.select_related("script").order_by("script_id", "-number").distinct("script_id")


def _listener(
    actor: Actor, customer_id: int, *, product_id: int | None, classes: set[str], now: datetime
) -> Listener:
    on_sale = products.shelf(wanted=ShelfFilter(on_sale_only=True), on=clock.bank_date(now))
    by_class = dict(on_sale.filter(product_class__in=classes).values_list("pk", "product_class"))
    if product_id is not None:
        by_class |= {pk: row.product_class for pk, row in products.products_by_id([product_id]).items()}  # fmt: skip
    answers = compliance.suitability(
        actor=actor, customer_id=customer_id, product_ids=list(by_class), now=now
    )
    seen = customers.customer_rows_of(actor=actor, customer_ids=[customer_id], now=now)
    newest = compliance.current_assessment(actor=actor, customer_id=customer_id, now=now)
    return Listener(
        tier=seen[customer_id].tier if customer_id in seen else "",
        grade=newest.grade if newest is not None and newest.is_valid else "",
        tags=_tags(actor, customer_id, now=now),
        product_class=by_class.get(product_id or 0, ""),
        suitable=frozenset(by_class[pk] for pk, one in answers.items() if one.may_recommend),
    )


def _tags(actor: Actor, customer_id: int, *, now: datetime) -> frozenset[str]:
    if not actor.can(insights_policies.VIEW):
        return frozenset()
    chips = insights.tags_of(actor=actor, customer_id=customer_id, now=now)
    return frozenset(chip.code for chip in chips)


def _words(row: ScriptVersion) -> Words:
    of = row.script
    return Words(
        version_id=row.pk,
        product_class=of.product_class,
        appetite=of.appetite,
        tag=of.tag,
        tier=of.tier,
        objection=of.objection,
        effective_from=row.effective_from,
    )


def _line(row: ScriptVersion, *, key: str = "") -> FittingLine:
    return FittingLine(
        version_id=row.pk,
        script_id=row.script_id,
        title=row.script.title,
        text=row.text,
        objection_label=label(Objection, row.script.objection) if row.script.objection else "",
        key=key,
        until=row.expires_on,
    )
