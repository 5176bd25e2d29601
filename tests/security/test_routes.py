"""Every page and every operation of the API, reading and writing, by every role (P07, P08, P10), with planted canaries looked for in
every answer (P16). Expected comes from two reviewed files: routes.yaml (route → permission) and access/tests/matrix.yaml (permission → roles).
"""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.api.conftest import issue_token
from tests.security import bank
from yinqiao.access.tests import factories
from yinqiao.access.tests.factories import actor_of, sign_in
from yinqiao.config.api import api
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.testing import routes
from yinqiao.platform.ui.access import PUBLIC, SIGNED_IN
from yinqiao.platform.ui.pages import PageKind

HERE = Path(__file__).parent
EXPECTED = yaml.safe_load((HERE / "routes.yaml").read_text())
MATRIX = HERE.parents[1] / "src/yinqiao/access/tests/matrix.yaml"
HOLDERS = yaml.safe_load(MATRIX.read_text())["permissions"]
OBJECT_ARGUMENTS = ("pk", "customer_id", "customer", "account_id")
# Ends the session that the walker asks with.
NOT_WRITTEN = {"access:sign-out", "access:password"}
FRAGMENT = {"HX-Request": "true"}
REFUSED = {403, 404}
API = "/api/v1/"
# Somebody might hope that a refused method passes under another name.
DISGUISES = {"X-HTTP-Method-Override": "GET", "X-Forwarded-Method": "GET", "X-Original-URL": "/"}


@pytest.fixture(scope="module")
def planted(shared_bank, quiet_access_log):
    return shared_bank


@pytest.fixture(scope="module")
def values(planted):
    """What stands in addresses; the account that is written to is none of those that ask."""
    nobody = factories.make_account("marketer", org=planted.branch, name="无辜者")

    def of(entry):
        is_account = entry.url_name.startswith("access:")
        return Known(
            pk=nobody.pk if is_account else planted.customer_id,
            customer_id=planted.customer_id,
            customer=planted.customer_id,
            account_id=planted.account_id,
        )

    return of


class Known(dict):
    """Values for addresses; 1 for what is not planted."""

    def __missing__(self, name):
        return 1


def walked_pages():
    return [entry for entry in routes.pages() if entry.kind is not PageKind.ACTION]


def may_open(role, permission):
    """Tell by the reviewed files alone whether `role` may open what asks for `permission`."""
    return permission in {PUBLIC, SIGNED_IN} or role in HOLDERS[permission]


def is_about_customers(entry):
    return entry.url_name.split(":")[0] in {
        "customers",
        "holdings",
        "compliance",
        "interactions",
        "insights",
        "sales",
    }


def client_for(user):
    client = Client(raise_request_exception=False)
    sign_in(client, user)
    return client


def leaks(body):
    text = body.decode("utf-8", "replace")
    flat = re.sub(r"[\s\-]", "", text)
    return [name for name, value in bank.CANARIES.items() if value in text or value in flat]


def test_every_route_has_a_reviewed_permission():
    words = {SIGNED_IN: "signed-in"}
    declared = {
        entry.url_name: words.get(entry.permission, entry.permission) for entry in routes.pages()
    }
    assert declared == EXPECTED["pages"]
    assert {name: permission for name, _, permission in operations()} == EXPECTED["operations"]


def operations():
    """Give name, method and permission of every operation."""
    return [
        (f"{method.upper()} {path.removeprefix(API)}", method, entry["x-permission"])
        for path, item in api.document["paths"].items()
        for method, entry in item.items()
    ]


def test_every_page_by_every_role(planted, values):
    problems = []
    seen = 0
    for role, user in [*planted.users.items(), ("stranger", planted.stranger)]:
        client = client_for(user)
        actor = actor_of(user)
        for entry in walked_pages():
            url = routes.address_of(entry, values(entry))
            seen += 1
            may = may_open("relationship_manager" if role == "stranger" else role, entry.permission)
            # A page holds what its fragment holds; a refusal needs no shell around it.
            is_whole = may and entry.kind is not PageKind.FRAGMENT
            answer = client.get(url, headers={} if is_whole else FRAGMENT)
            body = answer.getvalue() if answer.streaming else answer.content
            where = f"{role} {entry.url_name} {url} -> {answer.status_code}"
            problems += [f"{where}: leaks {name}" for name in leaks(body)]
            problems += _wrong_status(entry, actor, answer, where, may=may)
            if role == "stranger" and bank.NAME.encode() in body:
                problems.append(f"{where}: a stranger reads the name")
            if entry.permission != PUBLIC and "no-store" not in answer.headers.get(
                "Cache-Control", ""
            ):
                problems.append(f"{where}: may be stored")
    assert seen > 900
    assert problems == []


