"""What advice brought: shown beside held out, contamination, and no word of too few (A42); and the set form of suitability beside the single one."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from yinqiao.access.tests.factories import forget
from yinqiao.compliance import queries as compliance
from yinqiao.compliance.suitability.tests.factories import license_all, make_mark
from yinqiao.compliance.tests.factories import make_assessment, make_consent
from yinqiao.customers.tests.factories import BIRTH, Bank, act_as, make_customer, whole_bank
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.platform.actor import system_actor
from yinqiao.products.tests.factories import make_product
from yinqiao.sales.advice import queries, rules, services
from yinqiao.sales.advice.models import AdviceLine, Exposure, Tally
from yinqiao.sales.advice.tests.factories import NOW, know, learnt
from yinqiao.sales.leads.tests.factories import set_parameter
from yinqiao.sales.tests.factories import make_opportunity

SINCE = date(2026, 10, 1)


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.HOME = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.head, bank.president)
        license_all(bank.rm.staff_id)
        bank.product = make_product(risk_grade="R2")
    know(bank.own)
    return bank


def expose(customer, product, *, first_on=SINCE, is_held_out=False):
    return Exposure.objects.create(customer_id=customer.pk, period="2026Q4", product_id=product.pk, product_class="WM", org_id=customer.org_id, is_held_out=is_held_out, first_on=first_on)  # fmt: skip


def test_purchases_of_the_class_within_the_days_count_and_the_offered_of_the_control_group_spoil_it(bank):  # fmt: skip
    days = (("early", 0), ("first", 1), ("last", 30), ("late", 31))
    with transaction.atomic(), whole_bank():
        people = {name: make_customer(name, org=bank.orgs["river"]) for name, _days in days}
        for name, later in days:
            make_position(make_account(people[name]), bank.product, market_value="100", bought_on=SINCE + timedelta(days=later))  # fmt: skip
            expose(people[name], bank.product)
        expose(bank.foreign, bank.product, is_held_out=True)
        make_opportunity(bank.foreign, kind="OWN", proposed_product_id=bank.product.pk, touched_at=NOW.replace(month=10, day=9))  # fmt: skip
        expose(bank.own, bank.product, first_on=date(2026, 11, 20))
    assert services.measure(now=NOW) == 6
    # Those that are ripe are looked at no more.
    assert services.measure(now=NOW) == 1
    with transaction.atomic(), whole_bank():
        taken = dict(Exposure.objects.filter(taken_on__isnull=False).values_list("customer_id", "taken_on"))  # fmt: skip
        assert taken == {people["first"].pk: SINCE + timedelta(days=1), people["last"].pk: SINCE + timedelta(days=30)}  # fmt: skip
    with transaction.atomic():
        found = queries.advice_results(actor=act_as(bank.president), period="2026Q4", on=date(2026, 11, 24))  # fmt: skip
        assert (found.whole.shown, found.whole.shown_ripe, found.whole.shown_taken) == (5, 4, 2)
        assert (found.whole.held, found.whole.contaminated, found.whole.said) == (1, 1, "样本不足")
        # A head reads her own units alone.
        mine = queries.advice_results(actor=act_as(bank.head), period="2026Q4", on=date(2026, 11, 24))  # fmt: skip
        assert (mine.whole.shown, mine.whole.held, mine.has_control) == (5, 0, False)
        assert mine.whole.said == "未设对照组"


def test_an_effect_is_claimed_of_enough_and_the_held_out_see_nothing(bank):
    with transaction.atomic(), whole_bank():
        for is_held, taken in ((False, 240), (True, 120)):
            Tally.objects.create(period="2026Q4", product_id=bank.product.pk, org_id=bank.own.org_id, is_held_out=is_held, people=2000, ripe=2000, taken=taken, contaminated=0, counted_at=NOW)  # fmt: skip
    with transaction.atomic():
        found = queries.advice_results(actor=act_as(bank.head), period="2026Q4", on=date(2026, 11, 24)).whole  # fmt: skip
    assert (found.shown_rate, found.held_rate, found.difference) == ("12.0%", "6.0%", "+6.0pp")
    assert (found.said, found.tone) == ("购买增加", "ok")
    # In a control group nothing is shown, whatever the night found.
    with transaction.atomic():
        set_parameter("advice.hold_out_percent", "20")
        held = next(one for one in (make_customer(f"客{number}", org=bank.orgs["river"], rm=bank.rm.staff_id) for number in range(200)) if rules.is_held_out(one.pk, "2026Q4", 20))  # fmt: skip
        assess_and_allow(held)
    know(held)
    learnt()
    services.advise(now=NOW)
    with transaction.atomic():
        card = queries.advice_card(actor=act_as(bank.rm), customer_id=held.pk, now=NOW)
    assert (card.items, card.bar) == ((), "HELD_OUT")
    with transaction.atomic(), whole_bank():
        # What would have been shown stands there for the comparison.
        assert AdviceLine.objects.get(customer_id=held.pk).is_held_out
        assert Exposure.objects.get(customer_id=held.pk).is_held_out


def assess_and_allow(customer):
    make_assessment(customer, "C3", assessed_on=date(2026, 11, 1), valid_to=date(2027, 10, 31))
    for purpose in ("MARKETING", "PROFILING"):
        for channel in ("CALL", "ANY"):
            make_consent(customer, purpose=purpose, channel=channel)


def test_the_set_form_of_suitability_says_what_the_single_one_says(bank):
    """Grades, ages, marks, expiry, every class and risk: one answer."""
    with transaction.atomic():
        shelf = [make_product(product_class=name, risk_grade=f"R{risk}") for name in ("WM", "FUND", "INS", "ALT", "TBOND") for risk in (1, 2, 3, 5)]  # fmt: skip
        people = [bank.own]
        births = (BIRTH, date(2010, 1, 1), date(2020, 1, 1), date(1950, 1, 1), None)
        for number, birth in enumerate(births):
            for grade in ("", "C1", "C3", "C5"):
                one = make_customer(f"{number}{grade}", org=bank.orgs["river"], birth_on=birth)
                people.append(one)
                if grade:
                    valid_to = date(2027, 9, 1) if number != 3 else date(2026, 11, 23)
                    make_assessment(one, grade, assessed_on=date(2026, 9, 1), valid_to=valid_to)
        for kind, one in zip(("LIMITED", "INCAPABLE", "CHANGED", "PROFESSIONAL", "QUALIFIED"), people[3::4], strict=False):  # fmt: skip
            make_mark(one, kind)
        company = make_customer("公司", org=bank.orgs["river"], kind="COMPANY")
        ids = [one.pk for one in (*people, company)]
        actor = act_as(system_actor(name="test"))
        frames = compliance.suited_frames(actor=actor, customer_ids=ids, product_ids=[one.pk for one in shelf], now=NOW)  # fmt: skip
        groups = dict(frames.groups.iter_rows())
        told = {(row["group"], row["product_id"]): row["may_recommend"] for row in frames.answers.iter_rows(named=True)}  # fmt: skip
        for product in shelf:
            single = compliance.suitability_of_many(actor=actor, customer_ids=ids, product_id=product.pk, now=NOW)  # fmt: skip
            many = {pk: told[groups[pk], product.pk] for pk in ids}
            assert many == {pk: answer.may_recommend for pk, answer in single.items()}
    assert {True, False} == set(told.values())
