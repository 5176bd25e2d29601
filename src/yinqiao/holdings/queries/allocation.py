"""What a customer's assets are made of, beside the reference for her risk grade."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language

from yinqiao.customers import queries as customers
from yinqiao.holdings import allocation as rules
from yinqiao.holdings import parameters as keys
from yinqiao.holdings.choices import AccountStatus, AssetClass, Standing
from yinqiao.holdings.models import Account, WealthPosition
from yinqiao.holdings.queries.positions import CHINESE, is_deposit, is_held, rows_of
from yinqiao.holdings.rules import class_of, is_above
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.parameters import queries as parameters
from yinqiao.products import queries as products

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class AllocationPart:
    """One class of assets in yuan. `reference` is None without a grade in force; `gap_text` is a difference in percentage points."""

    key: str
    title: str
    amount: Decimal
    text: str
    share: Decimal
    reference: Decimal | None
    gap_text: str
    standing: str
    standing_label: str
    mismatches: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """The make-up of what is held. `is_hidden` for those who see bands only: then no part stands here.

    `grade` is the customer's (C1-C5) in force on the day; without one nothing is held against a reference. `source` names it,
    in force since `since`. `is_past`: as known at the end of an earlier day.
    """

    customer_id: int
    day: date
    parts: tuple[AllocationPart, ...] = ()
    total: Decimal = Decimal(0)
    total_text: str = ""
    grade: str = ""
    source: str = ""
    since: date = date.min
    is_hidden: bool = False
    is_past: bool = False

    @property
    def mismatched(self) -> tuple[AllocationPart, ...]:
        """Return the classes that hold a product above the grade: nothing may be added to them."""
        return tuple(part for part in self.parts if part.mismatches)


@dataclass(frozen=True, slots=True)
class _Line:
    asset_class: AssetClass
    amount: Decimal
    is_mismatch: bool = False


def allocation(
    *,
    actor: Actor,
    customer_id: int,
    rates: Mapping[str, str],
    now: datetime,
    as_of: datetime | None = None,
    earlier_grade: str = "",
) -> Allocation:
    """Return the make-up with `rates` (yuan for one unit by currency; one to one without); raise NotFound outside the scope.

    `earlier_grade` is the grade that was in force at `as_of`, which compliance knows.
    """
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    day = clock.bank_date(as_of or now)
    if not customers.masker_of(actor).sees_amounts(in_team=in_team):
        return Allocation(customer_id, day, is_hidden=True)
    grade = (
        earlier_grade if as_of else customers.risk_grade_of(actor=actor, customer_id=customer_id)
    )
    lines = list(_lines(customer_id, rates, grade=grade, as_of=as_of))
    total = sum((line.amount for line in lines), Decimal(0))
    version = parameters.in_force(keys.REFERENCE, on=day)
    listed = version.value if isinstance(version.value, list) else []
    reference = rules.reference_of([str(item) for item in listed], grade)
    language = get_language() or CHINESE
    return Allocation(
        customer_id,
        day,
        parts=tuple(_parts(lines, total, reference, day=day, language=language)),
        total=total,
        total_text=formats.money(total, language=language),
        grade=grade if reference else "",
        source=parameters.card(keys.REFERENCE, on=day).definition.source,
        since=version.effective_from,
        is_past=as_of is not None,
    )


def _lines(
    customer_id: int, rates: Mapping[str, str], *, grade: str, as_of: datetime | None
) -> Iterable[_Line]:
    accounts = rows_of(Account, customer_id, as_of, "number_token")
    positions = [row for row in rows_of(WealthPosition, customer_id, as_of) if is_held(row)]
    deposits = [row for row in accounts if row.status != AccountStatus.CLOSED and is_deposit(row)]
    ids = {row.product_id for row in positions}
    shelf = products.products_by_id(ids | {row.product_id for row in deposits if row.product_id})
    for row in deposits:
        product = shelf.get(row.product_id or 0)
        kind = class_of(row.account_type, product.product_class if product else "")
        yield _Line(rules.asset_class_of(kind, ""), row.balance * _rate(rates, row.currency))
    for held in positions:
        product = shelf.get(held.product_id)
        risk = product.risk_grade if product else ""
        yield _Line(
            rules.asset_class_of(product.product_class, risk, product.name)
            if product
            else AssetClass.EQUITY,
            held.market_value * _rate(rates, held.currency),
            is_above(grade, risk),
        )


def _rate(rates: Mapping[str, str], currency: str) -> Decimal:
    return Decimal(rates.get(currency, "1"))


def _parts(
    lines: list[_Line],
    total: Decimal,
    reference: Mapping[str, Decimal],
    *,
    day: date,
    language: str,
) -> Iterable[AllocationPart]:
    """Give each class that holds money or should, in their fixed order, so that a colour means the same on every page."""
    tolerance = parameters.decimal(keys.TOLERANCE, on=day) / 100
    for kind in AssetClass:
        held = [line for line in lines if line.asset_class == kind]
        amount = sum((line.amount for line in held), Decimal(0))
        wanted = reference.get(kind, Decimal(0)) if reference else None
        if amount <= 0 and not wanted:
            continue
        share = amount / total if total > 0 else Decimal(0)
        mismatches = sum(line.is_mismatch for line in held)
        stands = (
            rules.standing(share, wanted, tolerance=tolerance, mismatches=mismatches)
            if wanted is not None
            else None
        )
        yield AllocationPart(
            key=kind.value,
            title=str(kind.label),
            amount=amount,
            text=formats.money(amount, language=language),
            share=share,
            reference=wanted,
            gap_text=formats.points(share - wanted)
            if wanted is not None and stands is not Standing.BLOCKED
            else "",
            standing=stands.value if stands else "",
            standing_label=str(stands.label) if stands else "",
            mismatches=mismatches,
        )
