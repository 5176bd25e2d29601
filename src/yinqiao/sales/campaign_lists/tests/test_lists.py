"""A list from its file to the execution rate: who stands on it, who lets it go out, where it goes, who works it, who takes it back."""

from datetime import timedelta

import pytest
from django.db import connection

from yinqiao.access.tests.factories import AccessGrant, User, actor_of, make_actor
from yinqiao.customers.tests.factories import act_as, make_customer, whole_bank
from yinqiao.interactions import services as interactions
from yinqiao.interactions.services import FollowUp
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.sales.campaign_lists import queries, services
from yinqiao.sales.campaign_lists.services import (
    Feedback,
    ListClosed,
    NameTaken,
    NotTheMaker,
    ending,
)
from yinqiao.sales.campaign_lists.tests.factories import (
    NOW,
    CampaignList,
    Entry,
    FaultyLine,
    agree,
    make,
    send,
)
from yinqiao.workflow import services as workflow


def standings(row):
    with whole_bank():
        return dict(Entry.objects.filter(campaign_list=row).values_list("customer_id", "standing"))


def entry_of(row, customer):
    with whole_bank():
        return Entry.objects.get(campaign_list=row, customer=customer)


def feed(actor, row, customer, place=1, **values):
    found = entry_of(row, customer)
    act_as(actor)
    services.feed_back(
        actor=actor,
        now=NOW,
        entry_id=found.pk,
        version=values.pop("version", found.version),
        feedback=Feedback(place, **values),
    )


def asked_to_check(list_id):
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where task_name = %s and (args ->> 'list_id')::bigint = %s",
            [services.CHECK, list_id],
        )
        return cursor.fetchone()[0]


@pytest.fixture
def free(bank):
    """A customer of the first branch without a manager."""
    return make_customer("白若溪", org=bank.orgs["river"], mobile="13700001111")


def test_faulty_lines_are_kept_with_why_and_can_be_mended(bank, free):
    closed = make_customer("旧客户", org=bank.orgs["river"], status="CLOSED")
    own, foreign = bank.own.customer_no, bank.foreign.customer_no
    row = make(bank.head, own, "nonsense", foreign, own, closed.customer_no)
    faults = list(FaultyLine.objects.order_by("line").values_list("line", "fault"))
    assert faults == [(2, "UNKNOWN"), (3, "FOREIGN"), (4, "DUPLICATE"), (5, "CLOSED")]
    assert standings(row) == {bank.own.pk: "READY"}
    texts = {
        one.pk: {2: free.customer_no, 3: "", 4: own, 5: closed.customer_no}[one.line]
        for one in FaultyLine.objects.all()
    }
    act_as(bank.head)
    left = services.mend_lines(
        actor=bank.head, now=NOW, list_id=row.pk, version=row.version, texts=texts
    )
    assert left == 2
    # What was mended is asked of the gate again: once that was done, the list can go out.
    assert asked_to_check(row.pk) == 2
    assert standings(row) == {bank.own.pk: "READY", free.pk: "READY"}


def test_the_gate_bars_and_says_why_and_what_it_opens_comes_back(bank, marketer, free):
    row = make(marketer, bank.own.customer_no, free.customer_no, purpose="MARKETING")
    assert set(standings(row).values()) == {"BARRED"}
    card = queries.list_card(actor=act_as(marketer), list_id=row.pk, now=NOW)
    assert [many for _why, many in card.barred] == [2]
    with pytest.raises(InvalidInput):
        services.ask_to_send(
            actor=marketer, now=NOW, list_id=row.pk, version=row.version, reason="活动"
        )
    CampaignList.objects.filter(pk=row.pk).update(purpose="SERVICE")
    assert services.check_list(now=NOW, list_id=row.pk) == 0
    assert set(standings(row).values()) == {"READY"}


def test_it_goes_out_only_when_another_agrees_and_to_main_manager_or_pool(bank, marketer, free):
    row = make(marketer, bank.own.customer_no, free.customer_no, bank.foreign.customer_no)
    act_as(marketer)
    services.ask_to_send(
        actor=marketer, now=NOW, list_id=row.pk, version=row.version, reason="季度活动"
    )
    row.refresh_from_db()
    with pytest.raises(PermissionRefused):
        agree(marketer, row.approval_id)
    assert services.send_list(now=NOW, list_id=row.pk) == 0
    agree(bank.president, row.approval_id)
    assert services.send_list(now=NOW, list_id=row.pk) == 3
    assert services.send_list(now=NOW, list_id=row.pk) == 0
    assert standings(row) == {bank.own.pk: "OPEN", free.pk: "POOL", bank.foreign.pk: "OPEN"}
    assert entry_of(row, bank.own).owner_id == bank.rm.staff_id
    assert [one.open for one in queries.lists_to_work(actor=act_as(bank.rm))] == [1]
    told = AuditEntry.objects.filter(verb="campaign_lists.list-sent", new__state="OUT")
    assert told.count() == 1


