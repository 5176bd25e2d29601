"""From the deal to the opened product: one order for each line, and what other systems tell of it (A60)."""

from datetime import timedelta
from decimal import Decimal
from itertools import permutations

import pytest
from django.db import transaction

from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.sales import services as sales_services
from yinqiao.sales.choices import State
from yinqiao.sales.deals import queries, services
from yinqiao.sales.deals.choices import OrderState, Outcome
from yinqiao.sales.deals.services import AnswerDetails
from yinqiao.sales.deals.tests.factories import Order, OrderAnswer, add, deposit, order_of
from yinqiao.sales.tests.factories import NOW, Step, make_opportunity

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def row(bank: Bank):
    return make_opportunity(bank.own, state=State.PROCESSING)


def win(actor, row, **values):
    act_as(actor)
    with transaction.atomic():
        sales_services.win(
            actor=actor,
            now=LATER,
            opportunity_id=row.pk,
            version=1,
            **{"is_without_product": True, **values},
        )


def tell(actor, order_no, sequence, state, *, source="CBS", **values):
    act_as(actor)
    details = AnswerDetails(source, order_no, sequence, LATER, state, **values)
    with transaction.atomic():
        return services.take_answer(actor=actor, now=LATER, details=details)


def test_each_line_of_a_deal_is_ordered_once(bank, row):
    for rate in (None, Decimal("0.0155")):
        add(bank.rm, row.pk, deposit(), rate=rate)
    win(bank.rm, row)
    orders = list(Order.objects.order_by("pk"))
    assert [(one.state, one.rate, one.amount, one.source) for one in orders] == [
        (OrderState.DRAFT, Decimal("0.015000"), Decimal("500000.00"), "LINE"),
        (OrderState.DRAFT, Decimal("0.015500"), Decimal("500000.00"), "LINE"),
    ]
    assert len({one.number for one in orders}) == 2
    assert OutboxEvent.objects.filter(kind="deals.OrderPlaced").count() == 2
    assert queries.waiting_count(actor=bank.rm) == 2


def test_a_deal_with_terms_that_wait_is_not_won_and_one_without_a_product_orders_nothing(bank, row):
    line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0162"))
    with pytest.raises(services.TermsUnsettled):
        win(bank.rm, row)
    row.refresh_from_db()
    assert (row.state, Order.objects.count()) == (State.PROCESSING, 0)
    with transaction.atomic():
        services.end_line(actor=bank.rm, now=NOW, line_id=line.pk, version=1)
    win(bank.rm, row)
    assert Order.objects.count() == 0


def test_an_order_is_submitted_and_called_back_while_nobody_handles_it(bank, row):
    add(bank.rm, row.pk, deposit())
    win(bank.rm, row)
    order = order_of(row.pk)
    with pytest.raises(NotFound):
        services.submit_order(actor=act_as(bank.other_rm), now=LATER, order_id=order.pk, version=1)
    act_as(bank.rm)
    with transaction.atomic():
        services.submit_order(actor=bank.rm, now=LATER, order_id=order.pk, version=1)
    with pytest.raises(services.NotNow), transaction.atomic():
        services.submit_order(actor=bank.rm, now=LATER, order_id=order.pk, version=2)
    tell(bank.head, order.number, 1, "ACCEPTED")
    with pytest.raises(services.NotNow), transaction.atomic():
        services.withdraw_order(
            actor=act_as(bank.rm), now=LATER, order_id=order.pk, version=3, reason="客户改期"
        )
    act_as(bank.rm)
    assert order_of(row.pk).state == OrderState.ACCEPTED
    notes = Step.objects.filter(act="ORDERED").order_by("pk").values_list("note", flat=True)
    assert list(notes) == [f"{order.number} · 已提交", f"{order.number} · 受理中"]


