"""Sign-in (P02): locks per account and per address, one answer for all who fail, counts that cannot be raced."""

import os
import statistics
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.test import Client
from tests.harness import sizes

from yinqiao.access import hashers, policies, services
from yinqiao.access.hashers import AT_ONCE, BoundedArgon2PasswordHasher
from yinqiao.access.models import LoginSession, SignInGuard, User
from yinqiao.access.services import Refusal, sessions
from yinqiao.access.tests.factories import make_account, make_actor, make_user
from yinqiao.organization.choices import StaffStatus
from yinqiao.organization.tests.factories import Staff, make_staff
from yinqiao.platform.actor import system_actor
from yinqiao.platform.errors import InvalidInput, PermissionRefused

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
GOOD = "Hm7-quartz-lantern"
UNLOCKER = system_actor(name="test", permissions=frozenset({policies.UNLOCK_USER}))


def attempt(
    name: str, typed: str = "wrong", *, now: datetime = NOW, ip: str = "10.1.1.1"
) -> Refusal | None:
    return services.sign_in(username=name, password=typed, ip=ip, now=now).refusal


@pytest.fixture
def user(db: None) -> User:
    return make_account("branch_head", password=GOOD)


def test_the_right_password_opens_one_session(user: User) -> None:
    answer = services.sign_in(username=f" {user.username} ", password=GOOD, ip="10.1.1.1", now=NOW)
    assert answer.refusal is None
    login = LoginSession.objects.get()
    assert (login.user_id, login.ip, login.started_at, login.ended_at) == (
        user.pk,
        "10.1.1.1",
        NOW,
        None,
    )


def test_five_wrong_tries_lock_the_account_for_half_an_hour(user: User) -> None:
    assert [attempt(user.username, now=NOW + n * MINUTE) for n in range(5)] == [Refusal.WRONG] * 5
    assert attempt(user.username, GOOD, now=NOW + 5 * MINUTE) == Refusal.LOCKED
    assert attempt(user.username, GOOD, now=NOW + 33 * MINUTE) == Refusal.LOCKED
    assert attempt(user.username, GOOD, now=NOW + 34 * MINUTE) is None
    assert SignInGuard.objects.filter(failures__gt=0).count() == 0


def test_a_good_sign_in_starts_the_count_again(user: User) -> None:
    for _round in range(3):
        assert [attempt(user.username) for _ in range(4)] == [Refusal.WRONG] * 4
        assert attempt(user.username, GOOD) is None


def test_an_unknown_name_is_locked_like_a_known_one(db: None) -> None:
    assert [attempt("E404404") for _ in range(6)] == [Refusal.WRONG] * 5 + [Refusal.LOCKED]


def test_one_address_that_tries_many_names_is_locked(user: User) -> None:
    refusals = [attempt(f"E90{number:04}") for number in range(21)]
    assert refusals == [Refusal.WRONG] * 20 + [Refusal.LOCKED]
    assert attempt(user.username, GOOD) == Refusal.LOCKED
    assert attempt(user.username, GOOD, ip="10.1.1.2") is None


def test_an_account_of_ones_own_is_no_licence_to_guess_at_others(user: User) -> None:
    refusals = []
    for number in range(22):
        refusals.append(attempt(f"E90{number:04}"))
        refusals.append(attempt(user.username, GOOD))
    assert Refusal.LOCKED in refusals
    assert refusals.index(Refusal.LOCKED) == 39  # the twentieth foreign name has locked the address


def test_those_who_mistype_and_then_get_it_right_do_not_lock_their_branch(user: User) -> None:
    for number in range(30):
        moment = NOW + number * MINUTE / 2
        assert attempt(user.username, now=moment) == Refusal.WRONG
        assert attempt(user.username, GOOD, now=moment) is None
    assert SignInGuard.objects.filter(failures__gt=0).count() == 0


def test_an_address_that_many_share_forgets_from_its_first_failure_on(user: User) -> None:
    for number in range(40):
        assert attempt(f"E90{number:04}", now=NOW + 2 * number * MINUTE) == Refusal.WRONG


@pytest.mark.parametrize("change", ["disabled", "left", "leave", "service", "demo"])
def test_an_account_that_may_not_be_used_gets_the_same_answer(user: User, change: str) -> None:
    if change == "disabled":
        User.objects.update(is_active=False)
    elif change == "demo":
        User.objects.update(is_demo=True)
    elif change == "service":
        User.objects.update(is_service=True, staff=None)
    else:
        status = StaffStatus.LEFT if change == "left" else StaffStatus.ON_LEAVE
        Staff.objects.update(status=status, left_on=NOW.date() if change == "left" else None)
    assert attempt(user.username, GOOD) == Refusal.WRONG
    assert not LoginSession.objects.exists()


