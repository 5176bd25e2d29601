"""The catalogue of figures: what each is called, how it is worked out, from what, and who answers for it (DOMAIN §6). Pure words."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from yinqiao.sales.performance.choices import Figure, Measure

RETAIL: Final = "零售金融部"
FINANCE: Final = "计划财务部"
DATA: Final = "数据管理部"


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure. `is_sum`: those of people add up to that of their unit; else `value` of `of` is told as a share or a mean.

    `by_class`: told for each class of products, too. `adds_up`: it grows over the month, so there is a pace. `is_better_low`: less is better.
    """

    figure: Figure
    formula: str | Promise
    measure: Measure
    inputs: tuple[str | Promise, ...]
    owner: str = RETAIL
    is_sum: bool = True
    by_class: bool = False
    adds_up: bool = True
    is_better_low: bool = False

    @property
    def title(self) -> str:
        """Its name."""
        return str(self.figure.label)

    @property
    def is_money(self) -> bool:
        """Tell whether it is in yuan."""
        return self.measure is Measure.YUAN


_BALANCES = lazy("Day-end balances")
_POSTINGS = lazy("Transactions")
_SHARES = lazy("Assignments with their shares")
CATALOGUE: Final = {
    one.figure: one
    for one in (
        Definition(
            Figure.AUM_AVERAGE,
            lazy("Day-end AUM of each customer times the manager's share on that day, added over the days of the month up to the data date and divided by them."),
            Measure.YUAN,
            (_BALANCES, _SHARES),
            FINANCE,
            by_class=True,
            adds_up=False,
        ),
        Definition(
            Figure.AUM_END,
            lazy("AUM of each customer at the end of the data date times the manager's share on that day."),
            Measure.YUAN,
            (_BALANCES, _SHARES),
            FINANCE,
            by_class=True,
            adds_up=False,
        ),
        Definition(
            Figure.AUM_NET_GROWTH,
            lazy("AUM at the end less AUM at the begin, less what prices and exchange rates did, less customers taken over, plus customers handed over: what moved on a day is the manager's by her share on that day."),
            Measure.YUAN,
            (_BALANCES, _POSTINGS, _SHARES),
            FINANCE,
            by_class=True,
        ),
        Definition(
            Figure.NEW_CUSTOMERS,
            lazy("Customers who came to the bank in the month, have assets at the data date and whose main manager she is then."),
            Measure.COUNT,
            (_BALANCES, _SHARES),
        ),
        Definition(
            Figure.QUALIFIED,
            lazy("Customers whose AUM rose over the bound of the key tier since the end of last month, less those who fell below it; who was handed over in the month does not count."),
            Measure.COUNT,
            (_BALANCES, _SHARES),
        ),
        Definition(
            Figure.COVERAGE,
            lazy("Classes of products that her customers hold at the data date, divided by her customers with assets."),
            Measure.NUMBER,
            (_BALANCES, _SHARES),
            is_sum=False,
            adds_up=False,
        ),
        Definition(
            Figure.CHURN,
            lazy("Customers with assets at the end of last month whose assets fell below the bound of the lost, divided by all of them who are still hers."),
            Measure.SHARE,
            (_BALANCES, _SHARES),
            is_sum=False,
            adds_up=False,
            is_better_low=True,
        ),
        Definition(
            Figure.WON_AMOUNT,
            lazy("Amounts of the opportunities won in the month; of one that somebody else touched last in the days before, that person has the part the bank set."),
            Measure.YUAN,
            (lazy("Opportunities"), lazy("Contact records")),
        ),
        Definition(
            Figure.CONVERSION_RATE,
            lazy("Opportunities won in the month, divided by those about which a customer was contacted or that were won."),
            Measure.SHARE,
            (lazy("Opportunities"),),
            is_sum=False,
            adds_up=False,
        ),
        Definition(
            Figure.CONTACT_RATE,
            lazy("Customers of hers with a contact on record in the month, divided by her customers."),
            Measure.SHARE,
            (lazy("Contact records"), _SHARES),
            is_sum=False,
            adds_up=False,
        ),
        Definition(
            Figure.USAGE,
            lazy("Workdays of the month on which she logged a contact, divided by the workdays so far."),
            Measure.SHARE,
            (lazy("Contact records"),),
            DATA,
            is_sum=False,
            adds_up=False,
        ),
        Definition(
            Figure.DATA_QUALITY,
            lazy("Customers of hers whose certificate is in force at the data date, divided by those with a certificate on record that ends."),
            Measure.SHARE,
            (lazy("Certificates"), _SHARES),
            DATA,
            is_sum=False,
            adds_up=False,
        ),
    )
}  # fmt: skip
MONEY: Final = tuple(figure for figure, one in CATALOGUE.items() if one.is_money)
