"""Parameters of the derived figures (DOMAIN §2; ARCHITECTURE, settled numbers)."""

from yinqiao.analytics import limits
from yinqiao.platform.i18n.codes import named
from yinqiao.platform.registry import ParameterDefinition, parameters
from yinqiao.products.choices import ProductClass

TIER_THRESHOLDS = "customers.tier_thresholds"
AUM_WEIGHTS = "analytics.aum_weights"
LUM_CLASSES = "analytics.lum_classes"
FX_RATES = "analytics.fx_rates"
NEAR_TIER = "analytics.near_tier_percent"
IDLE_DEMAND = "analytics.idle_demand"
ACCOUNT_COST = "analytics.account_cost"
VALUE_WEIGHTS = "analytics.value_weights"
VALUE_FULL = "analytics.value_full_marks"
LOYALTY_WEIGHTS = "analytics.loyalty_weights"
LOYALTY_FULL = "analytics.loyalty_full_marks"
FIGURES = (
    AUM_WEIGHTS,
    LUM_CLASSES,
    FX_RATES,
    NEAR_TIER,
    IDLE_DEMAND,
    ACCOUNT_COST,
    VALUE_WEIGHTS,
    VALUE_FULL,
    LOYALTY_WEIGHTS,
    LOYALTY_FULL,
)
"""What figures are worked out by after each batch."""

parameters.add(
    TIER_THRESHOLDS,
    ParameterDefinition(
        TIER_THRESHOLDS,
        "Lower bounds of the tiers",
        ["50000", "500000", "3000000", "6000000"],
        "CNY, month average of AUM",
        "本行制度：客户分层标准",
        "零售金融部",
        description="理财, 财富, 钻石, 私行; below the first is 大众.",
        check=limits.problem_with_thresholds,
    ),
)
parameters.add(
    AUM_WEIGHTS,
    ParameterDefinition(
        AUM_WEIGHTS,
        "Product classes counted in AUM, with weight",
        [
            "DEMAND:1",
            "TIME:1",
            "NOTICE:1",
            "CD:1",
            "STRUCTURED:1",
            "TBOND:1",
            "WM:1",
            "FUND:1",
            "INS:1",
            "METAL:1",
            "ALT:1",
            "CUSTODY:1",
        ],
        "class:weight",
        "本行制度：资产管理规模口径",
        "零售金融部",
        description="Third-party custody is often weighted below 1. Loans, card limits and other banks' assets never count.",
        check=limits.problem_with_weights,
        say=named(ProductClass),
    ),
)
parameters.add(
    LUM_CLASSES,
    ParameterDefinition(
        LUM_CLASSES,
        "Product classes counted in LUM",
        ["MORTGAGE", "CONSUMER", "BIZ_LOAN", "CORP_WC", "CARD"],
        "class",
        "本行制度：贷款规模口径",
        "零售金融部",
        check=limits.problem_with_classes,
        say=named(ProductClass),
    ),
)
parameters.add(
    FX_RATES,
    ParameterDefinition(
        FX_RATES,
        "Day-end mid rates to CNY",
        ["CNY:1", "USD:7.08", "EUR:8.20", "HKD:0.91", "JPY:0.0472", "GBP:9.42"],
        "CNY for one unit",
        "中国外汇交易中心日终中间价；接入行情前由金融市场部设置",
        "金融市场部",
        description="A currency without a rate counts one to one.",
        check=limits.problem_with_rates,
    ),
)
parameters.add(
    NEAR_TIER,
    ParameterDefinition(
        NEAR_TIER,
        "How near the next tier counts as near",
        10,
        "percent of the lower bound",
        "本行制度：客户分层标准",
        "零售金融部",
        least=1,
        most=50,
    ),
)
parameters.add(
    IDLE_DEMAND,
    ParameterDefinition(
        IDLE_DEMAND,
        "Demand deposits from which money counts as idle",
        50_000,
        "CNY",
        "本行制度：活期资金闲置口径",
        "零售金融部",
        least=1_000,
        most=10_000_000,
    ),
)
parameters.add(
    ACCOUNT_COST,
    ParameterDefinition(
        ACCOUNT_COST,
        "Yearly cost of an account",
        30,
        "CNY",
        "本行管理会计：账户运营成本分摊",
        "计划财务部",
        least=0,
        most=10_000,
    ),
)
parameters.add(
    VALUE_WEIGHTS,
    ParameterDefinition(
        VALUE_WEIGHTS,
        "Weights of the value score",
        ["deposits:20", "wealth:20", "loans:15", "income:15", "spending:10", "assets:20"],
        "part:weight, together 100",
        "本行制度：客户价值评价体系",
        "零售金融部",
        check=limits.problem_with_value_weights,
    ),
)
parameters.add(
    VALUE_FULL,
    ParameterDefinition(
        VALUE_FULL,
        "Full marks of the value score",
        [
            "deposits:500000",
            "wealth:1000000",
            "loans:1000000",
            "income:20000",
            "spending:30000",
            "assets:3000000",
        ],
        "part:CNY",
        "本行制度：客户价值评价体系",
        "零售金融部",
        check=limits.problem_with_value_marks,
    ),
)
parameters.add(
    LOYALTY_WEIGHTS,
    ParameterDefinition(
        LOYALTY_WEIGHTS,
        "Weights of the loyalty score",
        ["tenure:40", "depth:35", "activity:25"],
        "part:weight, together 100",
        "本行制度：客户忠诚度评估",
        "零售金融部",
        check=limits.problem_with_loyalty_weights,
    ),
)
parameters.add(
    LOYALTY_FULL,
    ParameterDefinition(
        LOYALTY_FULL,
        "Full marks of the loyalty score",
        ["tenure:120", "depth:5", "activity:30"],
        "part: months, classes, transactions of 90 days",
        "本行制度：客户忠诚度评估",
        "零售金融部",
        check=limits.problem_with_loyalty_marks,
    ),
)
