"""The titles of industries, and the credit code that is public."""

import pytest

from yinqiao.customers import queries
from yinqiao.customers.choices import IdType, Kind
from yinqiao.customers.industries import industry_label
from yinqiao.customers.tests.factories import NOW, act_as, make_customer, make_identification

CODE = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("E47", "E47 房屋建筑业"),
        ("E4710", "E4710 房屋建筑业"),
        ("E", "E 建筑业"),
        ("X01", "X01"),
        ("", ""),
    ],
)
def test_a_code_is_read_with_its_title_and_a_strange_one_as_it_is(code, title):
    assert industry_label(code, is_chinese=True) == title


def test_a_title_stands_in_english_too():
    assert industry_label("C27", is_chinese=False) == "C27 Pharmaceuticals"


def test_the_credit_code_is_in_clear_in_head_profile_and_certificates(bank):
    company = make_customer(
        "海澜制药有限公司", org=bank.own.org, rm=bank.rm.staff_id, kind=Kind.COMPANY, id_number=""
    )
    make_identification(company, CODE, id_type=IdType.USCC)
    asked = {"actor": act_as(bank.rm), "customer_id": company.pk, "now": NOW}
    line = queries.customer_card(**asked).identification
    assert line is not None
    assert (line.masked, line.is_open) == (CODE, True)
    (certificate,) = queries.reach(**asked).identifications
    assert (certificate.number, certificate.is_open) == (CODE, True)
    facts = {fact.field: fact.value for fact in queries.profile(**asked).facts}
    assert (facts["uscc"], facts["industry"]) == (CODE, "C27 医药制造业")
    person = queries.customer_card(
        actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW
    ).identification
    assert person is None or not person.is_open
