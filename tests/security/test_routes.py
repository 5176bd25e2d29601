"""Every page read by every role (P07, P08, P10; written to: test_routes_written.py), with planted canaries looked for in
every answer (P16). Expected comes from two reviewed files: routes.yaml (route → permission) and access/tests/matrix.yaml (permission → roles).
"""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.security import bank
from tests.security.walking import (
    EXPECTED,
    FRAGMENT,
    NOT_ABOUT_CUSTOMERS,
    OBJECT_ARGUMENTS,
    REFUSED,
    client_for,
    is_about_customers,
    leaks,
    may_open,
    operations,
    walked_pages,
)
from yinqiao.access.tests.factories import actor_of
from yinqiao.platform.testing import routes
from yinqiao.platform.ui.access import PUBLIC, SIGNED_IN
from yinqiao.platform.ui.pages import PageKind


def test_every_route_has_a_reviewed_permission():
    words = {SIGNED_IN: "signed-in"}
    declared = {
        entry.url_name: words.get(entry.permission, entry.permission) for entry in routes.pages()
    }
    assert declared == EXPECTED["pages"]
    assert {name: permission for name, _, permission in operations()} == EXPECTED["operations"]


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
        and entry.url_name not in NOT_ABOUT_CUSTOMERS
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
