"""祝福 (A46): off at first; once a year, by the channel that is allowed, in the customer's words; no contact by the manager; failures tried again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.tests.factories import ContactSlot, make_hold
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import Bank, act_as, make_contact, make_customer, whole_bank
from yinqiao.interactions import ports
from yinqiao.interactions.greetings import parameters as keys
from yinqiao.interactions.greetings import queries, rules, services
from yinqiao.interactions.greetings.models import Greeting
from yinqiao.interactions.greetings.services import Sent
from yinqiao.interactions.models import ContactRecord, SentOut
from yinqiao.interactions.services import NoChannel
from yinqiao.lib.festivals import festival_on
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.ui.story import StoryPart

# Half past nine at the bank on the manager's customer's birthday.
NOW = datetime(2026, 3, 14, 1, 30, tzinfo=UTC)
DAY = date(2026, 3, 14)


class Kept:
    """A channel of the tests; `is_down`: it takes nothing."""

    title = "Kept"

    def __init__(self):
        self.taken, self.is_down = [], False

    def hand_over(self, handover, _number):
        if self.is_down:
            raise NoChannel("通道中断")
        self.taken.append((handover.channel, handover.text))


@pytest.fixture
def kept(monkeypatch):
    found = Kept()
    monkeypatch.setitem(ports.channels._items, "local", found)
    return found


@pytest.fixture
def bank(db, kept):
    found = Bank()
    ParameterValue.objects.create(
        key=keys.OCCASIONS,
        value=["BIRTHDAY", "SPRING_FESTIVAL"],
        effective_from=date(2026, 1, 1),
        reason="t",
        set_by_name="t",
        set_at=NOW,
    )
    parameters.forget()
    with whole_bank():
        Customer.objects.filter(pk=found.foreign.pk).update(birth_on=date(1985, 5, 5))
    yield found
    parameters.forget()


def person(bank, name, **more):
    given = {"org": bank.orgs["river"], "rm": bank.rm.staff_id, "mobile": "13700001111", "birth_on": date(1990, 3, 14), "tier": "WEALTH"}  # fmt: skip
    return make_customer(name, **{**given, **more})


def told():
    with whole_bank():
        rows = Greeting.objects.order_by("pk")
        return {row.customer_id: (row.state, row.channel, row.reason) for row in rows}


def test_nothing_is_sent_until_the_bank_names_an_occasion(bank, kept):
    ParameterValue.objects.all().delete()
    parameters.forget()
    assert services.greet(now=NOW) == Sent()
    assert (kept.taken, told()) == ([], {})


def test_a_birthday_is_greeted_once_in_the_words_of_tier_and_language(bank, kept):
    english = person(bank, "Li", mobile="13700002222")
    with whole_bank():
        Customer.objects.filter(pk=english.pk).update(attributes={"language": "ENGLISH"})
    assert services.greet(now=NOW) == Sent(sent=2)
    assert sorted(text for _channel, text in kept.taken) == [
        "Dear customer: we wish you a very happy birthday and good health.",
        "尊敬的贵宾，值此生日，谨祝您福寿安康，顺心如意！您的客户经理随时为您服务。",
    ]
    assert services.greet(now=NOW + timedelta(hours=5)) == Sent()
    assert len(kept.taken) == 2
    with whole_bank():
        row = Greeting.objects.get(customer_id=bank.own.pk)
        slot = ContactSlot.objects.get(key=f"greeting-{row.pk}")
        # A service of the bank: no slot of marketing, and no contact that would end a reminder.
        assert (slot.purpose, slot.outcome) == ("SERVICE", "DONE")
        assert (SentOut.objects.count(), ContactRecord.objects.count()) == (2, 0)
    assert (row.channel, row.text_version != "") == ("SMS", True)
    part = StoryPart(bank.own.pk, (bank.own.pk,), in_team=True, limit=5, now=NOW)
    (entry,) = queries.greetings_told(act_as(bank.rm), part)
    assert (entry.title, entry.text) == ("生日", row.text)


def test_who_is_not_to_be_greeted_is_left_alone_with_the_reason(bank, kept):
    bereaved, unwanted, dead, poor = (
        person(bank, name) for name in ("王一", "王二", "王三", "王四")
    )
    quiet, child = person(bank, "王五", mobile=""), person(bank, "王六", birth_on=date(2014, 3, 14))
    make_contact(quiet, "13800003333", is_do_not_disturb=True)
    make_hold(bereaved, "BEREAVEMENT", starts_at=NOW - timedelta(days=9), ends_at=NOW + timedelta(days=9))  # fmt: skip
    with whole_bank():
        Customer.objects.filter(pk=unwanted.pk).update(attributes={"greetings": "UNWANTED"})
        Customer.objects.filter(pk=dead.pk).update(status="DECEASED")
    lower = person(bank, "王七", tier="MASS")
    found = services.greet(now=NOW)
    state = told()
    assert {unwanted.pk, dead.pk, lower.pk, bank.foreign.pk}.isdisjoint(state)
    assert state[bereaved.pk][0] == state[child.pk][0] == state[quiet.pk][0] == "WITHHELD"
    assert state[poor.pk][:2] == ("SENT", "SMS")
    assert found == Sent(sent=2, withheld=3)
    assert all(state[pk][2] for pk in (bereaved.pk, child.pk, quiet.pk))


def test_wecom_goes_first_where_she_has_it(bank, kept):
    make_contact(bank.own, "wx-1", usage="WECOM", is_primary=False)
    services.greet(now=NOW)
    assert [channel for channel, _text in kept.taken] == ["WECOM"]


def test_a_failure_is_listed_and_tried_again_up_to_a_limit(bank, kept):
    kept.is_down = True
    for hour in range(5):
        services.greet(now=NOW + timedelta(hours=hour))
    with whole_bank():
        row = Greeting.objects.get(customer_id=bank.own.pk)
        assert (row.state, row.attempts, row.reason) == ("FAILED", 3, "通道中断")
        assert (SentOut.objects.count(), ContactSlot.objects.count()) == (0, 0)
        Greeting.objects.update(attempts=1)
    kept.is_down = False
    assert services.greet(now=NOW + timedelta(hours=6)) == Sent(sent=1)
    # Another day it is not made up for.
    with whole_bank():
        Greeting.objects.update(state="FAILED", attempts=1)
    assert services.greet(now=NOW + timedelta(days=1)) == Sent()


def test_a_festival_is_for_everybody_of_the_tiers(bank, kept):
    person(bank, "王一", birth_on=None)
    spring = datetime(2026, 2, 17, 1, 30, tzinfo=UTC)
    assert services.greet(now=spring) == Sent(sent=3)
    assert services.greet(now=spring - timedelta(days=1)) == Sent()


def test_the_list_shows_those_of_the_own_book(bank, kept):
    services.greet(now=NOW)
    client = Client()
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    assert "尊敬的贵宾" in client.get(reverse("interactions:greetings")).text
    assert "尊敬的贵宾" not in client.get(reverse("interactions:greetings"), {"state": "FAILED"}).text  # fmt: skip
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.other_rm.user_id))
    assert "尊敬的贵宾" not in client.get(reverse("interactions:greetings")).text


@pytest.mark.parametrize(
    ("day", "birthdays"),
    [
        (date(2026, 2, 28), [(2, 28), (2, 29)]),
        (date(2028, 2, 28), [(2, 28)]),
        (date(2028, 2, 29), [(2, 29)]),
        (date(2026, 3, 1), [(3, 1)]),
    ],
)
def test_the_leap_day_is_kept_on_the_28th_in_other_years(day, birthdays):
    assert rules.birthdays_on(day) == birthdays


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("SPRING_FESTIVAL", 2026, date(2026, 2, 17)),
        ("SPRING_FESTIVAL", 2027, date(2027, 2, 6)),
        ("MID_AUTUMN", 2026, date(2026, 9, 25)),
    ],
)
def test_festivals_follow_the_lunar_calendar(name, year, day):
    assert festival_on(name, year) == day


def test_words_are_those_that_fit_best_and_a_text_without_head_is_refused():
    wordings = [rules.read_wording(item) for item in ("BIRTHDAY:*:*=a", "BIRTHDAY:*:PRIVATE=b", "BIRTHDAY:ENGLISH:*=c")]  # fmt: skip

    def words(language, tier, occasion="BIRTHDAY"):
        return rules.words_for(wordings, occasion=occasion, language=language, tier=tier)

    assert (words("", "WEALTH"), words("WU", "PRIVATE"), words("ENGLISH", "PRIVATE")) == ("a", "b", "c")  # fmt: skip
    assert words("", "", "MID_AUTUMN") == ""
    assert keys.problem_with_texts("BIRTHDAY:*:*=")
    assert keys.problem_with_texts("BIRTHDAY:*:*=x|XMAS:*:*=x")
    assert keys.problem_with_texts("BIRTHDAY:*:*=x，y | BIRTHDAY:*:WEALTH=z") == ""
