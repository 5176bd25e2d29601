"""P05: while people work, an administrator disables or changes an account: not one further page from that commit on."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connections, transaction
from django.test import Client

from yinqiao.access import policies, services
from yinqiao.access.choices import ScopeKind
from yinqiao.access.models import User
from yinqiao.access.services import Reach
from yinqiao.access.tests.factories import make_account, sign_in
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor

PAGE = "/me/tokens/"
ADMIN = system_actor(
    name="test", permissions=frozenset({policies.MANAGE_USERS, policies.MANAGE_ROLES})
)


def disable(user: User) -> None:
    services.disable_account(actor=ADMIN, now=clock.now(), user_id=user.pk, reason="调查")


def change_role(user: User) -> None:
    services.assign_role(
        actor=ADMIN,
        now=clock.now(),
        user_id=user.pk,
        role_code="product_manager",
        reach=Reach(ScopeKind.NONE),
        valid_from=clock.bank_date(clock.now()),
    )


def reset_password(user: User) -> None:
    services.reset_password(actor=ADMIN, now=clock.now(), user_id=user.pk, reason="本人申请")


class Work:
    """Two tabs of one browser that ask for a page without a pause; `answers` holds when each was asked for, and its status."""

    def __init__(self, user: User) -> None:
        self.browser = Client()
        sign_in(self.browser, user)
        self.answers: list[tuple[float, int]] = []
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._go_on) for _ in range(2)]

    def __enter__(self) -> "Work":
        for thread in self._threads:
            thread.start()
        self.wait_for(4)
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, more: int) -> None:
        """Wait until so many more pages were answered."""
        wanted, deadline = len(self.answers) + more, time.monotonic() + 30
        while len(self.answers) < wanted:
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def _go_on(self) -> None:
        tab = Client()
        tab.cookies = self.browser.cookies
        try:
            while not self._is_over.is_set():
                began = time.monotonic()
                self.answers.append((began, tab.get(PAGE).status_code))
        finally:
            connections.close_all()


@pytest.mark.parametrize("ends_it", [disable, change_role, reset_password])
def test_not_one_further_page_after_the_commit(
    committed_db: object, ends_it: Callable[[User], None]
) -> None:
    user = make_account("marketer")
    with Work(user) as work:
        with transaction.atomic():
            ends_it(user)
        committed = time.monotonic()
        work.wait_for(6)

    before = [status for began, status in work.answers if began < committed]
    after = [status for began, status in work.answers if began >= committed]
    assert 200 in before
    assert len(after) >= 4
    assert set(after) == {302}
