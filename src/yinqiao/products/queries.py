"""Reads of the shelf. No customer data: the permission is the only wall."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Length

from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters
from yinqiao.products import choices, rules
from yinqiao.products.models import FtpRate, Product, RiskParameter

# Shorter names are words that any text may hold.
SHORTEST_NAME: Final = 4
PRICE_LIMITS: Final = "products.price_limits"
MOST_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as shown; `risk_grade` is the one that binds. Rates are fractions a year."""

    id: int
    code: str
    name: str
    product_class: str
    class_label: str
    risk_grade: str
    issuer: str
    is_agency: bool
    sales_label: str
    form_label: str
    currency: str
    term_days: int | None
    rate: Decimal | None
    benchmark_low: Decimal | None
    benchmark_high: Decimal | None
    minimum_amount: Decimal | None
    nav: Decimal | None
    nav_on: date | None
    sale_from: date | None
    sale_to: date | None
    matures_on: date | None
    is_on_sale: bool
    is_investment: bool


@dataclass(frozen=True, slots=True)
class ShelfFilter:
    """What the shelf is limited to; empty values filter nothing."""

    q: str = ""
    product_class: str = ""
    risk_grade: str = ""
    sales_mode: str = ""
    on_sale_only: bool = False


@dataclass(frozen=True, slots=True)
class SaleTerms:
    """What decides whether a product may be sold: both risk grades and the rule as the source tells them, and whether it is on sale."""

    id: int
    code: str
    name: str
    product_class: str
    regime: str
    seller_grade: str
    issuer_grade: str
    is_on_sale: bool


def shelf(*, wanted: ShelfFilter, on: date) -> QuerySet[Product]:
    """Return the products that match; `on_sale_only` keeps those that may be sold on the day."""
    rows = Product.objects.filter(ended_on__isnull=True)
    if wanted.q:
        rows = rows.filter(
            Q(name__contains=wanted.q) | Q(product_code__startswith=wanted.q.upper())
        )
    if wanted.product_class:
        rows = rows.filter(product_class=wanted.product_class)
    if wanted.risk_grade:
        lower = [grade for grade in choices.RiskGrade.values if grade < wanted.risk_grade]
        rows = rows.filter(Q(risk_grade=wanted.risk_grade) | Q(issuer_risk_grade=wanted.risk_grade))
        rows = rows.filter(
            risk_grade__in=["", *lower, wanted.risk_grade],
            issuer_risk_grade__in=["", *lower, wanted.risk_grade],
        )
    if wanted.sales_mode:
        rows = rows.filter(sales_mode=wanted.sales_mode)
    if wanted.on_sale_only:
        rows = rows.filter(
            Q(sale_from__isnull=True) | Q(sale_from__lte=on),
            Q(sale_to__isnull=True) | Q(sale_to__gte=on),
            is_on_sale=True,
        )
    return rows


def product_rows(rows: Iterable[Product]) -> list[ProductRow]:
    """Return the read models of one page."""
    return [_row(row) for row in rows]


def products_by_id(ids: Iterable[int]) -> dict[int, ProductRow]:
    """Return products by id, for holdings."""
    wanted = set(ids)
    return {row.pk: _row(row) for row in Product.objects.filter(pk__in=wanted)} if wanted else {}


def sale_terms(ids: Iterable[int], *, on: date) -> list[SaleTerms]:
    """Return the terms of sale of these products on a day, by class and name; unknown ids are left out."""
    return terms_of(
        Product.objects.filter(pk__in=set(ids)).order_by("product_class", "name"), on=on
    )


def terms_of(rows: Iterable[Product], *, on: date) -> list[SaleTerms]:
    """Return the terms of sale of these rows on a day."""
    return [
        SaleTerms(
            id=row.pk,
            code=row.product_code,
            name=row.name,
            product_class=row.product_class,
            regime=row.suitability_regime,
            seller_grade=row.risk_grade,
            issuer_grade=row.issuer_risk_grade,
            is_on_sale=_is_on_sale(row, on),
        )
        for row in rows
    ]


def _is_on_sale(row: Product, on: date) -> bool:
    """Tell whether it may be sold on the day: marked so, and within its window."""
    is_open = row.sale_from is None or row.sale_from <= on
    is_over = row.sale_to is not None and row.sale_to < on
    return row.is_on_sale and row.ended_on is None and is_open and not is_over


def named_in(text: str, *, on: date) -> list[int]:
    """Return the products on sale that a text names, those with the longest names first; a name of few characters may be any word."""
    rows = shelf(wanted=ShelfFilter(on_sale_only=True), on=on).order_by()
    found = rows.annotate(said=Value(text, output_field=TextField()), length=Length("name")).filter(
        said__contains=F("name"), length__gte=SHORTEST_NAME
    )
    return list(found.order_by("-length", "pk").values_list("pk", flat=True)[:MOST_NAMED])


