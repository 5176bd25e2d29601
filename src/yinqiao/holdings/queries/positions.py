"""What a customer owns and owes: deposits, positions, loans, cards with subtotals, as known now or earlier, masked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.holdings import choices, rules
from yinqiao.holdings.choices import label
from yinqiao.holdings.models import Account, Card, History, Loan, WealthPosition
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n import formats
from yinqiao.platform.masking.door import Masker
from yinqiao.products import queries as products
from yinqiao.products.queries import ProductRow

CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A deposit account. Amounts are texts written for the actor; `interest` is accrued so far, an estimate."""

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

    def money(self, amount: Decimal | None, currency: str = formats.HOME_CURRENCY, *, signed: bool = False) -> str:
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


def holdings(*, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None) -> Holdings:
    """Return the panel; raise NotFound outside the scope."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    day = clock.bank_date(as_of or now)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    writer = _Writer(customers.masker_of(actor), in_team, get_language() or CHINESE, day)
    accounts = _rows(Account, customer_id, as_of, "number_token")
    positions = _rows(WealthPosition, customer_id, as_of)
    loans, cards = _rows(Loan, customer_id, as_of), _rows(Card, customer_id, as_of, "number_token")
    ids = {row.product_id for row in [*accounts, *positions, *loans] if row.product_id}
    shelf = products.products_by_id(ids)
    grade = customers.risk_grade_of(actor=actor, customer_id=customer_id)
    live = [row for row in accounts if row.status != choices.AccountStatus.CLOSED]
    deposits = [row for row in live if row.account_type not in choices.OWED | choices.INVESTED]
    held = [row for row in positions if row.status != "REDEEMED"]
    open_loans = [row for row in loans if row.status != choices.LoanStatus.SETTLED]
    numbers = {row.pk: row.number_masked for row in accounts}
    return Holdings(
        customer_id=customer_id,
        deposits=tuple(_deposit(row, shelf, writer) for row in sorted(deposits, key=_by_maturity)),
        positions=tuple(_position(row, shelf, numbers=numbers, writer=writer, grade=grade) for row in held),
        loans=tuple(_loan(row, shelf, writer) for row in open_loans),
        cards=tuple(_card(row, writer) for row in cards if row.status != choices.CardStatus.CANCELLED),
        deposit_total=_subtotal(((row.currency, row.balance) for row in deposits), writer),
        position_total=_subtotal(((row.currency, row.market_value) for row in held), writer),
        loan_total=_subtotal(((row.currency, row.balance or Decimal(0)) for row in open_loans), writer),
        closed_count=len(accounts) - len(live),
        risk_grade=grade,
        as_of=as_of,
    )


def _rows[RowT: (Account, WealthPosition, Loan, Card)](model: type[RowT], customer_id: int, as_of: datetime | None, *hidden: str) -> list[RowT]:
    rows = model.objects.filter(customer_id=customer_id).defer(*hidden) if hidden else model.objects.filter(customer_id=customer_id)
    return rows_as_of(rows.order_by("pk"), History, customer_id=customer_id, as_of=as_of)


def _by_maturity(row: Account) -> tuple[date, int]:
    return row.matures_on or date.max, row.pk
