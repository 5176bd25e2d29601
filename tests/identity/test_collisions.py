"""What two records of one customer cannot both have: consents become what both allow, the stricter and the longer stands, one occasion stays open."""

from datetime import timedelta

import pytest

from tests.identity.rows import NOW, make_row, model_of
from tests.identity.test_participants import begin
from yinqiao.customers.tests.factories import make_customer, whole_bank
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform.db import moves

EVIDENCED = {"text_version": "v3", "granted_at": NOW - timedelta(days=9), "evidence_no": "E1"}


@pytest.fixture
def pair(db):
    org = make_bank()["river"]
    make_staff("陈思远", org=org)
    with whole_bank():
        yield make_customer("林婉清", org=org), make_customer("林婉青", org=org)


def put(table, customer, **values):
    row = make_row(model_of(table), customer)
    type(row).objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


def move(key, survivor, member):
    moving = begin(survivor, member)
    moves.participants.get(key).move(moving)
    return moving


def allowed(customer):
    rows = model_of("compliance_consent").objects.filter(
        customer_id=customer.pk, ended_on=None, status="GRANTED", withdrawn_at=None
    )
    return sorted(rows.exclude(evidence_no="").values_list("channel", flat=True))


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (["SMS", "CALL"], ["SMS"], ["SMS", "SMS"]),
        (["ANY"], ["SMS"], ["SMS"]),
        (["ANY"], ["ANY"], ["ANY", "ANY"]),
        (["SMS"], ["CALL"], []),
        # A record without a word of the customer says nothing.
        (["SMS"], [], ["SMS"]),
        ([], ["SMS"], ["SMS"]),
    ],
)
def test_consents_become_what_both_allow(pair, mine, theirs, both):
    survivor, member = pair
    for customer, channels in ((survivor, mine), (member, theirs)):
        for channel in channels:
            put("compliance_consent", customer, channel=channel, **EVIDENCED)
    moving = move("compliance.consent", survivor, member)
    assert allowed(survivor) == both
    moves.participants.get("compliance.consent").restore(moving)
    assert (allowed(survivor), allowed(member)) == (sorted(mine), sorted(theirs))


def test_a_statement_without_evidence_takes_nothing_away_and_a_withdrawal_does(pair):
    survivor, member = pair
    put("compliance_consent", survivor, channel="SMS", **EVIDENCED)
    put("compliance_consent", member, channel="CALL", text_version="", evidence_no="")
    move("compliance.consent", survivor, member)
    assert allowed(survivor) == ["SMS"]


def test_a_withdrawal_on_either_record_stands(pair):
    survivor, member = pair
    put("compliance_consent", survivor, channel="SMS", **EVIDENCED)
    put("compliance_consent", member, channel="SMS", status="WITHDRAWN", withdrawn_at=NOW)
    move("compliance.consent", survivor, member)
    assert allowed(survivor) == []


def test_the_stricter_diligence_stands(pair):
    survivor, member = pair
    row = put("compliance_due_diligence", survivor, aml_grade="LOW", kyc_status="COMPLETE")
    put("compliance_due_diligence", member, aml_grade="HIGH", kyc_status="IN_REVIEW")
    moving = move("compliance.due_diligence", survivor, member)
    row.refresh_from_db()
    assert (row.aml_grade, row.kyc_status) == ("HIGH", "IN_REVIEW")
    moves.participants.get("compliance.due_diligence").restore(moving)
    row.refresh_from_db()
    assert (row.aml_grade, row.kyc_status) == ("LOW", "COMPLETE")


def test_one_opportunity_stays_open_for_an_occasion(pair):
    survivor, member = pair
    same = {"kind": "MATURITY", "object_key": "account:1"}
    kept = put("sales_opportunity", survivor, **same)
    twice = put("sales_opportunity", member, **same)
    moving = move("sales.opportunity", survivor, member)
    kept.refresh_from_db()
    twice.refresh_from_db()
    assert (kept.state, twice.state, twice.customer_id) == ("ASSIGNED", "CLOSED", survivor.pk)
    moves.participants.get("sales.opportunity").restore(moving)
    twice.refresh_from_db()
    assert (twice.state, twice.closed_at, twice.customer_id) == ("ASSIGNED", None, member.pk)


def test_one_check_of_the_numbers_goes_on(pair):
    survivor, member = pair
    put("interactions_task", survivor, kind="CHECK_NUMBER")
    twice = put("interactions_task", member, kind="CHECK_NUMBER")
    moving = move("interactions.task", survivor, member)
    twice.refresh_from_db()
    assert (twice.state, twice.customer_id) == ("CANCELLED", survivor.pk)
    moves.participants.get("interactions.task").restore(moving)
    twice.refresh_from_db()
    assert (twice.state, twice.closed_at) == ("OPEN", None)


def test_the_same_hold_lasts_the_longer(pair):
    survivor, member = pair
    same = {"kind": "REFUSED", "campaign": "", "source": "interactions", "source_key": "7"}
    kept = put("compliance_contact_hold", survivor, ends_at=NOW + timedelta(days=5), **same)
    put("compliance_contact_hold", member, ends_at=NOW + timedelta(days=90), **same)
    move("compliance.contact_hold", survivor, member)
    kept.refresh_from_db()
    assert kept.ends_at == NOW + timedelta(days=90)