def test_quotas_of_units_and_managers_hold(bank, marketer):
    river, rm = bank.orgs["river"], bank.rm.staff_id
    people = [make_customer(f"客户{n}", org=river, rm=rm) for n in range(4)]
    row = send(
        marketer,
        bank.president,
        *(one.customer_no for one in people),
        quotas={bank.orgs["east"].code: 3},
        per_manager=2,
    )
    assert [standings(row)[one.pk] for one in people] == ["OPEN", "OPEN", "POOL", "HELD"]


def test_a_refused_list_goes_back_and_a_stranger_sees_nothing(bank, marketer):
    row = make(marketer, bank.own.customer_no)
    act_as(marketer)
    services.ask_to_send(
        actor=marketer, now=NOW, list_id=row.pk, version=row.version, reason="活动"
    )
    row.refresh_from_db()
    services.refuse_sending(approval_id=row.approval_id, note="话术不合规")
    row.refresh_from_db()
    assert (row.state, row.refusal) == ("DRAFT", "话术不合规")
    with pytest.raises(NotFound):
        queries.list_card(actor=act_as(bank.other_head), list_id=row.pk, now=NOW)


def test_the_head_deals_the_pool_out_and_the_sight_ends_with_the_list(bank, marketer, free):
    mate = make_actor("relationship_manager", org=bank.orgs["river"], name="许知远")
    row = send(marketer, bank.president, free.customer_no)
    act_as(mate)
    assert queries.names_to_work(actor=mate, list_id=row.pk, now=NOW) == []
    act_as(bank.head)
    with pytest.raises(InvalidInput):
        services.deal_out(
            actor=bank.head, now=NOW, list_id=row.pk, staff_ids=[bank.other_rm.staff_id]
        )
    dealt = services.deal_out(actor=bank.head, now=NOW, list_id=row.pk, staff_ids=[mate.staff_id])
    assert dealt == 1
    grant = AccessGrant.objects.get()
    assert (grant.staff_id, grant.customer_id) == (mate.staff_id, free.pk)
    assert grant.until == NOW + timedelta(days=10, hours=14)
    seen = actor_of(User.objects.get(staff_id=mate.staff_id), now=NOW)
    (name,) = queries.names_to_work(actor=act_as(seen), list_id=row.pk, now=NOW)
    assert name.customer_name == "白若溪"
    assert AuditEntry.objects.filter(verb="access.access-granted").count() == 1
    feed(seen, row, free, 2, note="已告知", next_step="寄资料", next_on=NOW.date())
    act_as(marketer)
    row.refresh_from_db()
    services.recall_list(
        actor=marketer, now=NOW, list_id=row.pk, version=row.version, reason="活动取消"
    )
    assert standings(row) == {free.pk: "DONE"}
    # What was done stays; the sight of the customer ends all the same.
    assert AccessGrant.objects.get().revoked_at == NOW


def test_recall_takes_the_open_names_and_the_sight_at_once(bank, marketer, free):
    mate = make_actor("relationship_manager", org=bank.orgs["river"], name="许知远")
    row = send(marketer, bank.president, free.customer_no, bank.own.customer_no)
    act_as(bank.head)
    services.deal_out(actor=bank.head, now=NOW, list_id=row.pk, staff_ids=[mate.staff_id])
    row.refresh_from_db()
    with pytest.raises(NotTheMaker):
        services.recall_list(
            actor=_maker_of_none(bank), now=NOW, list_id=row.pk, version=row.version, reason="x"
        )
    act_as(marketer)
    taken = services.recall_list(
        actor=marketer, now=NOW, list_id=row.pk, version=row.version, reason="活动取消"
    )
    assert (taken, set(standings(row).values())) == (2, {"RECALLED"})
    assert AccessGrant.objects.get().revoked_at == NOW
    assert queries.lists_to_work(actor=act_as(bank.rm)) == []
    with pytest.raises(ListClosed):
        feed(bank.rm, row, bank.own)


def _maker_of_none(bank):
    return act_as(bank.head)


def test_a_code_feeds_back_logs_the_call_and_opens_what_comes_next(bank, marketer):
    row = send(marketer, bank.president, bank.own.customer_no)
    feed(bank.rm, row, bank.own, 3)
    once = entry_of(row, bank.own)
    assert (once.standing, once.attempts, once.code.label) == ("OPEN", 1, "未接通")
    feed(bank.rm, row, bank.own, 1, note="想续存", opens=True)
    done = entry_of(row, bank.own)
    assert (done.standing, done.code.label) == ("DONE", "有意向")
    assert done.opportunity_id is not None
    with pytest.raises(NameTaken):
        feed(bank.rm, row, bank.own, 2)
    # The dialog of a call that was left open says so, too.
    call = FollowUp(channel="CALL", outcome="REACHED", key="late", purpose="SERVICE", subject="x")
    with pytest.raises(NameTaken):
        interactions.subjects.find(services.NAME).log(
            actor=bank.rm, now=NOW, pk=done.pk, follow_up=call
        )
    card = queries.list_card(actor=act_as(marketer), list_id=row.pk, now=NOW)
    assert (card.row.figures.rate, card.row.figures.agreed) == (100, 1)
    assert [(one.name, one.figures.done) for one in card.managers] == [("陈思远", 1)]


