"""The gate for display and planning: facts from what was imported, only in scope, in a constant number of queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yinqiao.access.tests.factories import make_actor
from yinqiao.compliance import queries
from yinqiao.compliance.tests.factories import (
    make_consent,
    make_diligence,
    make_hold,
    make_slot,
)
from yinqiao.customers.tests.factories import (
    NOW,
    TODAY,
    act_as,
    make_contact,
    make_customer,
    make_role,
    whole_bank,
)
from yinqiao.holdings.tests.factories import make_loan
from yinqiao.platform import kept
from yinqiao.platform.errors import NotFound
from yinqiao.products.tests.factories import make_product

pytestmark = pytest.mark.usefixtures("unasked")


def decisions(bank, *customers, actor=None, channel="CALL", purpose="MARKETING", now=NOW, **more):
    reader = act_as(actor or bank.rm)
    return queries.contact_decisions(
        actor=reader,
        customers=[row.pk for row in customers or (bank.own,)],
        purpose=purpose,
        channel=channel,
        now=now,
        **more,
    )


def code(bank, **more):
    return decisions(bank, **more)[bank.own.pk].code


@pytest.fixture
def agreed(bank):
    make_consent(bank.own, channel="ANY")
    return bank


def test_without_consent_the_channel_is_named(bank):
    found = decisions(bank)[bank.own.pk]
    assert (found.is_allowed, found.code, found.code_label) == (False, "NO_CONSENT", "未授权")
    assert found.reason == "未授权电话营销"


def test_a_consent_with_evidence_opens_the_channel(agreed):
    found = decisions(agreed)[agreed.own.pk]
    assert (found.is_allowed, found.code, found.reason) == (True, "", "")


@pytest.mark.parametrize(
    "change",
    [
        {"text_version": ""},
        {"evidence_no": ""},
        {"granted_at": None},
        {"status": "WITHDRAWN"},
        {"purpose": "SERVICE"},
    ],
)
def test_an_imported_consent_without_version_time_and_evidence_opens_nothing(bank, change):
    make_consent(bank.own, channel="CALL", **change)
    assert code(bank) == "NO_CONSENT"


def test_a_consent_that_the_source_no_longer_delivers_opens_nothing(agreed):
    row = make_consent(agreed.foreign, channel="ANY")
    with whole_bank():
        type(row).objects.update(ended_on=TODAY)
    assert code(agreed) == "NO_CONSENT"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("BLACKLIST", "DND"),
        ("DO_NOT_DISTURB", "DND"),
        ("REFUSED", "DND"),
        ("BEREAVEMENT", "DND"),
        ("COMPLAINT_OPEN", "COMPLAINT_OPEN"),
        ("OVERDUE", "OVERDUE"),
        ("CONTROL_GROUP", "CONTROL_GROUP"),
    ],
)
def test_a_hold_stops_marketing_and_no_service(agreed, kind, expected):
    make_hold(agreed.own, kind)
    assert (code(agreed), code(agreed, purpose="SERVICE")) == (expected, "")


def test_a_hold_that_is_over_lifted_or_to_come_stops_nothing(agreed):
    make_hold(agreed.own, ends_at=NOW)
    make_hold(agreed.own, starts_at=NOW + timedelta(seconds=1))
    lifted = make_hold(agreed.own)
    with whole_bank():
        type(lifted).objects.filter(pk=lifted.pk).update(lifted_at=NOW)
    assert code(agreed) == ""
    assert code(agreed, now=NOW + timedelta(seconds=1)) == "DND"


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ({"kind": "STAFF"}, "DND"),
        ({"kind": "RELATED", "valid_to": TODAY + timedelta(days=1)}, "DND"),
        # Over, to come, set in error, or a role that does not bind.
        ({"kind": "STAFF", "valid_to": TODAY}, ""),
        ({"kind": "STAFF", "valid_from": TODAY + timedelta(days=1)}, ""),
        ({"kind": "RELATED", "ended_on": TODAY}, ""),
        ({"kind": "SUPPLIER"}, ""),
    ],
)
def test_staff_and_related_parties_are_served_and_not_sold_to(agreed, role, expected):
    make_role(agreed.own, **role)
    found = decisions(agreed)[agreed.own.pk]
    assert found.code == expected
    assert found.reason == ("本行员工或关联方，不开展营销。" if expected else "")
    assert decisions(agreed, purpose="SERVICE")[agreed.own.pk].is_allowed
    many = next(queries.contact_decisions_of_many(actor=agreed.rm, customers=[agreed.own.pk], purpose="MARKETING", channel="CALL", now=NOW))  # fmt: skip
    assert many["code"].to_list() == [expected]


def test_the_control_group_of_a_campaign(agreed):
    make_hold(agreed.own, "CONTROL_GROUP", campaign="C-2026-11")
    assert code(agreed, campaign="C-2026-11") == "CONTROL_GROUP"
    assert code(agreed, campaign="C-2026-12") == ""
    assert code(agreed) == ""


def test_contacts_of_the_ledger_are_counted_and_those_not_made_are_not(agreed):
    make_slot(agreed.own, day=TODAY, outcome="RELEASED")
    make_slot(agreed.own, day=TODAY, purpose="SERVICE")
    assert code(agreed) == ""
    make_slot(agreed.own, day=TODAY - timedelta(days=6))
    make_slot(agreed.own, day=TODAY - timedelta(days=2), outcome="RESERVED")
    found = decisions(agreed)[agreed.own.pk]
    assert (found.code, found.reason) == ("FREQ_CAP", "近 7 天已营销联系 2 次，达到上限")
    assert found.until == datetime(2026, 11, 22, 16, tzinfo=UTC)


def test_an_overdue_loan_is_told_only_to_who_may_see_holdings(agreed):
    make_loan(agreed.own, overdue_days=3)
    plain = decisions(agreed)[agreed.own.pk]
    hidden = decisions(agreed, actor=agreed.agent)[agreed.own.pk]
    assert (plain.code, hidden.code) == ("OVERDUE", "PAUSED")
    assert "逾期" in plain.reason
    assert "逾期" not in hidden.reason + hidden.code_label
    assert code(agreed, purpose="OVERDUE") == ""


def test_age_and_death_come_from_the_customer(bank):
    unit, manager = bank.orgs["river"], bank.rm.staff_id
    child = make_customer("王小", org=unit, rm=manager, birth_on=date(2010, 1, 1))
    gone = make_customer("王故", org=unit, rm=manager, status="DECEASED")
    for row in (child, gone):
        make_consent(row, channel="ANY")
    found = decisions(bank, child, gone)
    assert [found[row.pk].code for row in (child, gone)] == ["MINOR", "DECEASED"]
    assert found[child.pk].until == datetime(2027, 12, 31, 16, tzinfo=UTC)
    # The day would tell the birthday to who may not know it.
    assert decisions(bank, child, actor=bank.agent)[child.pk].until is None


def test_numbers_that_are_all_do_not_disturb(bank):
    row = make_customer("王静", org=bank.orgs["river"], rm=bank.rm.staff_id)
    make_consent(row, channel="ANY")
    make_contact(row, "13800002222", is_do_not_disturb=True)

    def codes():
        channels = ("CALL", "SMS", "WECOM", "EMAIL")
        return [decisions(bank, row, channel=channel)[row.pk].code for channel in channels]

    assert codes() == ["DND", "DND", "", ""]
    make_contact(row, "059187654321", usage="HOME_PHONE", is_primary=False)
    assert codes() == ["", "DND", "", ""]


def test_insurance_has_hours_of_its_own(agreed):
    policy = make_product("安心两全保险", product_class="INS")
    before, after = (datetime(2026, 11, 23, 12 + n, 59 * (1 - n), tzinfo=UTC) for n in (0, 1))
    assert code(agreed, now=before) == "QUIET_HOURS"
    assert code(agreed, now=before, product=policy.pk) == ""
    assert code(agreed, now=after, product=policy.pk) == "QUIET_HOURS"


def test_statutory_holidays_are_those_of_the_banks_calendar(bank):
    make_consent(bank.own, channel="ANY", granted_at=datetime(2026, 1, 1, tzinfo=UTC))
    noon = datetime(2026, 10, 1, 4, tzinfo=UTC)
    assert code(bank, now=noon) == "QUIET_HOURS"
    assert code(bank, now=noon, channel="SMS") == ""
    assert code(bank, now=noon, purpose="SERVICE") == ""


def test_only_customers_in_scope_are_answered_for(agreed):
    make_consent(agreed.foreign, channel="ANY")
    assert set(decisions(agreed, agreed.own, agreed.foreign)) == {agreed.own.pk}
    assert set(decisions(agreed, agreed.own, agreed.foreign, actor=agreed.compliance)) == {
        agreed.own.pk,
        agreed.foreign.pk,
    }
    nobody = make_actor("auditor")
    assert decisions(agreed, agreed.own, actor=nobody) == {}


def test_many_customers_cost_no_more_queries_than_one(bank):
    product = make_product("稳享", product_class="WM")
    rows = [bank.own]
    for number in range(15):
        row = make_customer(f"王{number}", org=bank.orgs["river"], rm=bank.rm.staff_id)
        make_consent(row, channel="ANY")
        make_hold(row, "COMPLAINT_OPEN")
        make_slot(row, day=TODAY)
        make_loan(row, overdue_days=2)
        rows.append(row)

    def cost(*customers):
        kept.warm_all(seconds=60)
        with CaptureQueriesContext(connection) as seen:
            assert len(decisions(bank, *customers, product=product.pk)) == len(customers)
        return len([one for one in seen.captured_queries if "set_config" not in one["sql"]])

    assert cost(bank.own) == cost(*rows) == 7


def test_screening_and_grade_change_nothing(agreed):
    row = make_diligence(agreed.own, grade="LOW", status="COMPLETE")
    before = decisions(agreed)
    with whole_bank():
        type(row).objects.update(aml_grade="HIGH", kyc_status="IN_REVIEW", kyc_level="ENHANCED")
    assert decisions(agreed) == before


def test_the_card_tells_each_channel_and_the_contacts_of_the_month(bank):
    make_consent(bank.own, channel="SMS")
    make_slot(bank.own, day=TODAY - timedelta(days=29))
    make_slot(bank.own, day=TODAY - timedelta(days=30))
    card = queries.contact_card(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW)
    assert [(row.channel_label, row.is_allowed) for row in card.channels] == [
        ("电话", False),
        ("短信", True),
        ("企微", False),
        ("邮件", False),
    ]
    assert (card.is_open, card.contacts, card.most, card.days) == (True, 1, 4, 30)


def test_no_card_of_a_foreign_customer(bank):
    with pytest.raises(NotFound):
        queries.contact_card(actor=act_as(bank.rm), customer_id=bank.foreign.pk, now=NOW)
