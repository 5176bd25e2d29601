"""What a page costs: its queries are counted against a committed baseline, and do not grow with the rows."""

import html
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.pages.browsing import FRAGMENT, PANELS, as_
from yinqiao.customers.tests.factories import make_customer, whole_bank
from yinqiao.holdings.tests.factories import make_account
from yinqiao.interactions.tests.factories import WORKDAY
from yinqiao.platform import clock
from yinqiao.platform.testing.query_counts import counted
from yinqiao.sales.tests.factories import make_opportunity


def test_what_pages_cost(full):
    client = as_(full.rm)
    rm = full.rm.staff_id
    for number in range(20):
        make_customer(f"王{number}", org=full.orgs["river"], rm=rm)
    client.get(reverse("customers:list"))
    # Once a day the trail and the session take down whom she opened; what the page loads afterwards asks for nothing more.
    with counted("customers:detail, opened"):
        assert client.get(reverse("customers:detail", args=[full.own.pk])).status_code == 200
    for name, args in (
        ("customers:list", ()),
        ("customers:detail", (full.own.pk,)),
        *((name, (full.own.pk,)) for name in PANELS),
    ):
        with counted(name):
            assert (
                client.get(reverse(name, args=args), headers=FRAGMENT if args else {}).status_code
                == 200
            )
    with counted("ui:palette, a name"):
        client.post(reverse("ui:palette"), {"q": "王"})
    with counted("ui:palette, a number"):
        client.post(reverse("ui:palette"), {"q": "13800001234"})
    with counted("workflow:mine"):
        client.get(reverse("workflow:mine"))
    with counted("products:list"):
        client.get(reverse("products:list"))


def test_a_longer_list_costs_no_more(full):
    client = as_(full.rm)
    client.get(reverse("customers:list"))
    rm = full.rm.staff_id
    with counted("customers:list"):
        client.get(reverse("customers:list"))
    # Beyond one page the rows are counted; how many there are changes nothing.
    for _ in range(2):
        with whole_bank():
            for number in range(60):
                make_customer(f"王{number}", org=full.orgs["river"], rm=rm)
        with counted("customers:list, more than a page"):
            client.get(reverse("customers:list"))


def test_the_count_of_a_long_list_is_kept_for_the_next_pages(full):
    with whole_bank():
        for number in range(60):
            make_customer(f"王{number}", org=full.orgs["river"], rm=full.rm.staff_id)
    client, other = as_(full.rm), as_(full.head)
    first = client.get(reverse("customers:list"), {"sort": "-aum"}).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    with CaptureQueriesContext(connection) as seen:
        client.get(html.unescape(following[1]))
    assert not [query for query in seen.captured_queries if "COUNT(" in query["sql"]]
    # Of a filter of its own, and by somebody else, they are counted anew.
    for browser, query in ((client, {"q": "王"}), (other, {})):
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse("customers:list"), query)
        assert [query for query in seen.captured_queries if "COUNT(" in query["sql"]]


DESK = (
    "ui:workbench",
    "ui:todos",
    "ui:calendar",
    "sales:kpis-block",
    "sales:feed-block",
    "sales:calls-block",
    "sales:calls",
    "holdings:upcoming",
)


def test_what_the_workbench_costs_whatever_the_book_holds(full, monkeypatch):
    # Whether a call is allowed depends on the hour, and with it what is asked further.
    monkeypatch.setattr(clock, "now", lambda: WORKDAY)
    client = as_(full.rm)
    today = clock.bank_date(clock.now())
    make_opportunity(full.own, due_on=today, purpose="SERVICE")
    make_account(full.own, account_type="TIME", balance="90000", matures_on=today)
    for name in DESK:
        client.get(reverse(name))
        with counted(f"{name}, the desk"):
            assert client.get(reverse(name)).status_code == 200
    for number in range(20):
        customer = make_customer(
            f"王{number}", org=full.orgs["river"], rm=full.rm.staff_id, mobile=f"138{number:08}"
        )
        make_opportunity(customer, due_on=today, purpose="SERVICE")
        make_account(customer, account_type="TIME", balance="90000", matures_on=today)
    for name in DESK:
        with counted(f"{name}, the desk"):
            assert client.get(reverse(name)).status_code == 200
