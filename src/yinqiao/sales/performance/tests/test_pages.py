"""The pages: one's own month with place and mean, the team, incentives and veto, targets with their file, the API."""

import html
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import act_as
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales.performance import queries, services
from yinqiao.sales.performance.tests.factories import MONTH, NOW, TODAY, Target, goal

D = Decimal


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def as_(actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def page(actor, name, *args, status=200, **data):
    answer = as_(actor).get(reverse(f"performance:{name}", args=args), data)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def sheet(actor, **whose):
    act_as(actor)
    return queries.own_sheet(actor=actor, month=MONTH, today=TODAY, **whose)


def pay(bank, steps="0.5:5", figure="AUM_NET_GROWTH"):
    act_as(bank.planner)
    services.set_incentive(actor=bank.planner, now=NOW, figure=figure, since=MONTH, pay="PER_10K", steps=steps, reason="方案")  # fmt: skip


def test_a_manager_sees_her_place_and_the_mean_and_no_other_name(bank):
    body = page(bank.rm, "own")
    line = sheet(bank.rm)["AUM_NET_GROWTH"]
    assert (line.rank, line.mean) == ((1, 2), D(100_000))
    assert sheet(bank.colleague)["USAGE"].rank == (1, 2)
    assert ("1 / 2" in body, "邻座" in body) == (True, False)
    page(bank.rm, "own", staff=bank.colleague.staff_id, status=404)
    page(bank.rm, "team", status=403)


def test_a_head_sees_unit_pool_and_people(bank):
    body = page(bank.head, "team", org=bank.orgs["river"].pk)
    act_as(bank.head)
    unit = queries.unit_sheet(
        actor=bank.head, org_id=bank.orgs["river"].pk, month=MONTH, today=TODAY
    )
    assert unit["AUM_NET_GROWTH"].shown == D(201_000)
    assert unit["USAGE"].shown == D("0.75")
    assert ("陈思远" in body, "邻座" in body) == (True, True)
    page(bank.other_head, "team", org=bank.orgs["river"].pk, status=404)
    body = page(bank.head, "own", staff=bank.rm.staff_id)
    assert "陈思远" in body


def test_a_veto_sets_incentives_to_nothing_and_is_shown(bank):
    pay(bank)
    act_as(bank.head)
    services.set_targets(actor=bank.head, now=NOW, goals=[goal(bank.rm, "200000")], since=MONTH)
    # 120,000 of 200,000 reached: over the step, 5 yuan for 10,000.
    assert (sheet(bank.rm).pay, sheet(bank.rm).paid) == (D(60), D(60))
    answer = as_(bank.compliance).post(reverse("performance:vetoes"), {"staff_no": bank.rm.staff_no, "month": "2026-11", "reason": "双录不合格"})  # fmt: skip
    assert answer.status_code in {204, 303}
    found = sheet(bank.rm)
    assert (found.pay, found.paid, found.veto) == (D(60), D(0), "双录不合格")
    assert "双录不合格" in page(bank.rm, "own")
    assert "双录不合格" in page(bank.head, "team", org=bank.orgs["river"].pk)
    # A second one is told; lifted, the incentive is back and the veto stays on record.
    again = as_(bank.compliance).post(reverse("performance:vetoes"), {"staff_no": bank.rm.staff_no, "month": "2026-11", "reason": "又"})  # fmt: skip
    assert again.status_code == 409
    act_as(bank.compliance)
    (veto,) = queries.vetoes()
    services.lift_veto(actor=bank.compliance, now=NOW, veto_id=veto.id, reason="复核通过")
    assert sheet(bank.rm).paid == D(60)
    assert queries.vetoes()[0].lifted_at == NOW


def test_rules_of_incentives_hold_from_their_month_and_refuse_what_is_no_step(bank):
    pay(bank)
    for wrong in ({"steps": "1"}, {"since": MONTH.replace(month=10)}, {"figure": "X"}, {}):
        with pytest.raises(InvalidInput):
            services.set_incentive(
                **(
                    {
                        "actor": bank.planner,
                        "now": NOW,
                        "figure": "AUM_NET_GROWTH",
                        "since": MONTH,
                        "pay": "EACH",
                        "steps": "1:1",
                        "reason": "方案",
                    }
                    | wrong
                )
            )
    body = page(bank.rm, "catalogue")
    assert "0.5:5" in body


def test_a_head_hands_targets_down_by_the_page(bank):
    client = as_(bank.head)
    url = reverse("performance:targets") + f"?org={bank.orgs['river'].pk}&first=2026-11"
    body = html.unescape(client.get(url).content.decode())
    assert "陈思远" in body
    answer = client.post(
        url,
        {
            "seen": services.newest(),
            f"staff-{bank.rm.staff_id}": "20",
            f"staff-{bank.colleague.staff_id}": "",
        },
    )
    assert answer.status_code == 303
    assert Target.objects.get().value == D(200_000)
    # An even spread is offered in the fields, and set by nobody yet.
    bad = client.post(url, {f"staff-{bank.rm.staff_id}": "-3"})
    assert (bad.status_code, Target.objects.count()) == (422, 1)


def test_bad_lines_of_a_file_come_back_in_the_form(bank):
    answer = as_(bank.head).post(
        reverse("performance:upload"),
        {
            "rows": f"{bank.rm.staff_no},AUM_NET_GROWTH,,MONTH,2026-12,5\nNOBODY,AUM_END,,MONTH,2026-12,5",
            "reason": "年末",
        },
    )
    body = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "NOBODY,AUM_END,,MONTH,2026-12,5</textarea>" in body
    assert Target.objects.get().value == D(5)


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [("planner", "months", 200), ("planner", "incentives", 200), ("compliance", "vetoes", 200), ("rm", "months", 403), ("head", "vetoes", 403), ("rm", "targets", 403), ("rm", "change", 200), ("head", "change", 200)],
)  # fmt: skip
def test_pages_open_to_who_may_see_them(bank, who, name, status):
    page(getattr(bank, who), name, status=status)
    if name == "change" and who == "rm":
        page(bank.rm, name, first="2026-12-01", last="2026-11-01", status=422)
