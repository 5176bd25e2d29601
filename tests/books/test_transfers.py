"""A transfer from asking to effect: who does what, when access changes, what moves along, and every way in which it stops."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.books.factories import (
    NOW,
    ONE_DAY,
    TODAY,
    TOMORROW,
    Cover,
    Handover,
    again,
    leave,
    lines_of,
    main_of,
    periods_of,
    row_of,
)
from yinqiao.customers import queries as customers
from yinqiao.customers.tests.factories import act_as, make_assignment, make_customer, whole_bank
from yinqiao.interactions.models import Task
from yinqiao.interactions.services import TaskOrder, create_task
from yinqiao.organization.models import Post
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.sales.books import queries, services
from yinqiao.sales.books.choices import State
from yinqiao.sales.campaign_lists.tests.factories import open_name
from yinqiao.sales.deals.models import Order
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.tests.factories import make_opportunity
from yinqiao.workflow.models import Approval
from yinqiao.workflow.services import Refused, approve, name_deputy, reject

LATER = NOW + ONE_DAY


def sees(actor, customer, *, now):
    reader = again(actor, now=now)
    act_as(reader)
    return customers.is_visible(actor=reader, customer_id=customer.pk)


def test_a_transfer_takes_effect_the_day_after_with_all_that_is_open(bank):
    deal = make_opportunity(bank.own, now=NOW - timedelta(days=2))
    act_as(bank.rm)
    task_id = create_task(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        order=TaskOrder(title="回访", due_on=TOMORROW),
    )
    pk = bank.approved()
    row = row_of(pk)
    assert (row.state, row.effective_on, row.customers) == (State.APPROVED, TOMORROW, 1)

    # Today nothing has changed yet, and the job of today changes nothing.
    assert services.take_effect(now=NOW) == 0
    assert (sees(bank.rm, bank.own, now=NOW), sees(bank.second, bank.own, now=NOW)) == (True, False)

    assert services.take_effect(now=LATER) == 1
    assert services.take_effect(now=LATER) == 0
    assert row_of(pk).state == State.DONE
    assert sees(bank.rm, bank.own, now=LATER) is False
    assert sees(bank.second, bank.own, now=LATER) is True
    first, second = bank.rm.staff_id, bank.second.staff_id
    assert [(who, share, start, end) for who, _role, share, start, end in periods_of(bank.own)] == [
        (first, 100, periods_of(bank.own)[0][3], TOMORROW),
        (second, 100, TOMORROW, None),
    ]
    with whole_bank():
        moved = Opportunity.objects.get(pk=deal.pk)
        assert (moved.owner_id, moved.touched_at, moved.due_on) == (
            second,
            deal.touched_at,
            deal.due_on,
        )
        assert Step.objects.get(opportunity=deal).note == "白敬亭"
        task = Task.objects.get(pk=task_id)
        assert (task.assignee_id, task.assignee_name, task.due_on) == (second, "白敬亭", TOMORROW)
    assert AuditEntry.objects.filter(
        verb="customers.main-manager-changed", customer_id=bank.own.pk
    ).exists()


def test_an_open_name_of_a_list_goes_along(bank):
    with whole_bank():
        name = open_name(bank.own, bank.rm)
    bank.approved()
    services.take_effect(now=LATER)
    with whole_bank():
        name.refresh_from_db()
    assert (name.owner_id, name.standing) == (bank.second.staff_id, "OPEN")


def test_who_assisted_and_now_manages_assists_no_more_and_shares_are_whole(bank):
    with whole_bank():
        bank.own.assignments.update(share=60)
    make_assignment(bank.own, bank.second.staff_id, role="ASSIST", share="25")
    make_assignment(bank.own, bank.third.staff_id, role="ASSIST", share="15")
    bank.approved()
    services.take_effect(now=LATER)
    open_now = [row for row in periods_of(bank.own) if row[4] is None]
    assert sorted((who, role, share) for who, role, share, *_days in open_now) == sorted(
        [(bank.second.staff_id, "MAIN", 85), (bank.third.staff_id, "ASSIST", 15)]
    )


def test_the_receiver_sees_figures_and_no_names_before_the_day(bank):
    pk = bank.ask()
    card = queries.handover_card(actor=act_as(bank.second), handover_id=pk, now=NOW)
    assert (card.row.customers, str(card.row.aum), card.lines) == (1, "12864000.00", ())
    assert card.can_answer
    mine = queries.handover_card(actor=act_as(bank.rm), handover_id=pk, now=NOW)
    assert [line.name for line in mine.lines] == ["林婉清"]


def test_only_the_receiver_answers_and_a_refusal_frees_the_customers(bank):
    pk = bank.ask()
    with pytest.raises(NotFound), transaction.atomic():
        services.accept(actor=act_as(bank.rm), now=NOW, handover_id=pk, version=1)
    services.decline(
        actor=act_as(bank.second), now=NOW, handover_id=pk, version=1, note="手上客户已满"
    )
    row = row_of(pk)
    assert (row.state, row.ended_note) == (State.DECLINED, "手上客户已满")
    assert row_of(bank.ask(taker=bank.third)).state == State.TO_ACCEPT


def test_who_asked_never_approves(bank):
    pk = bank.ask(by=bank.head)
    bank.accept(pk)
    with pytest.raises(Refused), transaction.atomic():
        bank.approve(pk)
    assert row_of(pk).state == State.TO_APPROVE
    bank.approve(pk, by=bank.deputy_head)
    assert row_of(pk).state == State.APPROVED


def test_across_branches_both_heads_decide_and_the_unit_changes(bank):
    pk = bank.ask(taker=bank.other_rm)
    bank.accept(pk, by=bank.other_rm)
    bank.approve(pk)
    assert row_of(pk).state == State.TO_APPROVE_THERE
    bank.approve(pk, by=bank.other_head)
    row = row_of(pk)
    assert (row.state, row.approved_by_name) == (State.APPROVED, "周行长、吴行长")
    services.take_effect(now=LATER)
    bank.own.refresh_from_db()
    assert (bank.own.main_rm_id, bank.own.org_id) == (
        bank.other_rm.staff_id,
        bank.orgs["hill"].pk,
    )
    assert sees(bank.other_head, bank.own, now=LATER)
    assert not sees(bank.head, bank.own, now=LATER)


def test_approved_after_the_receiver_left_is_refused_in_plain_words(bank):
    pk = bank.ask()
    bank.accept(pk)
    leave(bank.second)
    with pytest.raises(services.TakerGone) as caught, transaction.atomic():
        bank.approve(pk)
    assert "白敬亭" in caught.value.message
    assert row_of(pk).state == State.TO_APPROVE
    assert main_of(bank.own) == bank.rm.staff_id


@pytest.mark.parametrize("how", ["left", "lost the post"])
def test_who_is_gone_on_the_day_gets_nobody_and_nothing_is_lost(bank, how):
    deal = make_opportunity(bank.own)
    pk = bank.approved()
    if how == "left":
        leave(bank.second, on=TOMORROW)
    else:
        Post.objects.filter(staff_id=bank.second.staff_id).update(valid_to=TOMORROW)
    assert services.take_effect(now=LATER) == 0
    row = row_of(pk)
    assert row.state == State.STOPPED
    assert "白敬亭" in row.ended_note
    assert main_of(bank.own) == bank.rm.staff_id
    with whole_bank():
        assert Opportunity.objects.get(pk=deal.pk).owner_id == bank.rm.staff_id
    # The bell tells who asked.
    assert [one.pk for one in queries.ended_lately(actor=bank.rm, since=NOW)] == [pk]


def test_who_was_moved_otherwise_meanwhile_stays_there(bank):
    more = bank.give(1)[0]
    pk = bank.approved()
    with whole_bank():
        more.main_rm_id = bank.third.staff_id
        more.save(update_fields=["main_rm_id"])
    assert services.take_effect(now=LATER) == 1
    assert row_of(pk).state == State.DONE
    assert {line.customer_id: line.state for line in lines_of(pk)} == {
        bank.own.pk: "MOVED",
        more.pk: "STOPPED",
    }
    assert main_of(more) == bank.third.staff_id


def test_a_rejection_frees_the_customers(bank):
    pk = bank.ask()
    bank.accept(pk)
    approval = Approval.objects.get(pk=row_of(pk).approval_id)
    reject(
        actor=act_as(bank.head),
        now=NOW,
        approval_id=approval.pk,
        version=approval.version,
        note="暂不调整",
    )
    with whole_bank():
        services.reject_handover(actor=bank.head, now=NOW, approval_id=approval.pk, note="暂不调整")
    assert (row_of(pk).state, lines_of(pk)[0].state) == (State.REJECTED, "STOPPED")


def test_one_customer_is_not_promised_twice(bank):
    bank.ask()
    with pytest.raises(services.AlreadyPromised), transaction.atomic():
        bank.ask(taker=bank.third)
    assert Handover.objects.count() == 1


def test_withdrawn_before_the_day_nothing_moves(bank):
    pk = bank.approved()
    services.withdraw(actor=act_as(bank.rm), now=NOW, handover_id=pk, version=row_of(pk).version)
    assert services.take_effect(now=LATER) == 0
    assert main_of(bank.own) == bank.rm.staff_id


def test_withdrawn_before_the_decision_nobody_has_to_decide(bank):
    pk = bank.ask()
    bank.accept(pk)
    services.withdraw(actor=act_as(bank.rm), now=NOW, handover_id=pk, version=row_of(pk).version)
    assert Approval.objects.get(pk=row_of(pk).approval_id).state == "WITHDRAWN"
    assert row_of(pk).state == State.CANCELLED


def test_what_cannot_be_asked_is_said_at_the_field(bank):
    stranger = make_customer("外人", org=bank.orgs["river"], rm=bank.second.staff_id)
    with pytest.raises(InvalidInput) as caught:
        bank.ask(numbers=(stranger.customer_no, "9999"))
    assert set(caught.value.fields) == {"customer_nos"}
    leave(bank.third, on=TODAY)
    with pytest.raises(InvalidInput) as caught:
        bank.ask(taker=bank.third)
    assert "方以智" in caught.value.fields["taker_no"]
    with pytest.raises(NotFound):
        services.ask_transfer(
            actor=act_as(bank.rm),
            now=NOW,
            giver_id=bank.second.staff_id,
            taker_no=bank.third.staff_no,
            reason="不是我的",
        )


def test_orders_on_the_way_go_along_and_what_has_ended_stays(bank):
    states = ("DRAFT", "ACCEPTED", "REFUSED")
    for number, state in enumerate(states):
        deal = make_opportunity(bank.own, state="WON", closed_at=NOW)
        with whole_bank():
            Order.objects.create(
                opportunity=deal, customer=bank.own, number=f"KL2026112400000{number:03d}", source="SALE",
                product_id=1, channel="MANAGER", org_id=bank.own.org_id, owner_id=bank.rm.staff_id,
                state=state, state_at=NOW, made_at=NOW,
            )  # fmt: skip
    bank.approved()
    services.take_effect(now=LATER)
    with whole_bank():
        owners = dict(Order.objects.values_list("state", "owner_id"))
    assert owners == {
        "DRAFT": bank.second.staff_id,
        "ACCEPTED": bank.second.staff_id,
        "REFUSED": bank.rm.staff_id,
    }
    leave(bank.second, on=TOMORROW)
    services.release_book(now=LATER, staff_id=bank.second.staff_id)
    with whole_bank():
        assert Order.objects.filter(owner_id=None).count() == 2


def test_a_deputy_decides_transfers_and_covers_as_the_head_might(bank):
    today = clock.bank_date(NOW)
    name_deputy(
        actor=act_as(bank.head), now=NOW, staff_no=bank.compliance.staff_no, from_on=today, to_on=today,
        reason="年休假",
    )  # fmt: skip
    pk = bank.ask()
    bank.accept(pk)
    bank.approve(pk, by=bank.compliance)
    assert row_of(pk).state == State.APPROVED
    cover_id = services.name_cover(
        actor=act_as(bank.rm), now=NOW, absent_id=bank.rm.staff_id, taker_no=bank.second.staff_no,
        from_on=TODAY, to_on=TOMORROW, reason="年休假",
    )  # fmt: skip
    cover = Cover.objects.get(pk=cover_id)
    approve(actor=act_as(bank.compliance), now=NOW, approval_id=cover.approval_id, version=1)
    cover.refresh_from_db()
    assert cover.state == "AGREED"
