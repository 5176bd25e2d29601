"""The parameters' pages: list, search, history, a new value from a day on."""

from datetime import date, timedelta

import pytest
from django.test import Client

from yinqiao.platform import clock, registry
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.oversight.tests.pages import next_address
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.registry import ParameterDefinition
from yinqiao.platform.ui.tests.people import SignedInAs, make_actor

KEY = "test.page_limit"
registry.parameters.add(
    KEY,
    ParameterDefinition(
        KEY,
        "A limit of the tests",
        5,
        "tries",
        "GB/T 22239",
        "信息安全部",
        description="Only here.",
    ),
)
EDIT = f"/parameters/{KEY}/values/"


def today() -> date:
    return clock.bank_date(clock.now())


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def set_value(client: Client, **data: object) -> object:
    return client.post(
        EDIT,
        {"value": "8", "effective_from": today().isoformat(), "reason": "by decision 12", **data},
    )


@pytest.mark.parametrize("address", ["/parameters/", f"/parameters/{KEY}/", EDIT])
def test_others_are_refused(manager: Client, db: None, address: str) -> None:
    assert manager.get(address).status_code == 403


def test_the_list_shows_value_source_and_owner(administrator: Client, db: None) -> None:
    page = text(administrator, "/parameters/?q=page_limit").replace("\n", "")
    for part in ("A limit of the tests", KEY, ">5<", "tries", "GB/T 22239", "信息安全部"):
        assert part in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        (KEY, True),
        ("LIMIT OF THE TESTS", True),
        ("22239", True),
        ("信息安全部", True),
        ("no such thing", False),
    ],
)
def test_search_by_key_title_source_and_owner(
    administrator: Client, db: None, query: str, shown: bool
) -> None:
    assert (f'href="/parameters/{KEY}/"' in text(administrator, f"/parameters/?q={query}")) is shown


def test_all_parameters_are_listed_over_the_pages(administrator: Client, db: None) -> None:
    seen = 0
    address = "/parameters/"
    while address:
        page = text(administrator, address)
        seen += page.count('<tr data-href="/parameters/')
        address = next_address(page, "/parameters/")
    assert seen == len(list(registry.parameters.items()))


def test_a_value_is_set_from_today_and_shown_with_its_history(
    administrator: Client, db: None
) -> None:
    done = set_value(administrator)
    assert (done.status_code, done.headers["Location"]) == (303, f"/parameters/{KEY}/")

    page = text(administrator, f"/parameters/{KEY}/")
    for part in ("8 tries", "by decision 12", "陈思远", "in force", "Only here."):
        assert part in page
    row = AuditEntry.objects.get(verb="parameters.value-set")
    assert (row.old, row.new[KEY]) == ({KEY: 5}, 8)


def test_a_value_of_a_later_day_waits(administrator: Client, db: None) -> None:
    set_value(administrator, effective_from=(today() + timedelta(days=3)).isoformat())

    page = text(administrator, f"/parameters/{KEY}/")
    assert "5 tries" in page
    assert str(ParameterValue.objects.get().value) == "8"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"value": "many"}, "value"),
        ({"value": ""}, "value"),
        ({"reason": ""}, "reason"),
        ({"effective_from": "2020-01-01"}, "effective_from"),
        ({"effective_from": "soon"}, "effective_from"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_set(
    administrator: Client, db: None, data: dict[str, str], field: str
) -> None:
    response = set_value(administrator, **data)
    page = response.content.decode()

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert ParameterValue.objects.count() == 0


def test_who_only_sees_cannot_set(site: Client, committed_db: None) -> None:
    SignedInAs.actor = make_actor("parameters.view_parameter")
    assert "Set a value" not in text(site, f"/parameters/{KEY}/")
    assert set_value(site).status_code == 403
    assert ParameterValue.objects.count() == 0


@pytest.mark.parametrize("address", ["/parameters/no.such/", "/parameters/no.such/values/"])
def test_an_unknown_key_is_404(administrator: Client, db: None, address: str) -> None:
    assert administrator.get(address).status_code == 404


def test_the_form_says_what_may_stand_in_a_value(administrator: Client, db: None) -> None:
    assert "Only here." in text(administrator, EDIT)


def test_a_value_that_fails_its_check_is_told_at_the_field(administrator: Client, db: None) -> None:
    answer = administrator.post(
        "/parameters/brand.accent/values/",
        {"value": "red", "effective_from": today().isoformat(), "reason": "by decision 12"},
    )
    assert "six hexadecimal digits" in answer.content.decode()
    assert not ParameterValue.objects.exists()
