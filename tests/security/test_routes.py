"""Every declared page by every role (P07, P08, P10) with planted canaries looked for in every answer (P16)."""

import re
from importlib import import_module

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.security import bank
from yinqiao.access.tests.factories import actor_of, sign_in
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.ui import pages
from yinqiao.platform.ui.access import PUBLIC, SIGNED_IN
from yinqiao.platform.ui.pages import PageKind

# Asks outside HTTP, streams, or ends the session: walked by tests of their own.
NOT_WALKED = {"access:sign-out"}
FRAGMENT = {"HX-Request": "true"}
OBJECT_ARGUMENTS = ("pk", "customer_id", "customer", "account_id")


@pytest.fixture
def planted(committed_db):
    return bank.build()


def url_of(entry, values):
    try:
        return reverse(
            entry.url_name,
            kwargs={name: values.get(name, values["pk"]) for name in entry.arguments},
        )
    except NoReverseMatch:
        return None


def walked_pages():
    import_module(settings.ROOT_URLCONF)
    return [
        entry
        for entry in pages.declared.values()
        if entry.url_name not in NOT_WALKED and entry.kind is not PageKind.ACTION
    ]


def is_about_customers(entry):
    return entry.url_name.split(":")[0] in {
        "customers",
        "holdings",
        "compliance",
        "interactions",
        "insights",
    }


def client_for(user):
    client = Client(raise_request_exception=False)
    sign_in(client, user)
    return client


def leaks(body):
    text = body.decode("utf-8", "replace")
    flat = re.sub(r"[\s\-]", "", text)
    found = [name for name, value in bank.CANARIES.items() if value in text or value in flat]
    return found + [name for name in bank.HIDDEN_COUNTERPARTIES if name in text]


def test_every_page_by_every_role(planted):
    values = {
        "pk": planted.customer_id,
        "customer_id": planted.customer_id,
        "customer": planted.customer_id,
        "account_id": planted.account_id,
    }
    problems = []
    seen = 0
    for role, user in [*planted.users.items(), ("stranger", planted.stranger)]:
        client = client_for(user)
        actor = actor_of(user)
        for entry in walked_pages():
            url = url_of(entry, values)
            if url is None:
                continue
            seen += 1
            for headers in ({}, {"HX-Request": "true"}):
                answer = client.get(url, headers=headers)
                body = answer.getvalue() if answer.streaming else answer.content
                where = f"{role} {entry.url_name} {url} -> {answer.status_code}"
                problems += [f"{where}: leaks {name}" for name in leaks(body)]
                problems += _wrong_status(entry, actor, answer, where)
                if role == "stranger" and bank.NAME.encode() in body:
                    problems.append(f"{where}: a stranger reads the name")
                if entry.permission != PUBLIC and "no-store" not in answer.headers.get(
                    "Cache-Control", ""
                ):
                    problems.append(f"{where}: may be stored")
    assert seen > 200
    assert problems == []


def _wrong_status(entry, actor, answer, where):
    if answer.status_code >= 500:
        return [f"{where}: server error"]
    may = entry.permission in {PUBLIC, SIGNED_IN} or actor.can(entry.permission)
    if not may and answer.status_code not in {403, 404}:
        return [f"{where}: not refused"]
    if may and not entry.arguments and answer.status_code not in {200, 204, 302, 303, 404, 405}:
        return [f"{where}: refused to one who may"]
    if (
        may
        and entry.arguments
        and is_about_customers(entry)
        and actor.scope.is_empty
        and answer.status_code == 200
    ):
        return [f"{where}: shown without any customer in scope"]
    return []


def test_merchants_stand_in_full_beside_masked_people(planted):
    url = reverse("holdings:transactions", args=[planted.customer_id])
    for role in ("relationship_manager", "branch_head", "compliance_officer"):
        text = client_for(planted.users[role]).get(url).content.decode()
        assert [name for name in bank.SHOWN_COUNTERPARTIES if name not in text] == []
        assert leaks(text.encode()) == []
        assert "夏侯**" in text
        assert "叶**" in text
        assert "百**" in text


