"""Whatever has a customer in its address opens her (N5): no page, panel or operation reads her past the viewing budget and the trail."""

import re
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from tests.api.conftest import issue_token
from tests.security.walking import API, FRAGMENT, client_for, operations
from yinqiao.access.tests.factories import actor_of, forget
from yinqiao.customers import queries
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit import queries as audit
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.testing import routes
from yinqiao.platform.ui.access import PUBLIC
from yinqiao.platform.ui.pages import PageKind

ROLES = ("relationship_manager", "compliance_officer", "data_steward", "branch_head")
READS_THE_TRAIL = "audit.view_audit"
WATCH = system_actor(name="watch", permissions=frozenset({"w"}))


def pages_of_a_customer(values):
    return [
        (entry, address)
        for entry in routes.pages()
        if entry.arguments and entry.permission not in {PUBLIC, READS_THE_TRAIL}
        for address in [routes.address_of(entry, values(entry))]
        if re.search(rf"/customers/{values(entry)['customer_id']}/", address)
    ]


def operations_of_a_customer():
    for name, method, permission in operations():
        if permission != READS_THE_TRAIL and re.search(r"{(customer|account)_id}", name):
            yield name, method, permission


@pytest.fixture
def spent(db):
    """The bank enforces a budget that nobody has anything of."""
    for key, value in ((queries.VIEWING_BUDGET, ["*:0"]), (queries.BUDGET_MODE, queries.ENFORCE)):
        ParameterValue.objects.create(
            key=key,
            value=value,
            effective_from=date(2026, 1, 1),
            reason="试行",
            set_by_name="甲",
            set_at=clock.now(),
        )
    parameters.forget()
    yield
    parameters.forget()


def entries(user):
    return AuditEntry.objects.filter(verb=queries.OPENED, staff_id=user.staff_id).count()


def bearer(user):
    forget()
    return Client(
        raise_request_exception=False,
        headers={"Authorization": f"Bearer {issue_token(actor_of(user))}"},
    )


def ask(client, name, method, planted):
    numbers = {"customer_id": planted.customer_id, "account_id": planted.account_id}
    address = re.sub(r"{(\w+)}", lambda found: str(numbers.get(found[1], 1)), name.split()[1])
    return client.generic(method.upper(), API + address, "{}", content_type="application/json")


def test_every_page_of_a_customer_is_refused_once_the_budget_is_spent(planted, values, spent):
    found = pages_of_a_customer(values)
    assert len(found) > 80
    passed, refused = [], set()
    for role in ROLES:
        user = planted.users[role]
        client, actor = client_for(user), actor_of(user)
        for entry, address in found:
            if entry.url_name in refused or not actor.can(entry.permission):
                continue
            # A panel that is opened by its own address stands in the shell, and shows no less.
            headers = FRAGMENT if len(refused) % 4 else {}
            answers = [client.get(address, headers=headers), client.post(address, headers=FRAGMENT)]
            refused.add(entry.url_name)
            passed += [
                f"{role} {entry.url_name} -> {answer.status_code}"
                for answer in answers
                if answer.status_code != 429
            ]
        assert entries(user) == 0
    assert passed == []
    assert len(refused) > 80


def test_every_operation_of_a_customer_is_refused_once_the_budget_is_spent(planted, spent):
    user = planted.users["relationship_manager"]
    client, actor, passed, seen = bearer(user), actor_of(user), [], 0
    for name, method, permission in operations_of_a_customer():
        if not actor.can(permission):
            continue
        answer = ask(client, name, method, planted)
        seen += 1
        # Before the budget is asked, a write must name its version and its key.
        if answer.status_code not in {400, 422, 428, 429}:
            passed.append(f"{name} -> {answer.status_code}")
        if method == "get" and answer.status_code != 429:
            passed.append(f"{name} -> {answer.status_code}")
    assert seen > 15
    assert passed == []
    assert entries(user) == 0


def test_whatever_shows_a_customer_leaves_one_entry_and_a_second_look_none(planted, values, db):
    user = planted.users["relationship_manager"]
    actor, client = actor_of(user), client_for(user)
    wrong, seen = [], set()
    for entry, address in pages_of_a_customer(values):
        if entry.url_name == "customers:detail" or not actor.can(entry.permission):
            continue
        with undone():
            answers = [client.get(address, headers=FRAGMENT) for _ in range(2)]
            if all(answer.status_code == 200 for answer in answers):
                seen.add(entry.url_name)
                wrong += [] if entries(user) == 1 else [f"{entry.url_name} {entries(user)}"]
    assert len(seen) > 40
    assert wrong == []


def test_whatever_an_operation_tells_of_a_customer_leaves_one_entry(planted, db):
    user = planted.users["relationship_manager"]
    actor, client = actor_of(user), bearer(user)
    wrong, seen = [], set()
    for name, method, permission in operations_of_a_customer():
        if name == "GET customers/{customer_id}" or not actor.can(permission):
            continue
        with undone():
            answers = [ask(client, name, method, planted) for _ in range(2)]
            if all(answer.status_code == 200 for answer in answers):
                seen.add(name)
                wrong += [] if entries(user) == 1 else [f"{name} {entries(user)}"]
    assert len(seen) > 7
    assert wrong == []


def test_the_panels_of_an_opened_page_cost_nothing_more(planted, values, db):
    user = planted.users["relationship_manager"]
    client, actor = client_for(user), actor_of(user)
    assert client.get(f"/customers/{planted.customer_id}/").status_code == 200
    shown = [
        client.get(address, headers=FRAGMENT).status_code
        for entry, address in pages_of_a_customer(values)
        if entry.kind is PageKind.FRAGMENT and actor.can(entry.permission)
    ]
    assert shown.count(200) > 30
    assert entries(user) == 1
    told = audit.looks_of_day(
        actor=WATCH, permission="w", verbs=(queries.OPENED,), on=clock.bank_date(clock.now())
    )
    assert [(one.staff_id, one.customer_ids) for one in told] == [
        (user.staff_id, frozenset({planted.customer_id}))
    ]


def test_a_list_opens_nobody(planted, db):
    user = planted.users["relationship_manager"]
    client = client_for(user)
    for address in ("/customers/", "/interactions/tasks/", "/sales/opportunities/"):
        client.get(address)
    assert entries(user) == 0


def test_a_foreign_customer_is_neither_shown_nor_counted(planted, values, db):
    user = planted.stranger
    client = client_for(user)
    for _entry, address in pages_of_a_customer(values):
        assert client.get(address, headers=FRAGMENT).status_code != 200
    assert entries(user) == 0


@contextmanager
def undone():
    """Take back what happens in the block, so that the next page finds a customer whom nobody opened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
