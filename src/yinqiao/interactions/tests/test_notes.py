"""Notes: who may read one, whom it may call, and that the called hear of it only while they may open the customer."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.customers.tests.factories import NOW, Bank, act_as
from yinqiao.interactions import calls, queries, services
from yinqiao.interactions.models import Mention, Note
from yinqiao.interactions.services import NoteDraft
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.parameters import queries as values

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def bank(db, settings, tmp_path):
    forget()
    values.forget()
    settings.STATIC_ROOT = tmp_path
    return Bank()


def write(bank, text="客户想了解家族信托", who="rm", **draft):
    actor = act_as(getattr(bank, who))
    return services.write_note(
        actor=actor, now=NOW, customer_id=bank.own.pk, draft=NoteDraft(text, **draft)
    )


def read(bank, who):
    found = queries.notes_of(actor=act_as(getattr(bank, who)), customer_id=bank.own.pk)
    return [(note.author, note.text, note.readers_label) for note in found]


def test_a_note_for_the_team_is_read_by_the_team_and_who_is_called_to_it(bank):
    write(bank)
    assert read(bank, "rm") == [("陈思远", "客户想了解家族信托", "仅管户团队与记录人可见")]
    assert read(bank, "head") == []
    write(bank, "请行长出面", called=[bank.head.staff_id])
    assert [text for _author, text, _label in read(bank, "head")] == ["请行长出面"]
    assert read(bank, "head")[0][2].endswith("@周行长")
    assert read(bank, "agent") == []


def test_a_note_for_everybody_is_read_by_who_may_open_the_customer(bank):
    write(bank, readers="BRANCH")
    assert len(read(bank, "agent")) == 1
    with pytest.raises(NotFound):
        read(bank, "other_rm")


def test_somebody_who_cannot_open_the_customer_is_not_called(bank):
    with pytest.raises(InvalidInput, match="沈越 无权查看"):
        write(bank, called=[bank.head.staff_id, bank.other_rm.staff_id])
    assert (Note.objects.count(), Mention.objects.count()) == (0, 0)


def test_the_called_hear_of_it_until_they_follow(bank):
    pk = write(bank, "请看 13800001234", called=[bank.head.staff_id, bank.rm.staff_id])
    assert Mention.objects.count() == 1
    head = act_as(bank.head)
    found = queries.calls_to(actor=head, since=NOW - timedelta(days=1))
    assert [(call.author, call.is_seen, "13800001234" in call.text) for call in found] == [
        ("陈思远", False, False)
    ]
    assert services.see_note(actor=head, now=NOW, note_id=pk) == bank.own.pk
    assert queries.calls_to(actor=head, since=NOW - timedelta(days=1))[0].is_seen
    assert queries.calls_to(actor=head, since=NOW + timedelta(days=1)) == []


def test_who_was_not_called_cannot_follow(bank):
    pk = write(bank, called=[bank.head.staff_id])
    for who in ("agent", "other_head"):
        with pytest.raises(NotFound):
            services.see_note(actor=act_as(getattr(bank, who)), now=NOW, note_id=pk)


def test_nobody_hears_of_customers_she_may_not_open_any_more(bank):
    write(bank, called=[bank.head.staff_id])
    Mention.objects.update(staff_id=bank.other_head.staff_id)
    assert queries.calls_to(actor=act_as(bank.other_head), since=NOW - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("text", "draft"),
    [("  ", {}), ("x" * 2_001, {}), ("好", {"readers": "ALL"}), ("好", {"called": range(1, 8)})],
)
def test_what_is_no_note_is_refused_and_nothing_is_written(bank, text, draft):
    with pytest.raises(InvalidInput):
        write(bank, text, **draft)
    assert Note.objects.count() == 0


def test_without_the_permission_or_the_customer_nothing_is_written(bank):
    with pytest.raises(PermissionRefused):
        write(bank, who="president")
    with pytest.raises(NotFound):
        services.write_note(
            actor=act_as(bank.rm), now=NOW, customer_id=bank.foreign.pk, draft=NoteDraft("好")
        )
    assert Note.objects.count() == 0


def test_the_trail_tells_who_is_called_and_not_what_is_said(bank):
    write(bank, called=[bank.head.staff_id])
    entry = AuditEntry.objects.get(verb="interactions.note-written")
    assert entry.new == {"readers": "TEAM", "called": [bank.head.staff_id]}
    assert "家族信托" not in f"{entry.new}{entry.detail}"


def test_the_dialog_offers_the_team_and_the_heads_and_saves(bank):
    client = Client()
    head = bank.head
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("interactions:note-new", args=[bank.own.pk])
    shown = client.get(url, headers=FRAGMENT).content.decode()
    assert ("周行长" in shown, "沈越" in shown, "仅管户团队与记录人可见" in shown) == (
        True,
        False,
        True,
    )
    refused = client.post(url, {"text": "", "readers": "TEAM"}, headers=FRAGMENT)
    assert refused.status_code == 422
    done = client.post(
        url, {"text": "好", "readers": "TEAM", "called": [head.staff_id]}, headers=FRAGMENT
    )
    assert done.headers["HX-Redirect"].endswith("?tab=interactions-timeline")
    other = Client()
    sign_in(other, get_user_model().objects.get(pk=head.user_id))
    followed = other.get(reverse("interactions:note", args=[Note.objects.get().pk]))
    assert followed.headers["Location"].startswith(reverse("customers:detail", args=[bank.own.pk]))


def test_the_bell_says_who_calls_and_leads_there(bank, monkeypatch):
    pk = write(bank, called=[bank.head.staff_id])
    monkeypatch.setattr(calls.clock, "now", lambda: NOW)
    found = calls.notices(act_as(bank.head))
    assert [(notice.title, notice.url, notice.is_read) for notice in found] == [
        ("陈思远 在备注中提醒您", reverse("interactions:note", args=[pk]), False)
    ]
