"""What due diligence of the sample bank has before it, made through the services, once."""

from collections import Counter

from yinqiao.access.tests.factories import forget, make_account
from yinqiao.compliance import queries as compliance
from yinqiao.customers.tests.factories import NOW, Bank, act_as, make_customer
from yinqiao.integrations.sample_diligence import fill_diligence


def test_files_stand_at_every_stage_once(db, settings, tmp_path):
    settings.HOME = tmp_path
    forget()
    bank = Bank()
    own = {"org": bank.orgs["river"], "rm": bank.rm.staff_id}
    people = [make_customer(f"王{number}", **own) for number in range(9)]
    firm = make_customer("恒瑞新材料", kind="COMPANY", **own)
    staff = [("relationship_manager", bank.rm.staff_no), ("corporate_manager", bank.rm.staff_no)]
    for role, unit in (("branch_head", "east"), ("compliance_officer", "head")):
        made = make_account(role, org=bank.orgs[unit], name="周行长")
        staff.append((role, made.staff.staff_no))
    for _ in range(2):
        fill_diligence(staff, now=NOW)
    actor = act_as(bank.compliance)
    cards = [compliance.diligence_file(actor=actor, customer_id=one.pk, now=NOW) for one in (*people, firm)]  # fmt: skip
    states = Counter(card.state for card in cards if card is not None)
    assert states == {"COLLECTING": 2, "CHECKING": 1, "GRADING": 1, "COMPLETE": 1}
    assert [card.is_late for card in cards if card is not None].count(True) == 1
