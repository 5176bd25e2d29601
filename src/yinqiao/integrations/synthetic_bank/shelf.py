"""The product shelf: deposits, wealth products, funds, insurance, metals, trusts, loans, cards; each relative to the batch date."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    NO_DAY,
    Floats,
    Integers,
    day_date,
    integers,
)
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.rates import deposit_rates, lpr_on, posted_on

BANK_ISSUER = "澜江银行"
WEALTH_ISSUER = "银桥理财有限责任公司"
YUAN = 100


@dataclass(frozen=True)
class Product:
    """One product; money in 分, rates in percent, days as day numbers. `product_class` is the source code."""

    code: str
    name: str
    product_class: str
    rate: float | None = None
    term_days: int | None = None
    minimum: int = 0
    step: int = 1
    risk: int = 0
    issuer_risk: int = 0
    regime: str = "0"
    sales_mode: str = "1"
    issuer: str = BANK_ISSUER
    form: str = "1"
    benchmark: tuple[float, float] | None = None
    redemption_days: int | None = None
    starts_on: int = NO_DAY
    matures_on: int = NO_DAY
    sale_from: int = NO_DAY
    sale_to: int = FOREVER
    is_on_sale: bool = True
    audience: str = "P"  # P persons, C companies
    yearly_return: float = 0.0
    volatility: float = 0.0


TERMS = {91: "三个月", 182: "六个月", 365: "一年", 730: "两年", 1095: "三年", 1825: "五年"}
FUNDS = [
    ("银桥稳健纯债债券A", 2, 2.9, 1.2),
    ("银桥短债债券C", 1, 2.3, 0.5),
    ("华岑恒利混合", 3, 4.5, 9.0),
    ("中岚蓝筹精选混合", 4, 7.0, 17.0),
    ("锦岑沪深300指数增强", 4, 6.5, 18.0),
    ("启岑科技创新股票", 5, 9.0, 27.0),
    ("海岚医药健康股票", 5, 3.0, 25.0),
    ("东屿红利低波指数", 3, 7.5, 12.0),
    ("诺澜添利货币A", 1, 1.5, 0.1),
    ("远岚纳斯达克100指数（QDII）", 4, 11.0, 20.0),
    ("瑞岑养老目标2045三年持有", 3, 5.0, 8.0),
    ("正岑黄金ETF联接", 4, 14.0, 14.0),
]
OPEN_WEALTH = [
    ("日日盈现金管理", 1, 1, 1.55, 0.1, 100),
    ("月月享最短持有30天", 2, 2, 2.15, 0.5, 1),
    ("季季添最短持有90天", 2, 2, 2.45, 0.7, 1),
    ("半年丰最短持有180天", 2, 2, 2.70, 0.9, 1),
    ("固收增强周开", 2, 3, 3.05, 1.8, 1),
    ("混合优选一年持有", 3, 3, 3.60, 4.5, 100),
    ("权益精选两年持有", 4, 4, 5.00, 12.0, 1000),
]
INSURANCES = [
    ("银桥鑫享两全保险（分红型）", 0, 2.0),
    ("银桥金玉终身寿险", 0, 1.8),
    ("恒岚颐年养老年金保险", 0, 2.1),
    ("恒岚少儿教育年金", 0, 2.0),
    ("安岑终身重大疾病保险", 0, 0.5),
    ("瑞岑万能型终身寿险", 2, 2.2),
]


def build_shelf(plan: Plan) -> list[Product]:
    """Return all products of the plan's bank, in a fixed order."""
    return [
        *_deposits(plan),
        *_closed_wealth(plan),
        *_open_wealth(plan),
        *_funds(),
        *_insurance(),
        *_metals_and_trusts(plan),
        *_loans(plan),
    ]


