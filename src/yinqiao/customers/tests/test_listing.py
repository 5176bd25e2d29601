"""The list: filters, orders that give nothing away, pages by key."""

import base64

import pytest
from django.http import QueryDict

from yinqiao.customers import queries
from yinqiao.customers.choices import Sex
from yinqiao.customers.forms import CustomerFilterForm
from yinqiao.customers.queries import CustomerFilter, listing
from yinqiao.customers.tests.factories import NOW, act_as, make_customer
from yinqiao.platform.ui.paging import Order, QuerySetSource, read_page


@pytest.fixture
def book(bank):
    rm = bank.rm.staff_id
    make_customer(
        "王五",
        org=bank.orgs["river"],
        rm=rm,
        aum="49999.99",
        tier="MASS",
        city="厦门市",
        birth_on=None,
    )
    make_customer(
        "赵六",
        org=bank.orgs["quay"],
        rm=rm,
        aum="50000.00",
        tier="BASIC_WEALTH",
        status="DORMANT",
        risk_grade="C1",
    )
    make_customer(
        "恒瑞新材料有限公司",
        org=bank.orgs["river"],
        rm=rm,
        kind="COMPANY",
        aum="5000000",
        tier="PREMIER",
    )
    return bank


def listed(actor, **wanted):
    act_as(actor)
    return sorted(
        queries.customer_list(actor=actor, wanted=CustomerFilter(**wanted)).values_list(
            "name", flat=True
        )
    )


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"tier": "PRIVATE"}, ["林婉清"]),
        ({"kind": "COMPANY"}, ["恒瑞新材料有限公司"]),
        ({"status": "DORMANT"}, ["赵六"]),
        ({"city": "厦门市"}, ["王五"]),
        ({"risk_grade": "C1"}, ["赵六"]),
        ({"aum_band": 0}, ["王五"]),
        ({"aum_band": 1}, ["赵六"]),
        ({"aum_band": 4}, ["林婉清"]),
        ({"birthday_month": 3}, ["林婉清", "赵六"]),
        ({"tier": "PRIVATE", "city": "厦门市"}, []),
        ({"q": "王"}, ["王五"]),
    ],
)
def test_filters(book, wanted, expected):
    assert listed(book.rm, **wanted) == sorted(expected)


def test_unit_and_manager_filter_within_the_scope(book):
    assert listed(book.head, org_id=book.orgs["quay"].pk) == ["赵六"]
    assert listed(book.head, org_id=book.orgs["hill"].pk) == []
    assert listed(book.head, rm_id=book.rm.staff_id) == sorted(
        ["林婉清", "王五", "赵六", "恒瑞新材料有限公司"]
    )


def test_too_many_managers_are_offered_once_a_unit_is_chosen(book, monkeypatch):
    monkeypatch.setattr(listing, "CHOICE_LIMIT", 0)
    staff_id = book.rm.staff_id

    def offered(**values):
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in values.items()})
        form = CustomerFilterForm(query, actor=book.head, today=NOW.date())
        assert form.is_valid(), form.errors
        return [value for value, _label in form.fields["rm_id"].choices]

    assert offered() == [""]
    # Who is filtered by in the address already stays, named.
    assert offered(rm_id=staff_id) == ["", str(staff_id)]
    monkeypatch.setattr(listing, "CHOICE_LIMIT", 300)
    assert str(staff_id) in offered(org_id=book.head.org_id)


def test_a_birthday_is_no_filter_for_those_who_see_it_masked(book):
    everybody = listed(book.agent)
    assert listed(book.agent, birthday_month=3) == everybody


@pytest.mark.parametrize(
    ("who", "orders"),
    [
        ("rm", {"customer_no", "sort_key", "aum", "aum_month_average", "lum"}),
        ("head", {"customer_no", "sort_key", "aum", "aum_month_average", "lum"}),
        ("president", {"customer_no", "aum", "aum_month_average", "lum"}),
        ("agent", {"customer_no"}),
        ("compliance", {"customer_no"}),
    ],
)
def test_nobody_sorts_by_what_she_sees_masked(bank, who, orders):
    assert queries.orders_of(getattr(bank, who)) == orders


def test_no_cursor_of_a_masked_list_holds_a_name_or_an_amount(bank):
    act_as(bank.agent)
    source = QuerySetSource(queries.customer_list(actor=bank.agent, wanted=CustomerFilter()))
    page = read_page(source, order=Order.of(queries.default_order(bank.agent)), filters={}, size=1)
    body = page.next_cursor.split(":")[0].lstrip(".")
    plain = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode(errors="ignore")
    assert "12864000" not in plain
    assert "林" not in plain


def test_pages_by_key_show_each_customer_once(book):
    act_as(book.rm)
    source = QuerySetSource(queries.customer_list(actor=book.rm, wanted=CustomerFilter()))
    seen, cursor = [], ""
    while True:
        page = read_page(source, order=Order.of("-aum"), filters={}, cursor_text=cursor, size=2)
        seen += [row.name for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == ["林婉清", "恒瑞新材料有限公司", "赵六", "王五"]


@pytest.mark.parametrize(
    ("who", "name", "aum"),
    [
        ("rm", "林婉清", "1,286.4 万"),
        ("head", "林婉清", "1,286.4 万"),
        ("president", "林**", "1,286.4 万"),
        ("agent", "林**", "600 万以上"),
        ("compliance", "林**", "600 万以上"),
    ],
)
def test_a_row_is_masked_for_its_reader(bank, who, name, aum):
    actor = act_as(getattr(bank, who))
    rows = queries.customer_rows(
        queries.customer_list(actor=actor, wanted=CustomerFilter()).filter(pk=bank.own.pk),
        actor=actor,
        now=NOW,
    )
    row = rows[0]
    assert (row.name, row.aum_text, row.phone) == (name, aum, "138****1234")
    assert (row.aum is None) == (who in {"agent", "compliance"})
    assert (row.main_rm_name, row.org_name, row.age, row.sex_label) == (
        "陈思远",
        "河畔支行",
        46,
        str(Sex.FEMALE.label),
    )


def test_a_company_is_named_in_full_to_everybody(book):
    actor = act_as(book.agent)
    rows = queries.customer_rows(
        queries.customer_list(actor=actor, wanted=CustomerFilter(kind="COMPANY")),
        actor=actor,
        now=NOW,
    )
    assert [(row.name, row.age, row.sex_label) for row in rows] == [
        ("恒瑞新材料有限公司", None, "")
    ]


def test_a_filter_keeps_no_search_text_when_stored():
    wanted = CustomerFilter.of(
        {"q": "13800001234", "tier": "PRIVATE", "org_id": "7", "aum_band": "x", "city": ""}
    )
    assert wanted.plain() == {"tier": "PRIVATE", "org_id": 7}


def test_the_menu_counts_ones_own_book_and_nothing_wider(book):
    act_as(book.rm)
    assert queries.own_count(book.rm) == 4
    assert queries.own_count(book.head) is None
