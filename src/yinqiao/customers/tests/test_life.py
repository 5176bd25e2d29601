"""Life events and family: several, typed, ended or struck out with a reason, on the timeline, and as known on a past day (A2)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries, rules, services
from yinqiao.customers.models import Dependant, LifeEvent
from yinqiao.customers.services import DependantDetails, LifeEventDetails
from yinqiao.customers.tests.factories import NOW, act_as, make_customer
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.ui.story import StoryPart

LATER = NOW + timedelta(days=3)
SCHOOL = LifeEventDetails("SCHOOL", date(2026, 9, 1), "CUSTOMER", "上初中，电话13800001234")
WEDDING = LifeEventDetails("MARRIAGE", date(2019, 5, 2), "DOCUMENT")


def add(bank, details=SCHOOL, who="rm", customer=None):
    actor = act_as(getattr(bank, who))
    pk = (customer or bank.own).pk
    return services.add_life_event(actor=actor, now=NOW, customer_id=pk, details=details)


def end(bank, row, *, is_wrong=False, version=1, now=LATER):
    services.end_life_event(
        actor=act_as(bank.rm),
        now=now,
        customer_id=bank.own.pk,
        event_id=row.pk,
        version=version,
        reason="已毕业",
        is_wrong=is_wrong,
    )


def known(bank, as_of=None):
    found = queries.life(actor=act_as(bank.rm), customer_id=bank.own.pk, now=LATER, as_of=as_of)
    return [(row.kind, row.happened_on, row.over_on) for row in found.events]


def test_several_events_stand_side_by_side_the_newest_first(bank):
    add(bank)
    add(bank, WEDDING)
    assert known(bank) == [
        ("SCHOOL", date(2026, 9, 1), None),
        ("MARRIAGE", date(2019, 5, 2), None),
    ]
    row = LifeEvent.objects.get(kind="SCHOOL")
    assert (row.note, row.recorded_by_name) == ("上初中，电话138****1234", "陈思远")
    entry = AuditEntry.objects.filter(verb="customers.life-event-added").latest("id")
    assert (entry.customer_id, entry.new["kind"]) == (bank.own.pk, "MARRIAGE")
    assert OutboxEvent.objects.filter(kind="customers.LifeEventRecorded").count() == 2


def test_one_that_is_over_stays_and_one_in_error_goes_both_kept_for_the_past(bank):
    school, wedding = add(bank), add(bank, WEDDING)
    end(bank, school)
    end(bank, wedding, is_wrong=True)
    assert known(bank) == [("SCHOOL", date(2026, 9, 1), date(2026, 11, 25))]
    assert [row[2] for row in known(bank, as_of=LATER - timedelta(days=1))] == [None, None]
    told = queries.history(actor=bank.rm, customer_id=bank.own.pk)
    assert ("已毕业", "陈思远") in {(entry.new, entry.who) for entry in told}
    with pytest.raises(InvalidInput):
        end(bank, school, version=2)
    with pytest.raises(StaleVersion):
        end(bank, school, is_wrong=True)


@pytest.mark.parametrize(
    ("field", "details"),
    [
        ("kind", LifeEventDetails("LOTTERY", date(2026, 9, 1), "CUSTOMER")),
        ("told_by", LifeEventDetails("SCHOOL", date(2026, 9, 1), "SPY")),
        ("happened_on", LifeEventDetails("SCHOOL", date(2026, 12, 1), "CUSTOMER")),
        ("note", LifeEventDetails("SCHOOL", date(2026, 9, 1), "CUSTOMER", "长" * 201)),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(bank, field, details):
    with pytest.raises(InvalidInput) as refused:
        add(bank, details)
    assert set(refused.value.fields) == {field}
    assert LifeEvent.objects.count() == 0


def test_only_who_may_edit_this_customer_writes_and_a_company_has_no_family(bank):
    with pytest.raises(NotFound):
        add(bank, customer=bank.foreign)
    with pytest.raises(PermissionRefused):
        add(bank, who="compliance")
    firm = make_customer("恒瑞新材料", org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY")
    with pytest.raises(InvalidInput):
        add(bank, customer=firm)
    assert LifeEvent.objects.count() == 0


def test_the_timeline_tells_of_them(bank):
    add(bank)
    part = StoryPart(bank.own.pk, (bank.own.pk,), in_team=True, limit=5, now=NOW)
    (told,) = queries.life_told(act_as(bank.rm), part)
    assert (told.title, told.facts, told.who, told.is_day) == (
        "子女入学、升学",
        ("客户告知",),
        "陈思远",
        True,
    )


@pytest.mark.parametrize(
    ("age", "stage"),
    [
        (2, "INFANT"),
        (3, "PRESCHOOL"),
        (11, "PRIMARY"),
        (12, "MIDDLE"),
        (15, "HIGH"),
        (22, "COLLEGE"),
        (23, "ADULT"),
    ],
)
def test_the_stage_of_a_child_follows_its_age(age, stage):
    assert rules.stage_at(age) == stage


def test_the_family_by_year_or_stage_with_history(bank):
    actor = act_as(bank.rm)
    for details in (
        DependantDetails("CHILD", birth_year=2014),
        DependantDetails("CHILD", stage="COLLEGE", note="在外地"),
        DependantDetails("ELDER", birth_year=1952),
    ):
        services.add_dependant(actor=actor, now=NOW, customer_id=bank.own.pk, details=details)
    found = queries.life(actor=actor, customer_id=bank.own.pk, now=NOW)
    assert [(row.age, row.stage_label) for row in found.children] == [(12, "初中"), (None, "大学")]
    assert [(row.age, row.stage_label) for row in found.elders] == [(74, "")]
    row = Dependant.objects.get(birth_year=1952)
    services.end_dependant(
        actor=actor,
        now=LATER,
        customer_id=bank.own.pk,
        dependant_id=row.pk,
        version=1,
        reason="去世",
    )
    assert queries.life(actor=actor, customer_id=bank.own.pk, now=LATER).elders == ()
    before = queries.life(actor=actor, customer_id=bank.own.pk, now=LATER, as_of=NOW)
    assert len(before.elders) == 1


@pytest.mark.parametrize(
    "details",
    [
        DependantDetails("CHILD"),
        DependantDetails("CHILD", birth_year=1850),
        DependantDetails("CHILD", birth_year=2027),
        DependantDetails("CAT", birth_year=2020),
        DependantDetails("CHILD", stage="KNIGHT"),
    ],
)
def test_a_member_that_cannot_be_is_refused(bank, details):
    with pytest.raises(InvalidInput):
        services.add_dependant(
            actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, details=details
        )
    assert Dependant.objects.count() == 0


def test_the_dialogs_write_and_end_and_come_back_to_the_profile(bank):
    client = Client(headers={"HX-Request": "true"})
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("customers:add-life-event", args=[bank.own.pk])
    assert 'hx-target="#dialog"' in client.get(url).content.decode()
    wrong = client.post(url, {"kind": "", "happened_on": "2026-09-01", "told_by": "CUSTOMER"})
    assert wrong.status_code == 422
    data = {"kind": "SCHOOL", "happened_on": "2026-09-01", "told_by": "CUSTOMER", "note": "附小"}
    saved = client.post(url, data)
    assert saved["HX-Redirect"].endswith("?tab=customers.profile")
    row = LifeEvent.objects.get()
    panel = client.get(reverse("customers:profile", args=[bank.own.pk])).content.decode()
    assert ("附小" in panel, "人生事件" in panel) == (True, True)
    ends = reverse("customers:end-life-event", args=[bank.own.pk, row.pk])
    assert ends in panel
    answer = client.post(ends, {"how": "wrong", "reason": "记错了人", "version": "1"})
    assert answer.status_code == 204
    row.refresh_from_db()
    assert (row.ended_on is not None, row.end_reason) == (True, "记错了人")
