"""Whatever sequence of handovers, leavers and assistants: one main manager at any instant, whole shares, and no day of the past told anew."""

import contextlib
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.books.factories import NOW, TODAY, periods_of
from yinqiao.customers import services as customers
from yinqiao.customers.models import Assignment, Customer
from yinqiao.customers.services import MainMove
from yinqiao.customers.tests.factories import make_assignment, whole_bank
from yinqiao.sales.books.rules import Period, problems_of
from yinqiao.sales.books.services.pooling import books_actor

ACTS = st.lists(
    st.tuples(st.sampled_from(["move", "pool", "leave"]), st.integers(0, 3), st.integers(0, 2)),
    max_size=8,
)


class Undone(Exception):
    """Takes an example back."""


def told(customer, day):
    return [
        (row.staff_id, row.role, row.share)
        for row in Assignment.objects.filter(customer=customer, ended_on__isnull=True).order_by(
            "pk"
        )
        if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
    ]


def act(customer, people, *, kind, who, on):
    main = Customer.objects.get(pk=customer.pk).main_rm_id
    actor = books_actor()
    now = NOW + (on - TODAY)
    if kind == "leave":
        customers.release_assistant(actor=actor, now=now, staff_id=people[who], on=on, limit=10)
        return
    taker = None if kind == "pool" else people[who]
    if taker == main:
        return
    customers.move_mains(
        actor=actor, now=now, moves=[MainMove(customer.pk, main, taker)], on=on, reason="随机"
    )


@given(acts=ACTS, ends=st.integers(1, 6))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_random_sequences_keep_one_main_and_whole_shares(bank, acts, ends):
    people = [one.staff_id for one in (bank.rm, bank.second, bank.third, bank.other_rm)]
    with contextlib.suppress(Undone), whole_bank(), transaction.atomic():
        # Of two who assist, one does so for some days more only, and the main manager has her share then.
        end = TODAY + timedelta(days=ends)
        bank.own.assignments.update(share=60, valid_to=end)
        make_assignment(bank.own, people[0], share="70", valid_from=end)
        make_assignment(bank.own, people[1], role="ASSIST", share="30")
        make_assignment(bank.own, people[3], role="ASSIST", share="10", valid_to=end)
        day = TODAY
        for kind, who, pause in acts:
            day += timedelta(days=pause)
            before = [told(bank.own, day - timedelta(days=back)) for back in range(1, 20)]
            act(bank.own, people, kind=kind, who=who, on=day)
            after = [told(bank.own, day - timedelta(days=back)) for back in range(1, 20)]
            assert after == before
        periods = [
            Period(who, role == "MAIN", Decimal(share), first, end)
            for who, role, share, first, end in periods_of(bank.own)
        ]
        days = [TODAY + timedelta(days=number) for number in range(-3, 30)]
        assert problems_of(periods, days) == []
        # The column by which scopes go says the same as the periods.
        mains = [one.staff_id for one in periods if one.is_main and one.holds_on(days[-1])]
        assert [Customer.objects.get(pk=bank.own.pk).main_rm_id] == (mains or [None])
        raise Undone
