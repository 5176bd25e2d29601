"""Targets: effective-dated, by their head or by two people, handed down with the gap, out of a file with bad lines kept."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from yinqiao.customers.tests.factories import act_as
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.sales import services as sales
from yinqiao.sales.models import Target as MonthTarget
from yinqiao.sales.performance import queries, services
from yinqiao.sales.performance.tests.factories import MONTH, NOW, TODAY, Target, count, goal
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval

D = Decimal


def set_(actor, *goals, **more):
    act_as(actor)
    return services.set_targets(actor=actor, now=NOW, goals=goals, **more)


def line(bank, actor=None, figure="AUM_NET_GROWTH"):
    act_as(actor or bank.rm)
    return queries.own_sheet(actor=actor or bank.rm, month=MONTH, today=TODAY)[figure]


def test_a_target_changed_within_the_month_holds_from_its_day_and_both_stay(bank):
    set_(bank.head, goal(bank.rm, "210000"), since=MONTH)
    before = line(bank)
    set_(bank.head, goal(bank.rm, "420000"), reason="加码")
    after = line(bank)
    assert (before.target, after.target) == (D(210_000), D(420_000))
    assert [(one.since, one.value) for one in after.changes] == [
        (MONTH, D(210_000)),
        (TODAY, D(420_000)),
    ]
    # 21 workdays: 16 until the data date asked for 10,000 each; the change of today is not in them yet.
    assert before.expected == after.expected == D(160_000)
    assert AuditEntry.objects.filter(verb="performance.targets-set").count() == 2
    with pytest.raises(ProgrammingError), transaction.atomic():
        Target.objects.update(value=1)


def test_the_strip_and_the_page_of_the_month_tell_the_same(bank):
    set_(bank.head, goal(bank.rm, "210000"), goal(bank.rm, "7", figure="NEW_CUSTOMERS"))
    (row,) = MonthTarget.objects.all()
    assert (row.kpi, row.value) == ("AUM_GROWTH", D(210_000))
    sales.set_targets(
        actor=bank.head, now=NOW, month=MONTH, values={(bank.rm.staff_id, "AUM_GROWTH"): D(300_000)}
    )
    assert line(bank).target == D(300_000)
    set_(bank.head, goal(bank.rm, value=None))
    assert not MonthTarget.objects.exists()
    assert line(bank).target is None


def test_a_target_of_a_unit_waits_for_a_second_person(bank):
    unit = bank.orgs["river"].pk
    done = set_(bank.planner, goal(value="500000", org_id=unit), goal(bank.rm), reason="四季度下达")
    assert (done.set, Target.objects.filter(org_id=unit).exists()) == (1, False)
    row = approval(done.approval_id)
    act_as(bank.president)
    workflow.approve(actor=bank.president, now=NOW, approval_id=row.pk, version=row.version)
    held = Target.objects.get(org_id=unit)
    assert (held.value, held.set_by_id) == (D(500_000), bank.planner.staff_id)
    act_as(bank.head)
    found = queries.cascade(
        actor=bank.head,
        org_id=unit,
        figure="AUM_NET_GROWTH",
        product_class="",
        span="MONTH",
        first=MONTH,
        today=TODAY,
    )
    assert (found.value, found.total, found.gap) == (D(500_000), D(200_000), D(300_000))
    assert {part.title for part in found.parts} == {"码头网点", "陈思远", "邻座"}


@pytest.mark.parametrize(
    "change",
    [
        {"value": D(0)},
        {"value": D(-1)},
        {"value": D("0.00001")},
        {"figure": "NOTHING"},
        {"span": "QUARTER"},
        {"first": date(2026, 10, 1)},
        {"product_class": "NONE"},
        {"figure": "USAGE", "value": D(2)},
        {"figure": "USAGE", "value": D("0.5"), "product_class": "WM"},
    ],
)
def test_what_is_no_target_is_refused_and_nothing_changes(bank, change):
    with pytest.raises(InvalidInput):
        set_(bank.head, goal(bank.rm, **change))
    assert not Target.objects.exists()


def test_nobody_sets_targets_of_other_units_or_her_own(bank):
    with pytest.raises(InvalidInput):
        set_(bank.head, goal(bank.other_rm))
    with pytest.raises(InvalidInput):
        set_(bank.head, goal(org_id=bank.orgs["hill"].pk), reason="x")
    with pytest.raises((PermissionRefused, InvalidInput)):
        set_(bank.rm, goal(bank.rm))
    with pytest.raises(InvalidInput):
        set_(bank.head, goal(bank.head))
    assert not Target.objects.exists()
    act_as(bank.other_head)
    with pytest.raises(NotFound):
        queries.cascade(
            actor=bank.other_head,
            org_id=bank.orgs["river"].pk,
            figure="AUM_NET_GROWTH",
            product_class="",
            span="MONTH",
            first=MONTH,
            today=TODAY,
        )


def test_of_two_heads_who_saw_the_same_the_second_is_told(bank):
    seen = services.newest()
    set_(bank.head, goal(bank.rm), seen=seen)
    with pytest.raises(StaleVersion):
        set_(bank.head, goal(bank.rm, "1"), seen=seen)


def test_lines_of_a_file_are_taken_and_bad_ones_kept_with_the_reason(bank):
    no = bank.rm.staff_no
    text = "\n".join((
        "who,what,class,span,first,value",
        f"{no},AUM_NET_GROWTH,,MONTH,2026-12,500000",
        f"{no},AUM_NET_GROWTH,WM,MONTH,2026-12,abc",
        "NOBODY,AUM_NET_GROWTH,,MONTH,2026-12,1",
        f"{no},AUM_NET_GROWTH,,MONTH,2026-12,600000",
        f"{bank.orgs['river'].code}，AUM_AVERAGE，，YEAR，2026-01，900000000",
        "too,short",
    ))  # fmt: skip
    act_as(bank.head)
    read = services.read_lines(actor=bank.head, text=text, today=TODAY)
    assert [(one.staff_id, one.org_id, one.value) for one in read.goals] == [
        (bank.rm.staff_id, None, D(500_000)),
        (None, bank.orgs["river"].pk, D(900_000_000)),
    ]
    assert [one.number for one in read.bad] == [3, 4, 5, 7]
    assert all(one.why for one in read.bad)


def test_what_is_refused_of_units_leaves_nothing_of_people(bank):
    with pytest.raises(InvalidInput):
        set_(bank.head, goal(bank.rm), goal(value="9", org_id=bank.orgs["river"].pk), reason="")
    assert not Target.objects.exists()


def test_what_held_until_today_is_not_rewritten(bank):
    set_(bank.head, goal(bank.rm, "210000"), since=MONTH)
    with pytest.raises(InvalidInput) as error:
        set_(bank.head, goal(bank.rm, "1"), since=MONTH)
    assert list(error.value.fields) == ["since"]
    assert line(bank).target == D(210_000)


def test_a_request_never_undoes_a_later_one_and_none_sets_a_span_that_is_over(bank):
    unit = bank.orgs["river"].pk
    early, later, late = (
        approval(set_(bank.planner, goal(value=value, org_id=unit), reason="下达").approval_id)
        for value in ("1", "2", "3")
    )
    act_as(bank.president)

    def agree(row, now=NOW):
        workflow.approve(actor=bank.president, now=now, approval_id=row.pk, version=row.version)

    agree(later)
    with pytest.raises(InvalidInput):
        agree(early)
    over = timedelta(days=7)
    type(late).objects.filter(pk=late.pk).update(expires_at=NOW + 2 * over)
    with pytest.raises(InvalidInput):
        agree(late, NOW + over)
    assert [row.value for row in Target.objects.filter(org_id=unit)] == [D(2)]


def test_last_years_shape_gives_the_weights(bank):
    count(bank.orgs["river"], bank.rm, month=date(2025, 11, 1), AUM_NET_GROWTH="30")
    count(bank.orgs["river"], bank.rm, month=date(2025, 12, 1), AUM_NET_GROWTH="-5")
    shape = queries.last_year_months(
        org_id=bank.orgs["river"].pk,
        figure="AUM_NET_GROWTH",
        product_class="",
        months=[date(2026, 11, 1), date(2026, 12, 1)],
    )
    assert shape == [D(30), D(0)]


def test_the_table_keeps_what_is_no_target_out(bank):
    row = {
        "figure": "AUM_END",
        "span": "MONTH",
        "first": MONTH,
        "since": MONTH,
        "value": 1,
        "set_at": NOW,
    }
    for wrong in (
        {},
        {"org": bank.orgs["river"], "staff_id": bank.rm.staff_id},
        {"staff_id": bank.rm.staff_id, "since": MONTH - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Target.objects.create(**(row | wrong))