@dataclass(frozen=True, slots=True)
class Pricing:
    """What may be agreed upon of one product on a day: the list rate, and by level how many basis points may be given of it."""

    product_id: int
    code: str
    name: str
    product_class: str
    list_rate: Decimal | None
    is_priced: bool
    limits: tuple[tuple[str, int], ...]

    def points(self, rate: Decimal) -> Decimal:
        """Return by how many basis points a rate is better for the customer than the list."""
        listed = rate if self.list_rate is None else self.list_rate
        return rules.favour(self.product_class, list_rate=listed, rate=rate)

    def limit(self, level: str) -> int:
        """Return how many basis points somebody of a level may give."""
        return dict(self.limits).get(level, 0)

    def level_that_may(self, points: Decimal) -> str:
        """Return the lowest level whose limit covers a favour; nothing where nobody's does."""
        return next((level for level, most in self.limits if points <= most), "")


def pricing_of(ids: Iterable[int], *, on: date) -> dict[int, Pricing]:
    """Return list rates and limits of products by id, in one query."""
    wanted = set(ids)
    rows = Product.objects.filter(pk__in=wanted) if wanted else []
    limits = price_limits(on=on)
    return {
        row.pk: Pricing(
            product_id=row.pk,
            code=row.product_code,
            name=row.name,
            product_class=row.product_class,
            list_rate=row.rate,
            is_priced=row.rate is not None and rules.is_priced(row.product_class),
            limits=limits_of(row.product_code, row.product_class, limits=limits),
        )
        for row in rows
    }


def price_limits(*, on: date) -> rules.Limits:
    """Return who may give how much of a list rate, as it holds on a day."""
    found = parameters.value(PRICE_LIMITS, on=on)
    return rules.read_limits(str(item) for item in found) if isinstance(found, list) else {}


def limits_of(
    code: str, product_class: str, *, limits: rules.Limits
) -> tuple[tuple[str, int], ...]:
    """Return how many basis points each level may give of a product, the lowest level first."""
    return tuple(
        (
            level.value,
            rules.limit(limits, code=code, product_class=product_class, level=level.value),
        )
        for level in choices.PriceLevel
    )


def id_of_code(code: str) -> int | None:
    """Return the id of a product on the shelf by its whole code."""
    rows = Product.objects.filter(product_code=code.strip().upper(), ended_on__isnull=True)
    return rows.order_by("pk").values_list("pk", flat=True).first()


def _row(row: Product) -> ProductRow:
    return ProductRow(
        id=row.pk,
        code=row.product_code,
        name=row.name,
        product_class=row.product_class,
        class_label=label(choices.ProductClass, row.product_class),
        risk_grade=rules.binding_risk(row.risk_grade, row.issuer_risk_grade),
        issuer=row.issuer,
        is_agency=row.sales_mode == choices.SalesMode.AGENCY,
        sales_label=label(choices.SalesMode, row.sales_mode),
        form_label=label(choices.ProductForm, row.form),
        currency=row.currency,
        term_days=row.term_days,
        rate=row.rate,
        benchmark_low=row.benchmark_low,
        benchmark_high=row.benchmark_high,
        minimum_amount=row.minimum_amount,
        nav=row.nav,
        nav_on=row.nav_on,
        sale_from=row.sale_from,
        sale_to=row.sale_to,
        matures_on=row.matures_on,
        is_on_sale=row.is_on_sale,
        is_investment=row.product_class in choices.INVESTMENTS,
    )


def transfer_price(
    *, curve: str, term_days: int, on: date, currency: str = "CNY"
) -> Decimal | None:
    """Return the internal price of a term on a day: the newest of the nearest point of the curve; None without one."""
    points = FtpRate.objects.filter(curve=curve, currency=currency, effective_on__lte=on)
    rows = points.order_by("term_days", "-effective_on").distinct("term_days")
    found = [(abs(row.term_days - term_days), row.term_days, row.rate) for row in rows]
    return min(found)[2] if found else None


@dataclass(frozen=True, slots=True)
class LoanRisk:
    """What a loan of a class and grade costs a year: expected loss and charge on capital as shares of it, and yuan for the loan."""

    loss: Decimal
    capital: Decimal
    cost: Decimal


def loan_risk(*, product_class: str, grade: str, on: date) -> LoanRisk | None:
    """Return the risk figures of a class and grade in force on a day; None where none are set."""
    rows = RiskParameter.objects.filter(
        product_class=product_class, loan_grade=grade, effective_on__lte=on, ended_on__isnull=True
    )
    row = rows.order_by("-effective_on").first()
    if row is None:
        return None
    return LoanRisk(
        row.probability_of_default * row.loss_given_default,
        row.risk_weight * row.capital_ratio * row.hurdle_rate,
        row.operating_cost or Decimal(0),
    )
