"""Where the files of balances, transactions, payroll, fees and sign-ins go."""

import polars as pl

from yinqiao.holdings.choices import Category, Channel, Direction
from yinqiao.holdings.importing.lookups import CUSTOMER, OPTIONAL_ACCOUNT, OWNED_ACCOUNT
from yinqiao.platform.imports.tables import AppendTable, Column, Lookup, Sealed
from yinqiao.platform.masking.rules import FieldClass

PAYROLL = AppendTable(
    name="holdings.payroll",
    title="代发工资",
    table="holdings_payroll",
    values=(
        Column("pay_month", required=True),
        Column("paid_on", "date", required=True),
        Column("amount", "decimal", required=True),
        Column("transaction_no"),
    ),
    lookups=(
        Lookup(
            "payer_customer_no",
            "customers_customer",
            "customer_no",
            "payer_id",
            message="查无此代发单位",
        ),
        Lookup(
            "employee_customer_no",
            "customers_customer",
            "customer_no",
            "customer_id",
            message="查无此客户号",
        ),
        OPTIONAL_ACCOUNT,
    ),
    unique=("payer_id", "customer_id", "paid_on"),
    lake="payroll",
    lake_columns=("payer_id", "customer_id", "account_id", "pay_month", "paid_on", "amount"),
)

BALANCE = AppendTable(
    name="holdings.balance",
    title="日终余额",
    table="holdings_balance",
    values=(
        Column("balance_on", "date", required=True),
        Column("balance", "decimal", required=True),
    ),
    lookups=(OWNED_ACCOUNT,),
    unique=("account_id", "balance_on"),
    month="balance_on",
    lake="balance",
    lake_columns=("account_id", "customer_id", "balance_on", "balance"),
)

TRANSACTION = AppendTable(
    name="holdings.transaction",
    title="交易流水",
    table="holdings_transaction",
    values=(
        Column("transaction_no", required=True),
        Column("posted_on", "date", required=True),
        Column("posted_at", "datetime"),
        Column("direction", "code", required=True, choices=Direction),
        Column("amount", "decimal", required=True),
        Column("balance_after", "decimal"),
        Column("transaction_type", "code", default=""),
        Column("category", "code", default="", choices=Category),
        Column("channel", "code", default="", choices=Channel),
        Column("counterparty_name", sensitive=FieldClass.NAME),
        Column("counterparty_bank"),
        Column("summary", sensitive=FieldClass.FREE_TEXT),
    ),
    lookups=(OWNED_ACCOUNT,),
    sealed=(
        Sealed(
            "counterparty_account",
            "holdings.counterparty",
            "counterparty_token",
            "counterparty_masked",
            field_class=FieldClass.ACCOUNT,
        ),
    ),
    derive=lambda frame: frame.with_columns(pl.col("counterparty_masked").fill_null("")),
    unique=("transaction_no", "posted_on"),
    month="posted_on",
    lake="transaction",
    lake_columns=(
        "id",
        "account_id",
        "customer_id",
        "posted_on",
        "posted_at",
        "direction",
        "amount",
        "balance_after",
        "transaction_type",
        "category",
        "channel",
        "counterparty_name",
        "counterparty_bank",
    ),
)

FEE = AppendTable(
    name="holdings.fee",
    title="手续费",
    table="holdings_fee",
    values=(
        Column("fee_no", required=True),
        Column("charged_on", "date", required=True),
        Column("fee_kind", "code", required=True),
        Column("amount", "decimal", required=True),
        Column("product_code"),
        Column("account_no", into="-", sensitive=FieldClass.ACCOUNT),
    ),
    lookups=(CUSTOMER,),
    unique=("fee_no",),
    lake="fee",
    lake_columns=("customer_id", "charged_on", "fee_kind", "amount", "product_code"),
)

LOGIN = AppendTable(
    name="holdings.login",
    title="电子渠道登录",
    table="holdings_login",
    values=(
        Column("login_no", required=True),
        Column("logged_in_at", "datetime", required=True),
        Column("channel", "code", required=True),
        Column("result", "code", required=True),
    ),
    lookups=(CUSTOMER,),
    unique=("login_no",),
    lake="login",
    lake_columns=("customer_id", "logged_in_at", "channel", "result"),
)
