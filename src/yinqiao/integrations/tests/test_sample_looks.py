"""Odd looks that the compliance officer of the sample bank finds: made through the watch, told with their figures, once."""

from yinqiao.access.tests.factories import forget, make_account
from yinqiao.compliance import queries as compliance
from yinqiao.compliance.queries import AlertFilter
from yinqiao.customers.tests.factories import NOW, Bank, act_as, make_customer
from yinqiao.integrations.sample_checks import check_looks
from yinqiao.integrations.sample_looks import SPIKE, look_around


def test_three_alerts_beside_a_doubted_look_and_one_is_answered_once(db, settings, tmp_path):
    settings.HOME = tmp_path
    forget()
    bank = Bank()
    adviser = make_account("wealth_manager", org=bank.orgs["river"], name="肖思蕾")
    for number in range(SPIKE):
        make_customer(
            f"王{number}", org=bank.orgs["river"], rm=bank.rm.staff_id, mobile=f"1380000{number:04}"
        )
    relative = make_customer("林浩", org=bank.orgs["river"], rm=adviser.staff_id)
    head = make_account("branch_head", org=bank.orgs["river"], name="周行长")
    staff = [
        ("relationship_manager", bank.rm.staff_no),
        ("wealth_manager", adviser.staff.staff_no),
        ("branch_head", head.staff.staff_no),
        ("compliance_officer", bank.compliance.staff_no),
    ]
    check_looks(staff, now=NOW)
    for _ in range(2):
        look_around(staff, now=NOW)
    officer = act_as(bank.compliance)
    rows = compliance.alert_list(actor=officer, wanted=AlertFilter(state="ALL")).order_by("kind")
    assert [(row.kind, row.state) for row in rows] == [
        ("DOUBTED", "OPEN"),
        ("MARKED", "FINE"),
        ("OWN_HABIT", "OPEN"),
        ("RELATIVE", "OPEN"),
    ]
    habit = rows.get(kind="OWN_HABIT").figures
    assert (habit["opened"], habit["usual"], habit["days"]) == (SPIKE, 3.0, 12)
    assert rows.get(kind="RELATIVE").customer_id == relative.pk
    assert rows.get(kind="MARKED").staff_no == head.staff.staff_no
