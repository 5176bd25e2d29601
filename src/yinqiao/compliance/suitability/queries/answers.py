"""May it be sold? For one customer and many products, for many customers and one product, for what a shelf shows."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from yinqiao.compliance.suitability import policies
from yinqiao.compliance.suitability.choices import Regime, Step, SuitabilityCode, Verdict
from yinqiao.compliance.suitability.queries import evidence, facts, limits, words
from yinqiao.compliance.suitability.queries.words import Reason
from yinqiao.compliance.suitability.rules import Buyer, Sale, SaleLimits, capacity_of, decide
from yinqiao.customers import queries as customers
from yinqiao.lib.periods import age_on
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label
from yinqiao.products import queries as products
from yinqiao.products.choices import ProductClass
from yinqiao.products.queries import SaleTerms, ShelfFilter


@dataclass(frozen=True, slots=True)
class SuitabilityAnswer:
    """Whether a product may be sold to a customer. `grade` is the one that binds, `code` that of the first reason.

    `may_recommend` is stricter than `may be sold`: above the customer's grade the bank names a product to nobody.
    """

    product_id: int
    product_code: str
    product_name: str
    class_label: str
    regime: str
    grade: str
    customer_grade: str
    verdict: str
    verdict_label: str
    code: str
    reasons: tuple[Reason, ...]
    steps: tuple[Reason, ...]
    may_recommend: bool

    @property
    def is_blocked(self) -> bool:
        """Tell whether it may not be sold in this way."""
        return self.verdict == Verdict.BLOCKED

    @property
    def reason(self) -> str:
        """The first reason in a sentence; nothing when nothing blocks."""
        return self.reasons[0].text if self.reasons else ""


def suitability(
    *,
    actor: Actor,
    customer_id: int,
    product_ids: Collection[int],
    now: datetime,
    is_customer_initiated: bool = False,
    amount: Decimal | None = None,
    done: frozenset[Step] = frozenset(),
) -> dict[int, SuitabilityAnswer]:
    """Return whether the actor may sell each product to the customer now; unknown products are left out. Raises NotFound outside the scope.

    Nothing is sold to whom the bank looks into, and to the dead, as at the gate (G01, G02).
    `amount` is in yuan; `done` are steps done besides those that have their evidence here.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    terms = products.sale_terms(product_ids, on=clock.bank_date(now))
    return _answers(
        terms,
        actor=actor,
        customer_id=customer_id,
        now=now,
        wish=_Wish(is_customer_initiated, amount, done),
    )


def sale_refusal(
    *, actor: Actor, customer_id: int, product_id: int, now: datetime
) -> tuple[str, str] | None:
    """Return code and sentence of why a product may not be sold, at the customer's own wish at best; None when it may. Raises NotFound outside the scope.

    A sale needs more than a recommendation and less: every step has its evidence, and above the grade the two confirmations do (§14 vector 6).
    """
    found = suitability(
        actor=actor,
        customer_id=customer_id,
        product_ids=[product_id],
        now=now,
        is_customer_initiated=True,
    )
    answer = found.get(product_id)
    if answer is None or answer.verdict == Verdict.ALLOWED:
        return None
    if answer.is_blocked:
        return answer.code, answer.reason
    return SuitabilityCode.SUIT_STEPS.value, words.missing_text(answer.steps)


def suitability_of_many(
    *,
    actor: Actor,
    customer_ids: Collection[int],
    product_id: int,
    now: datetime,
    is_reviewed: bool = False,
) -> dict[int, SuitabilityAnswer]:
    """Return whether the product may be recommended to each customer, in a constant number of queries; those out of scope are left out.

    `is_reviewed`: the caller has asked who looks into the customers, as the gate does before.
    """
    today = clock.bank_date(now)
    terms = products.sale_terms([product_id], on=today)
    known = facts.buyers(
        actor=actor, customer_ids=customer_ids, now=now, with_review=not is_reviewed
    )
    asked = _Asked.of(actor, now, _Wish())
    return {
        pk: answer
        for row in terms
        for pk, answer in _answers_alike(asked, row, known, today=today).items()
    }


