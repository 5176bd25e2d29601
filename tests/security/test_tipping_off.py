"""Nobody outside compliance learns from any page, the API, the trail or the log that a customer stands on a list (DOMAIN §5, §14 #21).

The customer of the planted bank is put on a list whose every word is planted. What others are answered while a case runs is, byte for
byte, what they are answered in a harmless review of the same customer (she is new and has not been looked at yet).
"""

import json
import logging
import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.api.conftest import issue_token
from tests.security import bank
from tests.security.walking import (
    API,
    FRAGMENT,
    OBJECT_ARGUMENTS,
    Known,
    may_open,
    operations,
    walked_pages,
)
from yinqiao.access.tests.factories import actor_of, sign_in
from yinqiao.compliance.screening.tests.factories import (
    Case,
    Screened,
    bring,
    listed,
    run_screening,
)
from yinqiao.config.api import api
from yinqiao.platform import registry
from yinqiao.platform.actor import CustomerScope
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.scope import set_scope
from yinqiao.platform.testing import routes
from yinqiao.platform.ui.pages import PageKind

PLANTED = ("Ouyang Jinque", "Quillfeather", "ZEPHYRPROG", "zephyrlist")
LISTED = f"ZEPHYR-9,Person,{PLANTED[0]},{bank.NAME};{PLANTED[1]} Jinque,1990-03-07,cn,{bank.CANARIES['id']},{PLANTED[2]}"
# What only compliance's pages say. 业务审核中 is not among them.
WORDS = (
    *PLANTED,
    "ZEPHYR-9",
    "名单筛查",
    "筛查",
    "命中",
    "screening:",
    "/compliance/screening/",
    "IN_REVIEW_OF",
)
INSIDERS = {"compliance_officer"}
READERS = ("relationship_manager", "service_agent")
BESIDE = {"customers:list", "workflow:list", "ui:workbench"}
# Nonces, tokens, numbers of requests, times since.
CHANGING = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|"X-CSRFToken": ?"[^"]+"|data-request="[^"]+"|[0-9a-f]{32}|\d{2}:\d{2}(:\d{2}(\.\d+)?)?'
)


@pytest.fixture(scope="module")
def planted(shared_bank, quiet_access_log):
    return shared_bank


@pytest.fixture(scope="module")
def told(planted, tmp_path_factory, caplog_of_module):
    """What everybody is answered in a harmless review, then while a case runs: (before, after)."""
    officer = actor_of(planted.users["compliance_officer"])
    folder = tmp_path_factory.mktemp("lists")
    others = "ZEPHYR-0,Person,Nobody Atall,,1950,iq,,OTHER"
    with transaction.atomic():
        bring(officer, folder, listed(others), code="ZEPHYRLIST")
    with transaction.atomic():
        open_for_test()
        Screened.objects.all().delete()
    before = answers(planted)
    with transaction.atomic():
        bring(officer, folder, listed(others, LISTED), code="ZEPHYRLIST")
        run_screening()
    with transaction.atomic():
        open_for_test()
        assert [case.customer_id for case in Case.objects.filter(is_certain=True)] == [planted.customer_id]  # fmt: skip
        assert Screened.objects.get(pk=planted.customer_id).state == "IN_REVIEW"
    return before, answers(planted)


@pytest.fixture(scope="module")
def caplog_of_module():
    """Every line of every logger."""

    class Kept(logging.Handler):
        lines: list[str] = []

        def emit(self, record):
            self.lines.append(f"{record.getMessage()} {record.__dict__}")

    handler = Kept(level=logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)


def open_for_test():
    set_scope(CustomerScope(is_all=True))
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.screening', 'on', true)")


def outsiders(planted):
    return [(role, user) for role, user in planted.users.items() if role not in INSIDERS]


