"""The organization and the audit trail over REST."""

from collections.abc import Callable

import pytest

from tests.api.conftest import Bank, Caller, issue_token
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.audit.tests.trail import append, execute, fetch, seal_all
from yinqiao.platform.jobs.inline import run_waiting


def test_the_tree_comes_parents_first(as_caller: Callable[..., Caller], bank: Bank) -> None:
    units = as_caller("system").get("organization/orgs").json()
    seen: set[int] = set()
    for unit in units:
        assert unit["parent_id"] is None or unit["parent_id"] in seen
        seen.add(unit["id"])
    assert {bank.orgs["river"].pk, bank.orgs["hill"].pk} <= seen


def test_a_part_of_the_tree(as_caller: Callable[..., Caller], bank: Bank) -> None:
    units = as_caller("system").get("organization/orgs", below=bank.orgs["east"].pk).json()
    names = [unit["name"] for unit in units]
    assert "河畔支行" in names
    assert "山前支行" not in names


def test_one_unit_with_history_and_version(as_caller: Callable[..., Caller], bank: Bank) -> None:
    response = as_caller("system").get(f"organization/orgs/{bank.orgs['river'].pk}")
    data = response.json()
    assert (data["node"]["name"], response.headers["ETag"]) == ("河畔支行", f'"{data["version"]}"')
    assert data["periods"][0]["name"] == "河畔支行"
    assert as_caller("system").get("organization/orgs/999999").status_code == 404


def test_staff_by_unit_and_page(as_caller: Callable[..., Caller], bank: Bank) -> None:
    for who in ("rm", "other_rm", "teller"):
        bank.people[who]
    caller = as_caller("system")
    data = caller.get("organization/staff", org_id=bank.orgs["east"].pk).json()
    names = {item["name"] for item in data["items"]}
    assert {"陈思远", "郑柜员"} <= names
    assert "沈越" not in names
    first = caller.get("organization/staff", limit=1).json()
    second = caller.get("organization/staff", limit=1, cursor=first["next"]).json()
    assert first["items"][0]["id"] != second["items"][0]["id"]


def test_one_person_with_posts(as_caller: Callable[..., Caller], bank: Bank) -> None:
    actor = bank.people["rm"]
    data = as_caller("system").get(f"organization/staff/{actor.staff_id}").json()
    assert (data["line"]["name"], data["line"]["staff_no"]) == ("陈思远", actor.staff_no)
    assert [post["is_current"] for post in data["posts"]] == [True]


def test_managers_do_not_read_the_organization_or_the_trail(
    as_caller: Callable[..., Caller],
) -> None:
    caller = as_caller("rm")
    for address in ("organization/orgs", "organization/staff", "audit/entries", "audit/chain"):
        assert caller.get(address).status_code == 403


def test_the_trail_by_who_and_what(as_caller: Callable[..., Caller], bank: Bank) -> None:
    manager, auditor = as_caller("rm"), as_caller("auditor")
    manager.get(f"customers/{bank.own.pk}")
    manager.patch(f"customers/{bank.own.pk}", {"nickname": "x"}, match='"1"')

    found = auditor.get("audit/entries", customer_id=bank.own.pk).json()["items"]
    assert [item["verb"] for item in found] == ["customers.profile-changed", "customers.opened"]
    assert (found[0]["old"], found[0]["new"], found[0]["seq"]) == (
        {"nickname": ""},
        {"nickname": "x"},
        None,
    )
    one = auditor.get(f"audit/entries/{found[0]['id']}").json()
    assert one == found[0]
    assert auditor.get(
        "audit/entries", verb="customers.profile", staff_no=bank.people["rm"].staff_no
    ).json()["items"] == [one]
    assert auditor.get("audit/entries/999999").status_code == 404


def test_reading_the_trail_is_in_the_trail(as_caller: Callable[..., Caller]) -> None:
    auditor = as_caller("auditor")
    auditor.get("audit/entries", verb="access.")
    row = AuditEntry.objects.get(verb="audit.searched")
    assert (row.actor_name, row.detail) == ("审计员", {"verb": "access."})


def test_pages_of_the_trail_follow_each_other(as_caller: Callable[..., Caller], bank: Bank) -> None:
    manager = as_caller("rm")
    for _ in range(11):
        manager.get(f"customers/{bank.own.pk}")
    auditor, seen, cursor = as_caller("auditor"), [], ""
    while True:
        data = auditor.get("audit/entries", verb="customers.", limit=4, cursor=cursor).json()
        seen += [item["id"] for item in data["items"]]
        if data["next"] is None:
            break
        cursor = data["next"]
    assert len(seen) == len(set(seen)) == 11
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("query", [{"since": "soon"}, {"result": "maybe"}, {"staff_id": "x"}])
def test_bad_searches_are_told(as_caller: Callable[..., Caller], query: dict[str, str]) -> None:
    assert as_caller("auditor").get("audit/entries", **query).status_code == 422


def test_a_verification_is_asked_for_run_and_read(committed_bank: Bank) -> None:
    auditor = Caller(issue_token(committed_bank.people["auditor"]))
    append(10)
    seal_all()
    asked = auditor.post("audit/verifications", {}, key="verify-0001")
    assert (asked.status_code, asked.json()["finished_at"]) == (201, None)
    assert auditor.post("audit/verifications", {}, key="verify-0001").content == asked.content
    assert run_waiting(names=frozenset({"oversight.verify"})) == ["oversight.verify"]

    address = asked.headers["Location"].removeprefix("/api/v1/")
    done = auditor.get(address).json()
    assert (done["is_intact"], done["findings"]) == (True, [])
    assert done["checked"] >= 10
    state = auditor.get("audit/chain").json()
    assert state["sealed"] == state["anchored"] == done["checked"]

    entry_id = fetch("select entry_id from audit_seal where seq = 5")[0][0]
    execute("update audit_entry set reason = 'forged' where id = %s", entry_id)
    auditor.post("audit/verifications", {})
    run_waiting(names=frozenset({"oversight.verify"}))
    newest = auditor.get("audit/verifications").json()[0]
    assert (newest["is_intact"], newest["findings"]) == (
        False,
        [{"kind": "edited", "seq": 5, "entry_id": entry_id}],
    )