def test_a_second_sign_in_ends_the_first(user: User) -> None:
    first = services.sign_in(username=user.username, password=GOOD, ip="10.1.1.1", now=NOW).login
    second = services.sign_in(
        username=user.username, password=GOOD, ip="10.1.1.2", now=NOW + MINUTE
    ).login
    rows = {row.pk: (row.ended_at, row.end_reason) for row in LoginSession.objects.all()}
    assert rows == {first.pk: (NOW + MINUTE, "ELSEWHERE"), second.pk: (None, "")}


def test_the_security_administrator_unlocks_and_the_auditor_does_not(user: User) -> None:
    for _number in range(5):
        attempt(user.username)
    with pytest.raises(PermissionRefused):
        services.unlock_account(actor=make_actor("auditor"), now=NOW, user_id=user.pk, reason="x")
    assert attempt(user.username, GOOD) == Refusal.LOCKED
    services.unlock_account(
        actor=make_actor("security_admin"), now=NOW, user_id=user.pk, reason="本人来电核实"
    )
    assert attempt(user.username, GOOD) is None


def test_what_is_not_locked_is_not_unlocked(user: User) -> None:
    with pytest.raises(InvalidInput):
        services.unlock_account(actor=UNLOCKER, now=NOW, user_id=user.pk, reason="x")


@pytest.mark.usefixtures("committed_db")
def test_many_tries_at_once_are_still_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashers, "_door", threading.BoundedSemaphore(12))
    user = make_user(make_staff(), password=GOOD)
    results: list[Refusal | None] = []

    def run() -> None:
        results.append(attempt(user.username))
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(result) for result in results) == sorted(["LOCKED"] * 7 + ["WRONG"] * 5)


def test_at_most_two_hashes_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()
    original = BoundedArgon2PasswordHasher.__mro__[1].encode

    def watched(self: object, password: str, salt: str) -> str:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        result = original(self, password, salt)
        with lock:
            running -= 1
        return result

    monkeypatch.setattr(BoundedArgon2PasswordHasher.__mro__[1], "encode", watched)
    threads = [
        threading.Thread(target=BoundedArgon2PasswordHasher().encode, args=("x", "saltsaltsalt"))
        for _ in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == AT_ONCE


def test_a_full_line_is_told_at_once_and_costs_no_try(
    user: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P03: whoever comes back a moment later has not used up a try; known and unknown names are told the same."""
    monkeypatch.setattr(hashers, "_door", threading.BoundedSemaphore(hashers.SIGN_INS_AT_ONCE))
    with ExitStack() as line:
        for _place in range(hashers.SIGN_INS_AT_ONCE):
            line.enter_context(hashers.place_in_line())
        for _try in range(10):
            assert attempt(user.username, GOOD) == attempt("E404404") == Refusal.BUSY
        page = client.post("/sign-in/", {"username": user.username, "password": GOOD})
        assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    assert not SignInGuard.objects.filter(failures__gt=0).exists()
    assert attempt(user.username, GOOD) is None


@pytest.mark.parametrize(("workers", "share"), [("1", 2), ("2", 1), ("8", 1)])
def test_two_hashes_are_shared_out_among_the_web_processes(workers: str, share: int) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from yinqiao.access import hashers; print(hashers.AT_ONCE)"],
        env={**os.environ, "YINQIAO_WEB_WORKERS": workers, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(found.stdout) == share


def test_an_unknown_name_takes_as_long_as_a_known_one(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P02: less than 20 ms apart at the median. Cheaper hashes than in production make any difference show more."""
    monkeypatch.setattr(BoundedArgon2PasswordHasher, "memory_cost", 4_096)
    monkeypatch.setattr(sessions, "_dummy", make_password("nobody"))
    user.set_password(GOOD)
    user.save()
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(sizes.pick(small=40, full=200)):
        moment = NOW + number * timedelta(hours=1)
        for kind, name in (("known", user.username), ("unknown", "E404404")):
            started = time.perf_counter()
            attempt(name, now=moment, ip=f"10.2.{number}.1")
            times[kind].append(time.perf_counter() - started)
    assert abs(statistics.median(times["known"]) - statistics.median(times["unknown"])) < 0.020
