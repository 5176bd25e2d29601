"""What the head of the sample bank has to check, made through the services, once."""

from collections import Counter

from yinqiao.access.tests.factories import actor_of, forget, make_account
from yinqiao.compliance import queries as compliance
from yinqiao.customers.tests.factories import NOW, Bank, act_as, make_customer
from yinqiao.integrations.sample_checks import check_looks


def test_two_looks_are_answered_and_two_wait_once(db, settings, tmp_path):
    settings.HOME = tmp_path
    forget()
    bank = Bank()
    for number in range(4):
        make_customer(
            f"王{number}", org=bank.orgs["river"], rm=bank.rm.staff_id, mobile=f"1380000{number:04}"
        )
    head = make_account("branch_head", org=bank.orgs["east"], name="周行长")
    staff = [("relationship_manager", bank.rm.staff_no), ("branch_head", head.staff.staff_no)]
    for _ in range(2):
        check_looks(staff, now=NOW)
    actor = act_as(actor_of(head, now=NOW))
    waiting = compliance.checks_before(actor=actor)
    assert Counter(waiting.values_list("head_name", "staff_name")) == {("周行长", "陈思远"): 2}
    assert not waiting.filter(reason="核对信息").exists()
