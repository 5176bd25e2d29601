"""Keep a tier by decision: a branch head asks, another decides; the panel tells tier, stage, grace, keep and every change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, forget, make_account, sign_in
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.insights import queries, services
from yinqiao.insights.models import CustomerStanding, StandingChange, TierKeep
from yinqiao.insights.tests.factories import keep_tier
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.scope import set_scope
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval as approval_row

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
TODAY = date(2026, 11, 23)
UNTIL = date(2027, 2, 28)


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.head, bank.compliance)
        bank.deputy = make_account("deputy_president")
    stand(bank.own)
    return bank


def stand(customer, **values):
    told = {"tier": "WEALTH", "tier_earned": "WEALTH", "tier_since": date(2026, 3, 1), "tier_reason": "REACHED", "stage": "MATURE", "stage_since": date(2026, 5, 1), "stage_reason": "BROAD"}  # fmt: skip
    CustomerStanding.objects.using("loader").update_or_create(
        customer_id=customer.pk, defaults={"held_on": date(2026, 11, 1), **told, **values}
    )


def change(customer, on, old, new, kind="TIER", reason="REACHED"):
    StandingChange.objects.using("loader").create(
        customer_id=customer.pk, kind=kind, changed_on=on, old=old, new=new, reason=reason, metrics={"aum": 612345.5, "product_classes": 2}, recorded_at=NOW
    )  # fmt: skip


def ask(bank, **wanted):
    with transaction.atomic():
        return services.request_tier_keep(
            actor=act_as(wanted.pop("person", bank.head)),
            now=NOW,
            customer_id=wanted.pop("customer_id", bank.own.pk),
            **{"until_on": UNTIL, "reason": "主要资金在途，月底到账", **wanted},
        )


def run_as(person, statement):
    with transaction.atomic(), connection.cursor() as cursor:
        act_as(person)
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def approvals():
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from workflow_approval")
        return cursor.fetchone()[0]


def test_two_people_keep_a_tier_and_both_are_in_the_trail(bank):
    approval = ask(bank)
    assert not TierKeep.objects.using("loader").exists()
    with transaction.atomic():
        set_scope(actor_of(bank.deputy).scope)
        version = approval_row(approval).version
        workflow.approve(actor=actor_of(bank.deputy), now=NOW, approval_id=approval, version=version, note="同意")  # fmt: skip
    keep = TierKeep.objects.using("loader").get()
    assert (keep.tier, keep.from_on, keep.until_on) == ("WEALTH", TODAY, UNTIL)
    assert keep.asked_by_id != keep.granted_by_id
    (entry,) = AuditEntry.objects.using("auditor").filter(verb="insights.tier-kept")
    assert entry.customer_id == bank.own.pk
    # Tier and stage themselves are the daily job's.
    assert CustomerStanding.objects.using("loader").get().held_on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"until_on": TODAY}, "until_on"),
        ({"until_on": date(2027, 11, 24)}, "until_on"),
        ({"reason": " x "}, "reason"),
    ],
)
def test_a_day_that_is_past_or_too_far_and_no_reason_are_refused(bank, wanted, field):
    with pytest.raises(InvalidInput) as caught:
        ask(bank, **wanted)
    assert list(caught.value.fields) == [field]
    assert approvals() == 0


def test_the_longest_keep_ends_on_the_day_of_next_year(bank):
    assert ask(bank, until_on=date(2027, 11, 23))


def test_the_lowest_tier_and_companies_have_none_to_keep(bank):
    for tier in ("MASS", None):
        stand(bank.own, tier=tier)
        with pytest.raises(InvalidInput):
            ask(bank)


def test_only_who_may_asks_and_only_in_scope(bank):
    with pytest.raises(PermissionRefused):
        ask(bank, person=bank.rm)
    with pytest.raises(NotFound):
        ask(bank, customer_id=bank.foreign.pk)


def test_the_database_lets_nobody_decide_alone_or_touch_what_the_job_sets(bank):
    with pytest.raises(IntegrityError):
        TierKeep.objects.using("loader").create(
            customer_id=1, tier="WEALTH", from_on=TODAY, until_on=UNTIL, reason="x", asked_by_id=1, granted_by_id=1, granted_by_name="x", granted_at=NOW
        )  # fmt: skip
    for statement in ("update insights_standing set tier = 'PRIVATE'", "delete from insights_standing_change", "update insights_tier_keep set until_on = '2099-01-01'"):  # fmt: skip
        with pytest.raises(ProgrammingError):
            run_as(bank.head, statement)


def test_what_holds_is_told_with_the_day_the_grace_ends_and_the_keep(bank):
    stand(bank.own, tier_below_since=date(2026, 10, 31), tier_earned="WEALTH")
    keep_tier(bank.own.pk, "WEALTH", since=TODAY, until=TODAY)
    with transaction.atomic():
        found = queries.standing_of(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW)
        gone = queries.standing_of(
            actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW + timedelta(days=1)
        )
    assert (found.tier, found.stage, found.falls_on) == ("财富", "成熟", date(2027, 1, 31))
    assert (found.keep.tier, found.earned) == ("财富", None)
    assert gone.keep is None


def test_a_past_day_is_told_as_it_was(bank):
    change(bank.own, date(2026, 3, 1), "BASIC_WEALTH", "WEALTH")
    change(bank.own, date(2026, 5, 1), "GROWTH", "MATURE", kind="STAGE", reason="BROAD")
    told = []
    for day in (date(2026, 2, 1), date(2026, 4, 1), date(2026, 6, 1)):
        with transaction.atomic():
            as_of = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            found = queries.standing_of(
                actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW, as_of=as_of
            )
        told.append((found.tier, found.stage, len(found.changes)))
    assert told == [("理财", "成长", 0), ("财富", "成长", 1), ("财富", "成熟", 2)]


def test_figures_of_a_change_are_for_who_sees_amounts(bank):
    change(bank.own, date(2026, 3, 1), "BASIC_WEALTH", "WEALTH")
    told = {}
    for person in (bank.rm, bank.compliance):
        with transaction.atomic():
            found = queries.standing_of(actor=act_as(person), customer_id=bank.own.pk, now=NOW)
        told[person] = found.changes[0]
    assert told[bank.rm].metrics[0] == ("AUM", "61.2 万")
    assert told[bank.compliance].metrics == ()
    assert told[bank.compliance].is_up is True


def test_nobody_sees_the_standing_of_foreign_customers(bank):
    stand(bank.foreign)
    with transaction.atomic(), pytest.raises(NotFound):
        queries.standing_of(actor=act_as(bank.rm), customer_id=bank.foreign.pk, now=NOW)
    with transaction.atomic():
        act_as(bank.rm)
        assert [row.pk for row in CustomerStanding.objects.all()] == [bank.own.pk]


def test_the_panel_offers_the_keep_to_the_head_and_the_page_asks_for_it(bank, client):
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.head.user_id))
    address = reverse("insights:tier-keeps", args=[bank.own.pk])
    panel = client.get(reverse("insights:standing", args=[bank.own.pk])).text
    assert "财富" in panel
    assert address in panel
    assert client.get(address).status_code == 200
    soon = date.today() + timedelta(days=30)  # noqa: DTZ011 - the page reads the clock
    done = client.post(address, {"until_on": soon.isoformat(), "reason": "资金在途，下周到账"})
    assert done.status_code == 303
    with transaction.atomic():
        assert approval_row(kind=services.KEEP_KIND).payload["tier"] == "WEALTH"
    assert client.get(reverse("insights:tier-keeps", args=[bank.foreign.pk])).status_code == 404


def test_before_the_first_evaluation_the_panel_says_so(bank, client):
    CustomerStanding.objects.using("loader").all().delete()
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    panel = client.get(reverse("insights:standing", args=[bank.own.pk])).text
    assert "尚未评定" in panel
