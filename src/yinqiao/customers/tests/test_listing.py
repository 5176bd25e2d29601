"""The list: filters, orders that give nothing away, pages by key."""

import base64

import pytest
from django.db import connection
from django.http import QueryDict

from yinqiao.customers import overview, queries
from yinqiao.customers.choices import Sex
from yinqiao.customers.forms import CustomerFilterForm
from yinqiao.customers.queries import CustomerFilter, choosing
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, make_customer, whole_bank
from yinqiao.organization import queries as organization
from yinqiao.platform.imports.ports import Batch
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
        ({"tier": "PREMIER"}, []),
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


def filter_form(actor, **values):
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in values.items()})
    form = CustomerFilterForm(query, actor=actor, today=NOW.date())
    assert form.is_valid(), form.errors
    return form


def offered(form, name):
    return [value for value, _label in form.fields[name].choices]


def test_few_units_and_managers_are_listed(book):
    form = filter_form(book.head)
    assert str(book.orgs["quay"].pk) in offered(form, "org_id")
    assert str(book.rm.staff_id) in offered(form, "rm_id")
    assert "data-search" not in form.fields["org_id"].widget.attrs


def test_many_are_searched_for_and_the_one_filtered_by_stays_named(book, monkeypatch):
    monkeypatch.setattr(choosing, "MOST_LISTED", 0)
    form = filter_form(book.head)
    assert offered(form, "org_id") == [""]
    assert offered(form, "rm_id") == [""]
    assert form.fields["org_id"].widget.attrs["data-search"] == "/customers/units/"
    assert form.fields["rm_id"].widget.attrs["data-search-within"] == "org_id"
    unit, staff_id = book.orgs["quay"].pk, book.rm.staff_id
    form = filter_form(book.head, org_id=unit, rm_id=staff_id)
    assert offered(form, "org_id") == ["", str(unit)]
    assert offered(form, "rm_id") == ["", str(staff_id)]


def units_found(actor, search=""):
    found = queries.unit_choices(actor=actor, on=NOW.date(), search=search)
    return [int(value) for value, _label in found]


def managers_found(actor, search="", org_id=None):
    found = queries.manager_choices(actor=actor, on=NOW.date(), search=search, org_id=org_id)
    return [int(value) for value, _label in found]


def test_units_are_found_within_ones_own(book):
    quay, hill = book.orgs["quay"], book.orgs["hill"]
    assert quay.pk in units_found(book.head)
    assert quay.pk in units_found(book.head, quay.name[1:3])
    assert units_found(book.head, quay.code.lower()) == [quay.pk]
    assert units_found(book.head, hill.code) == []
    assert units_found(book.president, hill.code) == [hill.pk]
    assert units_found(book.rm, quay.code) == []


def test_managers_are_found_by_name_pinyin_and_number_within_the_unit_chosen(book):
    rm = organization.staff_card(staff_id=book.rm.staff_id, on=NOW.date()).line
    assert rm.name == "陈思远"
    for text in ("思远", "CHENSI", rm.staff_no.lower()):
        assert managers_found(book.head, text) == [rm.id]
    assert managers_found(book.head, "查无此人") == []
    assert managers_found(book.head, rm.staff_no, rm.org_id) == [rm.id]
    # A unit outside one's own limits to one's own, as if none were chosen.
    hill = book.orgs["hill"].pk
    assert managers_found(book.president, rm.staff_no, hill) == []
    assert managers_found(book.head, rm.staff_no, hill) == [rm.id]


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


def test_a_company_climbs_no_tiers_of_persons_and_is_not_written_again_for_it(book):
    actor = act_as(book.head)
    rows = queries.customer_rows(
        queries.customer_list(actor=actor, wanted=CustomerFilter(kind="COMPANY")),
        actor=actor,
        now=NOW,
    )
    assert [(row.tier, row.tier_label) for row in rows] == [("", "")]
    batch = Batch(id=0, source="CORE", profile="core", on=TODAY, known_at=NOW)
    with whole_bank():
        assert overview.refresh_batch(connection, batch) == 0


def test_a_filter_keeps_no_search_text_when_stored():
    wanted = CustomerFilter.of(
        {"q": "13800001234", "tier": "PRIVATE", "org_id": "7", "aum_band": "x", "city": ""}
    )
    assert wanted.plain() == {"tier": "PRIVATE", "org_id": 7}


def test_the_menu_counts_ones_own_book_and_nothing_wider(book):
    act_as(book.rm)
    assert queries.own_count(book.rm) == 4
    assert queries.own_count(book.head) is None
