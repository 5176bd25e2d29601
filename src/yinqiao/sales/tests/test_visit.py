"""拜访单: what is on it, whose book it is of, and that the look is in the trail (D9)."""

from datetime import date, timedelta

from yinqiao.customers.tests.factories import Bank, make_customer, make_relation, whole_bank
from yinqiao.holdings.tests.factories import make_account
from yinqiao.interactions.tests.factories import make_contact_record
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.sales.tests.factories import make_opportunity
from yinqiao.sales.tests.test_pages import page

SHEET = "sales:visit"


def test_the_sheet_holds_what_a_visit_needs_and_nothing_in_clear(bank: Bank):
    for number in range(11):
        make_account(bank.own, account_type="TIME", balance="50000", matures_on=date(2027, 1, 1) + timedelta(days=number))  # fmt: skip
    for days in range(5):
        make_contact_record(bank.own, happened_at=clock.now() - timedelta(days=days + 1), summary=f"谈话{days}")  # fmt: skip
    with whole_bank():
        type(bank.own).objects.filter(pk=bank.own.pk).update(attributes={"avoid": "不谈股票", "preferred_channel": "CALL"})  # fmt: skip
    first = make_opportunity(bank.own, title="题-one", priority=1)
    about = make_opportunity(bank.own, title="题-two", priority=5)
    status, body = page(bank.rm, SHEET, bank.own.pk, data={"about": about.pk})
    assert status == 200
    assert body.index("题-two") < body.index("题-one")
    for text in (first.reason, first.script, "不谈股票", "138****1234", "谈话0", "谈话2", "2027-01-09", "另有 2 笔"):  # fmt: skip
        assert text in body
    for text in ("13800001234", "11010519491231002X", "谈话3", "2027-01-10"):
        assert text not in body
    assert 'data-watermark="' in body
    entry = AuditEntry.objects.get(verb="sales.visit-sheet-opened")
    assert (entry.customer_id, entry.actor_name) == (bank.own.pk, bank.rm.name)


def test_family_of_ones_own_book_only(bank: Bank):
    child = make_customer("林小满", org=bank.orgs["river"], rm=bank.rm.staff_id)
    make_relation(bank.own, child, kind="CHILD")
    make_relation(bank.own, bank.foreign, kind="SPOUSE")
    body = page(bank.rm, SHEET, bank.own.pk)[1]
    assert "林小满" in body
    assert "顾" not in body


def test_only_of_ones_own_customers(bank: Bank):
    assert page(bank.rm, SHEET, bank.foreign.pk)[0] == 404
    status, body = page(bank.head, SHEET, bank.own.pk)
    assert status == 403
    assert "本人管户" in body
    assert page(bank.teller, SHEET, bank.own.pk)[0] == 403
    assert not AuditEntry.objects.filter(verb="sales.visit-sheet-opened").exists()


def test_it_is_offered_where_the_visit_is_planned(bank: Bank):
    row = make_opportunity(bank.own)
    address = f"/customers/{bank.own.pk}/visit-sheet/"
    for name, pk in (("sales:detail", row.pk), ("customers:detail", bank.own.pk)):
        assert address in page(bank.rm, name, pk)[1]
    assert address not in page(bank.head, "sales:detail", row.pk)[1]
