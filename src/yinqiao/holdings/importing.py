"""Where the files of accounts, loans, cards, positions and movements go."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.crypto import fields
from yinqiao.platform.imports.tables import (
    AppendTable,
    Column,
    Lookup,
    MasterTable,
    Sealed,
    copying,
)
from yinqiao.platform.masking.rules import FieldClass

HISTORY = "holdings_history"
_SCHEMA = {"_code": pl.String, "account_id": pl.Int64, "_owner_id": pl.Int64}


class _AccountNumbers:
    """The account numbers in clear, within the loading process only: one decryption of the column serves all tables of a batch."""

    def __init__(self) -> None:
        self._stamp: tuple[int, int] | None = None
        self._frame = pl.DataFrame(schema=_SCHEMA)

    def frame(self, connection: BaseDatabaseWrapper) -> pl.DataFrame:
        """Return number, account id and customer id of every account."""
        with connection.cursor() as cursor:
            cursor.execute("select coalesce(max(id), 0), count(*) from holdings_account")
            newest, count = cursor.fetchone()
        stamp = (int(newest), int(count))
        if stamp != self._stamp:
            self._frame = _decrypted(connection)
            self._stamp = stamp
        return self._frame


def _decrypted(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    rows = copying.read_copy(
        connection,
        "select encode(number_token, 'hex'), id, customer_id from holdings_account",
        {"_token": pl.String, "account_id": pl.Int64, "_owner_id": pl.Int64},
    )
    pairs = zip(
        rows.get_column("account_id").to_list(), rows.get_column("_token").to_list(), strict=True
    )
    numbers = [
        fields.decrypt("holdings.account", row_id, bytes.fromhex(token)) for row_id, token in pairs
    ]
    return (
        rows.drop("_token")
        .with_columns(pl.Series("_code", numbers, dtype=pl.String))
        .select(list(_SCHEMA))
    )


_numbers = _AccountNumbers()


def _known_accounts(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    return _numbers.frame(connection).drop("_owner_id")


def _known_owners(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    return _numbers.frame(connection).rename({"_owner_id": "customer_id"})


def account_numbers(connection: BaseDatabaseWrapper) -> pl.Series:
    """Return the account numbers known now (in clear, for the checks of a running load)."""
    return _numbers.frame(connection).get_column("_code")


CUSTOMER = Lookup(
    "customer_no", "customers_customer", "customer_no", "customer_id", message="查无此客户号"
)
PRODUCT = Lookup(
    "product_code",
    "products_product",
    "product_code",
    "product_id",
    required=False,
    message="查无此产品",
)
ORG = Lookup("org_code", "organization_org", "code", "org_id", message="查无此机构号")
ACCOUNT = Lookup(
    "account_no",
    "holdings_account",
    "number_index",
    "account_id",
    sensitive=FieldClass.ACCOUNT,
    known=_known_accounts,
    message="查无此账号",
)
OPTIONAL_ACCOUNT = Lookup(
    "account_no",
    "holdings_account",
    "number_index",
    "account_id",
    required=False,
    sensitive=FieldClass.ACCOUNT,
    known=_known_accounts,
    message="查无此账号",
)
# The account brings its customer along.
OWNED_ACCOUNT = Lookup(
    "account_no",
    "holdings_account",
    "number_index",
    "account_id",
    also=(("customer_id", "customer_id"),),
    sensitive=FieldClass.ACCOUNT,
    known=_known_owners,
    message="查无此账号",
)

ACCOUNT_TABLE = MasterTable(
    name="holdings.account",
    title="账户",
    table="holdings_account",
    key=("account_no",),
    key_index="holdings.account.key",
    values=(
        Column("account_type", "code", required=True),
        Column("account_class", "code"),
        Column("currency", "code", default="CNY"),
        Column("status", "code", default="ACTIVE"),
        Column("opened_on", "date", required=True),
        Column("closed_on", "date"),
        Column("card_no", into="-", sensitive=FieldClass.CARD),
        Column("principal", "decimal"),
        Column("rate", "rate"),
        Column("term_days", "integer"),
        Column("value_on", "date"),
        Column("matures_on", "date"),
        Column("auto_renew", "boolean"),
        Column("balance", "decimal", default=0),
        Column("last_active_on", "date"),
    ),
    lookups=(CUSTOMER, PRODUCT, ORG),
    sealed=(
        Sealed(
            "account_no",
            "holdings.account",
            "number_token",
            "number_masked",
            field_class=FieldClass.ACCOUNT,
            index="number_index",
            required=True,
        ),
    ),
    history=HISTORY,
    feeds={"holdings.account": "account_no"},
)
ACCOUNT_PARTY = MasterTable(
    name="holdings.account_party",
    title="账户关系人",
    table="holdings_account_party",
    key=("account_no", "customer_no", "role"),
    key_index="holdings.account_party.key",
    values=(Column("role", "code", required=True), Column("party_no", into="-")),
    lookups=(ACCOUNT, CUSTOMER),
    history=HISTORY,
)
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
        Column("grade", "code"),
        Column("guarantee_type", "code"),
        Column("collateral_value", "decimal"),
        Column("prepayment_requested_on", "date"),
        Column("status", "code"),
        Column("repayment_account_no", into="-", sensitive=FieldClass.ACCOUNT),
        Column("org_code", into="-"),
        Column("customer_no", into="-"),
    ),
    lookups=(OWNED_ACCOUNT, PRODUCT),
    history=HISTORY,
)
CARD = MasterTable(
    name="holdings.card",
    title="银行卡",
    table="holdings_card",
    key=("card_no",),
    key_index="holdings.card.key",
    values=(
        Column("card_type", "code", default="DEBIT"),
        Column("card_level", "code"),
        Column("status", "code", default="ACTIVE"),
        Column("issued_on", "date", required=True),
        Column("activated_on", "date"),
        Column("last_used_on", "date"),
        Column("credit_limit", "decimal"),
        Column("used_amount", "decimal"),
        Column("statement_day", "integer"),
        Column("is_main_card", "boolean"),
    ),
    lookups=(CUSTOMER, OPTIONAL_ACCOUNT),
    sealed=(
        Sealed(
            "card_no",
            "holdings.card",
            "number_token",
            "number_masked",
            field_class=FieldClass.CARD,
            index="number_index",
            required=True,
        ),
    ),
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
STANDING_ORDER = MasterTable(
    name="holdings.standing_order",
    title="约定转账",
    table="holdings_standing_order",
    key=("order_no",),
    values=(
        Column("order_no", into="-", required=True),
        Column("payee_bank"),
        Column("amount", "decimal", required=True),
        Column("category", "code"),
    ),
    lookups=(OWNED_ACCOUNT,),
    sealed=(
        Sealed(
            "payee_account",
            "holdings.standing_order",
            "payee_token",
            "payee_masked",
            field_class=FieldClass.ACCOUNT,
        ),
    ),
    derive=lambda frame: frame.with_columns(pl.col("payee_masked").fill_null("")),
    history=HISTORY,
)
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
        Column("direction", "code", required=True),
        Column("amount", "decimal", required=True),
        Column("balance_after", "decimal"),
        Column("transaction_type", "code", default=""),
        Column("category", "code", default=""),
        Column("channel", "code", default=""),
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
TARGETS = (
    ACCOUNT_TABLE,
    ACCOUNT_PARTY,
    LOAN,
    CARD,
    WEALTH_POSITION,
    STANDING_ORDER,
    PAYROLL,
    BALANCE,
    TRANSACTION,
    FEE,
    LOGIN,
)
