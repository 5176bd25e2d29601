"""The map of relations: each party once, at the same place every time, none outside the frame; owners of a company."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries, relation_map
from yinqiao.customers.tests.factories import NOW, act_as, make_customer, make_relation


def tie(party, kind_label="股东", *, is_family=False, name="澜江置业有限公司"):
    return SimpleNamespace(party=party, kind_label=kind_label, is_family=is_family, name=name)


def test_a_party_with_several_relations_is_one_node():
    found = relation_map.map_of([tie(1, "股东"), tie(1, "法定代表人"), tie(2, "供应商")])
    assert [node.all_kinds for node in found.nodes if node.row.party == 1] == ["股东、法定代表人"]
    assert len(found.nodes) == 2


def test_two_strangers_of_one_masked_name_stay_two():
    found = relation_map.map_of([tie(1, name="王**"), tie(2, name="王**")])
    assert len(found.nodes) == 2


@given(st.lists(st.booleans(), max_size=30))
def test_no_node_leaves_the_frame_or_covers_another(families):
    rows = [tie(number, is_family=is_family) for number, is_family in enumerate(families)]
    found = relation_map.map_of(rows)
    assert len(found.nodes) + found.left_out == len(rows)
    assert len(found.nodes) <= relation_map.MOST
    assert all(12 <= node.y <= found.height - 12 and 12 <= node.x <= 628 for node in found.nodes)
    for is_left in (True, False):
        heights = sorted(node.y for node in found.nodes if node.is_left is is_left)
        assert all(low + 28 <= high for low, high in pairwise(heights))
    assert relation_map.map_of(rows) == found


def page(bank, name, customer):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse(name, args=[customer.pk])
    return client.get(url, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("name", ["customers:ties", "customers:ties-summary"])
def test_a_stranger_on_the_map_is_a_masked_name_without_a_way_to_her(bank, name):
    make_relation(bank.own, bank.foreign)
    body = page(bank, name, bank.own)
    assert ('class="rel' in body, "顾**" in body, "不在您的管户范围" in body) == (True, True, True)
    assert ("顾长风" in body, f"/customers/{bank.foreign.pk}/" in body) == (False, False)


def test_a_relative_in_scope_opens_from_the_map(bank):
    mother = make_customer("宋雅琴", org=bank.orgs["river"], rm=bank.rm.staff_id)
    make_relation(bank.own, mother, kind="CHILD")
    body = page(bank, "customers:ties-summary", bank.own)
    assert f'<a href="{reverse("customers:detail", args=[mother.pk])}"><g class="in l">' in body


def test_a_company_tells_who_stands_behind_it_in_order(bank):
    company = make_customer(
        "澜江恒瑞新材料有限公司", kind="COMPANY", org=bank.orgs["river"], rm=bank.rm.staff_id
    )
    make_relation(bank.own, company, kind="SHAREHOLDER")
    make_relation(bank.own, company, kind="LEGAL_REPRESENTATIVE")
    make_relation(bank.own, company, kind="SUPPLIER")
    found = queries.owners(actor=act_as(bank.rm), customer_id=company.pk, now=NOW)
    assert [(row.kind, row.name) for row in found] == [
        ("LEGAL_REPRESENTATIVE", "林婉清"),
        ("SHAREHOLDER", "林婉清"),
    ]
    body = page(bank, "customers:summary", company)
    assert ("法定代表人" in body, "供应商" in body) == (True, False)