def _deposits(plan: Plan) -> Iterator[Product]:
    """Yield deposits with the rates posted on the batch date."""
    demand = posted_on("demand", 0, plan.today)
    yield Product("D0101", "个人活期存款", "101", rate=demand)
    yield Product("D0102", "单位活期存款", "101", rate=demand, audience="C")
    for days, title in TERMS.items():
        yield Product(
            f"D02{days:04d}",
            f"个人整存整取{title}",
            "102",
            rate=posted_on("time", days, plan.today),
            term_days=days,
            minimum=50 * YUAN,
        )
    for days in (91, 182, 365):
        yield Product(
            f"D12{days:04d}",
            f"单位定期存款{TERMS[days]}",
            "102",
            rate=posted_on("time", days, plan.today),
            term_days=days,
            minimum=1_000_000,
            audience="C",
        )
    notice = posted_on("notice", 7, plan.today)
    yield Product("D0307", "个人七天通知存款", "103", rate=notice, term_days=7, minimum=5_000_000)
    yield Product(
        "D1307",
        "单位七天通知存款",
        "103",
        rate=notice,
        term_days=7,
        minimum=50_000_000,
        audience="C",
    )
    for days in (182, 365, 1095):
        rate = posted_on("certificate", days, plan.today)
        yield Product(
            f"D04{days:04d}",
            f"个人大额存单{TERMS[days]}",
            "104",
            rate=rate,
            term_days=days,
            minimum=20_000_000,
            step=1_000_000,
        )
    for days, low, high in ((91, 0.8, 2.1), (182, 0.9, 2.3)):
        name = f"汇率挂钩结构性存款{TERMS[days]}"
        yield Product(
            f"D05{days:04d}",
            name,
            "105",
            rate=(low + high) / 2,
            term_days=days,
            minimum=1_000_000,
            risk=2,
            issuer_risk=2,
            regime="1",
            benchmark=(low, high),
        )
    for days in (1095, 1825):
        name = f"储蓄国债（电子式）{TERMS[days]}"
        yield Product(
            f"D06{days:04d}",
            name,
            "106",
            rate=posted_on("bond", days, plan.today),
            term_days=days,
            minimum=10_000,
            step=10_000,
            issuer="中华人民共和国财政部",
            sales_mode="2",
        )


def _closed_wealth(plan: Plan) -> Iterator[Product]:
    """One series a week, maturing every week from the start of history to half a year ahead, and one in exactly 15 days."""
    maturities = sorted(
        {
            *range(plan.start + 12, plan.today + 190, 7),
            plan.today + 15,
            plan.today + 7,
            plan.today + 1,
            plan.today + 30,
        }
    )
    for number, matures_on in enumerate(maturities):
        days = (98, 182, 273, 364)[number % 4]
        starts_on = matures_on - days
        rate = 2.2 + (days / 364) * 0.6
        risk, issuer_risk = ((2, 2), (2, 3), (2, 2), (3, 3))[number % 4]
        product = Product(
            f"W{day_date(starts_on):%y%m}{number:03d}",
            f"银桥稳盈封闭净值型{day_date(starts_on):%Y}年第{number + 1:03d}期",
            "201",
            term_days=days,
            minimum=1_000_000 if number % 5 == 0 else 100,
            risk=risk,
            issuer_risk=issuer_risk,
            regime="1",
            issuer=WEALTH_ISSUER,
            sales_mode="2",
            form="2",
            benchmark=(round(rate - 0.2, 2), round(rate + 0.5, 2)),
            starts_on=starts_on,
            matures_on=matures_on,
            sale_from=starts_on - 7,
            sale_to=starts_on - 1,
            yearly_return=rate,
            volatility=0.8,
        )
        yield replace(product, is_on_sale=product.sale_from <= plan.today <= product.sale_to)


def _open_wealth(plan: Plan) -> Iterator[Product]:
    for number, (name, risk, issuer_risk, rate, volatility, minimum) in enumerate(
        OPEN_WEALTH, start=1
    ):
        yield Product(
            f"WO{number:03d}",
            f"银桥{name}",
            "201",
            minimum=minimum,
            risk=risk,
            issuer_risk=issuer_risk,
            regime="1",
            issuer=WEALTH_ISSUER,
            sales_mode="2",
            benchmark=(round(rate - 0.1, 2), round(rate + 0.6, 2)),
            redemption_days=1,
            starts_on=plan.start - 700,
            sale_from=plan.start - 700,
            yearly_return=rate,
            volatility=volatility,
        )


def _funds() -> Iterator[Product]:
    for number, (name, risk, rate, volatility) in enumerate(FUNDS, start=1):
        yield Product(
            f"F{number:06d}",
            name,
            "202",
            minimum=1_000,
            risk=risk,
            issuer_risk=risk,
            regime="2",
            issuer="银桥基金管理有限公司"
            if name.startswith("银桥")
            else f"{name[:2]}基金管理有限公司",
            sales_mode="2",
            redemption_days=3,
            yearly_return=rate,
            volatility=volatility,
        )


