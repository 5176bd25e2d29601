"""The tour: by permission, on the page where the day begins, once; kept on the server and seen again when asked for."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.platform.ui import desk, menus, queries, tours
from yinqiao.platform.ui.models import UserPreference
from yinqiao.platform.ui.tests.people import SignedInAs, make_actor

pytestmark = pytest.mark.django_db
# Alone the shell has no other page where a day could begin.
DESK = "/preferences/"
manager = make_actor(desk.VIEW)
newcomer = make_actor()


@pytest.fixture
def at_desk(client: Client) -> Client:
    SignedInAs.actor = newcomer
    return client


def has_tour(client: Client, path: str = DESK) -> bool:
    return 'id="tour-data"' in client.get(path).content.decode()


def test_only_steps_that_the_actor_may_see_are_hers():
    mine = {step["target"] for step in tours.steps_for(manager)}
    assert "#block-todos" in mine
    assert '[data-menu="roles"]' not in mine
    assert ".c-side .c-nav[aria-current], .c-tabbar" in {
        step["target"] for step in tours.steps_for(make_actor())
    }


def test_the_tour_is_told_on_the_landing_page_alone(at_desk: Client):
    assert menus.landing_of(newcomer) == DESK
    assert has_tour(at_desk)
    assert not has_tour(at_desk, reverse("ui:help"))


def test_it_goes_on_where_it_was_left_and_ends_for_good(at_desk: Client):
    at_desk.post(reverse("ui:tour-progress"), {"step": "2"})
    assert 'data-step="2"' in at_desk.get(DESK).content.decode()
    assert at_desk.post(reverse("ui:tour-progress"), {"over": "1"}).status_code == 204
    assert not has_tour(at_desk)
    assert UserPreference.objects.get(user_id=7).data["is_tour_over"] is True


def test_it_is_seen_again_when_asked_for(at_desk: Client):
    at_desk.post(reverse("ui:tour-progress"), {"step": "3", "over": "1"})
    answer = at_desk.post(reverse("ui:tour-restarts"))
    assert (answer.status_code, answer.url) == (303, "/")
    assert 'data-step="0"' in at_desk.get(DESK).content.decode()


@pytest.mark.parametrize("step", ["-1", "x", "", "99999999999999999999", "0"])
def test_a_step_that_is_none_changes_little(at_desk: Client, step):
    assert at_desk.post(reverse("ui:tour-progress"), {"step": step}).status_code == 204
    kept = queries.preferences_of(actor=newcomer)
    assert 0 <= kept.tour_step <= queries.LAST_TOUR_STEP
    assert not kept.is_tour_over


def test_other_choices_leave_the_tour_as_it_is(at_desk: Client):
    at_desk.post(reverse("ui:tour-progress"), {"over": "1"})
    chosen = {"theme": "dark", "language": "zh-hans", "rise": "red", "density": "standard"}
    assert at_desk.post(reverse("ui:preferences"), chosen).status_code == 303
    at_desk.post(reverse("ui:theme"), {"theme": "light"})
    assert queries.preferences_of(actor=newcomer).is_tour_over


def test_two_people_have_a_tour_each(at_desk: Client):
    at_desk.post(reverse("ui:tour-progress"), {"over": "1"})
    SignedInAs.actor = replace(newcomer, user_id=8)
    assert has_tour(at_desk)
