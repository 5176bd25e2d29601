"""Search for palette, list and counter."""

from dataclasses import replace

import pytest
from django.db import connection

from yinqiao.customers import queries
from yinqiao.customers.models import ListedCustomer
from yinqiao.customers.queries import CustomerFilter
from yinqiao.customers.queries.search import search
from yinqiao.customers.tests.factories import (
    NOW,
    act_as,
    make_contact,
    make_customer,
    make_identification,
)
from yinqiao.platform.actor import CustomerScope
from yinqiao.platform.audit.models import AuditEntry


def names(actor, text, limit=8):
    act_as(actor)
    return [hit.name for hit in search(actor=actor, now=NOW, text=text, limit=limit).hits]


@pytest.fixture
def book(bank):
    rm = bank.rm.staff_id
    for name in ("林婉", "林志远", "王林", "欧阳小林", "仇婉清", "林峰机电设备有限公司"):
        make_customer(
            name, org=bank.orgs["river"], rm=rm, kind="COMPANY" if "公司" in name else "PERSON"
        )
    return bank


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林婉清", ["林婉清"]),
        ("林婉", ["林婉", "林婉清"]),
        ("婉清", ["仇婉清", "林婉清"]),
        ("机电设备", ["林峰机电设备有限公司"]),
        ("lwq", ["林婉清"]),
        ("linwan", ["林婉", "林婉清"]),
        ("oyx", ["欧阳小林"]),
        ("qwq", ["仇婉清"]),
        ("zzz", []),
        ("没有这人", []),
    ],
)
def test_names_are_found_by_prefix_infix_and_pinyin(book, text, expected):
    assert sorted(names(book.rm, text)) == sorted(expected)


def test_an_exact_name_stands_first_then_those_that_begin_so(book):
    assert names(book.rm, "林婉")[:2] == ["林婉", "林婉清"]
    assert names(book.rm, "林")[-2:] == ["王林", "欧阳小林"]


def test_no_more_hits_than_asked_for(book):
    assert len(names(book.rm, "林", limit=3)) == 3


@pytest.mark.parametrize(
    "text",
    ["13800001234", "138 0000 1234", "+86 13800001234", "11010519491231002X", "11010519491231002x"],
)
def test_whole_numbers_find_their_customer_however_they_are_written(bank, text):
    assert names(bank.rm, text) == ["林婉清"]


def test_a_customer_number_finds_its_customer(bank):
    assert names(bank.rm, bank.own.customer_no) == ["林婉清"]


@pytest.mark.parametrize("text", ["1380000", "138000012", "11010519491231", "610"])
def test_a_part_of_a_number_finds_nobody(bank, text):
    assert names(bank.rm, text) == []


def test_foreign_and_absent_numbers_answer_alike(bank):
    act_as(bank.rm)
    foreign = search(actor=bank.rm, now=NOW, text="13900005678")
    absent = search(actor=bank.rm, now=NOW, text="13900009999")
    assert foreign == absent
    assert foreign.is_number


def test_a_mailbox_and_a_passport_are_numbers_too(bank):
    make_contact(bank.own, "Lin.W@bank.cn", usage="EMAIL", is_primary=False)
    make_identification(bank.own, "E12345678", id_type="PASSPORT")
    assert names(bank.rm, "lin.w@bank.cn") == ["林婉清"]
    assert names(bank.rm, "e12345678") == ["林婉清"]


def test_who_sees_names_masked_finds_by_the_whole_name_only(bank):
    assert names(bank.agent, "林婉清") == ["林**"]
    for text in ("林", "林婉", "婉清", "lwq", "linwanqing"):
        assert names(bank.agent, text) == []


def test_a_list_filter_neither_guesses_masked_names_nor_takes_personal_numbers(bank):
    act_as(bank.agent)
    for text in ("林", "lwq"):
        assert queries.customer_list(actor=bank.agent, wanted=CustomerFilter(q=text)).count() == 0
    act_as(bank.rm)
    assert queries.customer_list(actor=bank.rm, wanted=CustomerFilter(q="13800001234")).count() == 0
    assert (
        queries.customer_list(actor=bank.rm, wanted=CustomerFilter(q=bank.own.customer_no)).count()
        == 1
    )


def test_every_search_is_kept_masked_with_the_customers_it_showed(bank):
    names(bank.rm, "13800001234")
    entry = AuditEntry.objects.get(verb="customers.searched")
    assert entry.customer_id == bank.own.pk
    assert entry.detail["customers"] == [bank.own.pk]
    assert entry.detail["text"]["masked"] == "138****1234"
    names(bank.rm, "林婉清")
    kept = AuditEntry.objects.filter(verb="customers.searched").latest("id").detail["text"]
    assert kept["masked"] == "林**"
    assert "婉清" not in str(kept)


def test_signs_that_mean_something_to_like_are_plain_text(bank):
    for text in ("%", "_", "林%", "\\", "'; drop table x; --"):
        assert names(bank.rm, text) == []


def test_searches_run_unprepared(db):
    connection.ensure_connection()
    assert connection.connection.prepare_threshold is None


@pytest.mark.parametrize(
    ("condition", "index_name"),
    [
        ({"name_grams__contains": ["婉清"]}, "overview_grams"),
        ({"name__startswith": "林婉"}, "overview_name"),
        ({"initials__startswith": "lwq"}, "overview_initials"),
    ],
)
def test_behind_the_view_name_conditions_reach_their_index(bank, condition, index_name):
    act_as(bank.president)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
    assert index_name in ListedCustomer.objects.filter(**condition).explain()


def test_the_scope_narrows_a_search_by_a_number_of_several(bank):
    make_contact(bank.foreign, "13800001234", is_primary=False)
    assert names(bank.rm, "13800001234") == ["林婉清"]
    both = replace(bank.rm, scope=CustomerScope(is_all=True), clearances=frozenset({"name:scope"}))
    assert names(both, "13800001234") == ["林婉清", "顾长风"]
