from yinqiao.customers import queries
from yinqiao.customers.queries import CustomerFilter
from yinqiao.customers.tests.factories import NOW, act_as


def test_smoke(bank):
    act_as(bank.rm)
    rows = queries.customer_rows(queries.customer_list(actor=bank.rm, wanted=CustomerFilter()), actor=bank.rm, now=NOW)
    assert [row.name for row in rows] == ["林婉清"]
