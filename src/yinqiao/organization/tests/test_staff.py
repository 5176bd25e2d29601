"""Joiners, movers, leavers, posts."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from yinqiao.organization import policies, queries, services
from yinqiao.organization.choices import PostKind, StaffStatus
from yinqiao.organization.models import Post, Staff
from yinqiao.organization.services import PostDetails
from yinqiao.organization.tests.factories import make_bank, make_post, make_staff
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.errors import InvalidInput, StaleVersion
from yinqiao.platform.events.models import OutboxEvent

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.usefixtures("db")


def administrator() -> Actor:
    return system_actor(name="test", permissions=frozenset({policies.EDIT_STAFF}))


def test_a_joiner_has_a_main_post_and_a_pinyin() -> None:
    bank = make_bank()
    person = services.hire_staff(
        actor=administrator(),
        now=NOW,
        staff_no="E9001",
        name="欧阳小明",
        joined_on=TODAY,
        post=PostDetails(PostKind.TELLER, bank["quay"].pk),
    )
    card = queries.staff_card(staff_id=person.pk, on=TODAY)
    assert (card.line.name, card.line.org_name) == ("欧阳小明", "码头网点")
    assert [(post.kind, post.is_main, post.is_current) for post in card.posts] == [
        ("TELLER", True, True)
    ]
    assert person.pinyin == "ouyangxiaoming"
    assert OutboxEvent.objects.get().kind == "organization.StaffJoined"


def test_a_transfer_ends_the_main_post_and_moves_home() -> None:
    bank = make_bank()
    person = make_staff(org=bank["river"], post=PostKind.RELATIONSHIP_MANAGER)
    services.move_staff(
        actor=administrator(),
        now=NOW,
        staff_id=person.pk,
        version=1,
        post=PostDetails(PostKind.BRANCH_HEAD, bank["hill"].pk),
        on=TODAY,
        reason="调任",
    )
    person.refresh_from_db()
    assert (person.org_id, person.version) == (bank["hill"].pk, 2)
    in_force = queries.posts_in_force(staff_id=person.pk, on=TODAY)
    assert [(post.kind, post.org_id, post.is_main) for post in in_force] == [
        ("BRANCH_HEAD", bank["hill"].pk, True)
    ]
    event = OutboxEvent.objects.get()
    assert event.payload == {
        "staff_id": person.pk,
        "old_org_id": bank["river"].pk,
        "new_org_id": bank["hill"].pk,
        "on": "2026-11-24",
    }


def test_a_leaver_loses_every_post_on_the_day() -> None:
    bank = make_bank()
    person = make_staff(org=bank["river"], post=PostKind.RELATIONSHIP_MANAGER)
    make_post(
        person, kind=PostKind.TELLER, org=bank["quay"], is_main=False, valid_from=date(2027, 1, 1)
    )
    services.leave_staff(
        actor=administrator(), now=NOW, staff_id=person.pk, version=1, on=TODAY, reason="离职"
    )
    person.refresh_from_db()
    assert (person.status, person.left_on) == (StaffStatus.LEFT, TODAY)
    assert queries.posts_in_force(staff_id=person.pk, on=TODAY) == []
    assert list(Post.objects.filter(staff=person).values_list("valid_to", flat=True)) == [TODAY]
    assert not Staff.objects.working_on(TODAY).filter(pk=person.pk).exists()


def test_two_main_posts_at_a_time_are_refused_by_service_and_database() -> None:
    bank = make_bank()
    person = make_staff(org=bank["river"], post=PostKind.RELATIONSHIP_MANAGER)
    with pytest.raises(InvalidInput):
        services.give_post(
            actor=administrator(),
            now=NOW,
            staff_id=person.pk,
            version=1,
            post=PostDetails(PostKind.TELLER, bank["hill"].pk, is_main=True),
            valid_from=TODAY,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        make_post(person, kind=PostKind.TELLER, org=bank["hill"], valid_from=TODAY)


def test_posts_are_in_force_from_their_first_day_to_before_their_last() -> None:
    person = make_staff(org=make_bank()["river"])
    make_post(
        person, kind=PostKind.TELLER, valid_from=date(2026, 11, 1), valid_to=date(2026, 11, 24)
    )
    make_post(person, kind=PostKind.MARKETER, valid_from=date(2026, 11, 24))
    kinds = {
        day: [post.kind for post in queries.posts_in_force(staff_id=person.pk, on=day)]
        for day in (date(2026, 10, 31), date(2026, 11, 23), TODAY)
    }
    assert kinds == {date(2026, 10, 31): [], date(2026, 11, 23): ["TELLER"], TODAY: ["MARKETER"]}


def test_an_older_version_is_refused() -> None:
    person = make_staff(org=make_bank()["river"], post=PostKind.TELLER)
    services.set_leave(
        actor=administrator(),
        now=NOW,
        staff_id=person.pk,
        version=1,
        is_on_leave=True,
        reason="产假",
    )
    with pytest.raises(StaleVersion):
        services.leave_staff(
            actor=administrator(), now=NOW, staff_id=person.pk, version=1, on=TODAY, reason="离职"
        )
    assert Staff.objects.get(pk=person.pk).status == StaffStatus.ON_LEAVE


def test_the_supervisor_is_the_named_one_or_the_nearest_head_above() -> None:
    bank = make_bank()
    head = make_staff("周行长", org=bank["river"], post=PostKind.BRANCH_HEAD)
    boss = make_staff("吴主管", org=bank["river"])
    manager = make_staff(org=bank["quay"], post=PostKind.RELATIONSHIP_MANAGER)
    assert queries.supervisor_of(staff_id=manager.pk, on=TODAY) == head.pk
    Staff.objects.filter(pk=manager.pk).update(supervisor=boss)
    assert queries.supervisor_of(staff_id=manager.pk, on=TODAY) == boss.pk
    Staff.objects.filter(pk=boss.pk).update(status=StaffStatus.LEFT, left_on=TODAY)
    assert queries.supervisor_of(staff_id=manager.pk, on=TODAY) == head.pk


def test_search_finds_by_name_pinyin_and_number() -> None:
    bank = make_bank()
    make_staff("曾国", org=bank["hill"], staff_no="E7001")
    for search in ("曾", "zengg", "E700"):
        assert [row.staff_no for row in queries.staff_list(search=search)] == ["E7001"]
