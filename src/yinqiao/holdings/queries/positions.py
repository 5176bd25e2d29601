"""What a customer owns and owes: deposits, positions, loans, cards with subtotals, as known now or earlier, masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.holdings import choices, rules
from yinqiao.holdings.models import Account, Card, History, Loan, WealthPosition
from yinqiao.lib.periods import end_or_none
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.parameters import queries as parameters
from yinqiao.products import queries as products
from yinqiao.products.queries import ProductRow

CHINESE = "zh-hans"
RowT = TypeVar("RowT", Account, WealthPosition, Loan, Card)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A deposit account. Amounts are texts written for the actor; `interest` is accrued so far, an estimate. One that does not fall due has no `matures_on`, whatever its source says."""

    id: int
    number: str
    type_label: str
    product_name: str
    balance: str
    rate: str
    interest: str
    matures_on: date | None
    days_left: int | None
    status_label: str
    is_normal: bool
    opened_on: date


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Units of an investment product. `result_label` says which measure it is; `is_mismatch` marks a legacy mismatch."""

    id: int
    account_number: str
    product_name: str
    class_label: str
    risk_grade: str
    issuer: str
    is_agency: bool
    market_value: str
    result: str
    result_label: str
    result_sign: int
    nav_on: date | None
    matures_on: date | None
    form_label: str
    is_mismatch: bool


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A loan and how it stands."""

    id: int
    product_name: str
    balance: str
    principal: str
    rate: str
    instalment: str
    next_due_on: date | None
    matures_on: date | None
    grade_label: str
    status_label: str
    overdue_days: int
    overdue_amount: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card; the number masked."""

    id: int
    number: str
    type_label: str
    level_label: str
    status_label: str
    is_normal: bool
    credit_limit: str
    used_amount: str
    issued_on: date
    last_used_on: date | None


@dataclass(frozen=True, slots=True)
class Subtotal:
    """The sum of a group in the home currency and, apart, in each other currency."""

    count: int
    amount: str
    foreign: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All of the panel. The official AUM and LUM stand in the head of the page; these are sums of what is listed."""

    customer_id: int
    deposits: tuple[AccountRow, ...]
    positions: tuple[PositionRow, ...]
    loans: tuple[LoanRow, ...]
    cards: tuple[CardRow, ...]
    deposit_total: Subtotal
    position_total: Subtotal
    loan_total: Subtotal
    closed_count: int
    risk_grade: str
    as_of: datetime | None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is held."""
        return not (self.deposits or self.positions or self.loans or self.cards)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes amounts for one actor."""

    masker: Masker
    in_team: bool
    language: str
    day: date

    def money(
        self, amount: Decimal | None, currency: str = formats.HOME_CURRENCY, *, signed: bool = False
    ) -> str:
        """Return an amount or its band; foreign currencies carry their code."""
        if amount is None:
            return ""
        if not self.masker.sees_amounts(in_team=self.in_team):
            return self.masker.amount(abs(amount), in_team=False, language=self.language)
        return formats.money(amount, language=self.language, currency=currency, signed=signed)

    @property
    def is_clear(self) -> bool:
        """Tell whether figures are shown."""
        return self.masker.sees_amounts(in_team=self.in_team)


