"""After a merge the other value of a field may be taken, by two people, and turned round; undoing the merge still gives back what stood there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers import queries, services
from yinqiao.customers.identity.tests.people import agree, waiting
from yinqiao.customers.identity.tests.test_pages import (
    desk,  # noqa: F401 - a fixture
    text_of,
)
from yinqiao.customers.identity.tests.test_pages import merged as merged_on_page
from yinqiao.customers.models import Customer, History, Merge, Overview
from yinqiao.customers.tests.factories import NOW, act_as, make_customer, whole_bank
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def second(bank):
    return actor_of(make_account("data_steward", org=bank.department, name="邓复核"))


@pytest.fixture
def twin(bank):
    own = {"org": bank.orgs["hill"], "rm": bank.other_rm.staff_id}
    return make_customer("林婉青", mobile="13800001234", sex="F", **own)


@pytest.fixture
def merge(bank, second, twin):
    act_as(bank.steward)
    merge_id = services.request_merge(
        actor=bank.steward,
        now=NOW,
        survivor_id=bank.own.pk,
        member_id=twin.pk,
        sides={"name": "SURVIVOR"},
        reason="同一证件",
    )
    agree(second, merge_id, now=LATER)
    return merge_id


def name_of(row):
    with whole_bank():
        return Customer.objects.get(pk=row.pk).name


def ask(bank, merge_id, field="name", *, version=None, reason="以户口簿为准"):
    act_as(bank.steward)
    seen = Merge.objects.get(pk=merge_id).version if version is None else version
    return services.ask_for_other(
        actor=bank.steward, now=LATER, merge_id=merge_id, version=seen, field=field, reason=reason
    )


def grant(who, approval_id):
    act_as(who)
    row = waiting(who, approval_id, now=LATER)
    return workflow.approve(actor=who, now=LATER, approval_id=row.id, version=row.version)


def take(bank, second, merge_id, field="name"):
    return grant(second, ask(bank, merge_id, field))


def undo(bank, merge_id):
    act_as(bank.steward)
    version = Merge.objects.get(pk=merge_id).version
    services.undo_merge(
        actor=bank.steward, now=LATER, merge_id=merge_id, version=version, reason="查明为两人"
    )


def test_the_other_name_is_taken_by_two_people_and_turned_round(bank, second, merge):
    asked = ask(bank, merge)
    assert name_of(bank.own) == "林婉清"
    with pytest.raises(workflow.Refused):
        grant(bank.steward, asked)
    grant(second, asked)
    assert name_of(bank.own) == "林婉青"
    with whole_bank():
        row = Customer.objects.get(pk=bank.own.pk)
        assert row.pinyin == "linwanqing"
        assert Overview.objects.get(pk=bank.own.pk).name == "林婉青"
        kept = History.objects.filter(table_name="customers_customer", row_id=row.pk)
        assert kept.order_by("-pk").first().state["name"] == "林婉清"
    assert Merge.objects.get(pk=merge).sides["name"] == "MEMBER"
    take(bank, second, merge)
    assert name_of(bank.own) == "林婉清"


def test_undoing_gives_back_what_stood_there(bank, second, twin, merge):
    take(bank, second, merge)
    undo(bank, merge)
    assert (name_of(bank.own), name_of(twin)) == ("林婉清", "林婉青")


def test_what_was_changed_in_between_is_what_undoing_gives_back(bank, second, merge):
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(name="林晚")
    take(bank, second, merge)
    assert name_of(bank.own) == "林婉青"
    undo(bank, merge)
    assert name_of(bank.own) == "林晚"


def test_what_is_asked_stands_masked(bank, second, merge):
    approval = waiting(second, ask(bank, merge), now=LATER)
    assert approval.summary == f"客户 {bank.own.customer_no} 的姓名：林** → 林**"


@pytest.mark.parametrize("side", ["own", "twin"])
def test_nobody_agrees_to_another_value_than_the_one_that_was_shown(
    bank, second, twin, merge, side
):
    approval_id = ask(bank, merge)
    changed = {"own": bank.own, "twin": twin}[side]
    with whole_bank():
        Customer.objects.filter(pk=changed.pk).update(name="林晚")
    before = name_of(bank.own)
    with pytest.raises(services.MergeClosed):
        grant(second, approval_id)
    assert name_of(bank.own) == before
    assert Merge.objects.get(pk=merge).sides["name"] == "SURVIVOR"


def test_the_request_tells_neither_value(bank, merge):
    payload = str(approval(ask(bank, merge)).payload)
    assert [name for name in ("林婉清", "林婉青") if name in payload] == []


def test_what_cannot_be_taken_is_refused(bank, second, merge):
    with pytest.raises(InvalidInput):
        ask(bank, merge, "sex")
    with pytest.raises(InvalidInput):
        ask(bank, merge, "team")
    with pytest.raises(InvalidInput):
        ask(bank, merge, reason=" ")
    with pytest.raises(StaleVersion):
        ask(bank, merge, version=0)
    with pytest.raises(NotFound):
        ask(bank, 0, version=1)
    first, again = ask(bank, merge), ask(bank, merge)
    grant(second, first)
    with pytest.raises(services.MergeClosed):
        grant(second, again)
    assert name_of(bank.own) == "林婉青"
    undo(bank, merge)
    with pytest.raises(services.MergeClosed):
        ask(bank, merge)


def test_on_the_page_of_the_merge(bank, desk):  # noqa: F811 - the fixture
    client, actor, second, twin, _pk = desk
    merge = merged_on_page(actor, second, bank.own, twin)
    page = text_of(client.get(reverse("customers:merge", args=[merge.pk])))
    assert "未采用的取值" in page
    card = queries.merge_card(actor=actor, merge_id=merge.pk, now=LATER)
    field = card.others[0].key
    url = reverse("customers:merge-field", args=[merge.pk, field])
    assert "现取值" in text_of(client.get(url))
    assert client.post(url, {"version": merge.version, "reason": ""}).status_code == 422
    answer = client.post(url, {"version": merge.version, "reason": "以户口簿为准"})
    assert answer.status_code == 303
    asked = AuditEntry.objects.get(verb="customers.merge-field-asked")
    assert (asked.customer_id, asked.new["field"]) == (bank.own.pk, field)
    assert client.get(reverse("customers:merge-field", args=[merge.pk, "org"])).status_code == 404
