"""The made-up list of the sample bank gives compliance cases to work."""

from datetime import date

from yinqiao.access.models import User
from yinqiao.compliance.screening.tests.factories import Case, run_screening
from yinqiao.customers.tests.factories import NOW, Bank, act_as, make_customer
from yinqiao.integrations import sample_list


def test_namesakes_become_cases_once(db):
    bank = Bank()
    officer = bank.compliance
    for number, name in enumerate(
        ("欧阳云", "司徒远山", "崇铁山", "种师道", "折可求", "佴兴国", "乜玉成", "阚清子")
    ):
        make_customer(name, org=bank.orgs["river"], birth_on=date(1970 + number, 3, 4))
    act_as(officer)
    staff = [("compliance_officer", officer.staff_no)]
    sample_list.bring_list(staff, now=NOW)
    run_screening()
    assert 2 <= Case.objects.count() <= 8
    sample_list.bring_list(staff, now=NOW)
    assert run_screening() == []
    assert User.objects.filter(username=officer.staff_no).exists()
