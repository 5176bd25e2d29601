"""What the sample bank has before anybody sells, made through the services, once."""

from datetime import date

from yinqiao.access.tests.factories import forget, make_account
from yinqiao.compliance import queries as compliance
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers.tests.factories import NOW, Bank, act_as
from yinqiao.integrations.sample_suitability import prepare_sales

ROLES = ("relationship_manager", "compliance_officer", "product_manager")


def test_managers_are_licensed_and_whoever_has_no_valid_grade_is_assessed_once(
    db, settings, tmp_path
):
    settings.HOME = tmp_path
    forget()
    bank = Bank()
    officer = make_account("compliance_officer", org=bank.orgs["head"], name="林合规")
    maker = make_account("product_manager", org=bank.orgs["head"], name="孙产品")
    make_assessment(bank.own, "C5", assessed_on=date(2024, 1, 1), valid_to=date(2024, 12, 31))
    people = (bank.rm.staff_no, officer.staff.staff_no, maker.staff.staff_no)
    for _ in range(2):
        prepare_sales(list(zip(ROLES, people, strict=True)), now=NOW)
    act_as(bank.rm)
    standing = compliance.buyer_standing(actor=bank.rm, customer_id=bank.own.pk, now=NOW)
    assert (standing.grade, standing.is_valid, standing.made_today) == ("C3", True, 1)
    assert len(compliance.evidence_of(actor=bank.rm, customer_id=bank.own.pk)) == 1
    ending = compliance.licences_ending(staff_ids=[bank.rm.staff_id or 0], on=date(2026, 11, 22))
    assert [row.kind for row in ending] == ["INSURANCE"]
