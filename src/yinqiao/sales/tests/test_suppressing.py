"""Marketing to customers who may not be contacted is put away with its reason, and comes back when the reason goes."""

from datetime import timedelta

import pytest

from yinqiao.compliance.tests.factories import make_consent, make_hold
from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.sales import queries, services
from yinqiao.sales.choices import State
from yinqiao.sales.services import suppressing
from yinqiao.sales.tests.factories import NOW, make_opportunity


def fresh(row):
    with whole_bank():
        row.refresh_from_db()
    return row


def marketing(customer, **values):
    return make_opportunity(customer, purpose="MARKETING", **values)


def test_without_any_consent_it_is_put_away_and_with_one_channel_it_stays(bank: Bank):
    shut, half = marketing(bank.own), marketing(bank.foreign)
    make_consent(bank.foreign, channel="WECOM")
    assert services.suppress(now=NOW) == 1
    assert fresh(shut).suppression_code == "NO_CONSENT"
    assert fresh(shut).suppression_reason
    assert fresh(half).suppression_code == ""
    assert services.suppress(now=NOW) == 0
    # It is in no list and in no day's work, but not lost: the opportunity says why.
    today = clock.bank_date(NOW)
    assert queries.waiting_count(actor=act_as(bank.rm), today=today) == 0


def test_service_and_what_somebody_began_are_left_alone(bank: Bank):
    rows = [
        make_opportunity(bank.own, purpose="SERVICE"),
        marketing(bank.own, state=State.CONTACTED),
        marketing(bank.own, state=State.WON, closed_at=NOW),
    ]
    assert services.suppress(now=NOW) == 0
    assert {fresh(row).suppression_code for row in rows} == {""}


def test_whatever_is_open_of_the_dead_is_put_away(bank: Bank):
    rows = [
        make_opportunity(bank.own, purpose="SERVICE"),
        make_opportunity(bank.own, purpose="SERVICE", state=State.CONTACTED),
        make_opportunity(bank.foreign, purpose="SERVICE"),
    ]
    with whole_bank():
        type(bank.own).objects.filter(pk=bank.own.pk).update(status="DECEASED")
    assert services.suppress(now=NOW) == 2
    assert [fresh(row).suppression_code for row in rows] == ["DECEASED", "DECEASED", ""]
    assert services.suppress(now=NOW) == 0


def test_a_hold_puts_it_away_and_its_end_brings_it_back(bank: Bank):
    for channel in ("CALL", "SMS", "WECOM"):
        make_consent(bank.own, channel=channel)
    row = marketing(bank.own)
    assert services.suppress(now=NOW) == 0
    hold = make_hold(bank.own, kind="COMPLAINT_OPEN")
    assert services.suppress(now=NOW) == 1
    assert fresh(row).suppression_code == "COMPLAINT_OPEN"
    with whole_bank():
        type(hold).objects.filter(pk=hold.pk).update(lifted_at=NOW)
    assert services.suppress(now=NOW + timedelta(minutes=1)) == 1
    assert (fresh(row).suppression_code, fresh(row).suppression_reason) == ("", "")


def test_late_in_the_evening_and_at_the_limit_nothing_is_put_away(bank: Bank):
    for channel in ("CALL", "SMS", "WECOM"):
        make_consent(bank.own, channel=channel)
    row = marketing(bank.own)
    assert services.suppress(now=NOW.replace(hour=15)) == 0  # 23:00 at the bank
    assert fresh(row).suppression_code == ""


def test_many_are_looked_at_in_short_transactions_each_with_its_entry(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(suppressing, "CHUNK", 2)
    rows = [
        marketing(make_customer("客", org=bank.orgs["river"], rm=bank.rm.staff_id))
        for _number in range(5)
    ]
    assert services.suppress(now=NOW) == 5
    entries = AuditEntry.objects.filter(verb="sales.opportunities-suppressed").order_by("pk")
    assert [entry.detail["put_away"] for entry in entries] == [
        [rows[0].pk, rows[1].pk],
        [rows[2].pk, rows[3].pk],
        [rows[4].pk],
    ]


def test_what_is_worked_all_the_same_is_no_longer_put_away(bank: Bank):
    row = marketing(bank.own)
    assert services.suppress(now=NOW) == 1
    services.contact(
        actor=act_as(bank.rm),
        now=NOW,
        opportunity_id=row.pk,
        version=fresh(row).version,
        channel="BRANCH",
    )
    assert fresh(row).suppression_code == ""
    assert services.suppress(now=NOW) == 0


def test_what_became_a_service_comes_back(bank: Bank):
    row = marketing(bank.own)
    services.suppress(now=NOW)
    with whole_bank():
        type(row).objects.filter(pk=row.pk).update(purpose="SERVICE")
    assert services.suppress(now=NOW) == 1
    assert fresh(row).suppression_code == ""
