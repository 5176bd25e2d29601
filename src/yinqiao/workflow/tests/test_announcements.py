"""Announcements: who may make one, who reads it, who has confirmed it, and how it ends (D16)."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.organization.tests.factories import make_bank
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.workflow import queries, services
from yinqiao.workflow.models import Announcement, AnnouncementRead


class Bank:
    """Two branches with a head and a manager each, and a deputy president over both."""

    def __init__(self) -> None:
        self.orgs = make_bank()
        self.rm = self._person("relationship_manager", "river", "陈思远")
        self.other_rm = self._person("relationship_manager", "hill", "沈越")
        self.head = self._person("branch_head", "east", "周行长")
        self.other_head = self._person("branch_head", "west", "吴行长")
        self.president = self._person("deputy_president", "head", "高行长")

    def _person(self, role: str, org: str, name: str) -> Actor:
        return actor_of(make_account(role, org=self.orgs[org], name=name))


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def today(now):
    return clock.bank_date(now)


def announce(actor, now, org_id, **values):
    today = clock.bank_date(now)
    given = {
        "title": "周三晨会提前",
        "text": "改为 8:20 开始。",
        "weight": "PLAIN",
        "from_on": today,
        "to_on": today + timedelta(days=7),
    }
    return services.announce(actor=actor, now=now, org_id=org_id, **{**given, **values})


def titles(actor, now):
    return [row.title for row in queries.unread(actor=actor, now=now, limit=9)]


def test_the_people_of_the_unit_and_below_read_it_and_nobody_else(bank: Bank, now):
    announce(bank.head, now, bank.orgs["east"].pk)
    assert titles(bank.rm, now) == ["周三晨会提前"]
    assert titles(bank.other_rm, now) == []
    announce(bank.president, now, None, title="全行", weight="IMPORTANT")
    assert titles(bank.rm, now) == ["全行", "周三晨会提前"]
    assert titles(bank.other_rm, now) == ["全行"]


def test_it_is_shown_from_its_first_day_to_its_last(bank: Bank, now, today):
    announce(bank.head, now, bank.orgs["east"].pk, from_on=today + timedelta(days=1))
    assert titles(bank.rm, now) == []
    assert titles(bank.rm, now + timedelta(days=1)) == ["周三晨会提前"]
    assert titles(bank.rm, now + timedelta(days=7)) == ["周三晨会提前"]
    assert titles(bank.rm, now + timedelta(days=8)) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"text": ""}, "text"),
        ({"weight": "LOUD"}, "weight"),
        ({"title": "长" * 81}, "title"),
        ({"to_on": None}, "to_on"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_made(bank: Bank, now, today, values, field):
    given = {**values, "to_on": today - timedelta(days=1)} if field == "to_on" else values
    with pytest.raises(InvalidInput) as refused:
        announce(bank.head, now, bank.orgs["east"].pk, **given)
    assert list(refused.value.fields) == [field]
    assert not Announcement.objects.exists()


def test_a_head_speaks_to_her_units_only_and_a_manager_to_nobody(bank: Bank, now):
    for org_id in (bank.orgs["west"].pk, None):
        with pytest.raises(PermissionRefused):
            announce(bank.head, now, org_id)
    with pytest.raises(PermissionRefused):
        announce(bank.rm, now, bank.orgs["river"].pk)
    assert not Announcement.objects.exists()


def test_a_number_in_the_text_is_masked_before_it_is_stored(bank: Bank, now):
    announce(bank.head, now, bank.orgs["east"].pk, text="请联系 13800001234")
    assert "13800001234" not in Announcement.objects.get().text


def test_reading_is_confirmed_once_and_the_head_sees_who_has_not(bank: Bank, now):
    made = announce(bank.head, now, bank.orgs["east"].pk)
    for _time in range(2):
        services.confirm_announcement(actor=bank.rm, now=now, announcement_id=made)
    assert AnnouncementRead.objects.get().staff_id == bank.rm.staff_id
    assert titles(bank.rm, now) == []
    card = queries.announcement_card(actor=bank.head, announcement_id=made, now=now)
    assert [name for name, _at in card.read] == ["陈思远"]
    assert "周行长" in card.unread
    assert "陈思远" not in card.unread
    assert "沈越" not in card.unread
    # The reader sees no list of her colleagues.
    own = queries.announcement_card(actor=bank.rm, announcement_id=made, now=now)
    assert (own.may_manage, own.read, own.unread) == (False, (), ())
    with pytest.raises(NotFound):
        services.confirm_announcement(actor=bank.other_rm, now=now, announcement_id=made)
    with pytest.raises(NotFound):
        queries.announcement_card(actor=bank.other_rm, announcement_id=made, now=now)


def test_one_that_is_withdrawn_is_gone_for_readers_and_stays_for_its_maker(bank: Bank, now):
    made = announce(bank.head, now, bank.orgs["east"].pk)
    with pytest.raises(NotFound):
        services.withdraw_announcement(actor=bank.other_head, now=now, announcement_id=made)
    services.withdraw_announcement(actor=bank.head, now=now, announcement_id=made)
    assert titles(bank.rm, now) == []
    card = queries.announcement_card(actor=bank.head, announcement_id=made, now=now)
    assert card.row.is_withdrawn
    with pytest.raises(NotFound):
        services.withdraw_announcement(actor=bank.head, now=now, announcement_id=made)
    assert AuditEntry.objects.filter(verb="workflow.announcement-withdrawn").count() == 1


def as_(actor):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def test_from_the_form_to_the_desk_to_the_receipt(bank: Bank, today):
    head, rm = as_(bank.head), as_(bank.rm)
    form = reverse("workflow:announcement-new")
    assert "东" in head.get(form).content.decode()
    answer = head.post(
        form,
        {
            "title": "存款利率调整",
            "text": "自明日起执行新利率。",
            "weight": "IMPORTANT",
            "org_id": bank.orgs["east"].pk,
            "from_on": today.isoformat(),
            "to_on": (today + timedelta(days=3)).isoformat(),
        },
    )
    assert answer.status_code == 303
    made = Announcement.objects.get()
    desk = reverse("workflow:announced")
    fragment = {"HX-Request": "true"}
    answer = rm.get(desk, headers=fragment)
    assert "存款利率调整" in answer.content.decode()
    assert "HX-Reswap" not in answer.headers
    assert "存款利率调整" in rm.get(reverse("ui:bell")).content.decode()
    # It is confirmed below its text, not from its title.
    assert reverse("workflow:confirmations", args=[made.pk]) not in answer.content.decode()
    read = rm.get(reverse("workflow:announcement", args=[made.pk])).content.decode()
    assert reverse("workflow:confirmations", args=[made.pk]) in read
    answer = rm.post(reverse("workflow:confirmations", args=[made.pk]))
    assert answer.status_code == 303
    assert rm.get(desk, headers=fragment).headers["HX-Reswap"] == "delete"
    body = head.get(reverse("workflow:announcement", args=[made.pk])).content.decode()
    assert "陈思远" in body
    assert rm.get(reverse("workflow:announcement-new")).status_code == 403
    assert "存款利率调整" in rm.get(reverse("workflow:announcements")).content.decode()
    assert (
        as_(bank.other_rm).get(reverse("workflow:announcement", args=[made.pk])).status_code == 404
    )


def test_an_empty_list_says_how_it_fills(bank: Bank):
    assert "暂无公告" in as_(bank.rm).get(reverse("workflow:announcements")).content.decode()
