"""Where the product files go."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import AppendTable, Column, Lookup, MasterTable, copying
from yinqiao.products.choices import ProductClass, ProductForm, RiskGrade, SalesMode

PRODUCT = Lookup(
    "product_code", "products_product", "product_code", "product_id", message="查无此产品"
)

SHELF = MasterTable(
    name="products.product",
    title="产品",
    table="products_product",
    key=("product_code",),
    values=(
        Column("product_code", required=True),
        Column("name", required=True),
        Column("product_class", "code", required=True, choices=ProductClass),
        Column("risk_grade", "code", choices=RiskGrade),
        Column("issuer_risk_grade", "code", choices=RiskGrade),
        Column("suitability_regime", "code"),
        Column("sales_mode", "code", choices=SalesMode),
        Column("issuer"),
        Column("currency", "code", default="CNY"),
        Column("form", "code", choices=ProductForm),
        Column("term_days", "integer"),
        Column("rate", "rate"),
        Column("benchmark_low", "rate"),
        Column("benchmark_high", "rate"),
        Column("minimum_amount", "decimal"),
        Column("step_amount", "decimal"),
        Column("nav", "decimal"),
        Column("nav_on", "date"),
        Column("redemption_days", "integer"),
        Column("starts_on", "date"),
        Column("matures_on", "date"),
        Column("sale_from", "date"),
        Column("sale_to", "date"),
        Column("is_on_sale", "boolean", default=False),
    ),
    feeds={"products.product": "product_code"},
)
NAV = AppendTable(
    name="products.nav",
    title="产品净值",
    table="products_nav",
    values=(
        Column("nav_on", "date", required=True),
        Column("nav", "decimal", required=True),
        Column("cumulative_nav", "decimal"),
    ),
    lookups=(PRODUCT,),
    unique=("product_id", "nav_on"),
)
FTP_CURVE = AppendTable(
    name="products.ftp_curve",
    title="FTP 曲线",
    table="products_ftp_rate",
    values=(
        Column("curve", required=True),
        Column("currency", "code", default="CNY"),
        Column("term_days", "integer", required=True),
        Column("effective_on", "date", required=True),
        Column("rate", "rate", required=True),
    ),
    unique=("curve", "currency", "term_days", "effective_on"),
)
RISK_PARAMETER = MasterTable(
    name="products.risk_parameter",
    title="风险参数",
    table="products_risk_parameter",
    key=("product_class", "loan_grade", "effective_on"),
    values=(
        Column("product_class", "code", required=True, choices=ProductClass),
        Column("loan_grade", "code", required=True),
        Column("effective_on", "date", required=True),
        Column("probability_of_default", "rate", required=True),
        Column("loss_given_default", "rate", required=True),
        Column("risk_weight", "rate", required=True),
        Column("capital_ratio", "rate", required=True),
        Column("hurdle_rate", "rate", required=True),
        Column("operating_cost", "decimal"),
    ),
)
TARGETS = (SHELF, NAV, FTP_CURVE, RISK_PARAMETER)


def product_codes(connection: BaseDatabaseWrapper) -> pl.Series:
    """Return the product codes known now."""
    return copying.read_copy(
        connection, "select product_code from products_product", {"product_code": pl.String}
    ).to_series()
