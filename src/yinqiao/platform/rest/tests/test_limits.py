"""P45: a token has so many requests a minute; refusals are quick and count for every process alike."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.rest import limits
from yinqiao.platform.rest.models import RateWindow
from yinqiao.platform.rest.tests.sample import actor_of

NOW = datetime(2026, 11, 24, 8, 0, 15, tzinfo=UTC)


@pytest.fixture
def three_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    known = parameters.value
    monkeypatch.setattr(
        parameters,
        "value",
        lambda key, *, on=None: 3 if key == limits.REQUESTS else known(key, on=on),
    )


def test_over_the_limit_is_429_until_the_next_minute(db: None, three_a_minute: None) -> None:
    caller = actor_of("full")
    for _ in range(3):
        limits.count(caller, now=NOW)
    with pytest.raises(limits.TooManyRequests) as refused:
        limits.count(caller, now=NOW)
    assert refused.value.extra == {"retry_after": 45}
    limits.count(actor_of("other"), now=NOW)
    limits.count(caller, now=NOW + timedelta(seconds=45))
    assert RateWindow.objects.using("refusals").get(key="token:1").requests == 1


def test_a_late_clock_of_another_process_does_not_start_the_minute_again(
    db: None, three_a_minute: None
) -> None:
    caller = actor_of("full")
    for second in (0, -60, 0):
        limits.count(caller, now=NOW + timedelta(seconds=second))
    with pytest.raises(limits.TooManyRequests):
        limits.count(caller, now=NOW)


def test_the_answer_says_when_to_come_again_and_comes_quickly(
    as_caller: Callable[[str], Client], db: None, three_a_minute: None
) -> None:
    client = as_caller("full")
    answers = []
    for _ in range(8):
        began = time.perf_counter()
        answers.append((client.get("/api/v1/things"), time.perf_counter() - began))
    refused = [(answer, took) for answer, took in answers if answer.status_code == 429]

    assert len(refused) >= 2
    for answer, _took in refused:
        assert answer.json()["code"] == "TOO_MANY_REQUESTS"
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert min(took for _answer, took in refused) < 0.1


def test_requests_that_are_rolled_back_count_too(
    as_caller: Callable[[str], Client], committed_db: None
) -> None:
    client = as_caller("full")
    for _ in range(4):
        client.get("/api/v1/things/999")
        client.get("/api/v1/broken/value")
    assert sum(RateWindow.objects.values_list("requests", flat=True)) >= 4
