"""The numbers that files of customers refer to, and where their history goes."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.customers.models import Customer
from yinqiao.organization import queries as organization
from yinqiao.platform.imports.tables import Lookup, copying

HISTORY = "customers_history"
CUSTOMER = Lookup(
    "customer_no", "customers_customer", "customer_no", "customer_id", message="查无此客户号"
)
# A file may go on naming a unit that went into another: its customers are the successor's.
ORG = Lookup(
    "org_code",
    "organization_org",
    "code",
    "org_id",
    known=organization.answering_orgs,
    message="查无此机构号",
)
STAFF = Lookup("staff_no", "organization_staff", "staff_no", "staff_id", message="查无此员工号")


def customer_numbers(connection: BaseDatabaseWrapper) -> pl.Series:
    """Return the customer numbers known now."""
    return copying.read_copy(
        connection, "select customer_no from customers_customer", {"customer_no": pl.String}
    ).to_series()


def customer_units(number: str) -> frozenset[int]:
    """Return the unit of the customer with this number, if the database shows the customer to who asks."""
    rows = Customer.objects.filter(customer_no=number)
    return frozenset(rows.order_by().values_list("org_id", flat=True))
