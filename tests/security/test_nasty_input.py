"""Nasty values for every id and every query and form value that a page reads: never a 500, never a Python message."""

import random
from urllib.parse import quote

import pytest
from django.test import Client

from yinqiao.access.tests.factories import actor_of, sign_in
from yinqiao.platform.testing import routes
from yinqiao.platform.ui.access import PUBLIC, SIGNED_IN

SUPERSCRIPT, BEYOND_BIGINT = "²", "9" * 30
NASTY = (
    SUPERSCRIPT,
    BEYOND_BIGINT,
    "9" * 5000,
    "-1",
    "0x1f",
    "1e400",
    "NaN",
    "٣",
    "\x00",
    "1\x00",
    "\u202e123",
    "a" * 3000,
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "0000-00",
    "2026-13",
    "[]",
    "'\"<script>",
    "%00%ff",
    "\\ud800",
    "-" + "9" * 20,
)
ODD_IDS = (
    ("get", "0"),
    ("post", "0"),
    ("get", str(2**63 - 1)),
    ("post", str(2**63 - 1)),
    ("get", str(2**63)),
    ("get", BEYOND_BIGINT),
    ("get", quote(SUPERSCRIPT)),
)
# Ends the session that the test asks with.
LEFT_OUT = {"access:sign-out", "access:password"}
PLAIN_FORM = "application/x-www-form-urlencoded"
ROUNDS = 2


@pytest.fixture(scope="module")
def dice():
    return random.Random(20261128)  # noqa: S311 - the same dice in every run


@pytest.fixture(scope="module")
def asking(shared_bank, quiet_access_log):
    """Give, for each page, a client that may open it."""
    planted = shared_bank
    actors = {role: actor_of(user) for role, user in planted.users.items()}
    clients = {}

    def client_of(entry):
        role = next(
            (
                role
                for role, actor in actors.items()
                if entry.permission in {PUBLIC, SIGNED_IN} or actor.can(entry.permission)
            ),
            "branch_head",
        )
        if role not in clients:
            clients[role] = Client(raise_request_exception=False)
            sign_in(clients[role], planted.users[role])
        return clients[role]

    return planted, client_of


def values_of(planted, entry):
    """An account that is reset, disabled or given roles is none of those that ask."""
    is_account = entry.url_name.startswith("access:")
    return Known(
        customer_id=planted.customer_id,
        account_id=planted.account_id,
        pk=planted.stranger.pk if is_account else planted.customer_id,
    )


class Known(dict):
    """Values for addresses; 1 for what is not planted."""

    def __missing__(self, name):
        return 1


def walked():
    return [entry for entry in routes.pages() if entry.url_name not in LEFT_OUT]


def fragment(client, method, url, values):
    """Ask for the fragment: it is the part of the page that reads values."""
    return getattr(client, method)(url, values, headers={"HX-Request": "true"})


def test_no_query_value_breaks_a_page(asking, dice):
    planted, client_of = asking
    broken, asked = [], 0
    for entry in walked():
        url, client = routes.address_of(entry, values_of(planted, entry)), client_of(entry)
        with routes.names_read() as names:
            fragment(client, "get", url, {"filter": "1"})
        for values in attempts(names | {"cursor", "sort"}, dice):
            asked += 1
            answer = fragment(client, "get", url, values)
            if answer.status_code >= 500:
                broken.append(f"GET {url} {values!r:.300} -> {answer.status_code}")
    assert asked > 300
    assert broken == []


def test_no_form_value_breaks_a_page(asking, dice):
    planted, client_of = asking
    broken, asked = [], 0
    for entry in walked():
        url, client = routes.address_of(entry, values_of(planted, entry)), client_of(entry)
        with routes.names_read() as names:
            first = fragment(client, "post", url, {})
        if first.status_code == 405:
            continue
        for values in attempts(names | {"version", "id"}, dice):
            asked += 1
            answer = fragment(client, "post", url, values)
            if answer.status_code >= 500:
                broken.append(f"POST {url} {values!r:.300} -> {answer.status_code}")
    assert asked > 200
    assert broken == []


def attempts(names, dice):
    """Every name with each of the two values that broke pages before, then a few rounds of the dice."""
    names = sorted(names - {"csrfmiddlewaretoken"})
    yield dict.fromkeys(names, SUPERSCRIPT)
    yield dict.fromkeys(names, BEYOND_BIGINT)
    for _ in range(ROUNDS):
        yield {name: dice.choice(NASTY) for name in names if dice.random() < 0.5}


def test_no_id_breaks_a_page(asking):
    planted, client_of = asking
    broken = []
    for entry in walked():
        numbers = [name for name in entry.arguments if name == "pk" or name.endswith("_id")]
        if not numbers:
            continue
        pattern = routes.address_of(
            entry, Known(values_of(planted, entry) | dict.fromkeys(numbers, 777_001))
        )
        for method, odd in ODD_IDS:
            url = pattern.replace("777001", odd)
            answer = fragment(client_of(entry), method, url, {})
            if answer.status_code >= 500:
                broken.append(f"{method} {url} -> {answer.status_code}")
    assert broken == []


def test_ids_in_addresses_end_where_the_database_does():
    odd = {
        route: kinds
        for route, kinds in routes.converters().items()
        if kinds - {"IdConverter", "StringConverter", "SlugConverter"}
    }
    assert odd == {}


def test_the_character_that_cannot_be_stored_is_refused_in_words(asking):
    planted, client_of = asking
    entry = next(entry for entry in walked() if entry.url_name == "customers:edit")
    for answer in (
        client_of(entry).get("/customers/?name=%00"),
        client_of(entry).post(f"/customers/{planted.customer_id}/edit/", "remark=a%00", PLAIN_FORM),
        client_of(entry).post("/palette/", {"q": "a\x00"}),
    ):
        assert answer.status_code == 400
        assert "无法识别" in answer.content.decode()
