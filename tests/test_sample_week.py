"""The week that the managers of the demo have behind them: it does what people may do, and leaves duties alone."""

from collections import Counter

from yinqiao.access.tests.factories import forget, make_account
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers.tests.factories import Bank, make_customer, whole_bank
from yinqiao.integrations import sample_week
from yinqiao.interactions.tests.factories import WORKDAY as NOW
from yinqiao.sales.models import Opportunity
from yinqiao.sales.tests.factories import make_opportunity


def test_a_week_of_a_manager_ends_no_duty_and_is_lived_once(db, settings, tmp_path):
    settings.HOME = tmp_path
    forget()
    bank = Bank()
    manager = make_account("relationship_manager", org=bank.orgs["river"], name="肖思蕾")
    kinds = ("KYC_DUE", "MATURITY", "AUM_DROP", "BIRTHDAY", "ID_EXPIRE", "MATURITY", "AUM_DROP", "BIRTHDAY")  # fmt: skip
    for number in range(4 * len(sample_week.WEEK)):
        customer = make_customer(
            f"王{number}", org=bank.orgs["river"], rm=manager.staff_id, mobile=f"1380000{number:04}"
        )
        make_consent(customer, channel="ANY")
        make_opportunity(customer, kind=kinds[number % len(kinds)])
    people = [("relationship_manager", manager.staff.staff_no)]
    for _time in range(2):
        sample_week.live_a_week(people, now=NOW)
    with whole_bank():
        ended = Opportunity.objects.filter(state__in=("WON", "LOST", "NEEDS", "PROPOSED"))
        duties = Opportunity.objects.filter(kind__in=("KYC_DUE", "ID_EXPIRE"))
        assert Counter(ended.values_list("state", flat=True)) == Counter(
            entry.end for entry in sample_week.WEEK if entry.end
        )
        assert not duties.exclude(state="ASSIGNED").exists()