def _insurance() -> Iterator[Product]:
    for number, (name, risk, rate) in enumerate(INSURANCES, start=1):
        issuer = (
            "银桥人寿保险股份有限公司"
            if name.startswith("银桥")
            else f"{name[:2]}人寿保险股份有限公司"
        )
        yield Product(
            f"I{number:04d}",
            name,
            "203",
            risk=risk,
            issuer_risk=risk,
            minimum=100_000,
            regime="3",
            sales_mode="2",
            issuer=issuer,
            yearly_return=rate,
        )


def _metals_and_trusts(plan: Plan) -> Iterator[Product]:
    yield Product(
        "M0001",
        "银桥积存金",
        "204",
        risk=3,
        issuer_risk=3,
        regime="1",
        minimum=1_000,
        yearly_return=16.0,
        volatility=15.0,
    )
    yield Product(
        "M0002", "银桥投资金条", "204", minimum=900 * YUAN, yearly_return=16.0, volatility=15.0
    )
    for number, (name, risk, rate) in enumerate(
        (
            ("稳信集合资金信托计划", 3, 4.6),
            ("瑞远证券投资私募基金", 5, 8.5),
            ("汇通固收资管计划", 3, 4.2),
        ),
        start=1,
    ):
        yield Product(
            f"A{number:04d}",
            name,
            "205",
            risk=risk,
            issuer_risk=risk,
            regime="1",
            minimum=30_000_000 if number == 3 else 100_000_000,
            sales_mode="2",
            issuer="恒岚信托有限公司",
            form="2",
            term_days=730,
            starts_on=plan.start - 200 - 30 * number,
            matures_on=plan.start + 530 - 30 * number,
            is_on_sale=False,
            yearly_return=rate,
            volatility=3.0 if risk == 3 else 16.0,
        )


def _loans(plan: Plan) -> Iterator[Product]:
    """Yield loans with the usual rate on the batch date: the LPR and a spread."""
    for code, name, product_class, spread, audience in (
        ("L0101", "个人住房按揭贷款", "301", -0.30, "P"),
        ("L0201", "银桥e贷消费贷款", "302", 0.30, "P"),
        ("L0301", "个人经营性贷款", "303", 0.60, "P"),
        ("L1101", "流动资金贷款", "304", 0.35, "C"),
        ("L1102", "普惠小微信用贷", "304", 0.65, "C"),
    ):
        rate = round(lpr_on(product_class, plan.today) + spread, 4)
        yield Product(code, name, product_class, rate=rate, audience=audience)
    yield Product("C0101", "银桥标准信用卡", "401")
    yield Product("C0102", "银桥白金信用卡", "401")
    yield Product("P0101", "代发工资服务", "501", audience="C")


def opening_rates(shelf: list[Product], product: Integers, day: Integers) -> Floats:
    """Return the rate in percent of a deposit of each product begun on each day."""
    return deposit_rates(
        [entry.product_class for entry in shelf],
        [entry.term_days or 0 for entry in shelf],
        [entry.rate or 0.0 for entry in shelf],
        product=product,
        day=day,
    )


def positions(shelf: list[Product], product_class: str, audience: str = "P") -> Integers:
    """Return the positions on the shelf of one class for one audience."""
    return integers(
        [
            number
            for number, product in enumerate(shelf)
            if product.product_class == product_class and product.audience == audience
        ]
    )


def product_rows(shelf: list[Product], navs: dict[str, float], nav_on: int) -> pl.DataFrame:
    """Return the rows of table `product`; `navs` is the last unit value by product code."""
    rows = [
        {
            "product_code": product.code,
            "name": product.name,
            "product_class": product.product_class,
            "risk_grade": str(product.risk) if product.risk else None,
            "issuer_risk_grade": str(product.issuer_risk) if product.issuer_risk else None,
            "suitability_regime": product.regime,
            "sales_mode": product.sales_mode,
            "issuer": product.issuer,
            "currency": "156",
            "form": product.form,
            "term_days": product.term_days,
            "rate": product.rate,
            "benchmark_low": product.benchmark[0] if product.benchmark else None,
            "benchmark_high": product.benchmark[1] if product.benchmark else None,
            "minimum_amount": product.minimum,
            "step_amount": product.step,
            "nav": navs.get(product.code),
            "nav_on": nav_on if product.code in navs else NO_DAY,
            "redemption_days": product.redemption_days,
            "starts_on": product.starts_on,
            "matures_on": product.matures_on,
            "sale_from": product.sale_from,
            "sale_to": product.sale_to,
            "is_on_sale": product.is_on_sale,
        }
        for product in shelf
    ]
    return pl.DataFrame(rows, infer_schema_length=None)