@pytest.mark.parametrize("told", list(permutations([(1, "ACCEPTED"), (2, "OPENED")])))
def test_whatever_the_order_of_the_answers_the_state_never_goes_back(bank, row, told):
    add(bank.rm, row.pk, deposit())
    win(bank.rm, row)
    order = order_of(row.pk)
    for sequence, state in told:
        tell(bank.head, order.number, sequence, state, external_no="C-1")
    order.refresh_from_db()
    assert (order.state, order.told, order.external_no) == (OrderState.OPENED, 2, "C-1")
    late = [one for one in OrderAnswer.objects.all() if one.outcome == Outcome.LATE]
    assert [one.sequence for one in late] == ([1] if told[0][0] == 2 else [])


def test_the_same_answer_changes_nothing_and_another_under_its_sequence_is_refused(bank, row):
    add(bank.rm, row.pk, deposit())
    win(bank.rm, row)
    order = order_of(row.pk)
    first = tell(bank.head, order.number, 1, "REFUSED", reason="证件影像不清")
    again = tell(bank.head, order.number, 1, "REFUSED", reason="证件影像不清")
    assert (first.outcome, first.is_known, again.outcome, again.is_known, again.state) == (
        "APPLIED",
        False,
        "APPLIED",
        True,
        "REFUSED",
    )
    with pytest.raises(services.AnswerDiffers):
        tell(bank.head, order.number, 1, "OPENED")
    order.refresh_from_db()
    assert (order.version, order.reason, OrderAnswer.objects.count()) == (2, "证件影像不清", 1)
    act_as(bank.rm)
    assert [one.number for one in queries.refused_of(actor=bank.rm, since=NOW, now=LATER)] == [
        order.number
    ]
    with pytest.raises(PermissionRefused):
        tell(bank.rm, order.number, 2, "OPENED")
    with pytest.raises(InvalidInput):
        tell(bank.head, order.number, 0, "DRAFT")


def test_an_answer_about_an_order_that_nobody_knows_is_kept_until_it_is_placed(bank, row):
    add(bank.rm, row.pk, deposit())
    win(bank.rm, row)
    order = order_of(row.pk)
    assert tell(bank.head, "KL-UNKNOWN", 1, "OPENED", external_no="C-9").outcome == "UNKNOWN"
    (waits,) = queries.unknown_answers(actor=bank.head)
    assert queries.unknown_answers(actor=bank.rm) == []
    act_as(bank.head)
    with pytest.raises(InvalidInput), transaction.atomic():
        services.repair_answer(actor=bank.head, now=LATER, answer_id=waits.id, order_no="KL0")
    with transaction.atomic():
        services.repair_answer(
            actor=bank.head, now=LATER, answer_id=waits.id, order_no=order.number
        )
    order.refresh_from_db()
    assert (order.state, order.external_no, queries.unknown_answers(actor=bank.head)) == (
        OrderState.OPENED,
        "C-9",
        [],
    )


def test_what_a_file_told_is_settled_in_the_order_in_which_it_was_told(bank, row):
    add(bank.rm, row.pk, deposit())
    win(bank.rm, row)
    order = order_of(row.pk)
    with whole_bank():
        OrderAnswer.objects.bulk_create(
            OrderAnswer(
                source="CBS",
                source_key=f"{number}|{sequence}",
                order_no=number,
                sequence=sequence,
                told_at=LATER,
                state=state,
                known_from=LATER,
            )
            for number, sequence, state in (
                (order.number, 2, "OPENED"),
                (order.number, 1, "ACCEPTED"),
                ("KL-NOBODY", 1, "OPENED"),
            )
        )
    assert services.settle_answers(now=LATER) == 3
    assert services.settle_answers(now=LATER) == 0
    act_as(bank.rm)
    order.refresh_from_db()
    assert (order.state, order.told) == (OrderState.OPENED, 2)
    found = dict(OrderAnswer.objects.values_list("source_key", "outcome"))
    assert found == {
        f"{order.number}|1": "APPLIED",
        f"{order.number}|2": "APPLIED",
        "KL-NOBODY|1": "UNKNOWN",
    }
