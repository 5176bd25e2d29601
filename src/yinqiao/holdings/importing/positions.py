"""Where the files of loans and wealth positions go."""

from yinqiao.holdings.choices import LoanGrade, LoanStatus
from yinqiao.holdings.importing.lookups import HISTORY, OWNED_ACCOUNT, PRODUCT
from yinqiao.platform.imports.tables import Column, Lookup, MasterTable
from yinqiao.platform.masking.rules import FieldClass

LOAN = MasterTable(
    name="holdings.loan",
    title="贷款",
    table="holdings_loan",
    key=("account_no", "contract_no"),
    key_index="holdings.loan.key",
    values=(
        Column("contract_no"),
        Column("currency", "code", default="CNY"),
        Column("principal", "decimal", required=True),
        Column("balance", "decimal"),
        Column("credit_limit", "decimal"),
        Column("limit_expires_on", "date"),
        Column("rate", "rate"),
        Column("rate_type", "code"),
        Column("spread", "rate"),
        Column("next_repricing_on", "date"),
        Column("disbursed_on", "date", required=True),
        Column("matures_on", "date"),
        Column("repayment_method", "code"),
        Column("instalment", "decimal"),
        Column("next_due_on", "date"),
        Column("overdue_days", "integer", default=0),
        Column("overdue_amount", "decimal"),
        Column("grade", "code", choices=LoanGrade),
        Column("guarantee_type", "code"),
        Column("collateral_value", "decimal"),
        Column("prepayment_requested_on", "date"),
        Column("status", "code", choices=LoanStatus),
        Column("repayment_account_no", into="-", sensitive=FieldClass.ACCOUNT),
        Column("org_code", into="-"),
        Column("customer_no", into="-"),
    ),
    lookups=(OWNED_ACCOUNT, PRODUCT),
    history=HISTORY,
)

WEALTH_POSITION = MasterTable(
    name="holdings.wealth_position",
    title="理财持仓",
    table="holdings_wealth_position",
    key=("account_no", "product_code"),
    key_index="holdings.wealth_position.key",
    values=(
        Column("currency", "code", default="CNY"),
        Column("units", "decimal", required=True),
        Column("nav", "decimal"),
        Column("nav_on", "date"),
        Column("market_value", "decimal", required=True),
        Column("cost", "decimal"),
        Column("bought_on", "date", required=True),
        Column("matures_on", "date"),
        Column("next_payment_on", "date"),
        Column("status", "code", default="HELD"),
        Column("customer_no", into="-"),
    ),
    lookups=(
        OWNED_ACCOUNT,
        Lookup(
            "product_code", "products_product", "product_code", "product_id", message="查无此产品"
        ),
    ),
    history=HISTORY,
)
