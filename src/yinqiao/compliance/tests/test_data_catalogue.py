"""数据目录: nothing that holds data of a customer is left out, and numbers of persons have their class (A107)."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import queries
from yinqiao.customers.tests.factories import TODAY, act_as
from yinqiao.platform.errors import PermissionRefused


def test_every_table_with_a_customer_is_told_with_purpose_owner_and_retention(bank):
    found = queries.data_catalogue(actor=act_as(bank.compliance), today=TODAY)
    tables = {entry.table: entry for entry in found}
    assert {"customers_customer", "holdings_loan", "compliance_consent"} <= set(tables)
    assert all(row.purpose and row.basis and row.retention and row.owner for row in found)
    assert tables["compliance_due_diligence"].owner == "反洗钱中心"
    # The term is the parameter in force, not a sentence.
    assert tables["compliance_due_diligence"].retention == "业务关系结束后 120 个月"
    assert tables["interactions_sent_out"].retention == "自形成之日起 12 个月"
    assert {entry.level for entry in found} <= {2, 3}


def test_numbers_of_persons_are_classed_and_sealed(bank):
    found = queries.data_catalogue(actor=act_as(bank.compliance), today=TODAY)
    columns = {(entry.table, column.name): column for entry in found for column in entry.columns}
    token = columns["customers_identification", "number_token"]
    assert (token.is_sealed, token.category, token.level) == (True, "C2", 3)
    grade = columns["compliance_due_diligence", "aml_grade"]
    assert (grade.field_class, grade.category) == ("grade", "C2")
    assert columns["customers_customer", "id"].level == 2


def test_the_page_is_for_stewards_and_compliance(bank):
    def status(who):
        client = Client()
        sign_in(client, get_user_model().objects.get(pk=getattr(bank, who).user_id))
        return client.get(reverse("compliance:catalogue"))

    page = status("compliance")
    assert "customers_customer" in page.content.decode()
    assert status("rm").status_code == 403
    with pytest.raises(PermissionRefused):
        queries.data_catalogue(actor=bank.rm, today=TODAY)
