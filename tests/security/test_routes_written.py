"""Every page and every operation of the API written to by every role (P07, P08, P10, P21), with planted canaries looked for in every answer (P16)."""

import re

from django.test import Client

from tests.api.conftest import issue_token
from tests.security.walking import (
    API,
    DISGUISES,
    FRAGMENT,
    NOT_WRITTEN,
    REFUSED,
    client_for,
    leaks,
    may_open,
    operations,
)
from yinqiao.access.tests.factories import actor_of
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.testing import routes


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