def test_a_page_stands_in_the_shell_and_its_fragment_alone(planted):
    values = {"pk": planted.customer_id, "account_id": planted.account_id}
    actors = {role: actor_of(user) for role, user in planted.users.items()}
    clients = {role: client_for(user) for role, user in planted.users.items()}
    wrong, seen = [], set()
    for entry in walked_pages():
        url = url_of(entry, values)
        may = [role for role, actor in actors.items() if actor.can(entry.permission)]
        if url is None or entry.permission == PUBLIC or entry.kind is PageKind.DOWNLOAD:
            continue
        for role in may or list(actors):
            answers = [clients[role].get(url, headers=head) for head in ({}, FRAGMENT)]
            if all(is_drawn(answer) for answer in answers):
                full, fragment = (has_shell(answer) for answer in answers)
                # A panel that is opened by its own address may stand in the shell or alone.
                is_right = (full or entry.kind is PageKind.FRAGMENT) and not fragment
                wrong += [] if is_right else [f"{entry.url_name} {full} {fragment}"]
                seen.add(entry.url_name)
                break
    assert len(seen) > 50
    assert wrong == []


def is_drawn(answer):
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def has_shell(answer):
    return answer.content.lstrip()[:15].lower() == b"<!doctype html>"


def test_nobody_writes_without_the_permission_and_the_refusal_is_kept(planted):
    import_module(settings.ROOT_URLCONF)
    actors = {role: actor_of(user) for role, user in planted.users.items()}
    clients = {role: client_for(user) for role, user in planted.users.items()}
    values = {"pk": planted.customer_id}
    wrong, asked = [], set()
    for entry in pages.declared.values():
        url = url_of(entry, values)
        lacking = [role for role, actor in actors.items() if not actor.can(entry.permission)]
        if url is None or entry.permission in {PUBLIC, SIGNED_IN} or not lacking:
            continue
        asked.add(entry.url_name)
        answer = clients[lacking[0]].post(url)
        if answer.status_code != 403:
            wrong.append(f"{lacking[0]} {entry.url_name} -> {answer.status_code}")
    refused = AuditEntry.objects.filter(verb="ui.page-refused", result="denied")
    kept = {entry.detail["page"] for entry in refused}
    assert len(asked) > 60
    assert (wrong, sorted(asked - kept)) == ([], [])


def test_a_foreign_customer_is_absent_by_every_route(planted):
    values = {
        "pk": planted.customer_id,
        "customer_id": planted.customer_id,
        "customer": planted.customer_id,
        "account_id": planted.account_id,
    }
    client = client_for(planted.stranger)
    answers = {}
    for entry in walked_pages():
        if is_about_customers(entry) and set(entry.arguments) & set(OBJECT_ARGUMENTS):
            url = url_of(entry, values)
            if url is not None:
                answers[entry.url_name] = client.get(url).status_code
    assert answers
    # 405: the page only takes POST; 403: the role lacks the permission whatever the object.
    assert {name: status for name, status in answers.items() if status not in {404, 403, 405}} == {}


def test_nobody_gets_anywhere_without_signing_in(planted):
    client = Client()
    values = {
        "pk": planted.customer_id,
        "customer_id": planted.customer_id,
        "customer": planted.customer_id,
        "account_id": planted.account_id,
    }
    wrong = []
    import_module(settings.ROOT_URLCONF)
    for entry in pages.declared.values():
        url = url_of(entry, values)
        if url is None or entry.permission == PUBLIC:
            continue
        for method in (client.get, client.post):
            answer = method(url)
            is_sent_away = (
                answer.status_code in {302, 303}
                and settings.LOGIN_URL in answer.headers["Location"]
            )
            if not is_sent_away and answer.status_code not in {401, 403, 404, 405}:
                wrong.append(f"{entry.url_name} -> {answer.status_code}")
    assert wrong == []