def holdings(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> Holdings:
    """Return the panel; raise NotFound outside the scope."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    day = clock.bank_date(as_of or now)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    writer = _Writer(customers.masker_of(actor), in_team, get_language() or CHINESE, day)
    accounts = rows_of(Account, customer_id, as_of, "number_token")
    positions = rows_of(WealthPosition, customer_id, as_of)
    loans, cards = (
        rows_of(Loan, customer_id, as_of),
        rows_of(Card, customer_id, as_of, "number_token"),
    )
    ids = {row.product_id for row in positions}
    ids |= {row.product_id for row in accounts if row.product_id}
    ids |= {row.product_id for row in loans if row.product_id}
    shelf = products.products_by_id(ids)
    # The grade is known as of today only: what was held earlier is not held against it.
    grade = "" if as_of else customers.risk_grade_of(actor=actor, customer_id=customer_id)
    live = [row for row in accounts if row.status != choices.AccountStatus.CLOSED]
    deposits = [row for row in live if is_deposit(row)]
    held = [row for row in positions if is_held(row)]
    open_loans = [row for row in loans if row.status != choices.LoanStatus.SETTLED]
    numbers = {row.pk: row.number_masked for row in accounts}
    return Holdings(
        customer_id=customer_id,
        deposits=tuple(_deposit(row, shelf, writer) for row in sorted(deposits, key=_by_maturity)),
        positions=tuple(
            _position(row, shelf, numbers=numbers, writer=writer, grade=grade) for row in held
        ),
        loans=tuple(_loan(row, shelf, writer) for row in open_loans),
        cards=tuple(
            _card(row, writer) for row in cards if row.status != choices.CardStatus.CANCELLED
        ),
        deposit_total=_subtotal(((row.currency, row.balance) for row in deposits), writer),
        position_total=_subtotal(((row.currency, row.market_value) for row in held), writer),
        loan_total=_subtotal(
            ((row.currency, row.balance or Decimal(0)) for row in open_loans), writer
        ),
        closed_count=len(accounts) - len(live),
        risk_grade=grade,
        as_of=as_of,
    )


def account_number(*, actor: Actor, customer_id: int, account_id: int) -> str:
    """Return the masked number of one account of the customer; raise NotFound outside the scope."""
    return _number(
        actor, customer_id, Account.objects.filter(pk=account_id, customer_id=customer_id)
    )


def card_number(*, actor: Actor, customer_id: int, card_id: int) -> str:
    """Return the masked number of one card of the customer; raise NotFound outside the scope."""
    return _number(actor, customer_id, Card.objects.filter(pk=card_id, customer_id=customer_id))


def _number(actor: Actor, customer_id: int, rows: QuerySet[Account] | QuerySet[Card]) -> str:
    customers.require_customer(actor=actor, customer_id=customer_id)
    masked = rows.values_list("number_masked", flat=True).first()
    if masked is None:
        raise NotFound(_("There is no such account."))
    return str(masked)


def rows_of(
    model: type[RowT], customer_id: int, as_of: datetime | None, *hidden: str
) -> list[RowT]:
    """Return the rows of one customer as known now or at `as_of`, without the fields `hidden`; the caller has checked the scope."""
    rows = model._default_manager.filter(customer_id=customer_id).defer(*hidden)  # noqa: SLF001
    return rows_as_of(rows.order_by("pk"), History, customer_id=customer_id, as_of=as_of)


def is_deposit(row: Account) -> bool:
    """Tell whether an account is neither owed nor only the place of investments."""
    return row.account_type not in choices.OWED | choices.INVESTED


def is_held(row: WealthPosition) -> bool:
    """Tell whether a position was not given back."""
    return row.status != "REDEEMED"


def _by_maturity(row: Account) -> tuple[date, int]:
    return row.matures_on or date.max, row.pk


def _product_name(product_id: int | None, shelf: dict[int, ProductRow], fallback: str) -> str:
    product = shelf.get(product_id or 0)
    return product.name if product else fallback


def _deposit(row: Account, shelf: dict[int, ProductRow], writer: _Writer) -> AccountRow:
    kind = label(choices.AccountType, row.account_type)
    is_term = rules.falls_due(row.account_type, row.term_days)
    matures_on = end_or_none(row.matures_on) if is_term else None
    interest = rules.accrued_interest(
        row.principal,
        row.rate,
        value_on=row.value_on,
        on=writer.day,
        matures_on=matures_on,
        days_of_year=parameters.integer("holdings.days_of_year", on=writer.day),
    )
    return AccountRow(
        id=row.pk,
        number=writer.masker.account(row.number_masked),
        type_label=kind,
        product_name=_product_name(row.product_id, shelf, kind),
        balance=writer.money(row.balance, row.currency),
        rate=formats.rate(row.rate) if row.rate is not None else "",
        interest=writer.money(interest, row.currency) if interest else "",
        matures_on=matures_on,
        days_left=(matures_on - writer.day).days if matures_on else None,
        status_label=label(choices.AccountStatus, row.status),
        is_normal=row.status == choices.AccountStatus.ACTIVE,
        opened_on=row.opened_on,
    )


def _position(
    row: WealthPosition,
    shelf: dict[int, ProductRow],
    *,
    numbers: dict[int, str],
    writer: _Writer,
    grade: str,
) -> PositionRow:
    product = shelf.get(row.product_id)
    is_insurance = product is not None and product.product_class == rules.INSURANCE
    gain = row.market_value if is_insurance else rules.result(row.market_value, row.cost)
    return PositionRow(
        id=row.pk,
        account_number=writer.masker.account(numbers.get(row.account_id, "")),
        product_name=product.name if product else "",
        class_label=product.class_label if product else "",
        risk_grade=product.risk_grade if product else "",
        issuer=product.issuer if product else "",
        is_agency=product.is_agency if product else False,
        market_value=writer.money(
            row.cost if is_insurance and row.cost is not None else row.market_value, row.currency
        ),
        result=writer.money(gain, row.currency, signed=not is_insurance)
        if gain is not None and writer.is_clear
        else "",
        result_label=_("Cash value") if is_insurance else _("Result so far"),
        result_sign=0 if is_insurance or not gain else (1 if gain > 0 else -1),
        nav_on=row.nav_on,
        matures_on=end_or_none(row.matures_on),
        form_label=product.form_label if product else "",
        is_mismatch=product is not None and rules.is_above(grade, product.risk_grade),
    )


def _loan(row: Loan, shelf: dict[int, ProductRow], writer: _Writer) -> LoanRow:
    return LoanRow(
        id=row.pk,
        product_name=_product_name(row.product_id, shelf, _("Loan")),
        balance=writer.money(row.balance, row.currency),
        principal=writer.money(row.principal, row.currency),
        rate=formats.rate(row.rate) if row.rate is not None else "",
        instalment=writer.money(row.instalment, row.currency),
        next_due_on=row.next_due_on,
        matures_on=end_or_none(row.matures_on),
        grade_label=label(choices.LoanGrade, row.grade) if row.grade else "",
        status_label=label(choices.LoanStatus, row.status) if row.status else "",
        overdue_days=row.overdue_days,
        overdue_amount=writer.money(row.overdue_amount, row.currency) if row.overdue_amount else "",
    )


def _card(row: Card, writer: _Writer) -> CardRow:
    return CardRow(
        id=row.pk,
        number=writer.masker.card(row.number_masked),
        type_label=label(choices.CardType, row.card_type),
        level_label=label(choices.CardLevel, row.card_level) if row.card_level else "",
        status_label=label(choices.CardStatus, row.status),
        is_normal=row.status == choices.CardStatus.ACTIVE,
        credit_limit=writer.money(row.credit_limit),
        used_amount=writer.money(row.used_amount),
        issued_on=row.issued_on,
        last_used_on=row.last_used_on,
    )


def _subtotal(parts: Iterable[tuple[str, Decimal]], writer: _Writer) -> Subtotal:
    count = 0
    sums: dict[str, Decimal] = {formats.HOME_CURRENCY: Decimal(0)}
    for currency, amount in parts:
        count += 1
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    home = sums.pop(formats.HOME_CURRENCY)
    foreign = (
        tuple(writer.money(amount, currency) for currency, amount in sorted(sums.items()) if amount)
        if writer.is_clear
        else ()
    )
    return Subtotal(count, writer.money(home), foreign)
