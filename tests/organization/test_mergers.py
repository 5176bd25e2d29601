"""机构合并 (D43): two people, everything that hangs on the unit follows on its day, what was before stays told as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Count, Sum
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.access.models import RoleAssignment
from yinqiao.access.tests.factories import (
    actor_of,
    give_role,
    make_account,
    make_actor,
    make_user,
    sign_in,
)
from yinqiao.customers import queries as customers
from yinqiao.customers import unit_mergers
from yinqiao.customers.importing.lookups import ORG
from yinqiao.customers.models import Customer, History, Overview
from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.organization import events, queries, services
from yinqiao.organization.models import Org, OrgMerger, Post
from yinqiao.organization.tests.factories import make_org, make_staff
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.imports import queries as imports
from yinqiao.sales.models import Opportunity, Target
from yinqiao.sales.tests.factories import make_opportunity
from yinqiao.workflow import services as workflow
from yinqiao.workflow.models import Approval

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def bank(db):
    found = Bank()
    # Who is made within one example of a property would be gone in the next.
    assert found.president
    return found


@pytest.fixture
def administrator(bank):
    return make_actor("system_admin", name="系统管理员")


def ask(actor, bank, *, unit="river", into="hill", on=TODAY, now=NOW):
    return services.ask_merger(
        actor=act_as(actor),
        now=now,
        org_id=bank.orgs[unit].pk,
        into_id=bank.orgs[into].pk,
        on=on,
        reason="网点优化",
    )


def agree(bank, approval_id, *, now=NOW):
    return workflow.approve(
        actor=act_as(bank.president), now=now, approval_id=approval_id, version=1
    )


def carry_out(now=NOW):
    done = services.carry_out_mergers(now=now)
    act_as_nobody()
    return done


def act_as_nobody():
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.all', 'on', true)")


def merge(administrator, bank, **more):
    agree(bank, ask(administrator, bank, **more))
    return carry_out()


def moved_of(bank, unit="river"):
    return OrgMerger.objects.get(org=bank.orgs[unit]).moved


def test_one_asks_another_agrees_and_nothing_moves_before(bank, administrator):
    approval_id = ask(administrator, bank)
    assert OrgMerger.objects.count() == 0
    for stranger in (administrator, bank.head, bank.compliance):
        with pytest.raises((NotFound, PermissionRefused, workflow.Refused)), transaction.atomic():
            workflow.approve(actor=stranger, now=NOW, approval_id=approval_id, version=1)
    assert Org.objects.get(pk=bank.orgs["river"].pk).closed_on is None

    agree(bank, approval_id)

    row = OrgMerger.objects.get()
    assert (row.state, row.maker_name, row.checker_name) == ("PLANNED", "系统管理员", "高行长")
    assert row.counted["customers.customer"] == 1
    with pytest.raises(PermissionRefused):
        services.merge_org(
            actor=administrator,
            now=NOW,
            org_id=bank.orgs["river"].pk,
            into_id=bank.orgs["hill"].pk,
            on=TODAY,
            reason="x",
        )


def test_everything_that_hangs_on_the_unit_follows(bank, administrator):
    river, hill, quay = (bank.orgs[name] for name in ("river", "hill", "quay"))
    opened, won = make_opportunity(bank.own), make_opportunity(bank.own)
    Opportunity.objects.filter(pk=won.pk).update(state="WON", closed_at=NOW)
    Target.objects.create(
        staff_id=bank.rm.staff_id, kpi="AUM", month=TODAY.replace(day=1), value=1, set_at=NOW
    )
    waiting = Approval.objects.create(
        kind="customers.export", permission="customers.approve_export", org_id=river.pk,
        maker_id=bank.rm.staff_id, maker_name="陈思远", made_at=NOW, expires_at=NOW + timedelta(days=3),
    )  # fmt: skip
    user = make_user(make_staff("邓数据", org=bank.department))
    give_role(user, "branch_head", scope="ORG_AND_BELOW", org=river)

    assert merge(administrator, bank) == 1

    assert Customer.objects.get(pk=bank.own.pk).org_id == hill.pk
    assert Overview.objects.get(pk=bank.own.pk).org_id == hill.pk
    assert Opportunity.objects.get(pk=opened.pk).org_id == hill.pk
    assert Opportunity.objects.get(pk=won.pk).org_id == river.pk
    assert Approval.objects.get(pk=waiting.pk).org_id == hill.pk
    assert Org.objects.get(pk=quay.pk).parent_id == hill.pk
    assert Target.objects.get().staff_id == bank.rm.staff_id
    posts = Post.objects.filter(staff_id=bank.rm.staff_id).order_by("valid_from")
    assert list(posts.values_list("org_id", "valid_to")) == [(river.pk, TODAY), (hill.pk, None)]
    given_roles = RoleAssignment.objects.filter(user=user).order_by("pk")
    assert list(given_roles.values_list("org_id", "valid_to")) == [
        (river.pk, TODAY),
        (hill.pk, None),
    ]
    moved = moved_of(bank)
    assert {
        key: moved[key]
        for key in (
            "customers.customer",
            "sales.opportunity",
            "workflow.approval",
            "access.assignment",
        )
    } == {
        "customers.customer": 1,
        "sales.opportunity": 1,
        "workflow.approval": 1,
        "access.assignment": 1,
    }
    kinds = set(OutboxEvent.objects.values_list("kind", flat=True))
    assert {"organization.OrgMerged", "organization.OrgMergerDone"} <= kinds
    assert events.OrgMergerDone.__doc__
    assert AuditEntry.objects.filter(verb="organization.merger-done").count() == 1


def test_heads_and_managers_see_what_they_should_the_next_morning(bank, administrator):
    heads = {name: getattr(bank, name) for name in ("head", "other_head")}
    rm_user = make_account("relationship_manager", org=bank.orgs["river"], name="柳客户")
    mine = make_customer("王小明", org=bank.orgs["river"], rm=actor_of(rm_user).staff_id)
    assert _sees(heads["head"], bank.own)
    assert not _sees(heads["other_head"], bank.own)

    merge(administrator, bank)

    tomorrow = NOW + timedelta(days=1)
    assert _sees(actor_of(rm_user, now=tomorrow), mine)
    assert not _sees(heads["head"], bank.own)
    assert _sees(heads["other_head"], bank.own)


def test_what_was_before_stays_told_as_it_was(bank, administrator):
    river, east = bank.orgs["river"], bank.orgs["east"]
    merge(administrator, bank)
    # The earlier state of the customer, and the tree of the days before.
    row = History.objects.get(table_name="customers_customer", row_id=bank.own.pk)
    assert (row.state["org_id"], row.known_to) == (river.pk, NOW)
    assert queries.units_above_on(river.pk, TODAY - timedelta(days=1))[1] == east.pk
    card = queries.org_card(org_id=river.pk, on=TODAY)
    assert [(period.parent_name, period.valid_to) for period in card.periods] == [
        ("东江分行", TODAY)
    ]


def test_a_merger_of_a_later_day_waits_for_it(bank, administrator):
    agree(bank, ask(administrator, bank, on=TOMORROW))
    assert carry_out() == 0
    assert Org.objects.get(pk=bank.orgs["river"].pk).closed_on is None

    assert carry_out(NOW + timedelta(days=1)) == 1
    assert carry_out(NOW + timedelta(days=1)) == 0
    river = Org.objects.get(pk=bank.orgs["river"].pk)
    assert (river.closed_on, river.merged_into_id) == (TOMORROW, bank.orgs["hill"].pk)


def test_a_run_that_was_killed_goes_on_where_it_stopped(bank, administrator, monkeypatch):
    for _ in range(5):
        make_customer("王小明", org=bank.orgs["river"])
    monkeypatch.setattr(unit_mergers, "AT_A_TIME", 2)
    agree(bank, ask(administrator, bank))
    real, calls = unit_mergers._move, []

    def dies(move):
        calls.append(move)
        if len(calls) == 2:
            raise RuntimeError
        return real(move)

    _replace_move(monkeypatch, dies)
    with pytest.raises(RuntimeError):
        services.carry_out_mergers(now=NOW)
    act_as_nobody()
    assert OrgMerger.objects.get().state == "RUNNING"
    assert Customer.objects.filter(org=bank.orgs["river"]).count() == 4

    assert carry_out() == 1
    assert Customer.objects.filter(org=bank.orgs["river"]).count() == 0
    assert moved_of(bank)["customers.customer"] == 6


@pytest.mark.parametrize(
    ("unit", "into"),
    [("river", "river"), ("river", "quay"), ("east", "river"), ("head", "hill")],
)
def test_a_cycle_is_refused(bank, administrator, unit, into):
    with pytest.raises(InvalidInput):
        ask(administrator, bank, unit=unit, into=into)
    assert Approval.objects.count() == 0


def test_a_closed_successor_a_past_day_and_a_second_merger_are_refused(bank, administrator):
    with pytest.raises(InvalidInput):
        ask(administrator, bank, on=TODAY - timedelta(days=1))
    agree(bank, ask(administrator, bank, unit="quay", into="hill", on=TOMORROW))
    for unit, into in (("quay", "river"), ("river", "quay"), ("hill", "river")):
        with pytest.raises(InvalidInput):
            ask(administrator, bank, unit=unit, into=into)
    Org.objects.filter(pk=bank.orgs["hill"].pk).update(closed_on=TODAY)
    with pytest.raises(InvalidInput):
        ask(administrator, bank)
    assert OrgMerger.objects.count() == 1


def test_a_successor_closed_meanwhile_stops_it_and_says_so(bank, administrator):
    agree(bank, ask(administrator, bank, on=TOMORROW))
    Org.objects.filter(pk=bank.orgs["hill"].pk).update(closed_on=TOMORROW)
    assert carry_out(NOW + timedelta(days=1)) == 0
    row = OrgMerger.objects.get()
    assert (row.state, bool(row.problem)) == ("STOPPED", True)
    assert Customer.objects.get(pk=bank.own.pk).org_id == bank.orgs["river"].pk


def test_while_a_batch_is_loaded_none_begins(bank, administrator, monkeypatch):
    agree(bank, ask(administrator, bank))
    monkeypatch.setattr(imports, "sources_loading", lambda: ["CORE"])
    assert carry_out() == 0
    with pytest.raises(InvalidInput):
        ask(administrator, bank, unit="quay", into="hill")
    assert OrgMerger.objects.get().state == "PLANNED"


def test_files_that_go_on_naming_the_unit_bring_customers_to_the_successor(bank, administrator):
    merge(administrator, bank)
    # And the successor goes into another one.
    third = make_org("新区支行", parent=bank.orgs["west"])
    bank.orgs["third"] = third
    agree(bank, ask(administrator, bank, unit="hill", into="third"))
    carry_out()
    known = dict(ORG.known(connection).iter_rows())
    assert {known[bank.orgs[name].code] for name in ("river", "hill", "third")} == {third.pk}


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    amounts=st.lists(
        st.tuples(st.sampled_from(["river", "hill", "quay"]), st.integers(0, 10**7)), max_size=6
    ),
    pair=st.sampled_from([("river", "hill"), ("hill", "river"), ("quay", "hill")]),
)
def test_customers_and_sums_are_kept(bank, administrator, amounts, pair):
    unit, into = pair
    with transaction.atomic():
        with whole_bank():
            for name, aum in amounts:
                make_customer("王小明", org=bank.orgs[name], aum=str(Decimal(aum)))
            before, there = _totals(), _in(bank, unit, into)
        agree(bank, ask(administrator, bank, unit=unit, into=into))
        carry_out()
        assert _totals() == before
        assert _in(bank, into) == there
        assert _in(bank, unit) == (0, None)
        transaction.set_rollback(True)


def test_the_pages_show_what_goes_along_and_how_far_it_is(bank):
    admin, president = Client(), Client()
    sign_in(admin, make_account("system_admin"))
    sign_in(president, make_account("deputy_president", org=bank.orgs["head"]))
    river, hill = bank.orgs["river"].pk, bank.orgs["hill"].pk
    today = clock.bank_date(clock.now())
    page = admin.get(reverse("organization:org-merge", args=[river])).content.decode()
    preview = reverse("organization:merger-preview", args=[river])
    assert preview in page
    shown = admin.get(preview, {"target": hill, "on": today.isoformat()}).content.decode()
    assert "机构名下客户" in shown
    assert "山前支行" in shown

    answer = admin.post(
        reverse("organization:org-merge", args=[river]),
        {"target": hill, "on": today.isoformat(), "reason": "网点优化"},
    )
    assert answer.status_code == 303
    approval = Approval.objects.get(kind=services.MERGER_KIND)
    decided = president.get(reverse("workflow:detail", args=[approval.pk])).content.decode()
    assert f"{preview}?target={hill}&amp;on={today.isoformat()}" in decided
    assert president.get(preview).status_code == 200
    head = Client()
    sign_in(head, make_account("branch_head", org=bank.orgs["east"]))
    assert head.get(preview).status_code == 404

    president.post(
        reverse("workflow:decisions", args=[approval.pk]), {"decision": "approve", "version": 1}
    )
    assert "待生效" in admin.get(reverse("organization:org", args=[river])).content.decode()


def _sees(actor, customer):
    act_as(actor)
    return customers.is_visible(actor=actor, customer_id=customer.pk)


def _totals():
    return Overview.objects.aggregate(number=Count("pk"), sum=Sum("aum"))


def _in(bank, *names):
    found = Overview.objects.filter(org_id__in=[bank.orgs[name].pk for name in names])
    row = found.aggregate(number=Count("pk"), sum=Sum("aum"))
    return row["number"], row["sum"]


def _replace_move(monkeypatch, function):
    """Let the part of the customers move by `function`."""
    part = unit_mergers.merger_parts.get("customers.customer")
    monkeypatch.setitem(unit_mergers.merger_parts._items, part.key, replace(part, move=function))
