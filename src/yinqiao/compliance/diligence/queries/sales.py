"""May a product be sold for so much to a customer whose due diligence is not finished? (PBOC/NFRA/CSRC Order 2025-11)"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.choices import KycStatus
from yinqiao.compliance.diligence import parameters as keys
from yinqiao.compliance.diligence import rules
from yinqiao.compliance.diligence.choices import FileState
from yinqiao.compliance.diligence.models import DiligenceFile
from yinqiao.compliance.diligence.rules import SaleThresholds
from yinqiao.compliance.models import DueDiligence
from yinqiao.customers import queries as customers
from yinqiao.holdings import queries as holdings
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.products import queries as products

# Set by who works out figures; read by its key alone, as the borders of the tiers are.
_RATES: Final = "analytics.fx_rates"
_FIRST: Final = 1
# An update that is due comes after diligence was finished once; of a review nobody knows whether it is the first.
_FINISHED: Final = (KycStatus.COMPLETE, KycStatus.OVERDUE)


def linked_since(*, now: datetime) -> datetime:
    """Return from when on sales of before are linked to one of now: they are summed."""
    days = parameters.integer(keys.LINKED_SALE_DAYS, on=clock.bank_date(now))
    return now - timedelta(days=days)


def linked_amount(
    *, actor: Actor, customer_id: int, named: Mapping[int, Decimal], now: datetime
) -> Decimal:
    """Return what sales to a customer of before come to, in yuan: those of a product that are `named` here, and what came in from other channels.

    What is named comes in too, a day later and by product alone: of each product the larger sum counts, never both.
    """
    rates = rates_on(clock.bank_date(now))
    bought: dict[int, Decimal] = {}
    since = clock.bank_date(linked_since(now=now))
    for one in holdings.purchases_since(actor=actor, customer_id=customer_id, day=since):
        yuan = one.amount * rates.get(one.currency, Decimal(1))
        bought[one.product_id] = bought.get(one.product_id, Decimal(0)) + yuan
    none = Decimal(0)
    products_ = named.keys() | bought.keys()
    return sum((max(named.get(pk, none), bought.get(pk, none)) for pk in products_), none)


def is_finished(*, actor: Actor, customer_id: int) -> bool:
    """Tell whether due diligence on a customer was completed once, by her file or by what the source says. Raises NotFound outside the scope.

    A review under way of a file makes it no less finished, whatever is being looked at again: the answer must not tell what the file is about.
    The bank's own file decides before any source: what is told elsewhere stands in for no second person and no senior management here.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    file = DiligenceFile.objects.filter(customer_id=customer_id).first()
    if file is not None:
        return file.state == FileState.COMPLETE or file.round > _FIRST
    told = DueDiligence.objects.filter(customer_id=customer_id, ended_on__isnull=True)
    return told.filter(kyc_status__in=_FINISHED).exists()


def undue_sale(
    *,
    actor: Actor,
    customer_id: int,
    product_id: int,
    amount: Decimal,
    linked: Decimal,
    now: datetime,
) -> str:
    """Return why a product may not be sold for `amount` yuan beside `linked` yuan of before, in a sentence; empty when it may.

    Raises NotFound outside the scope.
    """
    thresholds = thresholds_on(clock.bank_date(now))
    found = products.products_by_id([product_id])
    currency = found[product_id].currency if product_id in found else rules.YUAN
    is_large = rules.needs_diligence(
        amount, currency=currency, thresholds=thresholds, linked=linked
    )
    if not is_large or is_finished(actor=actor, customer_id=customer_id):
        return ""
    return _(
        "Due diligence on this customer is not finished. From {limit} yuan on, linked sales together, a product is sold only after it: supply what the file under Due diligence lacks."
    ).format(limit=f"{thresholds.of(currency, is_linked=linked > 0):,.0f}")


def thresholds_on(day: date) -> SaleThresholds:
    """Return the amounts in force on a day."""
    return SaleThresholds(
        yuan=Decimal(parameters.integer(keys.SALE_YUAN, on=day)),
        dollars=Decimal(parameters.integer(keys.SALE_DOLLARS, on=day)),
        dollar_rate=rates_on(day).get("USD"),
    )


def rates_on(day: date) -> dict[str, Decimal]:
    """Return yuan for one unit by currency; one without a rate counts one to one, as in the figures."""
    rates = parameters.value(_RATES, on=day) if _RATES in registry.parameters else ()
    pairs = rates if isinstance(rates, Sequence) and not isinstance(rates, str) else [rates]
    told = dict(str(pair).split(":", 1) for pair in pairs)
    return {currency.strip(): Decimal(rate) for currency, rate in told.items()}
