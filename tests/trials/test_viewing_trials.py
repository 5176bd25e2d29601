"""What changes if: days of looks that would be asked about or stopped, emergencies, draws, exemptions, with counts that are known."""

from datetime import timedelta

from tests.trials.asking import NOW, TODAY, lines
from yinqiao.compliance.viewing.models import Alert, Draw, Emergency, Exemption, LookDay
from yinqiao.compliance.viewing.tests.factories import make_habit
from yinqiao.customers.tests.factories import whole_bank


def day(back):
    return TODAY - timedelta(days=back)


def test_budgets_by_role_and_whether_they_are_enforced(bank):
    make_habit(1, [(day(1), 250), (day(2), 201), (day(40), 900)], role="relationship_manager")
    make_habit(2, [(day(1), 250), (day(2), 350)], role="branch_head")
    value = "relationship_manager:250, branch_head:200, *:200"
    assert lines("customers.viewing_budget", value) == [(3, 2)]
    assert lines("customers.viewing_budget_mode", "enforce") == [(0, 3)]


def test_looks_outside_the_book(bank):
    for staff_id, outside in ((1, 19), (2, 20), (3, 60)):
        LookDay.objects.create(
            staff_id=staff_id, on=day(3), role="teller", opened=60, outside=outside
        )
    assert lines("viewing.outside_limit", "*:60") == [(2, 1)]
    assert lines("viewing.outside_limit", "teller:19, *:60") == [(2, 3)]


def test_days_far_above_the_usual_are_watched_again(bank):
    # Twelve usual days, then one that is far above one's own; nobody else has the role.
    usual = [(day(back), 10) for back in range(4, 16)]
    make_habit(1, [*usual, (day(2), 30)], role="teller")
    # The same far day of a person with few days before it.
    make_habit(2, [(day(back), 10) for back in range(4, 9)] + [(day(2), 30)], role="branch_head")
    assert lines("viewing.distance", "7") == [(1, 0)]
    assert lines("viewing.least_customers", "31") == [(1, 0)]
    assert lines("viewing.least_days", "5") == [(1, 2)]
    assert lines("viewing.habit_days", "10") == [(1, 0)]


def test_colleagues_who_stand_behind_a_habit(bank):
    for staff_id in range(1, 5):
        make_habit(staff_id, [(day(back), 10) for back in range(4, 9)], role="teller")
    make_habit(5, [(day(2), 40)], role="teller")
    assert lines("viewing.least_peers", "4") == [(0, 1)]


def test_crowds_emergencies_draws_and_exemptions(bank):
    with whole_bank():
        for customer, people in ((bank.own, 6), (bank.foreign, 9)):
            Alert.objects.create(
                kind="CROWD", on=day(2), customer=customer, figures={"people": people}, found_at=NOW
            )
    assert lines("viewing.crowd", "8") == [(2, 1)]

    for grant in (1, 2):
        Emergency.objects.create(
            grant_id=grant,
            staff_id=1,
            staff_no="10238",
            staff_name="陈思远",
            reason="客户在柜台",
            taken_at=NOW - timedelta(hours=grant),
            until=NOW,
            due_on=TODAY,
        )
    assert lines("viewing.emergency_daily", "1") == [(0, 1)]

    for back, looks in ((1, 41), (2, 5)):
        Draw.objects.create(
            on=day(back), seed="a", percent=5, least=1, looks=looks, drawn=1, drawn_at=NOW
        )
    # Rounded up each night: 3 and 1, then 5 and 1.
    assert lines("viewing.check_percent", "10") == [(4, 6)]

    for days, approval in ((100, 1), (180, 2)):
        Exemption.objects.create(
            rule="D06",
            whom="信用卡中心",
            reason="系统切换",
            from_on=TODAY - timedelta(days=10),
            until_on=TODAY - timedelta(days=10) + timedelta(days=days),
            review_on=TODAY + timedelta(days=20),
            approval_id=approval,
            asked_by_id=1,
            asked_by_name="陈思远",
            approved_by_id=2,
            approved_by_name="林合规",
            approved_at=NOW,
        )
    assert lines("viewing.exemption_days", "120") == [(0, 1)]
