"""Opportunities, tasks and contacts over REST: scope, masking, pages, the same services, an answer told once more."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.api.conftest import Bank, Caller
from yinqiao.access.models import Role
from yinqiao.access.tests.factories import forget
from yinqiao.customers.models import Customer, Overview
from yinqiao.customers.tests.factories import make_customer, whole_bank
from yinqiao.interactions.models import ContactRecord, Task
from yinqiao.interactions.services import TaskOrder, create_task
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.tests.factories import make_opportunity

CALL = {"channel": "CALL", "outcome": "REACHED", "note": "谈了到期，电话 13800001234"}
Callers = Callable[..., Caller]


@pytest.fixture
def row(bank: Bank) -> Opportunity:
    return make_opportunity(bank.own, amount="805000.00", reason="80.5 万元将到期")


@pytest.fixture
def task(bank: Bank) -> Task:
    today = clock.bank_date(clock.now())
    order = TaskOrder(title="带方案面谈", due_on=today + timedelta(days=3))
    pk = create_task(actor=bank.people["rm"], now=clock.now(), customer_id=bank.own.pk, order=order)
    return Task.objects.get(pk=pk)


def moved_away(bank: Bank) -> None:
    place = {"org_id": bank.foreign.org_id, "main_rm_id": bank.foreign.main_rm_id}
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(**place)
        Overview.objects.filter(pk=bank.own.pk).update(**place)


def test_a_manager_reads_her_own_opportunities_and_nobody_elses(
    as_caller: Callers, bank: Bank, row: Opportunity
) -> None:
    foreign = make_opportunity(bank.foreign)
    mine = as_caller("rm").get("opportunities").json()
    assert [item["id"] for item in mine["items"]] == [row.pk]
    assert (mine["items"][0]["customer_name"], mine["items"][0]["amount"]) == (
        "林婉清",
        "805000.00",
    )
    assert [item["id"] for item in as_caller("other_rm").get("opportunities").json()["items"]] == [
        foreign.pk
    ]
    absent = as_caller("rm").get("opportunities/999999")
    refused = as_caller("rm").get(f"opportunities/{foreign.pk}")
    assert (refused.status_code, absent.status_code) == (404, 404)
    assert refused.json()["detail"] == absent.json()["detail"]


def test_amounts_and_the_sentence_with_them_are_kept_from_who_sees_bands(
    as_caller: Callers, bank: Bank, row: Opportunity
) -> None:
    Role.objects.filter(code="branch_head").update(clearances=[])
    forget()
    (item,) = as_caller("head").get("opportunities").json()["items"]
    assert item["amount"] is None
    assert "80.5" not in item["reason"]
    assert item["customer_name"] == "林**"


def test_pages_follow_without_gap_or_repeat(as_caller: Callers, bank: Bank) -> None:
    with whole_bank():
        people = [
            make_customer(f"王{n}", org=bank.orgs["river"], rm=bank.people["rm"].staff_id)
            for n in range(7)
        ]
    made = {make_opportunity(person).pk for person in people}
    caller, seen, cursor = as_caller("rm"), [], ""
    while True:
        data = caller.get("opportunities", limit=3, cursor=cursor).json()
        seen += [item["id"] for item in data["items"]]
        if data["next"] is None:
            break
        cursor = data["next"]
    assert (len(seen), set(seen)) == (7, made)


def test_a_follow_up_moves_it_on_once_and_is_told_once_more(
    as_caller: Callers, bank: Bank, row: Opportunity
) -> None:
    caller, address = as_caller("rm"), f"customers/{bank.own.pk}/interactions"
    body = CALL | {"about": f"sales.opportunity:{row.pk}"}
    first, again = (caller.post(address, body, key="work-key-0001") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert first.content == again.content
    assert caller.get(f"opportunities/{row.pk}").json()["state"] == "CONTACTED"
    assert (ContactRecord.objects.count(), Step.objects.count()) == (1, 1)
    assert "13800001234" not in ContactRecord.objects.get().summary


def test_an_old_answer_is_not_told_to_who_may_not_see_it_any_more(
    as_caller: Callers, bank: Bank, row: Opportunity, task: Task
) -> None:
    caller = as_caller("rm")
    until = (clock.bank_date(clock.now()) + timedelta(days=5)).isoformat()
    wait = {"until": until, "reason": "出差"}
    calls = (
        (f"opportunities/{row.pk}/snoozes", wait, "work-key-0002", '"1"'),
        (f"tasks/{task.pk}/completions", {"note": "办妥"}, "work-key-0003", '"1"'),
        (f"customers/{bank.own.pk}/interactions", CALL, "work-key-0004", ""),
    )
    for address, body, key, match in calls:
        assert caller.post(address, body, key=key, match=match).status_code == 201, address
    moved_away(bank)
    for address, body, key, match in calls:
        assert caller.post(address, body, key=key, match=match).status_code == 404, address


def test_a_token_without_the_right_to_log_moves_nothing(
    as_caller: Callers, bank: Bank, row: Opportunity
) -> None:
    reader = as_caller("rm", scopes=["sales.view_opportunity"])
    half = as_caller("rm", scopes=["interactions.log_follow_up", "customers.view_customer"])
    body = CALL | {"about": f"sales.opportunity:{row.pk}"}
    for caller in (reader, half):
        refused = caller.post(f"customers/{bank.own.pk}/interactions", body)
        assert refused.status_code in {403, 422}
    row.refresh_from_db()
    assert (row.state, ContactRecord.objects.count()) == ("ASSIGNED", 0)


def test_snoozing_asks_for_version_and_reason(
    as_caller: Callers, bank: Bank, row: Opportunity
) -> None:
    caller, address = as_caller("rm"), f"opportunities/{row.pk}/snoozes"
    until = (clock.bank_date(clock.now()) + timedelta(days=5)).isoformat()
    etag = caller.get(f"opportunities/{row.pk}").headers["ETag"]
    assert caller.post(address, {"until": until, "reason": "出差"}).status_code == 428
    assert list(
        caller.post(address, {"until": until, "reason": " "}, match=etag).json()["fields"]
    ) == ["reason"]
    done = caller.post(address, {"until": until, "reason": "出差"}, match=etag)
    assert (done.status_code, done.json()["snoozed_until"]) == (201, until)
    stale = caller.post(address, {"until": until, "reason": "又出差"}, match=etag)
    assert (stale.status_code, stale.json()["code"]) == (412, "STALE_VERSION")
    assert caller.get("opportunities").json()["items"] == []
    assert len(caller.get("opportunities", state="SNOOZED").json()["items"]) == 1


def test_tasks_are_read_done_and_put_off(as_caller: Callers, bank: Bank, task: Task) -> None:
    caller = as_caller("rm")
    (item,) = caller.get("tasks").json()["items"]
    assert (item["id"], item["title"], item["customer_name"]) == (task.pk, "带方案面谈", "林婉清")
    later = (clock.bank_date(clock.now()) + timedelta(days=9)).isoformat()
    address = f"tasks/{task.pk}"
    etag = caller.get(address).headers["ETag"]
    put_off = caller.post(
        f"{address}/put-offs", {"due_on": later, "reason": "客户改约"}, match=etag
    )
    assert (put_off.status_code, put_off.json()["due_on"]) == (201, later)
    assert caller.post(f"{address}/completions", {}, match=etag).status_code == 412
    done = caller.post(f"{address}/completions", {"note": "办妥"}, match=put_off.headers["ETag"])
    assert (done.status_code, done.json()["state"]) == (201, "DONE")
    assert caller.get("tasks").json()["items"] == []
    assert as_caller("other_rm").get(address).status_code == 404


def test_contacts_of_a_customer_newest_first_masked_and_in_the_trail(
    as_caller: Callers, bank: Bank
) -> None:
    caller, address = as_caller("rm"), f"customers/{bank.own.pk}/interactions"
    made = [caller.post(address, CALL | {"note": f"第{n}次 13800001234"}) for n in range(3)]
    assert {answer.status_code for answer in made} == {201}
    first = caller.get(address, limit=2).json()
    rest = caller.get(address, limit=2, cursor=first["next"]).json()
    shown = [item["id"] for item in first["items"] + rest["items"]]
    assert shown == [answer.json()["interaction_id"] for answer in reversed(made)]
    assert "13800001234" not in str(first)
    one = caller.get(f"interactions/{shown[0]}")
    assert (one.status_code, one.json()["channel"]) == (200, "CALL")
    assert made[0].headers["Location"] == f"/api/v1/interactions/{shown[-1]}"
    assert AuditEntry.objects.filter(verb="interactions.timeline-opened").count() == 3
    other = as_caller("other_rm")
    assert other.get(address).status_code == 404
    assert other.get(f"interactions/{shown[0]}").status_code == 404
    assert other.post(address, CALL).status_code == 404


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"channel": "PIGEON", "outcome": "REACHED"}, ["channel"]),
        ({"channel": "CALL", "outcome": "REACHED", "next_step": "见面"}, ["next_on"]),
        ({"channel": "CALL", "outcome": "REACHED", "note": "长" * 501}, ["note"]),
        (CALL | {"about": "sales.opportunity:999999"}, ["about"]),
        (CALL | {"about": "sales.nothing:1"}, ["about"]),
    ],
)
def test_what_cannot_be_logged_is_told_at_its_field(
    as_caller: Callers, bank: Bank, body: dict[str, str], fields: list[str]
) -> None:
    answer = as_caller("rm").post(f"customers/{bank.own.pk}/interactions", body)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, fields)
    assert not ContactRecord.objects.exists()
