"""Pages and operations of data quality: who sees what of it, tasks that vanish when they are done, differences, numbers, the desk."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from yinqiao.access.services.tokens import create_token
from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.choices import FieldAnswerKind
from yinqiao.customers.models import ContactPoint, Customer, FieldAnswer, Merged
from yinqiao.customers.quality import measuring, offers, parameters, queries, tasks
from yinqiao.customers.quality.differences import difference_rows
from yinqiao.customers.quality.numbers import find_numbers, numbers_of
from yinqiao.customers.quality.queries import Wanted
from yinqiao.customers.quality.services import answer_field
from yinqiao.customers.quality.tests.test_measuring import change, merged, old, two_mobiles
from yinqiao.customers.tests.factories import (
    NOW,
    TODAY,
    act_as,
    make_contact,
    make_customer,
    whole_bank,
)
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.parameters import queries as values
from yinqiao.platform.parameters.models import ParameterValue


def browser(actor):
    client = Client(raise_request_exception=True)
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def measured(day=TODAY):
    with whole_bank():
        measuring.measure(connection, day=day)


def line_of(actor, key, **wanted):
    act_as(actor)
    found = queries.overview(actor=actor, wanted=Wanted(**wanted), now=NOW)
    return next(line for line in found.lines if line.key == key)


@pytest.fixture
def bare(bank):
    """A customer of the first manager of whom only the name is known."""
    return make_customer("王小明", org=bank.orgs["river"], rm=bank.rm.staff_id, aum="90.00")


def test_a_head_sees_her_units_and_the_steward_all(bank, bare):
    measured()
    assert line_of(bank.head, "mobile_filled").score.checked == 2
    assert line_of(bank.other_head, "mobile_filled").score.failed == 0
    whole = line_of(bank.steward, "mobile_filled").score
    assert (whole.checked, whole.failed, str(whole.share)) == (3, 1, "66.66")
    assert not whole.is_met
    assert line_of(bank.steward, "mobile_filled", org_id=bank.orgs["west"].pk).score.failed == 0
    assert line_of(bank.steward, "mobile_filled").owner == "零售金融部"


def test_the_page_before_the_first_measure_after_it_and_for_who_may_not(bank, bare):
    client = browser(bank.steward)
    assert "尚未度量" in text_of(client.get(reverse("customers:quality")))
    measured(TODAY - timedelta(days=1))
    make_contact(bare, "13700001111")
    measured()
    page = text_of(client.get(reverse("customers:quality")))
    assert "手机号已登记" in page
    assert "33.34" in page
    assert "data-chart" in page
    assert browser(bank.rm).get(reverse("customers:quality")).status_code == 403
    url = reverse("customers:quality-rule", args=["no_such_rule"])
    assert client.get(url).status_code == 404


def test_the_list_of_a_rule_is_masked_and_within_scope(bank, bare):
    other = make_customer("顾小北", org=bank.orgs["hill"])
    measured()
    url = reverse("customers:quality-rule", args=["mobile_filled"])
    page = text_of(browser(bank.steward).get(url))
    assert bare.customer_no in page
    assert "王小明" not in page
    assert reverse("customers:detail", args=[bare.pk]) not in page
    head = text_of(browser(bank.head).get(url))
    assert reverse("customers:detail", args=[bare.pk]) in head
    assert other.customer_no not in head
    shown = AuditEntry.objects.filter(verb="customers.faults-listed")
    assert [row.detail["customers"] for row in shown.order_by("pk")] == [
        [bare.pk, other.pk],
        [bare.pk],
    ]
    narrowed = text_of(browser(bank.steward).get(url, {"org_id": bank.orgs["hill"].pk}))
    assert (other.customer_no in narrowed, bare.customer_no in narrowed) == (True, False)


def test_stale_records_beyond_the_limit_are_told_under_the_bell(bank):
    assert offers._notices(bank.steward) == []
    old(_contact(bank.own))
    measured()
    titles = [notice.title for notice in offers._notices(bank.steward)]
    assert titles == ["数据陈旧预警：及时率 50.00%，目标 90%"]
    assert len(offers._notices(bank.head)) == 1
    assert offers._notices(bank.other_head) == []
    assert offers._notices(bank.rm) == []
    set_value(parameters.TARGETS, ["mobile_fresh=50"])
    assert offers._notices(bank.steward) == []


def _contact(customer):
    with whole_bank():
        return ContactPoint.objects.get(customer_id=customer.pk)


def set_value(key, value):
    ParameterValue.objects.create(
        key=key, value=value, effective_from=TODAY - timedelta(days=9), reason="试", set_at=NOW
    )
    values.forget()


def rules_of(actor, customer):
    act_as(actor)
    found, _waiting = tasks.tasks(actor=actor, now=NOW)
    return [row.rule for row in found if row.customer_id == customer.pk]


def test_a_manager_gets_the_gaps_of_her_own_customers_the_wealthiest_first(bank, bare):
    act_as(bank.rm)
    found, waiting = tasks.tasks(actor=bank.rm, now=NOW)
    assert [(row.customer_id, row.rule) for row in found] == [
        (bank.own.pk, "occupation_filled"),
        (bare.pk, "mobile_filled"),
        (bare.pk, "occupation_filled"),
        (bare.pk, "address_filled"),
    ]
    assert waiting == 4
    assert rules_of(bank.other_rm, bare) == []
    set_value(parameters.MOST_TASKS, 2)
    act_as(bank.rm)
    found, waiting = tasks.tasks(actor=bank.rm, now=NOW)
    assert (len(found), waiting) == (2, 4)


def test_what_is_filled_in_vanishes_whoever_brought_it(bank, bare):
    client = browser(bank.rm)
    form = reverse("customers:cleansing-fill", args=[bare.pk, "mobile_filled"])
    assert 'name="value"' in text_of(client.get(form, headers={"HX-Request": "true"}))
    assert client.post(form, {"value": "137"}).status_code == 422
    assert client.post(form, {"value": "13700001111"}).status_code == 303
    occupation = reverse("customers:cleansing-fill", args=[bare.pk, "occupation_filled"])
    assert client.post(occupation, {"occupation": "PROFESSIONAL"}).status_code == 303
    address = reverse("customers:cleansing-fill", args=[bare.pk, "address_filled"])
    answer = client.post(address, {"city": "福州市", "street": "五一路 9 号"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("customers:cleansing"))
    assert rules_of(bank.rm, bare) == []
    with whole_bank():
        assert Customer.objects.get(pk=bare.pk).occupation == "PROFESSIONAL"
    # A batch that fills the value does the same.
    assert rules_of(bank.rm, bank.own) == ["occupation_filled"]
    change(bank.own, occupation="CLERK")
    assert rules_of(bank.rm, bank.own) == []
    assert "没有待补信息" in text_of(client.get(reverse("customers:cleansing")))


def test_one_key_confirms_with_the_day(bank):
    old(_contact(bank.own))
    client = browser(bank.rm)
    page = text_of(client.get(reverse("customers:cleansing")))
    url = reverse("customers:cleansing-confirmations", args=[bank.own.pk, "mobile_fresh"])
    assert url in page
    assert client.post(url).status_code == 303
    assert "mobile_fresh" not in rules_of(bank.rm, bank.own)
    with whole_bank():
        row = FieldAnswer.objects.get()
        assert (row.rule, row.answer) == ("mobile_fresh", "CONFIRMED")
        assert row.answered_on == clock.bank_date(clock.now())
        entry = AuditEntry.objects.get(verb="customers.field-answered")
    assert (entry.customer_id, entry.new["answer"]) == (bank.own.pk, "CONFIRMED")
    measured()
    assert line_of(bank.steward, "mobile_fresh").score.failed == 0


def test_a_task_rests_after_the_customer_was_asked_and_comes_back(bank, bare):
    act_as(bank.rm)
    answer = {"customer_id": bare.pk, "rule": "mobile_filled"}
    answer_field(actor=bank.rm, now=NOW, answer=FieldAnswerKind.ASKED, **answer)
    assert "mobile_filled" not in rules_of(bank.rm, bare)
    later = NOW + timedelta(days=values.integer(parameters.REST_DAYS, on=TODAY))
    found, _waiting = tasks.tasks(actor=bank.rm, now=later)
    assert ("mobile_filled", bare.pk) in [(row.rule, row.customer_id) for row in found]
    measured()
    assert line_of(bank.steward, "mobile_filled").score.failed == 1


def test_what_cannot_be_answered_is_refused_and_nothing_changes(bank, bare):
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        answer_field(actor=bank.rm, now=NOW, customer_id=bare.pk, rule="mobile_filled", answer=FieldAnswerKind.CONFIRMED)  # fmt: skip
    with pytest.raises(NotFound):
        answer_field(actor=bank.rm, now=NOW, customer_id=bare.pk, rule="uscc_filled", answer=FieldAnswerKind.ASKED)  # fmt: skip
    with pytest.raises(NotFound):
        answer_field(actor=bank.rm, now=NOW, customer_id=bank.foreign.pk, rule="mobile_fresh", answer=FieldAnswerKind.CONFIRMED)  # fmt: skip
    act_as(bank.steward)
    with pytest.raises(PermissionRefused):
        answer_field(actor=bank.steward, now=NOW, customer_id=bare.pk, rule="mobile_fresh", answer=FieldAnswerKind.CONFIRMED)  # fmt: skip
    client = browser(bank.rm)
    locked = reverse("customers:cleansing-fill", args=[bare.pk, "certificate_valid"])
    assert client.get(locked).status_code == 404
    foreign = reverse("customers:cleansing-fill", args=[bank.foreign.pk, "mobile_filled"])
    assert client.post(foreign, {"value": "13700001111"}).status_code == 404
    with whole_bank():
        assert not FieldAnswer.objects.exists()


def test_both_values_with_the_one_that_stands_and_why(bank, bare):
    two_mobiles(bare)
    with whole_bank():
        [row] = difference_rows([bare], actor=bank.head, key="mobile_agree")
    assert (row.standing.text, row.standing.source) == ("137****1111", "CORE")
    assert (row.other.text, row.other.source) == ("137****2222", "CRM")
    assert (row.why, row.can_correct, row.can_end) == ("source", True, True)
    page = text_of(browser(bank.head).get(reverse("customers:differences")))
    assert "137****1111" in page
    assert "来源优先" in page
    contact = f"{reverse('customers:correction', args=[bare.pk])}?field=contact"
    assert contact in page
    ending = reverse("customers:end-contact", args=[bare.pk, row.other.row_id])
    assert ending in page
    steward = text_of(browser(bank.steward).get(reverse("customers:differences")))
    assert bare.customer_no in steward
    assert (contact in steward, ending in steward) == (False, False)
    assert bare.customer_no not in text_of(
        browser(bank.other_head).get(reverse("customers:differences"))
    )


def test_records_that_became_one_differ_in_the_name(bank, bare):
    merged(bare, name="王晓明")
    page = text_of(
        browser(bank.steward).get(reverse("customers:differences"), {"rule": "name_agree"})
    )
    assert bare.customer_no in page
    assert "王晓明" not in page
    assert "OLD_CRM" not in page
    # There the other value can be taken.
    with whole_bank():
        merge = Merged.objects.get(survivor_id=bare.pk).merge_id
    assert reverse("customers:merge", args=[merge]) in page


def test_every_number_a_customer_is_known_by(bank, bare):
    member = merged(bare)
    act_as(bank.rm)
    found = numbers_of(actor=bank.rm, customer_id=bare.pk)
    assert [(row.source, row.customer_no, row.is_merged) for row in found] == [
        ("CORE", bare.customer_no, False),
        ("OLD_CRM", member.customer_no, True),
    ]
    with pytest.raises(NotFound):
        numbers_of(actor=bank.rm, customer_id=bank.foreign.pk)
    panel = text_of(browser(bank.rm).get(reverse("customers:numbers", args=[bare.pk])))
    assert member.source_key in panel
    assert f"现归并至 {bare.customer_no}" in panel


def test_whom_a_system_knows_under_a_number(bank, bare):
    member = merged(bare)
    act_as(bank.steward)
    [row] = find_numbers(actor=bank.steward, number=f" {member.source_key} ")
    assert (row.customer_id, row.survivor_no, row.is_merged) == (bare.pk, bare.customer_no, True)
    [row] = find_numbers(actor=bank.steward, number=bare.customer_no)
    assert row.customer_id == bare.pk
    assert find_numbers(actor=bank.steward, number=member.source_key, source="CORE") == []
    assert find_numbers(actor=bank.steward, number=member.source_key[:-1]) == []
    assert find_numbers(actor=bank.steward, number=" ") == []
    looked = AuditEntry.objects.filter(verb="customers.number-looked-up").order_by("pk")
    assert [row.detail["customers"] for row in looked] == [[member.pk], [bare.pk], [], []]
    assert member.source_key not in str([row.detail for row in looked])
    page = text_of(
        browser(bank.steward).get(reverse("customers:system-numbers"), {"number": bare.customer_no})
    )
    assert "王**" in page
    assert browser(bank.head).get(reverse("customers:system-numbers")).status_code == 403


def test_the_steward_lands_at_a_desk_with_what_waits(bank, bare):
    client = browser(bank.steward)
    assert "尚未度量" in text_of(client.get(reverse("customers:steward")))
    measured()
    page = text_of(client.get("/", follow=True))
    for name in ("customers:quality", "customers:differences", "customers:duplicates", "imports:quarantine", "imports:codes", "customers:correction-desk"):  # fmt: skip
        assert reverse(name) in page
    assert "手机号已登记" in page
    assert browser(bank.head).get(reverse("customers:steward")).status_code == 403


def test_the_customers_page_offers_her_manager_what_is_missing(bank, bare):
    url = reverse("customers:next-steps", args=[bare.pk])
    fill = reverse("customers:cleansing-fill", args=[bare.pk, "mobile_filled"])
    assert fill in text_of(browser(bank.rm).get(url))
    assert fill not in text_of(browser(bank.head).get(url))


def test_operations(bank, bare):
    measured()
    scopes = ["customers.view_quality", "customers.govern_data"]
    token = create_token(
        actor=bank.steward,
        now=clock.now(),
        user_id=bank.steward.user_id,
        name="质量",
        scopes=scopes,
        days=1,
    )
    client = Client(headers={"authorization": f"Bearer {token.secret}"})
    answer = client.get("/api/v1/data-quality").json()
    line = next(item for item in answer["lines"] if item["key"] == "mobile_filled")
    assert (line["score"]["failed"], line["score"]["is_met"]) == (1, False)
    [item] = client.get("/api/v1/system-numbers", {"number": bare.customer_no}).json()
    assert (item["customer_id"], item["customer"][:3]) == (bare.pk, "王**")
    assert client.get(f"/api/v1/customers/{bare.pk}/system-numbers").status_code == 403
