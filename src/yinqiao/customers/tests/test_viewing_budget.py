"""The viewing budget (N5): shown to whom it is about, observed until the bank enforces it, then refused on page, API and export."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access import services as access
from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries
from yinqiao.customers.tests.factories import act_as, make_customer
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def put(key, value):
    ParameterValue.objects.create(
        key=key,
        value=value,
        effective_from=date(2026, 11, 1),
        reason="试行",
        set_by_name="甲",
        set_at=NOW,
    )
    parameters.forget()


@pytest.fixture
def desk(bank):
    """The manager's client, with three customers of his."""
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    more = [make_customer(f"客户{n}", org=bank.orgs["river"], rm=bank.rm.staff_id) for n in "甲乙"]
    return client, [bank.own, *more]


def opened(client, customer):
    return client.get(reverse("customers:detail", args=[customer.pk])).status_code


def test_while_it_is_observed_nothing_is_refused(bank, desk):
    client, found = desk
    put(queries.VIEWING_BUDGET, ["*:1"])
    assert [opened(client, customer) for customer in found] == [200, 200, 200]
    act_as(bank.rm)
    budget = queries.viewing_budget(actor=bank.rm, now=NOW)
    assert [(line.key, line.used, line.limit, line.left) for line in budget.lines] == [
        ("customers", 3, 1, 0),
        ("reveals", 0, 20, 20),
        ("rows", 0, 5000, 5000),
    ]
    assert not budget.is_enforced
    assert budget.lines[0].is_scarce


def test_enforced_it_refuses_the_next_customer_and_none_that_was_opened(bank, desk):
    client, found = desk
    put(queries.VIEWING_BUDGET, ["*:9", "relationship_manager:2"])
    put(queries.BUDGET_MODE, queries.ENFORCE)
    assert [opened(client, customer) for customer in found] == [200, 200, 429]
    assert opened(client, found[0]) == 200
    token = access.create_token(
        actor=bank.rm,
        now=NOW,
        user_id=bank.rm.user_id,
        name="试算",
        scopes=["customers.view_customer"],
        days=1,
    )
    answer = Client().get(
        f"/api/v1/customers/{found[2].pk}", headers={"Authorization": f"Bearer {token.secret}"}
    )
    assert (answer.status_code, answer.json()["code"]) == (429, "VIEWING_BUDGET")
    seen = AuditEntry.objects.filter(verb="customers.opened", customer_id=found[2].pk)
    assert seen.count() == 0


def test_enforced_it_refuses_rows_above_the_day(bank):
    act_as(bank.rm)
    put(queries.EXPORT_ROW_BUDGET, ["*:10"])
    queries.require_export_budget(actor=bank.rm, now=NOW, rows=11)
    put(queries.BUDGET_MODE, queries.ENFORCE)
    queries.require_export_budget(actor=bank.rm, now=NOW, rows=10)
    with pytest.raises(queries.BudgetSpent):
        queries.require_export_budget(actor=bank.rm, now=NOW, rows=11)


def test_the_page_shows_what_is_left(desk):
    client, found = desk
    opened(client, found[0])
    page = client.get(reverse("customers:viewing-budget")).content.decode()
    assert "199" in page
