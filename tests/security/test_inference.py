"""P17: filter, sort, search and count say nothing of a masked value.

Two customers show the same to somebody without clearances: same mask, same band, same year. Whatever she asks, the answers stay the same
when the two change their hidden values with each other; so forty questions, or four hundred, tell them no further apart.
"""

import itertools
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.api.conftest import issue_token
from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.customers import overview, queries
from yinqiao.customers.models import Customer, Figures
from yinqiao.customers.tests.factories import NOW, Bank, act_as, make_customer, whole_bank
from yinqiao.lib import pinyin

HIDDEN = (("林婉清", "1980-03-14", "1100000.00"), ("林子轩", "1980-11-02", "2900000.00"))
SORTS = ("", *(f"{sign}{name}" for sign in ("", "-") for name in ("customer_no", "sort_key", "name", "pinyin", "initials", "birth_on", "aum", "aum_month_average", "lum", "tier", "city", "main_rm_id", "risk_grade")))  # fmt: skip
TEXTS = ("林", "林婉", "林子", "婉", "婉清", "轩", "lin", "linw", "linwanqing", "lw", "lwq", "lz", "lzx", "LZ", "%", "林_", "林%", "1980-03", "1100000")  # fmt: skip
FILTERS = (
    *({"aum_band": band} for band in range(-1, 6)),
    *({"birthday_month": month} for month in range(1, 13)),
    *({"q": text} for text in TEXTS),
    # What the address might carry although no field of the form is called so.
    *({name: value} for name, value in (("aum__gte", "2000000"), ("aum_min", "2000000"), ("birth_on", "1980-03-14"), ("name", "林婉清"), ("name__startswith", "林婉"), ("initials", "lwq"))),
)  # fmt: skip
QUESTIONS = [
    *({"sort": sort} for sort in SORTS),
    *FILTERS,
    *({**wanted, "sort": "-aum"} for wanted in FILTERS[:7]),
]


# The page asks the same queries as the API; a third of the questions shows that it draws nothing more of them.
ON_PAGE = QUESTIONS[::3]


def give(customer, hidden):
    """Let a customer have these hidden values, and the overview know."""
    name, birth_on, aum = hidden
    reading = pinyin.romanise(name)
    with whole_bank():
        Customer.objects.filter(pk=customer.pk).update(
            name=name,
            name_grams=pinyin.name_grams(name),
            pinyin=reading.full,
            initials=reading.initials,
            sort_key=reading.sort_key,
            birth_on=birth_on,
        )
        amounts = dict.fromkeys(
            ("aum", "aum_month_average", "aum_year_average", "lum"), Decimal(aum)
        )
        Figures.objects.filter(customer_id=customer.pk).update(**amounts)
        overview.refresh_customers(connection, [customer.pk])


@pytest.fixture
def pair(db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    bank = Bank()
    made = [
        make_customer(name, org=bank.orgs["river"], rm=bank.rm.staff_id, aum=aum, tier="PREMIER")
        for name, _birth, aum in HIDDEN
    ]
    for customer, hidden in zip(made, HIDDEN, strict=True):
        give(customer, hidden)
    return bank, made


def caller(actor):
    headers = {"Authorization": f"Bearer {issue_token(actor)}"}
    return lambda question: Client().get("/api/v1/customers", question, headers=headers)


def swap(made):
    for customer, hidden in zip(made, reversed(HIDDEN), strict=True):
        give(customer, hidden)


def test_the_api_answers_the_same_whoever_has_which_value(pair):
    bank, made = pair
    get = caller(bank.compliance)

    def answers():
        for question in QUESTIONS:
            found = get(question)
            items = found.json().get("items", [])
            yield (
                found.status_code,
                [(item["id"], item["name"], item["aum_text"]) for item in items],
            )

    before = list(answers())
    assert any(status == 200 and len(items) > 1 for status, items in before)
    swap(made)
    assert list(answers()) == before


def test_the_list_counts_and_orders_the_same(pair):
    bank, made = pair
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.compliance.user_id))
    rows = [str(customer.customer_no) for customer in made]

    def answers():
        for question in ON_PAGE:
            page = client.get(reverse("customers:list"), question).content.decode()
            yield sorted((page.find(number), number) for number in rows), page.count("林**")

    def places(found):
        return [[number for place, number in row if place >= 0] for row, _count in found]

    before = list(answers())
    swap(made)
    after = list(answers())
    assert places(after) == places(before)
    assert [count for _row, count in after] == [count for _row, count in before]


def test_no_cursor_and_no_search_tell_them_apart(pair):
    bank, made = pair
    actor = act_as(bank.compliance)

    def hits():
        return [
            [hit.id for hit in queries.search(actor=actor, now=NOW, text=text).hits]
            for text in TEXTS
        ]

    before = hits()
    swap(made)
    act_as(bank.compliance)
    assert hits() == before


def test_the_question_itself_is_sharp(pair):
    """Who may see the values does get other answers: the test above would notice a leak."""
    bank, made = pair
    get = caller(bank.rm)

    def answers():
        return [
            [item["id"] for item in get(question).json().get("items", [])]
            for question in (
                {"sort": "aum"},
                {"sort": "sort_key"},
                {"q": "lwq"},
                {"birthday_month": 3},
            )
        ]

    before = answers()
    swap(made)
    assert [one == other for one, other in itertools.zip_longest(before, answers())] == [False] * 4
