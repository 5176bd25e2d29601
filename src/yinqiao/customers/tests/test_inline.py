"""A field changed in its row: saved alone, with before and after, taken back, and never over somebody else's change (A2, A6)."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import rules
from yinqiao.customers.models import Customer, History
from yinqiao.platform.audit.models import AuditEntry

FRAGMENT = {"HX-Request": "true"}


class Row:
    """One field of the first customer, as a person works on it."""

    def __init__(self, bank, field="nickname", who="rm", customer=None):
        self.client = Client(headers=FRAGMENT)
        sign_in(self.client, get_user_model().objects.get(pk=getattr(bank, who).user_id))
        self.field = field
        self.url = reverse("customers:own-field", args=[(customer or bank.own).pk, field])

    def read(self):
        return self.client.get(self.url).content.decode()

    def save(self, value, seen="", **more):
        data = {self.field: value, "seen": rules.mark_of(seen), **more}
        return self.client.post(self.url, data)


def stored(bank):
    return Customer.objects.get(pk=bank.own.pk).attributes


def test_a_value_is_saved_in_its_row_and_told_with_what_stood_there(bank):
    row = Row(bank)
    assert 'name="nickname"' in row.read()
    row.save("林老师")
    answer = row.save("林工", seen="林老师")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "刚刚由你修改，原值 林老师" in body
    assert "<form" in body
    assert "<html" not in body
    entry = AuditEntry.objects.filter(verb="customers.profile-changed").latest("id")
    assert (entry.old, entry.new) == ({"nickname": "林老师"}, {"nickname": "林工"})
    assert History.objects.filter(row_id=bank.own.pk).count() == 2


def test_it_is_taken_back_and_the_history_keeps_both(bank):
    row = Row(bank)
    row.save("林老师")
    body = row.save("林工", seen="林老师").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', body).group(1)
    back = row.client.post(row.url, {"nickname": "林老师", "seen": seen, "undo": "1"})
    assert "刚刚由你修改" not in back.content.decode()
    assert stored(bank) == {"nickname": "林老师"}
    assert History.objects.filter(row_id=bank.own.pk).count() == 3


def test_a_change_of_another_field_does_not_stand_in_the_way(bank):
    Row(bank, "interests").save("钓鱼")
    assert Row(bank).save("林老师").status_code == 200
    assert stored(bank) == {"interests": "钓鱼", "nickname": "林老师"}


def test_the_second_of_two_reads_the_value_of_the_first_and_keeps_hers_typed(bank):
    row = Row(bank)
    row.save("林老师")
    answer = row.save("林工")
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "陈思远 在你打开后改过此处：林老师" in body
    assert 'value="林工"' in body
    assert stored(bank) == {"nickname": "林老师"}
    seen = re.search(r'name="seen" value="(\w+)"', body).group(1)
    assert row.client.post(row.url, {"nickname": "林工", "seen": seen}).status_code == 200
    assert stored(bank) == {"nickname": "林工"}


@pytest.mark.parametrize(("field", "value"), [("nickname", "长" * 41), ("language", "KLINGON")])
def test_a_bad_value_is_told_at_its_control_and_kept(bank, field, value):
    answer = Row(bank, field).save(value)
    assert answer.status_code == 422
    assert f"own_{field}_error" in answer.content.decode()
    assert stored(bank) == {}


def test_esc_leaves_the_row_as_it_was(bank):
    row = Row(bank)
    body = row.client.get(row.url, {"leave": "1"}).content.decode()
    assert 'class="own"' in body
    assert "<form" not in body


@pytest.mark.parametrize("field", ["name", "birth_on", "no-such-field"])
def test_fields_of_the_source_system_have_no_such_row(bank, field):
    row = Row(bank, field)
    assert (row.client.get(row.url).status_code, row.save("x").status_code) == (404, 404)


def test_a_foreign_customer_and_a_reader_without_the_right_change_nothing(bank):
    assert Row(bank, customer=bank.foreign).save("x").status_code == 404
    assert Row(bank, who="compliance").save("x").status_code == 403
    assert stored(bank) == {}


def test_an_earlier_day_offers_no_change(bank):
    client = Client(headers=FRAGMENT)
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("customers:profile", args=[bank.own.pk])
    fields = reverse("customers:own-field", args=[bank.own.pk, "nickname"])
    assert fields in client.get(url).content.decode()
    head = Client(headers=FRAGMENT)
    sign_in(head, get_user_model().objects.get(pk=bank.head.user_id))
    assert fields not in head.get(url, {"as_of": "2026-11-20"}).content.decode()
