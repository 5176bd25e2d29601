"""What holdings tell the timeline: money that moved in amounts that matter, and products that began, fell due and ended."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models.functions import Abs
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.holdings import choices, parameters
from yinqiao.holdings.models import Account, Loan, WealthPosition
from yinqiao.holdings.queries.positions import is_deposit, rows_of
from yinqiao.holdings.queries.transactions import (
    TransactionFilter,
    TransactionRow,
    posting_rows,
    postings,
)
from yinqiao.lib.periods import end_or_none
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as values
from yinqiao.platform.ui.story import Happening, StoryPart, moment_of, wanted
from yinqiao.products import queries as products

CHINESE = "zh-hans"
Dated = tuple[date | None, str, str, int]


def moves_told(actor: Actor, part: StoryPart) -> list[Happening]:
    """Return the movements from the amount on that counts as large, without those between the customer's own products."""
    floor = values.decimal(parameters.UNUSUAL_FLOOR, on=part.today)
    rows = postings(part.customer_id, TransactionFilter(), as_of=part.as_of)
    rows = rows.exclude(category__in=choices.OWN_MOVES)
    if part.until is not None:
        rows = rows.filter(posted_on__lte=clock.bank_date(part.until))
    if part.since is not None:
        rows = rows.filter(posted_on__gte=clock.bank_date(part.since))
    large = rows.annotate(size=Abs("amount")).filter(size__gte=floor)
    found = large.order_by("-posted_on", "-id")[: part.limit]
    return [_move(row) for row in posting_rows(found, actor=actor, in_team=part.in_team)]


def _move(row: TransactionRow) -> Happening:
    return Happening(
        at=moment_of(row.posted_on),
        id=row.id,
        icon="arrows-exchange",
        title=_("Money in") if row.sign > 0 else _("Money out"),
        text=" · ".join(part for part in (row.what, row.counterparty) if part),
        facts=(row.amount_text, row.channel_label, row.account_number),
        is_day=True,
    )


def products_told(actor: Actor, part: StoryPart) -> list[Happening]:
    """Return when accounts, positions and loans began, fell due and ended."""
    masker, language = customers.masker_of(actor), get_language() or CHINESE
    accounts = rows_of(Account, part.customer_id, part.as_of, "number_token")
    positions = rows_of(WealthPosition, part.customer_id, part.as_of)
    loans = rows_of(Loan, part.customer_id, part.as_of)
    ids = [row.product_id for row in accounts]
    ids += [row.product_id for row in positions]
    ids += [row.product_id for row in loans]
    shelf = products.products_by_id({pk for pk in ids if pk})

    def money(amount: Decimal | None, currency: str) -> str:
        if amount is None:
            return ""
        if not masker.sees_amounts(in_team=part.in_team):
            return masker.amount(abs(amount), in_team=False, language=language)
        return formats.money(amount, language=language, currency=currency)

    told: list[Happening] = []
    for account in accounts:
        product = shelf.get(account.product_id or 0)
        name = product.name if product else label(choices.AccountType, account.account_type)
        facts = [
            masker.account(account.number_masked),
            money(account.principal, account.currency),
        ]
        told += _happened(_of_account(account), name, facts, pk=account.pk, today=part.today)
    for position in positions:
        product = shelf.get(position.product_id)
        name, facts = product.name if product else "", [money(position.cost, position.currency)]
        told += _happened(_of_position(position), name, facts, pk=position.pk, today=part.today)
    for loan in loans:
        product = shelf.get(loan.product_id or 0)
        name, facts = product.name if product else _("Loan"), [money(loan.principal, loan.currency)]
        told += _happened(_of_loan(loan), name, facts, pk=loan.pk, today=part.today)
    return wanted(told, part)


def _of_account(row: Account) -> Iterable[Dated]:
    """Accounts that only hold investments or loans are told by what they hold."""
    if not is_deposit(row):
        return
    yield row.opened_on, _("Account opened"), "building-bank", 0
    yield end_or_none(row.matures_on), _("Deposit matured"), "calendar-due", 1
    yield row.closed_on, _("Account closed"), "x", 2


def _of_position(row: WealthPosition) -> Iterable[Dated]:
    yield row.bought_on, _("Product bought"), "package", 3
    yield end_or_none(row.matures_on), _("Product matured"), "calendar-due", 4


def _of_loan(row: Loan) -> Iterable[Dated]:
    yield row.disbursed_on, _("Loan paid out"), "cash", 5
    if row.status == choices.LoanStatus.SETTLED:
        yield end_or_none(row.matures_on), _("Loan paid back"), "check", 6


def _happened(
    dated: Iterable[Dated], name: str, facts: Sequence[str], *, pk: int, today: date
) -> Iterable[Happening]:
    """Give what lies not ahead."""
    for day, title, icon, number in dated:
        if day is not None and day <= today:
            yield Happening(
                at=moment_of(day),
                id=pk * 10 + number,
                icon=icon,
                title=title,
                text=name,
                facts=tuple(text for text in facts if text),
                is_day=True,
            )
