"""What changes if: exact counts over a small bank, examples under the reader's scope, nothing set, each try in the trail."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.trials.asking import NOW, TODAY, lines
from yinqiao.access.models import User
from yinqiao.access.tests.factories import make_account, make_actor, make_user, sign_in
from yinqiao.compliance.suitability.tests.factories import make_licence
from yinqiao.compliance.tests.factories import make_assessment, make_slot
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import act_as, make_customer
from yinqiao.holdings.tests.factories import make_loan
from yinqiao.platform import clock, registry, rule_book
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.parameters import services, trials
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.sales.tests.factories import make_opportunity, moment
from yinqiao.workflow.models import Approval

LEAST_TRIED = 75
# Registered by tests.
OF_TESTS = ("test.", "tests.")


def test_parameters_of_many_rooms_can_be_tried():
    tried = {key for key, _ in trials.trials.items()}
    assert len(tried) >= LEAST_TRIED
    assert tried <= {key for key, _ in registry.parameters.items()}
    assert {key.split(".")[0] for key in tried} >= {
        "access",
        "compliance",
        "customers",
        "sales",
        "workflow",
    }


def test_every_number_can_be_tried_or_says_why_it_cannot():
    tried = {key for key, _ in trials.trials.items()}
    told = {key for key, _ in trials.reasons.items()}
    known = {key for key, _ in registry.parameters.items() if not key.startswith(OF_TESTS)}
    assert known - tried - told - {key for key, _ in rule_book.technical.items()} == set()
    assert (tried & told, (tried | told) - known) == (set(), set())


def test_tiers_are_counted_over_the_bank_and_examples_lie_in_the_readers_scope(bank):
    for aum in ("40000", "60000", "90000"):
        make_customer("王小明", org=bank.orgs["hill"], rm=bank.other_rm.staff_id, aum=aum)
    before = list(ParameterValue.objects.all())
    key, value = "customers.tier_thresholds", "100000, 500000, 3000000, 6000000"

    up, down, mass, basic, *_ = lines(key, value)

    assert (up, down, mass, basic) == ((0, 0), (0, 2), (1, 3), (3, 1))
    assert list(ParameterValue.objects.all()) == before
    examples = {}
    for head in (bank.head, bank.other_head):
        able = _with(act_as(head), "parameters.edit_parameter")
        tried = trials.try_out(actor=able, now=NOW, key=key, text=value)
        examples[head] = len(tried.examples)
    assert examples == {bank.head: 0, bank.other_head: 2}
    # Who has no customers counts the same and is shown none.
    admin = act_as(make_actor("system_admin"))
    assert trials.try_out(actor=admin, now=NOW, key=key, text=value).examples == ()


def test_the_scope_of_the_reader_stands_again_after_a_try(bank):
    rm = act_as(bank.rm)
    able = _with(rm, "parameters.edit_parameter")
    trials.try_out(actor=able, now=NOW, key="compliance.adult_age", text="20")
    assert _seen() == [bank.own.pk]
    with pytest.raises(InvalidInput):
        trials.try_out(actor=able, now=NOW, key="compliance.adult_age", text="99")
    assert _seen() == [bank.own.pk]


def test_ages_count_from_the_birthday_on(bank):
    born = {"成年": date(2008, 11, 24), "明日": date(2008, 11, 25), "二十": date(2006, 11, 24)}
    for name, day in born.items():
        make_customer(name, org=bank.orgs["hill"], birth_on=day)
    make_customer("少年有限公司", org=bank.orgs["hill"], kind="COMPANY")
    assert lines("compliance.adult_age", "20") == [(1, 2)]
    assert lines("compliance.suit_elder_age", "60") == [(5, 5)]


def test_overdue_days_and_frequency(bank):
    for days in (3, 40):
        make_loan(make_customer("借款人", org=bank.orgs["hill"]), overdue_days=days)
    assert lines("compliance.overdue_days", "30") == [(2, 1)]

    for back in (0, 1, 40):
        make_slot(bank.own, day=TODAY - timedelta(days=back))
    make_slot(bank.foreign, day=TODAY - timedelta(days=3))
    # Today's one, or the two of the week; with one a week the other customer too.
    assert lines("compliance.contact_caps", "7:1") == [(1, 2)]
    assert lines("compliance.contact_caps", "30:9") == [(1, 0)]


def test_how_long_assessments_hold_and_which_licences_end(bank):
    later = TODAY + timedelta(days=400)
    make_assessment(bank.own, assessed_on=date(2026, 1, 10), valid_to=later)
    make_assessment(bank.foreign, assessed_on=date(2026, 9, 10), valid_to=later)
    assert lines("compliance.suit_valid_months", "6") == [(2, 1)]
    make_assessment(bank.own, assessed_on=date(2025, 11, 24), valid_to=later)
    assert lines("compliance.suit_valid_boundary", "INCLUSIVE") == [(2, 2)]

    make_licence(bank.rm.staff_id, valid_to=TODAY + timedelta(days=70))
    assert lines("compliance.licence_notice_days", "90") == [(0, 1)]


def test_what_goes_up_and_what_ends(bank):
    # A Tuesday: what lay for three workdays was touched on Thursday at the latest, for five on the Tuesday before.
    for day in (date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 23)):
        make_opportunity(bank.own, now=moment(day), due_on=day)
    assert lines("sales.escalation_workdays", "5") == [(2, 1)]
    assert lines("sales.escalation_workdays", "1") == [(2, 3)]
    assert lines("sales.expiry_days", "5") == [(0, 2)]

    able = _with(act_as(bank.rm), "parameters.edit_parameter")
    tried = trials.try_out(actor=able, now=NOW, key="sales.expiry_days", text="5")
    assert [example.label for example in tried.examples] == ["到期承接", "到期承接"]


def test_accounts_and_second_levels(bank):
    user = make_user()
    User.objects.filter(pk=user.pk).update(
        last_login=NOW - timedelta(days=50), password_changed_at=NOW - timedelta(days=80)
    )
    assert _grown("access.dormant_days", "45") == 1
    assert _grown("access.password_days", "70") == 1

    for rows in (10, 60_000):
        Approval.objects.create(
            kind="customers.export-large",
            payload={"rows": rows},
            permission="customers.approve_full_export",
            maker_id=1,
            maker_name="陈思远",
            made_at=NOW,
            expires_at=NOW,
        )
    assert lines("workflow.second_levels", "customers.export-large:10") == [(1, 2)]


def test_a_try_stands_in_the_trail_and_others_are_refused(bank):
    lines("compliance.adult_age", "20")
    row = AuditEntry.objects.get(verb="parameters.value-tried")
    assert row.detail == {"key": "compliance.adult_age", "value": 20}

    with pytest.raises(PermissionRefused):
        lines("compliance.adult_age", "20", actor=bank.rm)
    with pytest.raises(InvalidInput):
        lines("compliance.adult_age", "many")
    with pytest.raises(NotFound):
        lines("brand.name", "别的银行")
    # Who decides about it may try it as well.
    assert lines("compliance.adult_age", "20", actor=bank.compliance)


def test_the_form_and_the_page_of_the_request_show_the_trial(bank):
    client, today = Client(), clock.bank_date(clock.now())
    sign_in(client, make_account("system_admin"))
    form = client.get(reverse("parameters:values", args=["compliance.adult_age"])).content.decode()
    assert reverse("parameters:trial", args=["compliance.adult_age"]) in form
    open_said = client.get(reverse("parameters:values", args=["brand.name"])).content.decode()
    assert "技术参数" in open_said

    approval_id = services.propose_value(
        actor=make_actor("system_admin"),
        now=clock.now(),
        key="compliance.adult_age",
        text="20",
        effective_from=today,
        reason="第 12 号决定",
    )
    officer = Client()
    sign_in(officer, make_account("compliance_officer"))
    page = officer.get(reverse("workflow:detail", args=[approval_id])).content.decode()
    address = f"{reverse('parameters:trial', args=['compliance.adult_age'])}?value=20"
    assert f'hx-get="{address}"' in page
    shown = officer.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "因年龄不得营销的个人" in shown


def _grown(key, value):
    [(before, after)] = lines(key, value)
    return after - before


def _with(actor, permission):
    return replace(actor, permissions=actor.permissions | {permission})


def _seen():
    return sorted(Customer.objects.values_list("pk", flat=True))
