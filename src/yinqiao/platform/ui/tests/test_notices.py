"""Settings of notices: which kinds, a quiet time, one summary a day; the bell heeds them, and never hides what is fixed (D12)."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.registry import Registry
from yinqiao.platform.ui import bell, ports, services
from yinqiao.platform.ui.bell import Choice
from yinqiao.platform.ui.models import NoticeChoice
from yinqiao.platform.ui.ports import Notice, NoticeKind
from yinqiao.platform.ui.requests import SignInNeeded
from yinqiao.platform.ui.tests.people import SignedInAs, make_actor

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # ten o'clock at the bank
HALF_PAST_EIGHT = time(8, 30)


def notice(title, minutes=0, *, is_read=False):
    at = NOW - timedelta(minutes=minutes)
    return Notice(title, "", "/", at, is_read=is_read)


@pytest.fixture
def kinds(monkeypatch):
    """Three kinds: one that is fixed, two that are free, one of them asked for by nobody who has no permission."""
    found, asked = Registry("kinds"), []
    for kind in (
        NoticeKind("up", "Escalations", is_fixed=True),
        NoticeKind("told", "Announcements"),
        NoticeKind("at", "Notes that call me (@)", "a.view"),
    ):
        found.add(kind.key, kind)
    monkeypatch.setattr(ports, "notice_kinds", found)
    sources = Registry("notices")
    for key, rows in {"up": [notice("升级", 5)], "told": [notice("公告", 10), notice("旧公告", 120, is_read=True)], "at": [notice("备注", 200)]}.items():  # fmt: skip
        sources.add(key, lambda _actor, key=key, rows=rows: (asked.append(key), rows)[1])
    monkeypatch.setattr(ports, "notices", sources)
    return asked


def titles(rows):
    return [row.title for row in rows]


def test_without_a_choice_everything_is_told_at_once(kinds):
    found = bell.ring(actor=make_actor(), now=NOW, choice=Choice())
    assert titles(found.single) == ["升级", "公告", "旧公告", "备注"]
    assert (found.unread, found.held, list(found.digest)) == (3, 0, [])


def test_what_is_off_is_not_even_asked_for_and_what_is_fixed_stays(kinds):
    choice = Choice(off=frozenset({"told", "up"}))
    found = bell.ring(actor=make_actor(), now=NOW, choice=choice)
    assert titles(found.single) == ["升级", "备注"]
    assert kinds == ["up", "at"]


def test_a_kind_that_no_room_describes_is_always_told(kinds):
    ports.notices.add("new", lambda _actor: [notice("新")])
    found = bell.ring(actor=make_actor(), now=NOW, choice=Choice(off=frozenset({"new"})))
    assert "新" in titles(found.single)


def test_in_the_quiet_time_only_what_is_fixed_counts(kinds):
    quiet = Choice(quiet_from=time(9), quiet_until=time(11))
    found = bell.ring(actor=make_actor(), now=NOW, choice=quiet)
    assert (found.unread, len(found.single)) == (1, 4)


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "quiet"),
    [
        (time(9), time(11), 9, True),
        (time(9), time(11), 11, False),
        (time(22), time(8), 23, True),
        (time(22), time(8), 7, True),
        (time(22), time(8), 8, False),
        (time(22), time(8), 12, False),
        (None, None, 12, False),
    ],
)
def test_a_quiet_time_may_go_over_midnight(begins, ends, hour, quiet):
    now = datetime(2026, 11, 24, hour, tzinfo=clock.BANK_ZONE)
    assert bell.is_quiet(Choice(quiet_from=begins, quiet_until=ends), now) is quiet


def test_one_summary_a_day_holds_back_what_came_after(kinds):
    found = bell.ring(actor=make_actor(), now=NOW, choice=Choice(digest_at=HALF_PAST_EIGHT))
    # At half past eight the note and the older announcement were there; the newer one waits for tomorrow.
    assert (titles(found.single), titles(found.digest)) == (["升级"], ["旧公告", "备注"])
    assert (found.held, found.unread) == (1, 2)
    assert found.next_digest == datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    tomorrow = bell.ring(
        actor=make_actor(), now=NOW + timedelta(days=1), choice=Choice(digest_at=HALF_PAST_EIGHT)
    )
    assert (len(tomorrow.digest), tomorrow.held) == (3, 0)
    early = bell.last_digest(HALF_PAST_EIGHT, NOW - timedelta(hours=2))
    assert early == datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (Choice(off=frozenset({"up"})), "kinds"),
        (Choice(quiet_from=time(9)), "quiet_until"),
        (Choice(quiet_until=time(9)), "quiet_from"),
        (Choice(quiet_from=time(9), quiet_until=time(9)), "quiet_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(kinds, choice, field):
    with pytest.raises(InvalidInput) as caught:
        services.choose_notices(actor=make_actor(), now=NOW, choice=choice)
    assert list(caught.value.fields) == [field]
    assert not NoticeChoice.objects.exists()


@pytest.mark.django_db
def test_a_job_has_no_bell(kinds):
    with pytest.raises(SignInNeeded):
        services.choose_notices(actor=system_actor(name="x"), now=NOW, choice=Choice())


@pytest.mark.django_db
def test_the_page_offers_what_the_person_can_get_and_keeps_it(kinds, shell_settings):
    SignedInAs.actor = make_actor("a.view")
    client = Client()
    shown = client.get(reverse("ui:notices")).content.decode()
    assert 'value="told"' in shown
    assert 'value="up"' not in shown
    assert "始终提醒，不可关闭：商机升级" in shown
    typed = {"kinds": ["at"], "quiet_from": "22:00", "quiet_until": "", "is_digest": "on", "digest_at": "08:30"}  # fmt: skip
    refused = client.post(reverse("ui:notices"), typed)
    assert refused.status_code == 422
    assert "免打扰时段需同时填写" in refused.content.decode()
    assert 'value="22:00"' in refused.content.decode()
    assert client.post(reverse("ui:notices"), {**typed, "quiet_until": "08:00"}).status_code == 303
    row = NoticeChoice.objects.get()
    assert (row.off, row.quiet_from, row.quiet_until, row.digest_at) == (["told"], time(22), time(8), HALF_PAST_EIGHT)  # fmt: skip
    entry = AuditEntry.objects.get(verb="ui.notices-chosen")
    assert entry.new["off"] == ["told"]
    # Without the permission its kind is not offered, and what was chosen of it stays.
    NoticeChoice.objects.update(off=["at"])
    SignedInAs.actor = make_actor()
    client.post(reverse("ui:notices"), {"kinds": ["told"]})
    assert NoticeChoice.objects.get().off == ["at"]