def test_an_unsuitable_name_goes_back_with_its_reason_and_never_to_her_again(bank, marketer):
    mate = make_actor("relationship_manager", org=bank.orgs["river"], name="许知远")
    row = send(marketer, bank.president, bank.own.customer_no)
    found = entry_of(row, bank.own)
    act_as(bank.rm)
    values = {"actor": bank.rm, "now": NOW, "entry_id": found.pk, "version": found.version}
    with pytest.raises(InvalidInput):
        services.return_name(**values, reason="OTHER")
    services.return_name(**values, reason="HAS_IT")
    act_as(bank.head)
    deal = {"actor": bank.head, "now": NOW, "list_id": row.pk}
    with pytest.raises(InvalidInput):
        services.deal_out(**deal, staff_ids=[bank.rm.staff_id])
    assert services.deal_out(**deal, staff_ids=[bank.rm.staff_id, mate.staff_id]) == 1
    assert entry_of(row, bank.own).owner_id == mate.staff_id


def test_who_gives_a_name_back_sees_the_customer_no_longer(bank, marketer, free):
    mate = make_actor("relationship_manager", org=bank.orgs["river"], name="许知远")
    row = send(marketer, bank.president, free.customer_no)
    act_as(bank.head)
    services.deal_out(actor=bank.head, now=NOW, list_id=row.pk, staff_ids=[mate.staff_id])
    found = entry_of(row, free)
    seen = act_as(actor_of(User.objects.get(staff_id=mate.staff_id), now=NOW))
    services.return_name(
        actor=seen, now=NOW, entry_id=found.pk, version=found.version, reason="ELSEWHERE"
    )
    assert AccessGrant.objects.get().revoked_at == NOW
    later = actor_of(User.objects.get(staff_id=mate.staff_id), now=NOW + timedelta(minutes=1))
    assert free.pk not in later.scope.customer_ids
    told = AuditEntry.objects.get(verb="campaign_lists.name-returned")
    assert told.detail["grants_ended"] == 1


def test_one_list_that_was_recalled_at_the_same_moment_does_not_hold_up_the_others(
    bank, marketer, monkeypatch
):
    first, second = (send(marketer, bank.president, bank.own.customer_no) for _one in range(2))
    end, late = ending._end, NOW + timedelta(days=11)

    def recalled_meanwhile(**values):
        if values["list_id"] == first.pk:
            CampaignList.objects.filter(pk=first.pk).update(
                state="RECALLED", closed_at=late, recall_reason="取消"
            )
        end(**values)

    monkeypatch.setattr(ending, "_end", recalled_meanwhile)
    assert services.end_lists(now=late) == 1
    second.refresh_from_db()
    assert second.state == "ENDED"


def test_the_deadline_ends_a_list_and_what_is_open_lapses(bank, marketer):
    row = send(marketer, bank.president, bank.own.customer_no)
    assert services.end_lists(now=NOW + timedelta(days=10)) == 0
    assert services.end_lists(now=NOW + timedelta(days=11)) == 1
    assert services.end_lists(now=NOW + timedelta(days=11)) == 0
    row.refresh_from_db()
    assert (row.state, standings(row)) == ("ENDED", {bank.own.pk: "LAPSED"})
    with pytest.raises(ListClosed):
        feed(bank.rm, row, bank.own)


def test_a_list_is_not_let_out_after_its_deadline(bank, marketer):
    row = make(marketer, bank.own.customer_no, due_on=NOW.date() + timedelta(days=1))
    act_as(marketer)
    services.ask_to_send(
        actor=marketer, now=NOW, list_id=row.pk, version=row.version, reason="活动"
    )
    row.refresh_from_db()
    act_as(bank.president)
    with pytest.raises(InvalidInput):
        workflow.approve(
            actor=bank.president,
            now=NOW + timedelta(days=2),
            approval_id=row.approval_id,
            version=1,
        )
    row.refresh_from_db()
    assert row.state == "ASKED"


def test_the_file_is_had_after_approval_for_some_hours_only(bank, marketer):
    row = send(marketer, bank.president, bank.own.customer_no)
    act_as(marketer)
    with pytest.raises(NotFound):
        services.fetch_export(actor=marketer, now=NOW, list_id=row.pk)
    approval_id = services.ask_for_export(actor=marketer, now=NOW, list_id=row.pk, reason="复盘")
    agree(bank.president, approval_id)
    act_as(marketer)
    services.fetch_export(actor=marketer, now=NOW, list_id=row.pk)
    ((number, *_rest, said, _day),) = queries.exported_rows(actor=marketer, list_id=row.pk)
    assert (number, said) == (bank.own.customer_no, "")
    with pytest.raises(NotFound):
        services.fetch_export(actor=marketer, now=NOW + timedelta(days=400), list_id=row.pk)
