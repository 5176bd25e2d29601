"""For whom a class of products is, as a table: what stands here is advised, nothing else is. Mortgages and current accounts are asked for, not advised."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

YOUNGEST: Final = 18
ANY_AGE: Final = 200


@dataclass(frozen=True, slots=True)
class Fit:
    """Kinds of customers and ages (both included). `takes_money`: it is bought with money that is free; `is_deposit`: renewing is as good as buying.

    `is_once`: nobody needs a second one. `unwanted` are words of a customer who does not want to hear of it.
    """

    persons: bool = True
    companies: bool = False
    youngest: int = YOUNGEST
    oldest: int = ANY_AGE
    takes_money: bool = True
    is_deposit: bool = False
    is_once: bool = False
    unwanted: tuple[str, ...] = ()


FITS: Final[Mapping[str, Fit]] = MappingProxyType(
    {
        "TIME": Fit(companies=True, is_deposit=True, unwanted=("定期", "定存")),
        "NOTICE": Fit(companies=True, is_deposit=True, unwanted=("通知存款",)),
        "CD": Fit(companies=True, is_deposit=True, unwanted=("存单",)),
        "STRUCTURED": Fit(companies=True, unwanted=("结构性",)),
        "TBOND": Fit(is_deposit=True, unwanted=("国债",)),
        "WM": Fit(companies=True, unwanted=("理财",)),
        "FUND": Fit(companies=True, unwanted=("基金", "股票", "权益")),
        "INS": Fit(oldest=70, unwanted=("保险",)),
        "METAL": Fit(unwanted=("贵金属", "黄金")),
        "ALT": Fit(companies=True, unwanted=("信托", "私募")),
        "CARD": Fit(oldest=65, takes_money=False, is_once=True, unwanted=("信用卡",)),
        "CONSUMER": Fit(
            youngest=22, oldest=60, takes_money=False, is_once=True, unwanted=("贷款", "借款")
        ),
        "BIZ_LOAN": Fit(
            persons=False, companies=True, takes_money=False, is_once=True, unwanted=("贷款",)
        ),
        "CORP_WC": Fit(
            persons=False, companies=True, takes_money=False, is_once=True, unwanted=("贷款",)
        ),
        "PAYROLL": Fit(
            persons=False, companies=True, takes_money=False, is_once=True, unwanted=("代发",)
        ),
    }
)
