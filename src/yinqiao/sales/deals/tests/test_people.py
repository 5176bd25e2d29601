"""Competitors and who takes part; of two who change one line at a moment one wins."""

import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connections, transaction

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.sales.deals import queries, services
from yinqiao.sales.deals.services import RivalDetails
from yinqiao.sales.deals.tests.factories import Participant, Rival, add, deposit, terms
from yinqiao.sales.tests.factories import NOW, make_opportunity


@pytest.fixture
def row(bank: Bank):
    return make_opportunity(bank.own)


def colleague(bank, name):
    return actor_of(make_account("wealth_manager", org=bank.orgs["river"], name=name)).staff_id


def take_part(actor, row, staff_id, share, role="ASSISTANT"):
    act_as(actor)
    with transaction.atomic():
        services.set_participant(
            actor=actor, now=NOW, opportunity_id=row.pk, staff_id=staff_id, role=role, share=share
        )


def test_shares_of_a_deal_add_up_to_a_hundred_at_most(bank, row):
    first, second = colleague(bank, "叶知秋"), colleague(bank, "方晓")
    take_part(bank.rm, row, first, 60)
    with pytest.raises(InvalidInput) as refused:
        take_part(bank.rm, row, second, 41)
    assert refused.value.fields == {"share": "其他人员已占 60%，最多还可分配 40%。"}
    take_part(bank.rm, row, second, 40, role="PRODUCT")
    # Hers is changed, not added to.
    take_part(bank.rm, row, first, 30)
    found = queries.deal_of(actor=bank.rm, opportunity_id=row.pk, now=NOW)
    assert [(one.name, one.share) for one in found.participants] == [("方晓", 40), ("叶知秋", 30)]
    assert (found.share_left, Participant.objects.count()) == (30, 3)
    with pytest.raises(InvalidInput):
        take_part(bank.rm, row, bank.rm.staff_id, 0)
    with transaction.atomic():
        services.end_participant(
            actor=bank.rm,
            now=NOW,
            opportunity_id=row.pk,
            participant_id=found.participants[0].id,
        )
    assert queries.deal_of(actor=bank.rm, opportunity_id=row.pk, now=NOW).share_left == 70


def test_what_another_bank_offers_is_kept_and_taken_from_the_list(bank, row):
    act_as(bank.rm)
    details = RivalDetails("招商银行", "三年大额存单", "1.75%", "客户电话 13812345678 提及")
    with transaction.atomic():
        pk = services.note_rival(actor=bank.rm, now=NOW, opportunity_id=row.pk, details=details)
    (rival,) = queries.deal_of(actor=bank.rm, opportunity_id=row.pk, now=NOW).rivals
    assert (rival.bank, rival.price, "13812345678" in rival.note) == ("招商银行", "1.75%", False)
    with pytest.raises(InvalidInput), transaction.atomic():
        services.note_rival(
            actor=bank.rm, now=NOW, opportunity_id=row.pk, details=replace(details, bank=" ")
        )
    with transaction.atomic():
        services.end_rival(actor=bank.rm, now=NOW, opportunity_id=row.pk, rival_id=pk)
    with pytest.raises(NotFound), transaction.atomic():
        services.end_rival(actor=bank.rm, now=NOW, opportunity_id=row.pk, rival_id=pk)
    assert Rival.objects.get().ended_at == NOW


def test_of_two_who_change_one_line_one_wins(committed_db):
    with transaction.atomic():
        bank = Bank()
        head = bank.head
        row = make_opportunity(bank.own)
        line = add(bank.rm, row.pk, deposit())
    gate, found = threading.Barrier(2), []

    def go(actor, rate):
        try:
            gate.wait(20)
            with scope_session(actor):
                services.change_line(
                    actor=actor,
                    now=NOW,
                    line_id=line.pk,
                    version=1,
                    details=terms(line.product_id, rate=Decimal(rate)),
                )
            found.append("has it")
        except StaleVersion:
            found.append("was told")
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=go, args=one) for one in ((bank.rm, "0.0155"), (head, "0.0160"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(found) == ["has it", "was told"]