def answers(planted):
    """Every page about the customer and every reading operation, for those who work with her: {(role, name): body}."""
    found = {}
    numbers = {"customer_id": planted.customer_id, "account_id": planted.account_id}
    values = Known(pk=planted.customer_id, customer=planted.customer_id, **numbers)
    for role in READERS:
        user = planted.users[role]
        client = Client(raise_request_exception=False, headers=FRAGMENT)
        sign_in(client, user)
        for entry in walked_pages():
            is_hers = set(entry.arguments) & set(OBJECT_ARGUMENTS) or entry.url_name in BESIDE
            # A file made anew differs by its clock.
            is_file = entry.kind is PageKind.DOWNLOAD or entry.url_name == "analytics:report"
            if is_hers and not is_file and may_open(role, entry.permission):
                answer = client.get(routes.address_of(entry, values))
                body = answer.getvalue() if answer.streaming else answer.content
                found[role, entry.url_name] = answer.status_code, CHANGING.sub(b"", body)
        caller = Client(headers={"Authorization": f"Bearer {issue_token(actor_of(user))}"})
        for name, method, permission in operations():
            if method == "GET" and may_open(role, permission):
                address = re.sub(r"{(\w+)}", lambda part: str(numbers.get(part[1], 1)), name.split()[1])  # fmt: skip
                answer = caller.get(API + address)
                found[role, name] = answer.status_code, CHANGING.sub(b"", answer.content)
    return found


def test_a_case_and_a_harmless_review_look_the_same_to_the_byte(told):
    before, after = told
    assert {where: status for where, (status, _body) in before.items()} == {
        where: status for where, (status, _body) in after.items()
    }
    # A refusal carries a number of its own.
    shown = {where: body for where, (status, body) in before.items() if status == 200}
    assert len(shown) > 50
    different = {where: _first_difference(body, after[where][1]) for where, body in shown.items() if after[where][1] != body}  # fmt: skip
    assert not different, different
    assert "业务审核中" in after["relationship_manager", "compliance:panel"][1].decode()


def _first_difference(one, other):
    place = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0
    )
    return one[max(place - 60, 0) : place + 60].decode("utf-8", "replace"), other[
        max(place - 60, 0) : place + 60
    ].decode("utf-8", "replace")


def test_no_planted_word_reaches_anybody_else(told):
    _before, after = told
    leaks = [
        (where, word)
        for where, (_status, body) in after.items()
        for word in WORDS
        if word.encode() in body
    ]
    assert leaks == []


def test_pages_of_screening_are_refused_to_all_others(told, planted):
    refused = {}
    for role, user in outsiders(planted):
        client = Client(raise_request_exception=False)
        sign_in(client, user)
        for name, arguments in (("cases", []), ("case", [1]), ("lists", []), ("version", [1]), ("runs", []), ("list-new", [])):  # fmt: skip
            refused[role, name] = client.get(
                reverse(f"screening:{name}", args=arguments)
            ).status_code
    assert set(refused.values()) <= {403, 404}


def test_compliance_sees_the_case(told, planted):
    client = Client()
    sign_in(client, planted.users["compliance_officer"])
    listed_page = client.get(reverse("screening:cases")).content.decode()
    assert PLANTED[0] in listed_page
    assert bank.NAME not in listed_page
    with transaction.atomic():
        open_for_test()
        case = Case.objects.get(is_certain=True)
    page = client.get(reverse("screening:case", args=[case.pk])).content.decode()
    assert all(word in page for word in (bank.NAME, PLANTED[0], PLANTED[2], "证件号码一致"))
    version = re.search(r'href="(/compliance/screening/versions/\d+/)"', client.get(reverse("screening:lists")).content.decode())  # fmt: skip
    assert PLANTED[0] in client.get(version[1]).content.decode()


def test_the_trail_and_the_log_name_neither_her_nor_the_list(told, planted, caplog_of_module):
    rows = AuditEntry.objects.filter(verb__startswith="screening.")
    assert rows.exists()
    assert {row.customer_id for row in rows} == {None}
    trail = json.dumps(list(rows.values("detail", "old", "new", "reason", "object_id")), default=str, ensure_ascii=False)  # fmt: skip
    words = (*PLANTED[:3], bank.NAME, bank.CUSTOMER_NO)
    assert [word for word in words if word in trail] == []
    log = "\n".join(caplog_of_module)
    assert [word for word in (*words, "IN_REVIEW") if word in log] == []
    auditor = Client()
    sign_in(auditor, planted.users["auditor"])
    page = auditor.get(reverse("audit:customer", args=[planted.customer_id])).content.decode()
    assert [word for word in WORDS if word in page] == []


def test_neither_lake_nor_import_nor_api_knows_of_it(told):
    assert [name for name, _ in registry.datasets.items() if "screening" in name] == []
    assert [name for name, _ in registry.import_targets.items() if "screening" in name] == []
    assert [name for name, _ in registry.palette.items() if "screening" in name] == []
    assert "screening" not in json.dumps(api.get_openapi_schema(), default=str)
