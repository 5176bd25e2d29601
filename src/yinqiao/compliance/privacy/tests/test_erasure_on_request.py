"""A request for deletion: what no law keeps goes, the rest is restricted until its day, and the letter says which (acceptance 20)."""

from datetime import date

import pytest

from yinqiao.compliance import services as compliance
from yinqiao.compliance.models import Consent
from yinqiao.compliance.privacy import queries, services
from yinqiao.compliance.privacy.services import HoldPlacement
from yinqiao.compliance.privacy.services.rows import LOADER
from yinqiao.compliance.privacy.tests.factories import agree
from yinqiao.compliance.services import RequestMade, StepTaken
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers import queries as customers
from yinqiao.customers.tests.factories import (
    NOW,
    Bank,
    Customer,
    Employment,
    Identification,
    make_employment,
    make_finance,
    make_merged,
)
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import NotFound
from yinqiao.platform.jobs.inline import run_waiting

BANK = system_actor(name="test")
ENDED = date(2026, 6, 1)
JOB = "privacy.erase_request"


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    settings.HOME = tmp_path
    with scope_session(BANK):
        bank = Bank()
        _ = bank.compliance
        for customer in (bank.own, bank.foreign):
            make_employment(customer)
            make_finance(customer, "ASSET", "1000000.00")
            make_consent(customer, channel="ANY")
        _ = bank.president
        Customer.objects.filter(pk=bank.own.pk).update(status="CLOSED", ended_on=ENDED)
    return bank


def answer(bank, to):
    with scope_session(bank.rm):
        pk = compliance.receive_request(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            made=RequestMade("DELETION", "请删除我的资料", "BRANCH"),
        )
    with scope_session(bank.compliance):
        for version, step in enumerate(("ID_VERIFIED", "IN_PROGRESS", to), start=1):
            compliance.step_request(
                actor=bank.compliance,
                now=NOW,
                request_id=pk,
                version=version,
                step=StepTaken(step, "依法处理"),
            )
    with scope_session(bank.president):
        agree(bank.president, compliance.waiting_answer(request_id=pk, now=NOW))
    return pk


def test_marketing_data_go_and_what_the_law_keeps_is_restricted(bank):
    pk = answer(bank, "RESTRICTED")
    assert run_waiting(names=frozenset({JOB})) == [JOB]
    with scope_session(bank.compliance):
        found = queries.erasure_of(request_id=pk)
        assert [(line.label, line.rows) for line in found.erased] == [("标签、指标与申报信息", 2)]
        kept = {str(line.label): line.until for line in found.kept}
        assert kept["客户身份资料与交易记录"] == date(2036, 6, 1)
        assert kept["授权与撤回记录"] == date(2029, 6, 1)
        customers.require_customer(actor=bank.compliance, customer_id=bank.own.pk)
        until = customers.restricted_until(customer_ids=[bank.own.pk])
        assert until == {bank.own.pk: date(2036, 6, 1)}
    assert Identification.objects.using(LOADER).filter(customer_id=bank.own.pk).exists()
    owners = Employment.objects.using(LOADER).values_list("customer_id", flat=True)
    assert list(owners) == [bank.foreign.pk]
    for who in (bank.rm, bank.head):
        with scope_session(who):
            listed = customers.customer_list(actor=who, wanted=customers.CustomerFilter())
            assert not listed.filter(pk=bank.own.pk).exists()
            with pytest.raises(NotFound):
                customers.require_customer(actor=who, customer_id=bank.own.pk)
    entry = AuditEntry.objects.using(LOADER).get(verb="privacy.request-erased")
    assert (entry.customer_id, entry.detail["erased"]) == (bank.own.pk, {"PROFILE": 2})
    assert services.erase_request(now=NOW, request_id=pk) is None
    assert AuditEntry.objects.using(LOADER).filter(verb="privacy.request-erased").count() == 1


def test_what_stayed_with_a_merged_record_goes_too(bank):
    with scope_session(BANK):
        make_merged(bank.foreign, bank.own)
    answer(bank, "RESTRICTED")
    run_waiting(names=frozenset({JOB}))
    assert not Employment.objects.using(LOADER).exists()
    # What the law keeps stays with either record.
    owners = set(Consent.objects.using(LOADER).values_list("customer_id", flat=True))
    assert owners == {bank.own.pk, bank.foreign.pk}


def test_while_the_relation_runs_the_customer_is_served_as_before(bank):
    with scope_session(BANK):
        Customer.objects.filter(pk=bank.own.pk).update(status="ACTIVE", ended_on=None)
    answer(bank, "RESTRICTED")
    run_waiting(names=frozenset({JOB}))
    with scope_session(bank.rm):
        customers.require_customer(actor=bank.rm, customer_id=bank.own.pk)
    assert not Employment.objects.using(LOADER).filter(customer_id=bank.own.pk).exists()
    assert Consent.objects.using(LOADER).filter(customer_id=bank.own.pk).count() == 3


def test_under_a_legal_hold_nothing_is_erased(bank):
    with scope_session(bank.compliance):
        placed = HoldPlacement([bank.own.customer_no], "诉讼", "法律合规部", date(2027, 2, 1))
        services.place_legal_hold(actor=bank.compliance, now=NOW, placed=placed)
    pk = answer(bank, "RESTRICTED")
    run_waiting(names=frozenset({JOB}))
    assert Employment.objects.using(LOADER).filter(customer_id=bank.own.pk).exists()
    with scope_session(bank.compliance):
        assert queries.erasure_of(request_id=pk).erased == ()
