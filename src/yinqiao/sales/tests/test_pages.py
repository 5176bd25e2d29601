"""The pages: who sees whose, in which order, by which address, and what they cost."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.testing.query_counts import counted
from yinqiao.sales import policies, queries
from yinqiao.sales.choices import State
from yinqiao.sales.tests.factories import NOW, make_opportunity

FRAGMENT = {"HX-Request": "true"}
LIST = "sales:list"


@pytest.fixture
def today():
    return clock.bank_date(clock.now())


def as_(actor: Actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def page(actor, name, *args, data=None, **headers):
    answer = as_(actor).get(reverse(name, args=args), data or {}, headers=headers)
    return answer.status_code, answer.content.decode()


def titles(body):
    return re.findall(r"题-\w+", body)


def test_a_manager_reads_her_own_with_reason_and_amount(bank: Bank, today):
    make_opportunity(bank.own, due_on=today)
    make_opportunity(bank.foreign)
    status, body = page(bank.rm, LIST)
    assert status == 200
    assert "我的商机" in body
    assert ("林婉清" in body, "顾长风" in body, "顾**" in body) == (True, False, False)
    assert "澜盈固收增强 B 款 80.0 万将于 2026-12-07 到期" in body
    entry = AuditEntry.objects.get(verb="sales.opportunities-listed")
    assert entry.detail["customers"] == [bank.own.pk]


def test_the_most_urgent_stands_first_and_what_went_up_before_it(bank: Bank, today):
    for name, days, priority, level in (
        ("late", -2, 3, 0),
        ("soon", 1, 1, 0),
        ("soon2", 1, 2, 0),
        ("up", 9, 5, 1),
    ):
        make_opportunity(
            bank.own,
            title=f"题-{name}",
            due_on=today + timedelta(days=days),
            priority=priority,
            escalation_level=level,
            escalated_at=clock.now() if level else None,
        )
    assert titles(page(bank.head, LIST, **FRAGMENT)[1]) == [
        "题-up",
        "题-late",
        "题-soon",
        "题-soon2",
    ]


def test_a_missed_deadline_is_red_and_counts_the_days(bank: Bank, today):
    make_opportunity(bank.own, due_on=today - timedelta(days=2))
    body = page(bank.rm, LIST)[1]
    assert "逾期 2 天" in body
    assert 'class="c-tag d"' in body


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"a", "b", "d"}),
        ({"kind": "AUM_DROP"}, {"b"}),
        ({"due": "LATE"}, {"a"}),
        ({"due": "WEEK"}, {"b"}),
        ({"state": "CONTACTED"}, {"d"}),
        ({"state": "SNOOZED"}, {"c"}),
        ({"state": "OPEN"}, {"a", "b", "c", "d"}),
        ({"state": "ENDED"}, {"e"}),
        ({"kind": "GONE"}, set()),
        ({"state": "nonsense"}, {"a", "b", "d"}),
    ],
)
def test_the_address_filters(bank: Bank, today, query, expected):
    far = today + timedelta(days=30)
    make_opportunity(bank.own, title="题-a", due_on=today - timedelta(days=1))
    make_opportunity(bank.own, title="题-b", kind="AUM_DROP", due_on=today + timedelta(days=3))
    make_opportunity(bank.own, title="题-c", due_on=far, snoozed_until=far)
    make_opportunity(bank.own, title="题-d", due_on=far, state=State.CONTACTED)
    make_opportunity(bank.own, title="题-e", due_on=far, state=State.WON, closed_at=clock.now())
    status, body = page(bank.rm, LIST, data={**query, "filter": "1"}, **FRAGMENT)
    assert status == 200
    assert {title.removeprefix("题-") for title in titles(body)} == expected


def test_a_head_filters_by_owner_and_a_manager_cannot(bank: Bank):
    make_opportunity(bank.own, title="题-own")
    pooled = make_customer("钟无主", org=bank.orgs["quay"])
    make_opportunity(pooled, title="题-pool")
    body = page(bank.head, LIST)[1]
    assert set(titles(body)) == {"题-own", "题-pool"}
    assert 'name="owner"' in body
    found = page(bank.head, LIST, data={"owner": "pool", "filter": "1"}, **FRAGMENT)[1]
    assert titles(found) == ["题-pool"]
    found = page(bank.head, LIST, data={"owner": str(bank.rm.staff_id)}, **FRAGMENT)[1]
    assert titles(found) == ["题-own"]
    assert 'name="owner"' not in page(bank.rm, LIST)[1]


def test_an_empty_list_says_how_it_fills(bank: Bank):
    assert "没有等您处理的商机" in page(bank.rm, LIST)[1]


def test_a_card_says_why_and_is_in_the_trail(bank: Bank):
    row = make_opportunity(bank.own)
    status, body = page(bank.rm, "sales:detail", row.pk)
    assert status == 200
    assert "同策略 180 天续接" in body
    entry = AuditEntry.objects.get(verb="sales.opportunity-opened")
    assert (entry.object_id, entry.customer_id) == (row.pk, bank.own.pk)


def test_anothers_is_404_like_one_that_is_not_there(bank: Bank):
    row = make_opportunity(bank.foreign)
    assert page(bank.rm, "sales:detail", row.pk)[0] == 404
    assert page(bank.rm, "sales:detail", 987_654)[0] == 404
    assert page(bank.rm, "sales:panel", bank.foreign.pk, **FRAGMENT)[0] == 404


@pytest.mark.parametrize("who", ["teller", "agent", "compliance", "president"])
def test_other_roles_have_no_such_page(bank: Bank, who):
    row = make_opportunity(bank.own)
    assert page(getattr(bank, who), LIST)[0] == 403
    assert page(getattr(bank, who), "sales:detail", row.pk)[0] == 403


def test_the_panel_shows_open_ones_first(bank: Bank):
    make_opportunity(bank.own, title="题-won", state=State.WON, closed_at=clock.now())
    make_opportunity(bank.own, title="题-open")
    assert titles(page(bank.rm, "sales:panel", bank.own.pk, **FRAGMENT)[1]) == [
        "题-open",
        "题-won",
    ]


def test_the_tab_has_all_of_them_and_counts_the_open_ones(bank: Bank):
    for place in range(7):
        make_opportunity(bank.own, title=f"题-open{place}", kind=f"K{place}")
    make_opportunity(bank.own, title="题-won", state=State.WON, closed_at=clock.now())
    make_opportunity(bank.foreign, title="题-foreign")
    found = page(bank.rm, "sales:tab", bank.own.pk, **FRAGMENT)[1]
    assert len(titles(found)) == 8
    assert titles(found)[-1] == "题-won"
    assert found.index("未结商机") < found.index("已结商机") < found.index("题-won")
    overview = page(bank.rm, "sales:panel", bank.own.pk, **FRAGMENT)[1]
    assert len(titles(overview)) == 5
    assert "tab=sales-opportunities" in overview
    body = page(bank.rm, "customers:detail", bank.own.pk)[1]
    assert re.search(r'tab=sales-opportunities"[^>]*>商机 <span class="n">7</span>', body)
    # 工单 has no room yet: no dead tab.
    assert "工单" not in re.search(r'<nav class="c-tabs".*?</nav>', body, re.DOTALL)[0]
    assert page(bank.rm, "sales:tab", bank.foreign.pk, **FRAGMENT)[0] == 404


def test_a_tab_without_open_ones_has_no_number_and_says_so(bank: Bank):
    make_opportunity(bank.own, state=State.WON, closed_at=clock.now())
    body = page(bank.rm, "customers:detail", bank.own.pk)[1]
    assert re.search(r'tab=sales-opportunities"[^>]*>商机</a>', body)
    assert "暂无待跟进商机" in page(bank.rm, "sales:tab", bank.own.pk, **FRAGMENT)[1]


def test_what_the_gate_holds_back_says_so_wherever_it_stands(bank: Bank):
    make_opportunity(bank.own, suppression_code="NO_CONSENT", suppression_reason="营销未授权")
    for name in ("sales:panel", "sales:tab", "customers:next-steps"):
        _client, found = page(bank.rm, name, bank.own.pk, **FRAGMENT)
        assert "暂停联系" in found
        assert "营销未授权" in found
        assert "待联系" not in found


@pytest.mark.parametrize("purpose", ["SERVICE", "MARKETING"])
def test_a_contact_about_it_is_for_what_it_is_for(bank: Bank, purpose):
    make_opportunity(bank.own, purpose=purpose)
    address = reverse("interactions:follow-up", query={"customer": bank.own.pk})
    form = as_(bank.rm).get(address).content.decode()
    assert re.search(rf'<option value="{purpose}" selected', form)


def test_the_panel_of_a_past_day_shows_what_there_was(bank: Bank):
    make_opportunity(bank.own, title="题-old", now=clock.now() - timedelta(days=9))
    make_opportunity(bank.own, title="题-new", now=clock.now())
    day = clock.bank_date(clock.now()) - timedelta(days=5)
    body = page(bank.head, "sales:panel", bank.own.pk, data={"as_of": day.isoformat()}, **FRAGMENT)[
        1
    ]
    assert titles(body) == ["题-old"]


def test_the_menu_counts_what_waits_for_the_actor(bank: Bank):
    make_opportunity(bank.own)
    body = as_(bank.rm).get(reverse("ui:live")).content.decode()
    assert re.search(r'id="count-opportunities"[^>]*>1<', body)


def test_what_pages_cost(bank: Bank):
    for number in range(20):
        make_opportunity(bank.own, title=f"题-{number}")
    row = make_opportunity(bank.own)
    client = as_(bank.rm)
    for name, args in ((LIST, ()), ("sales:detail", (row.pk,)), ("sales:panel", (bank.own.pk,))):
        client.get(reverse(name, args=args))
        with counted(name):
            assert (
                client.get(reverse(name, args=args), headers=FRAGMENT if args else {}).status_code
                == 200
            )


def post(actor, name, *args, **data):
    return as_(actor).post(reverse(name, args=args), data)


def test_a_contact_is_logged_on_the_page_of_the_opportunity(bank: Bank):
    row = make_opportunity(bank.own)
    body = page(bank.rm, "sales:detail", row.pk)[1]
    assert f'action="{reverse("sales:contacts", args=[row.pk])}"' in body
    answer = post(bank.rm, "sales:contacts", row.pk, version=1, channel="CALL", note="明早来网点")
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        reverse("sales:detail", args=[row.pk]),
    )
    body = page(bank.rm, "sales:detail", row.pk)[1]
    assert "明早来网点" in body
    assert reverse("sales:wins", args=[row.pk]) in body


def test_the_script_stands_by_and_that_it_was_used_is_logged_with_the_outcome(bank: Bank):
    row = make_opportunity(bank.own, purpose="SERVICE")
    for name, place in (("sales:detail", row.pk), ("sales:feed-block", None)):
        body = page(bank.rm, name, *([place] if place else []), **FRAGMENT)[1]
        assert row.script in body
        assert "复制话术" in body
    body = page(bank.rm, "sales:detail", row.pk)[1]
    assert 'name="used_script"' in body
    post(bank.rm, "sales:contacts", row.pk, version=1, channel="CALL", used_script="on")
    story = page(bank.rm, "interactions:timeline", bank.own.pk, **FRAGMENT)[1]
    assert "用了话术" in story
    entry = AuditEntry.objects.get(verb="interactions.follow-up-logged")
    assert (entry.new["outcome"], entry.new["used_script"]) == ("REACHED", True)


def test_the_dialog_shows_the_script_and_presets_the_tick(bank: Bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=3))
    row = make_opportunity(bank.own, purpose="SERVICE")
    client = as_(bank.rm)
    about = f"sales.opportunity:{row.pk}"
    calls = reverse("interactions:calls", args=[bank.own.pk], query={"purpose": "SERVICE", "about": about})  # fmt: skip
    assert row.script in client.get(calls, headers=FRAGMENT).content.decode()
    after = client.post(calls, {"key": "dial-1", "purpose": "SERVICE"}, headers=FRAGMENT)
    tick = re.search(r'<input[^>]*name="used_script"[^>]*>', after.content.decode())
    assert tick
    assert "checked" in tick.group()
    form = reverse("interactions:follow-up", query={"customer": bank.own.pk})
    plain = {"outcome": "REACHED", "channel": "CALL", "purpose": "SERVICE", "direction": "OUT"}
    sent = client.post(form, {**plain, "key": "k1", "about": about, "used_script": "on"}, headers=FRAGMENT)  # fmt: skip
    assert sent.status_code == 204
    # Of a contact about nothing there is no script to have used.
    client.post(form, {**plain, "key": "k2", "used_script": "on"}, headers=FRAGMENT)
    act_as(bank.rm)
    used = [entry.new.get("used_script") for entry in AuditEntry.objects.filter(verb="interactions.follow-up-logged").order_by("pk")]  # fmt: skip
    assert used == [True, None]


ACTS = {
    "contacts": {"channel": "CALL"},
    "stages": {"note": "想要半年期"},
    "plans": {"expected_on": "2027-01-08", "amount": "500000", "probability": "70"},
    "wins": {"note": "转存 80 万", "product": "none"},
    "losses": {"reason": "NO_NEED"},
    "snoozes": {"until": "2027-01-08", "reason": "年后再谈"},
}


@pytest.mark.parametrize(("noun", "data"), ACTS.items())
def test_each_act_by_its_form(bank: Bank, noun, data):
    row = make_opportunity(bank.own, state=State.CONTACTED)
    name = f"sales:{noun}"
    status, body = page(bank.rm, name, row.pk)
    assert status == 200
    assert "澜盈固收增强 B 款" in body
    assert post(bank.rm, name, row.pk, version=1, **data).status_code == 303
    row.refresh_from_db()
    assert row.version == 2


@pytest.mark.parametrize("noun", ["losses", "snoozes"])
def test_a_form_without_what_it_needs_comes_back_marked(bank: Bank, noun):
    row = make_opportunity(bank.own)
    answer = post(bank.rm, f"sales:{noun}", row.pk, version=1)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


@pytest.mark.parametrize("noun", ACTS)
def test_somebody_elses_change_is_told_before_it_is_overwritten(bank: Bank, noun):
    row = make_opportunity(bank.own, state=State.CONTACTED)
    post(bank.head, "sales:contacts", row.pk, version=1, channel="CALL")
    answer = post(bank.rm, f"sales:{noun}", row.pk, version=1, **ACTS[noun])
    assert answer.status_code == 409
    assert "周行长" in answer.content.decode()
    row.refresh_from_db()
    assert row.version == 2


@pytest.mark.parametrize("noun", [*ACTS, "hand-overs"])
def test_nobody_acts_on_anothers(bank: Bank, noun):
    row = make_opportunity(bank.foreign)
    name, data = f"sales:{noun}", ACTS.get(noun, {"staff_id": bank.rm.staff_id})
    assert page(bank.rm, name, row.pk)[0] == 404
    assert post(bank.rm, name, row.pk, version=1, **data).status_code == 404
    row.refresh_from_db()
    assert row.version == 1


def test_what_has_ended_offers_nothing_to_do(bank: Bank):
    row = make_opportunity(bank.own, state=State.WON, closed_at=clock.now())
    assert reverse("sales:contacts", args=[row.pk]) not in page(bank.rm, "sales:detail", row.pk)[1]
    answer = post(bank.rm, "sales:contacts", row.pk, version=1, channel="CALL")
    assert answer.status_code == 409


def test_it_is_handed_to_one_of_those_who_may_open_the_customer(bank: Bank):
    row = make_opportunity(bank.own)
    head = bank.head
    body = page(bank.rm, "sales:hand-overs", row.pk)[1]
    assert ("周行长" in body, "吴行长" in body, "沈越" in body) == (True, False, False)
    post(
        bank.rm, "sales:hand-overs", row.pk, version=1, staff_id=head.staff_id, reason="需行长出面"
    )
    row.refresh_from_db()
    assert row.owner_id == head.staff_id


def test_several_are_shown_first_then_done_together(bank: Bank):
    rows = [make_opportunity(bank.own, title=f"题-{name}") for name in "abc"]
    foreign = make_opportunity(bank.foreign, title="题-z")
    ids = [row.pk for row in (*rows, foreign)]
    name = "sales:contacts-together"
    shown = post(bank.rm, name, id=ids)
    assert titles(shown.content.decode()) == ["题-a", "题-b", "题-c"]
    versions = {f"version-{row.pk}": 1 for row in rows}
    post(bank.head, "sales:contacts", rows[1].pk, version=1, channel="CALL")
    post(bank.head, "sales:losses", rows[2].pk, version=1, reason="NO_NEED")
    done = post(bank.rm, name, id=ids, confirmed=1, channel="WECOM", **versions)
    assert done.status_code == 200
    problems = re.findall(r'class="fs12 dg">([^<]+)<', done.content.decode())
    assert problems == ["您打开后内容已被修改。", "该商机已结束。"]
    with whole_bank():
        for row in (*rows, foreign):
            row.refresh_from_db()
    assert [row.version for row in (*rows, foreign)] == [2, 2, 2, 1]


def test_all_that_the_filter_matches_are_taken_up_to_the_most_at_once(bank: Bank):
    make_opportunity(bank.own, title="题-a", kind="AUM_DROP")
    make_opportunity(bank.own, title="题-b")
    answer = as_(bank.rm).post(
        reverse("sales:snoozes-together") + "?kind=AUM_DROP&filter=1", {"all": 1}
    )
    assert titles(answer.content.decode()) == ["题-a"]


@pytest.mark.parametrize("noun", ["contacts", "losses", "snoozes", "hand-overs"])
def test_together_needs_the_permission_and_what_the_form_asks(bank: Bank, noun):
    row = make_opportunity(bank.own)
    name = f"sales:{noun}-together"
    assert post(bank.agent, name, id=[row.pk]).status_code == 403
    assert as_(bank.rm).get(reverse(name)).status_code == 405
    assert post(bank.rm, name, id=[row.pk], confirmed=1).status_code == 422
    assert "所选商机均已结束" in post(bank.rm, name, id=[]).content.decode()
    row.refresh_from_db()
    assert row.version == 1


def test_amounts_and_reasons_are_for_those_who_may_read_amounts(bank: Bank):
    """A bank may give the permission to a role without the clearance: then neither figure nor sentence tells the amount."""
    row = make_opportunity(bank.own)
    looking = replace(
        bank.president,
        permissions=bank.president.permissions | {policies.VIEW},
        clearances=frozenset(),
    )
    card = queries.opportunity_card(actor=act_as(looking), opportunity_id=row.pk, now=clock.now())
    assert (card.row.amount, card.row.amount_text) == (None, "50 万–300 万")
    assert "80" not in card.row.reason
    assert card.row.customer_name == "林**"
    assert not card.can_work
