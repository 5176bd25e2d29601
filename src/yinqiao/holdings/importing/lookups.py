"""The numbers that files of holdings refer to, and where their history goes."""

from yinqiao.holdings.importing.numbers import known_accounts, known_owners
from yinqiao.platform.imports.tables import Lookup
from yinqiao.platform.masking.rules import FieldClass

HISTORY = "holdings_history"
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
    known=known_accounts,
    message="查无此账号",
)

OPTIONAL_ACCOUNT = Lookup(
    "account_no",
    "holdings_account",
    "number_index",
    "account_id",
    required=False,
    sensitive=FieldClass.ACCOUNT,
    known=known_accounts,
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
    known=known_owners,
    message="查无此账号",
)