def test_every_page_written_to_by_every_role(planted, values):
    """P21: a refused write is in the trail; nothing that a page is sent breaks it, and no method opens it under another name."""
    problems = []
    for role, user in planted.users.items():
        client = client_for(user)
        refused = set()
        for entry in routes.pages():
            if entry.url_name in NOT_WRITTEN:
                continue
            url = routes.address_of(entry, values(entry))
            may = may_open(role, entry.permission)
            answer = client.post(url, headers=FRAGMENT if may else FRAGMENT | DISGUISES)
            where = f"{role} POST {entry.url_name} -> {answer.status_code}"
            problems += [f"{where}: leaks {name}" for name in leaks(answer.content)]
            if answer.status_code >= 500:
                problems.append(f"{where}: server error")
            if not may and answer.status_code not in REFUSED:
                problems.append(f"{where}: not refused")
            refused |= set() if may else {entry.url_name}
        told = AuditEntry.objects.filter(verb="ui.page-refused", staff_no=user.username)
        noted = {row.detail["page"] for row in told}
        problems += [f"{role} {page}: the refusal is not in the trail" for page in refused - noted]
    assert problems == []


def test_every_operation_by_every_role(planted):
    problems, seen = [], 0
    numbers = {"customer_id": planted.customer_id, "account_id": planted.account_id}
    for role, user in planted.users.items():
        actor = actor_of(user)
        if not actor.permissions:
            continue
        bearer = {"Authorization": f"Bearer {issue_token(actor)}"}
        client = Client(raise_request_exception=False, headers=bearer)
        for name, method, permission in operations():
            address = re.sub(
                r"{(\w+)}", lambda found: str(numbers.get(found[1], 1)), name.split()[1]
            )
            before = AuditEntry.objects.count()
            answer = client.generic(
                method.upper(), API + address, "{}", content_type="application/json"
            )
            seen += 1
            where = f"{role} {name} -> {answer.status_code}"
            problems += [f"{where}: leaks {field}" for field in leaks(answer.content)]
            may = may_open(role, permission)
            if answer.status_code >= 500:
                problems.append(f"{where}: server error")
            if not may and answer.status_code != 403:
                problems.append(f"{where}: not refused")
            if not may and AuditEntry.objects.count() == before:
                problems.append(f"{where}: the refusal is not in the trail")
            if may and answer.status_code == 403:
                problems.append(f"{where}: refused to one who may")
    assert seen > 300
    assert problems == []


def _wrong_status(entry, actor, answer, where, *, may):
    if answer.status_code >= 500:
        return [f"{where}: server error"]
    if not may and answer.status_code not in REFUSED:
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


def test_a_page_stands_in_the_shell_and_its_fragment_alone(planted, values):
    actors = {role: actor_of(user) for role, user in planted.users.items()}
    clients = {role: client_for(user) for role, user in planted.users.items()}
    wrong, seen = [], set()
    for entry in walked_pages():
        url = routes.address_of(entry, values(entry))
        may = [role for role, actor in actors.items() if actor.can(entry.permission)]
        if entry.permission == PUBLIC or entry.kind is PageKind.DOWNLOAD:
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


def test_a_foreign_customer_is_absent_by_every_route(planted, values):
    client = client_for(planted.stranger)
    answers = {}
    for entry in walked_pages():
        if is_about_customers(entry) and set(entry.arguments) & set(OBJECT_ARGUMENTS):
            url = routes.address_of(entry, values(entry))
            answers[entry.url_name] = client.get(url).status_code
    assert answers
    # 405: the page only takes POST; 403: the role lacks the permission whatever the object.
    assert {name: status for name, status in answers.items() if status not in {404, 403, 405}} == {}


def test_nobody_gets_anywhere_without_signing_in(values):
    client = Client()
    wrong = []
    for entry in routes.pages():
        url = routes.address_of(entry, values(entry))
        if entry.permission == PUBLIC:
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
