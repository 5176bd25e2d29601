"""Own fields: who may change which, versions, conflicts, what is kept."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries, services
from yinqiao.customers.choices import Occupation
from yinqiao.customers.models import Customer, History, Overview
from yinqiao.customers.tests.factories import (
    NOW,
    act_as,
    make_customer,
    make_employment,
    make_finance,
)
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.events.models import OutboxEvent


def change(actor, customer, version=1, now=NOW, **changes):
    return services.update_profile(
        actor=actor, now=now, customer_id=customer.pk, version=version, changes=changes
    )


def test_own_fields_are_saved_with_version_history_audit_and_event(bank):
    act_as(bank.rm)
    saved = change(bank.rm, bank.own, occupation="PROFESSIONAL", nickname="林老师")
    assert (saved.version, saved.occupation, saved.attributes, saved.known_from) == (
        2,
        "PROFESSIONAL",
        {"nickname": "林老师"},
        NOW,
    )
    version = History.objects.get(table_name="customers_customer", row_id=bank.own.pk)
    assert (version.state["occupation"], version.known_to, version.changed_by_id) == (
        "",
        NOW,
        bank.rm.staff_id,
    )
    entry = AuditEntry.objects.get(verb="customers.profile-changed")
    assert (entry.customer_id, entry.old, entry.new) == (
        bank.own.pk,
        {"occupation": "", "nickname": ""},
        {"occupation": "PROFESSIONAL", "nickname": "林老师"},
    )
    assert OutboxEvent.objects.get(kind="customers.CustomerChanged").payload["fields"] == [
        "occupation",
        "nickname",
    ]


def test_an_empty_text_clears_a_field(bank):
    act_as(bank.rm)
    change(bank.rm, bank.own, nickname="林老师")
    assert change(bank.rm, bank.own, version=2, nickname="").attributes == {}


def test_saving_what_is_there_changes_nothing(bank):
    act_as(bank.rm)
    assert change(bank.rm, bank.own, occupation="").version == 1
    assert History.objects.count() == 0


@pytest.mark.parametrize(
    "field",
    [
        "name",
        "sex",
        "birth_on",
        "status",
        "org_id",
        "main_rm_id",
        "customer_no",
        "known_from",
        "attributes",
        "nonsense",
    ],
)
def test_fields_of_the_source_system_and_unknown_ones_are_locked(bank, field):
    act_as(bank.rm)
    with pytest.raises(InvalidInput) as caught:
        change(bank.rm, bank.own, **{field: "x"})
    assert list(caught.value.fields) == [field]
    assert Customer.objects.get(pk=bank.own.pk).version == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("occupation", "WIZARD"),
        ("contact_time", "NIGHT"),
        ("nickname", "x" * 41),
        ("remark", "x" * 501),
    ],
)
def test_bad_values_are_refused_at_the_field(bank, field, value):
    act_as(bank.rm)
    with pytest.raises(InvalidInput) as caught:
        change(bank.rm, bank.own, **{field: value})
    assert list(caught.value.fields) == [field]


def test_numbers_in_free_text_are_masked_when_saved(bank):
    act_as(bank.rm)
    saved = change(bank.rm, bank.own, remark="先生手机 13912345678，卡 6217000000000000012")
    assert saved.attributes["remark"] == "先生手机 139****5678，卡 6217 **** **** 0012"


def test_of_two_who_save_the_second_is_told_what_differs(bank):
    act_as(bank.head)
    change(bank.head, bank.own, occupation="LEADER", nickname="林总", now=NOW)
    with pytest.raises(StaleVersion) as caught:
        change(
            bank.head, bank.own, version=1, occupation="CLERK", nickname="林总", education="MASTER"
        )
    assert caught.value.extra["differences"] == {
        "occupation": ("LEADER", "CLERK"),
        "education": ("", "MASTER"),
    }
    assert (caught.value.extra["version"], caught.value.extra["changed_by"]) == (2, "周行长")
    assert Customer.objects.get(pk=bank.own.pk).occupation == "LEADER"


def test_a_foreign_customer_is_not_found_and_not_changed(bank):
    act_as(bank.rm)
    with pytest.raises(NotFound):
        change(bank.rm, bank.foreign, occupation="CLERK")
    act_as(bank.president)
    assert Customer.objects.get(pk=bank.foreign.pk).occupation == ""


def test_without_the_permission_nothing_is_changed_and_the_try_is_kept(bank):
    act_as(bank.agent)
    with pytest.raises(PermissionRefused), transaction.atomic():
        change(bank.agent, bank.own, occupation="CLERK")
    assert Customer.objects.get(pk=bank.own.pk).occupation == ""


def test_a_company_keeps_its_own_fields_too(bank):
    company = make_customer(
        "恒瑞新材料有限公司",
        org=bank.orgs["river"],
        rm=bank.rm.staff_id,
        kind="COMPANY",
    )
    act_as(bank.rm)
    assert change(bank.rm, company, contact_time="MORNING").attributes == {
        "contact_time": "MORNING"
    }


def test_the_overview_follows_a_change(bank):
    act_as(bank.rm)
    Overview.objects.filter(pk=bank.own.pk).update(city="别处")
    change(bank.rm, bank.own, nickname="林老师")
    assert Overview.objects.get(pk=bank.own.pk).city == "福州市"


def facts(profile):
    return {fact.field: fact for fact in profile.facts}


def test_the_panel_tells_who_owns_each_field(bank):
    act_as(bank.rm)
    found = queries.profile(actor=bank.rm, customer_id=bank.own.pk, now=NOW)
    assert (
        facts(found)["name"].value,
        facts(found)["name"].is_locked,
        facts(found)["name"].source,
    ) == ("林婉清", True, "CORE")
    assert (facts(found)["name"].can_correct, facts(found)["age"].can_correct) == (True, False)
    assert facts(found)["birth_on"].value == "1980-03-14"
    assert all(not fact.is_locked for fact in found.own)


def test_the_panel_is_masked_for_those_without_clearance(bank):
    make_employment(bank.own)
    make_finance(bank.own, "ASSET", "5000000")
    act_as(bank.compliance)
    found = queries.profile(actor=bank.compliance, customer_id=bank.own.pk, now=NOW)
    assert (facts(found)["name"].value, facts(found)["birth_on"].value) == ("林**", "1980-**-**")
    assert found.employments[0].annual_income == "5 万–50 万"
    assert (found.finances.net_worth, found.finances.debt_ratio) == ("300 万–600 万", "")


def test_net_worth_and_debt_ratio_come_from_the_newest_figure_of_each_item(bank):
    make_finance(bank.own, "ASSET", "4000000", as_of=date(2025, 6, 30))
    make_finance(bank.own, "ASSET", "5000000", as_of=date(2026, 6, 30))
    make_finance(bank.own, "LIABILITY", "2000000", item="OTHER_BANK_MORTGAGE")
    make_finance(bank.own, "INCOME", "600000", item="SALARY")
    act_as(bank.rm)
    finances = queries.profile(actor=bank.rm, customer_id=bank.own.pk, now=NOW).finances
    assert (finances.net_worth, finances.debt_ratio, finances.income) == (
        "300.0 万",
        "40%",
        "60.0 万",
    )


def test_as_of_shows_what_was_known_then(bank):
    act_as(bank.rm)
    change(bank.rm, bank.own, occupation="CLERK")
    change(bank.rm, bank.own, version=2, now=NOW + timedelta(days=1), occupation="LEADER")

    def occupation(as_of):
        own = queries.profile(
            actor=bank.rm, customer_id=bank.own.pk, now=NOW + timedelta(days=2), as_of=as_of
        ).own
        return next(fact.value for fact in own if fact.field == "occupation")

    told = [
        occupation(moment)
        for moment in (
            NOW - timedelta(days=1),
            NOW + timedelta(hours=1),
            NOW + timedelta(days=1),
            None,
        )
    ]
    assert told == [
        "",
        str(Occupation.CLERK.label),
        str(Occupation.LEADER.label),
        str(Occupation.LEADER.label),
    ]


def test_before_the_customer_was_known_there_is_nothing(bank):
    act_as(bank.rm)
    with pytest.raises(NotFound):
        queries.profile(
            actor=bank.rm, customer_id=bank.own.pk, now=NOW, as_of=NOW - timedelta(days=60)
        )


HABITS = {
    "preferred_channel": "WECOM",
    "language": "WU",
    "avoid": "前夫 13800001234",
    "household_size": "4",
}


def test_habits_are_typed_and_keep_their_history(bank):
    actor = act_as(bank.rm)
    services.update_profile(
        actor=actor, now=NOW, customer_id=bank.own.pk, version=1, changes=HABITS
    )
    own = {
        fact.field: fact.value
        for fact in queries.profile(actor=actor, customer_id=bank.own.pk, now=NOW).own
    }
    assert (own["preferred_channel"], own["language"], own["household_size"]) == (
        "企业微信",
        "吴语（上海话）",
        "4",
    )
    assert "13800001234" not in own["avoid"]
    told = queries.history(actor=actor, customer_id=bank.own.pk)
    changed = {entry.label: (entry.old, entry.new) for entry in told}
    assert (changed["家庭人口"], len({entry.version_id for entry in told})) == (("—", "4"), 1)
    assert "企业微信" in {new for _old, new in changed.values()}
    earlier = queries.profile(
        actor=actor, customer_id=bank.own.pk, now=NOW, as_of=NOW - timedelta(days=1)
    )
    assert {fact.value for fact in earlier.own if fact.field in HABITS} == {""}


@pytest.mark.parametrize(
    "change",
    [
        {"preferred_channel": "PIGEON"},
        {"language": "KLINGON"},
        {"household_size": "0"},
        {"household_size": "21"},
    ],
)
def test_a_habit_that_is_none_is_refused_and_nothing_changes(bank, change):
    with pytest.raises(InvalidInput):
        services.update_profile(
            actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, version=1, changes=change
        )
    assert queries.own_values(actor=bank.rm, customer_id=bank.own.pk)[1] == 1


def test_the_form_saves_an_empty_number_as_none(bank):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("customers:edit", args=[bank.own.pk])
    answer = client.post(url, {"version": "1", "language": "MANDARIN", "household_size": ""})
    assert answer.status_code == 303
    values, _version = queries.own_values(actor=act_as(bank.rm), customer_id=bank.own.pk)
    assert (values["language"], values["household_size"]) == ("MANDARIN", "")
