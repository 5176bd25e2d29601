"""Two who claim one lead: one has it (P52). Claims, looks into the pool and open leads have their limits."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import services
from yinqiao.sales.leads.choices import Act, State
from yinqiao.sales.leads.services import LeadTaken, TooManyLeads
from yinqiao.sales.leads.tests.factories import (
    NOW,
    Lead,
    LeadStep,
    PoolView,
    capture,
    make_pool,
    set_parameter,
)

RACES = 1_000
CLAIMS_A_DAY = 200


def claim(actor, pk, now=NOW):
    act_as(actor)
    services.claim_lead(actor=actor, now=now, lead_id=pk)


def test_who_claims_has_it(bank):
    pk = capture(bank.teller)
    claim(bank.rm, pk)
    row = Lead.objects.get(pk=pk)
    assert (row.state, row.owner_id) == (State.WORKING, bank.rm.staff_id)


def test_the_second_is_told(bank):
    pk = capture(bank.teller)
    claim(bank.rm, pk)
    with pytest.raises(LeadTaken):
        claim(bank.rm, pk)
    with pytest.raises(LeadTaken):
        claim(bank.other_rm, pk)
    with whole_bank():
        assert LeadStep.objects.filter(act=Act.CLAIMED).count() == 1


def test_one_of_another_unit_cannot_be_claimed(bank):
    pk = capture(bank.teller)
    with pytest.raises(LeadTaken):
        claim(bank.other_rm, pk)
    assert Lead.objects.get(pk=pk).owner_id is None


def test_a_day_has_so_many_claims(bank):
    set_parameter(keys.CLAIMS, "2")
    first, second, third = (capture(bank.teller) for _ in range(3))
    claim(bank.rm, first)
    claim(bank.rm, second)
    with pytest.raises(TooManyLeads):
        claim(bank.rm, third)
    assert Lead.objects.get(pk=third).state == State.POOL


def test_nobody_has_more_open_ones_than_she_may(bank):
    set_parameter(keys.CAPACITY, "1")
    capture(bank.rm, keeps=True)
    pk = capture(bank.teller)
    with pytest.raises(TooManyLeads):
        claim(bank.rm, pk)


def as_(actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def test_looks_into_the_pool_are_counted_where_the_bank_says_so(bank):
    set_parameter(keys.VIEWS, "1")
    first, second = capture(bank.teller), capture(bank.teller)
    client = as_(bank.rm)
    for pk, status in ((first, 200), (first, 200), (second, 429)):
        assert client.get(reverse("leads:detail", args=[pk])).status_code == status
    assert PoolView.objects.count() == 1
    assert as_(bank.head).get(reverse("leads:detail", args=[second])).status_code == 200


def test_nobody_is_counted_where_it_does_not(bank):
    pk = capture(bank.teller)
    assert as_(bank.rm).get(reverse("leads:detail", args=[pk])).status_code == 200
    assert not PoolView.objects.exists()


@pytest.fixture
def rivals(committed_db):
    """Two managers of one unit, with a pool to take from."""
    with transaction.atomic():
        bank = Bank()
        rival = actor_of(
            make_account("relationship_manager", org=bank.orgs["river"], name="叶知秋")
        )
        set_parameter(keys.CLAIMS, str(CLAIMS_A_DAY))
        set_parameter(keys.CAPACITY, "1000")
    return bank, rival


def _race(actors, pk):
    """Let both claim at one moment; return who has it and who was told."""
    gate, found = threading.Barrier(len(actors)), []

    def go(actor):
        try:
            gate.wait(20)
            with scope_session(actor):
                services.claim_lead(actor=actor, now=NOW, lead_id=pk)
            found.append("has it")
        except LeadTaken:
            found.append("was told")

    threads = [threading.Thread(target=_closing(go), args=(actor,)) for actor in actors]
    [thread.start() for thread in threads], [thread.join(30) for thread in threads]
    return sorted(found)


def _closing(work):
    def run(actor):
        try:
            work(actor)
        finally:
            connections.close_all()

    return run


def test_of_two_who_claim_at_one_moment_one_has_it(rivals):
    bank, rival = rivals
    for _ in range(25):
        with transaction.atomic():
            pk = capture(bank.teller)
        assert _race((bank.rm, rival), pk) == ["has it", "was told"]


def test_a_thousand_races_and_never_two_owners(rivals):
    """Both run down the same pool in the same order, each on a connection of her own, some on each day."""
    bank, rival = rivals
    with transaction.atomic():
        pks = make_pool(bank, RACES)
    taken: dict[int, list[int]] = {}

    def run(actor):
        mine = taken.setdefault(actor.staff_id, [])
        for number, pk in enumerate(pks):
            now = NOW + timedelta(days=number // CLAIMS_A_DAY)
            try:
                with scope_session(actor):
                    services.claim_lead(actor=actor, now=now, lead_id=pk)
            except LeadTaken:
                continue
            mine.append(pk)

    threads = [threading.Thread(target=_closing(run), args=(one,)) for one in (bank.rm, rival)]
    [thread.start() for thread in threads], [thread.join(300) for thread in threads]
    first, second = taken[bank.rm.staff_id], taken[rival.staff_id]
    assert not set(first) & set(second)
    assert len(first) + len(second) == RACES
    with transaction.atomic(), whole_bank():
        owners = dict(Lead.objects.values_list("pk", "owner_id"))
        assert LeadStep.objects.filter(act=Act.CLAIMED).count() == RACES
    assert {pk for pk, owner in owners.items() if owner == bank.rm.staff_id} == set(first)
