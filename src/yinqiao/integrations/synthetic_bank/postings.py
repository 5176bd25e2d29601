"""What a posting can be: source codes of type, category and channel with the words of the bank's summary; and a sink that gathers postings."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import Flags, Integers, integers


class Kind(IntEnum):
    """Kinds of postings; `KINDS` has their codes. 20-33 are spending categories, in the numbers of the category code map."""

    SALARY = 0
    BONUS = 1
    PENSION = 2
    OUTSIDE_SALARY = 3
    INTEREST = 4
    TERM_INTEREST = 5
    TRANSFER_IN = 6
    TRANSFER_OUT = 7
    FAMILY_IN = 8
    FAMILY_OUT = 9
    CASH_IN = 10
    CASH_OUT = 11
    RENT_IN = 12
    RENT_OUT = 13
    MORTGAGE = 14
    LOAN = 15
    LOAN_IN = 16
    CARD_REPAYMENT = 17
    PLACEMENT = 18
    MATURITY = 19
    DINING = 20
    GROCERY = 21
    SHOPPING = 22
    TRANSPORT = 23
    MOTORING = 24
    EDUCATION = 25
    MEDICAL = 26
    TRAVEL = 27
    ENTERTAINMENT = 28
    UTILITIES = 29
    TELECOM = 30
    INSURANCE = 31
    HOUSING = 32
    CHILDREN = 33
    PURCHASE_OF_PRODUCT = 34
    REDEMPTION = 35
    PREMIUM = 36
    FEE = 37
    SECURITIES_OUT = 38
    SECURITIES_IN = 39
    HOUSE_SALE = 40
    OPENING = 41
    SALES_RECEIPT = 42
    SUPPLIES = 43
    WAGES = 44
    TAX = 45
    TERM_IN = 46
    TERM_OUT = 47
    RENEWAL_INTEREST = 48


class Words(NamedTuple):
    """Codes and summary of a kind; `channel` is the usual one."""

    type_code: str
    category: str
    summary: str
    channel: str


KINDS: dict[Kind, Words] = {
    Kind.SALARY: Words("1001", "01", "代发工资", "07"),
    Kind.BONUS: Words("1001", "03", "代发奖金", "07"),
    Kind.PENSION: Words("1001", "02", "养老金", "07"),
    Kind.OUTSIDE_SALARY: Words("1002", "01", "工资", "07"),
    Kind.INTEREST: Words("1006", "04", "结息", "07"),
    Kind.TERM_INTEREST: Words("1006", "04", "定期利息", "07"),
    Kind.TRANSFER_IN: Words("1002", "06", "转账存入", "03"),
    Kind.TRANSFER_OUT: Words("1002", "07", "转账支取", "03"),
    Kind.FAMILY_IN: Words("1002", "08", "家人转账", "03"),
    Kind.FAMILY_OUT: Words("1002", "08", "家人转账", "03"),
    Kind.CASH_IN: Words("1005", "09", "现金存入", "01"),
    Kind.CASH_OUT: Words("1005", "09", "ATM取款", "02"),
    Kind.RENT_IN: Words("1002", "10", "租金收入", "03"),
    Kind.RENT_OUT: Words("1002", "10", "房租", "03"),
    Kind.MORTGAGE: Words("1009", "11", "房贷还款", "07"),
    Kind.LOAN: Words("1009", "12", "贷款还款", "07"),
    Kind.LOAN_IN: Words("1008", "12", "贷款发放", "07"),
    Kind.CARD_REPAYMENT: Words("1014", "13", "信用卡还款", "07"),
    Kind.PLACEMENT: Words("1012", "53", "转存定期", "03"),
    Kind.MATURITY: Words("1013", "53", "定期到期转入", "07"),
    Kind.DINING: Words("1004", "20", "餐饮消费", "06"),
    Kind.GROCERY: Words("1004", "21", "商超消费", "06"),
    Kind.SHOPPING: Words("1004", "22", "网购消费", "06"),
    Kind.TRANSPORT: Words("1004", "23", "出行消费", "06"),
    Kind.MOTORING: Words("1003", "24", "加油停车", "05"),
    Kind.EDUCATION: Words("1003", "25", "教育支出", "05"),
    Kind.MEDICAL: Words("1003", "26", "医疗支出", "05"),
    Kind.TRAVEL: Words("1004", "27", "旅游消费", "06"),
    Kind.ENTERTAINMENT: Words("1004", "28", "文娱消费", "06"),
    Kind.UTILITIES: Words("1015", "29", "水电燃气费", "07"),
    Kind.TELECOM: Words("1015", "30", "通讯费", "07"),
    Kind.INSURANCE: Words("1015", "31", "保险费", "07"),
    Kind.HOUSING: Words("1003", "32", "家居物业", "05"),
    Kind.CHILDREN: Words("1003", "33", "育儿支出", "05"),
    Kind.PURCHASE_OF_PRODUCT: Words("1010", "05", "产品申购", "03"),
    Kind.REDEMPTION: Words("1011", "05", "产品兑付", "07"),
    Kind.PREMIUM: Words("1010", "31", "保险首期保费", "01"),
    Kind.FEE: Words("1007", "40", "手续费", "07"),
    Kind.SECURITIES_OUT: Words("1002", "54", "银证转账", "03"),
    Kind.SECURITIES_IN: Words("1002", "54", "银证转账", "03"),
    Kind.HOUSE_SALE: Words("1002", "06", "房屋交易款", "01"),
    Kind.OPENING: Words("1005", "09", "开户存入", "01"),
    Kind.SALES_RECEIPT: Words("1017", "50", "货款", "09"),
    Kind.SUPPLIES: Words("1017", "51", "采购付款", "09"),
    Kind.WAGES: Words("1001", "52", "代发工资支出", "09"),
    Kind.TAX: Words("1016", "41", "税费扣缴", "07"),
    Kind.TERM_IN: Words("1012", "53", "定期存入", "03"),
    Kind.TERM_OUT: Words("1013", "53", "定期支取", "07"),
    Kind.RENEWAL_INTEREST: Words("1006", "04", "到期转存利息", "07"),
}
CHANNELS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"]
USUAL_CHANNEL = integers([CHANNELS.index(KINDS[kind].channel) for kind in Kind])
NO_ACTION_OF_CUSTOMER = (Kind.INTEREST, Kind.TERM_INTEREST, Kind.RENEWAL_INTEREST, Kind.FEE)


@dataclass
class Postings:
    """Columns of postings. `amount` in 分, credit positive; `second` of the day; names index the counterparties, 0 = none.

    `bank` indexes the other banks plus one, 0 = this bank; `other_account` 0 = none.
    """

    account: Integers
    day: Integers
    second: Integers
    amount: Integers
    kind: Integers
    channel: Integers
    name: Integers
    other_account: Integers
    bank: Integers

    def __len__(self) -> int:
        return len(self.account)

    def kept(self, keep: Flags) -> "Postings":
        """Return the postings where `keep` holds."""
        return Postings(**{name: getattr(self, name)[keep] for name in COLUMNS})

    def ordered(self, order: Integers) -> "Postings":
        """Return the postings in the given order."""
        return Postings(**{name: getattr(self, name)[order] for name in COLUMNS})


COLUMNS = ("account", "day", "second", "amount", "kind", "channel", "name", "other_account", "bank")


@dataclass
class Sink:
    """Gathers postings from many places."""

    parts: list[Postings] = field(default_factory=list)

    def add(
        self,
        kind: Kind | Integers,
        *,
        account: Integers,
        day: Integers | int,
        second: Integers | int,
        amount: Integers,
        channel: Integers | None = None,
        name: Integers | int = 0,
        other_account: Integers | int = 0,
        bank: Integers | int = 0,
    ) -> None:
        """Add postings: arrays of the length of `account`, or one value for all."""
        kinds = _column(kind, len(account))
        used = USUAL_CHANNEL[kinds] if channel is None else channel
        rest = (day, second, amount, kinds, used, name, other_account, bank)
        self.parts.append(Postings(account, *(_column(values, len(account)) for values in rest)))

    def all(self) -> Postings:
        """Return everything gathered, in the order of adding, without postings of nothing."""
        gathered = Postings(
            **{
                name: integers(np.concatenate([getattr(part, name) for part in self.parts]))
                for name in COLUMNS
            }
        )
        return gathered.kept(gathered.amount != 0)


def _column(values: Integers | int, length: int) -> Integers:
    return integers(np.broadcast_to(integers(values), (length,)))