def shelf_for(
    *,
    actor: Actor,
    customer_id: int,
    wanted: ShelfFilter,
    now: datetime,
    is_customer_initiated: bool,
) -> list[SuitabilityAnswer]:
    """Return the answers for what is on sale and bound by a rule, what may be sold first. Raises NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    today = clock.bank_date(now)
    rows = products.shelf(wanted=wanted, on=today).order_by("product_class", "name")
    terms = products.terms_of(rows, on=today)
    found = _answers(
        terms, actor=actor, customer_id=customer_id, now=now, wish=_Wish(is_customer_initiated)
    )
    bound = [row for row in found.values() if row.regime != Regime.NONE]
    return sorted(bound, key=lambda row: list(Verdict.values).index(row.verdict))


def recommendable(*, actor: Actor, customer_id: int, now: datetime) -> list[tuple[str, str]]:
    """Return (id, name with grade) of the products on sale that may be recommended to the customer; raise NotFound outside the scope."""
    found = shelf_for(
        actor=actor,
        customer_id=customer_id,
        wanted=ShelfFilter(on_sale_only=True),
        now=now,
        is_customer_initiated=False,
    )
    return [
        (str(row.product_id), f"{row.product_name} {row.grade}".strip())
        for row in found
        if row.may_recommend
    ]


def offered_products(*, actor: Actor, customer_id: int, now: datetime) -> list[tuple[str, str]]:
    """Return (id, name with grade) of all products on sale that a rule binds, for a choice; raise NotFound outside the scope."""
    found = shelf_for(
        actor=actor,
        customer_id=customer_id,
        wanted=ShelfFilter(on_sale_only=True),
        now=now,
        is_customer_initiated=True,
    )
    return [(str(row.product_id), f"{row.product_name} {row.grade}".strip()) for row in found]


def suitable_products(
    *, actor: Actor, customer_id: int, product_ids: Collection[int], now: datetime
) -> list[int]:
    """Return those of the products that may be recommended to the customer, in the order given. Raises NotFound outside the scope."""
    found = suitability(actor=actor, customer_id=customer_id, product_ids=product_ids, now=now)
    return [pk for pk in product_ids if pk in found and found[pk].may_recommend]


@dataclass(frozen=True, slots=True)
class _Wish:
    is_customer_initiated: bool = False
    amount: Decimal | None = None
    done: frozenset[Step] = frozenset()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is the same for all products and customers of one question."""

    now: datetime
    wish: _Wish
    limits: SaleLimits
    needed: dict[str, str]
    held: frozenset[str] | None

    @classmethod
    def of(cls, actor: Actor, now: datetime, wish: _Wish) -> "_Asked":
        today = clock.bank_date(now)
        sells = actor.can(policies.TAKE_ASSESSMENT) and facts.is_judged(actor)
        held = facts.licences_of(actor.staff_id or 0, today) if sells else None
        return cls(now, wish, limits.sale_limits(today), limits.licence_of_class(today), held)

    def answer(
        self, buyer: Buyer, terms: SaleTerms, proven: frozenset[Step] = frozenset()
    ) -> SuitabilityAnswer:
        offer = facts.offer_of(terms)
        licence = self.needed.get(offer.product_class, "")
        sale = Sale(
            on=clock.bank_date(self.now),
            is_customer_initiated=self.wish.is_customer_initiated,
            has_licence=not licence or self.held is None or licence in self.held,
            amount=self.wish.amount,
            done=self.wish.done | proven,
        )
        found = decide(buyer, offer, sale, limits=self.limits)
        return SuitabilityAnswer(
            product_id=terms.id,
            product_code=terms.code,
            product_name=terms.name,
            class_label=label(ProductClass, terms.product_class),
            regime=offer.regime.value,
            grade=offer.grade,
            customer_grade=buyer.grade,
            verdict=found.verdict.value,
            verdict_label=label(Verdict, found.verdict.value),
            code=found.code,
            reasons=words.reasons_of(found, buyer, offer, licence=licence),
            steps=words.steps_of(found),
            may_recommend=found.may_recommend,
        )


def _answers_alike(
    asked: _Asked, terms: SaleTerms, known: Mapping[int, Buyer], *, today: date
) -> dict[int, SuitabilityAnswer]:
    """Answer for very many: customers who are alike in all that decides get one answer, which is worked out once."""
    given: dict[Hashable, SuitabilityAnswer] = {}
    found = {}
    for pk, buyer in known.items():
        key = _alike(asked, buyer, terms.id, today=today)
        answer = given.get(key)
        if answer is None:
            answer = given[key] = asked.answer(buyer, terms)
        found[pk] = answer
    return found


def _alike(asked: _Asked, buyer: Buyer, product_id: int, *, today: date) -> Hashable:
    """Return what decides of a customer: of the birth what it allows, of an assessment in force not until when."""
    last, age = buyer.last_valid_on, age_on(buyer.birth_on, today) if buyer.birth_on else 0
    return (
        buyer.is_person,
        capacity_of(buyer, today, asked.limits),
        age >= asked.limits.elder_age,
        age >= asked.limits.elder_insurance_age,
        buyer.grade,
        last if last is None or last < today else True,
        buyer.is_lowest,
        buyer.has_told_change,
        buyer.is_professional,
        buyer.is_qualified,
        product_id in buyer.held,
        buyer.is_under_review,
        buyer.is_deceased,
    )


def _answers(
    terms: Iterable[SaleTerms], *, actor: Actor, customer_id: int, now: datetime, wish: _Wish
) -> dict[int, SuitabilityAnswer]:
    known = facts.buyers(
        actor=actor,
        customer_ids=[customer_id],
        now=now,
        with_means=wish.amount is not None,
        with_review=True,
    )
    asked = _Asked.of(actor, now, wish)
    rows = list(terms)
    proven = evidence.steps_proven(
        customer_id=customer_id, product_ids=[row.id for row in rows], on=clock.bank_date(now)
    )
    buyer = known[customer_id]
    return {row.id: asked.answer(buyer, row, proven.get(row.id, frozenset())) for row in rows}
