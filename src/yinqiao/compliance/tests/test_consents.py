"""Consents given and withdrawn: what a word needs, that the last one counts at once, who is told (A108, A109, D39; acceptance 16, 17)."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import queries, services
from yinqiao.compliance.models import Consent, ConsentText, ConsentWithdrawal
from yinqiao.compliance.services import (
    ConsentGiven,
    ConsentKeyTaken,
    ConsentTakenBack,
    ConsentWording,
    ContactRefused,
)
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.events.models import OutboxEvent

GIVEN = ConsentGiven("MARKETING", "SMS", "2026-11", "EV-9", "BRANCH")
TEN = NOW
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def text(bank):
    act_as(bank.compliance)
    wording = ConsentWording("MARKETING", "2026-11", "营销信息授权书", "本人同意……", TODAY)
    services.publish_text(actor=bank.compliance, now=NOW, wording=wording)
    return bank


def grant(bank, given=GIVEN, *, actor=None, customer=None, now=NOW, **changes):
    return services.grant_consent(
        actor=act_as(actor or bank.rm),
        now=now,
        customer_id=(customer or bank.own).pk,
        given=replace(given, **changes),
    )


def withdraw(bank, channel="ANY", *, actor=None, customer=None, now=NOW, **more):
    return services.withdraw_consent(
        actor=act_as(actor or bank.rm),
        now=now,
        customer_id=(customer or bank.own).pk,
        taken=ConsentTakenBack(
            **{"purpose": "MARKETING", "channel": channel, "collected_via": "BRANCH", **more}
        ),
    )


def codes(bank, now, *, campaign=None):
    actor = act_as(bank.rm)
    return {
        channel: queries.contact_decisions(
            actor=actor,
            customers=[bank.own.pk],
            purpose="MARKETING",
            channel=channel,
            campaign=campaign,
            now=now,
        )[bank.own.pk].code
        for channel in ("SMS", "CALL", "WECOM", "APP_PUSH", "EMAIL")
    }


def test_a_consent_with_text_and_evidence_opens_its_channel_only(text):
    pk = grant(text)
    assert codes(text, LATER)["SMS"] == ""
    assert set(codes(text, LATER).values()) == {"", "NO_CONSENT"}
    row = Consent.objects.get(pk=pk)
    assert (row.status, row.text_version, row.evidence_no, row.granted_at, row.given_by) == (
        "GRANTED",
        "2026-11",
        "EV-9",
        NOW,
        "SELF",
    )
    entry = AuditEntry.objects.get(verb="compliance.consent-granted")
    assert (entry.customer_id, entry.new["evidence_no"]) == (text.own.pk, "EV-9")
    assert OutboxEvent.objects.get(kind="compliance.ConsentGranted").payload["consent_id"] == pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"evidence_no": " "}, "evidence_no"),
        ({"text_version": "2019-01"}, "text_version"),
        ({"purpose": "PROFILING"}, "text_version"),
        ({"purpose": "ALL"}, "purpose"),
        ({"channel": "PIGEON"}, "channel"),
        ({"collected_via": "RUMOUR"}, "collected_via"),
        ({"given_at": NOW + timedelta(seconds=1)}, "given_at"),
        ({"given_at": NOW - timedelta(days=2)}, "text_version"),
        ({"valid_to": TODAY - timedelta(days=1)}, "valid_to"),
    ],
)
def test_what_is_no_consent_is_not_written(text, change, field):
    with pytest.raises(InvalidInput) as refused:
        grant(text, **change)
    assert field in refused.value.fields
    assert Consent.objects.count() == 0


def test_for_a_child_the_guardian_agrees(text):
    child = make_customer(
        "王小", org=text.orgs["river"], rm=text.rm.staff_id, birth_on=date(2013, 1, 1)
    )
    with pytest.raises(InvalidInput) as refused:
        grant(text, customer=child)
    assert "given_by" in refused.value.fields
    grant(text, customer=child, given_by="GUARDIAN")
    assert Consent.objects.get().given_by == "GUARDIAN"


def test_withdrawn_at_ten_nothing_goes_out_at_ten_past_in_any_channel(bank):
    """Acceptance 16."""
    make_consent(bank.own, channel="ANY")
    make_consent(bank.own, channel="SMS")
    assert set(codes(bank, TEN - timedelta(minutes=1)).values()) == {""}
    withdraw(bank, now=TEN)
    assert set(codes(bank, LATER, campaign="C-2026-12").values()) == {"NO_CONSENT"}
    with pytest.raises(ContactRefused) as refused:
        services.reserve_contact(
            actor=act_as(bank.rm),
            now=LATER,
            customer_id=bank.own.pk,
            purpose="MARKETING",
            channel="SMS",
            campaign="C-2026-12",
            key="late",
        )
    assert refused.value.code == "NO_CONSENT"
    denied = AuditEntry.objects.using("refusals").filter(verb="compliance.contact-refused").last()
    assert (denied.detail["code"], denied.detail["rule"]) == ("NO_CONSENT", "G08")


def test_a_reply_of_r_closes_text_messages_of_every_line(bank):
    """Acceptance 17."""
    make_consent(bank.own, channel="ANY")
    withdraw(bank, "SMS", actor=bank.agent, collected_via="SMS_REPLY", key="mo-1")
    for campaign in ("CARDS-1", "WEALTH-2"):
        told = codes(bank, LATER, campaign=campaign)
        assert told["SMS"] == "NO_CONSENT"
        assert told["CALL"] == ""
    assert Consent.objects.get(status="WITHDRAWN").collected_via == "SMS_REPLY"


def test_agreeing_again_after_a_withdrawal_opens_again(text):
    withdraw(text)
    grant(text, now=LATER)
    assert codes(text, LATER + timedelta(minutes=1))["SMS"] == ""
    assert codes(text, LATER + timedelta(minutes=1))["CALL"] == "NO_CONSENT"


def test_the_same_word_twice_is_written_once_and_a_key_names_one_word(text):
    first = grant(text, key="k1")
    assert grant(text, key="k1") == first
    assert Consent.objects.count() == 1
    with pytest.raises(ConsentKeyTaken):
        grant(text, key="k1", channel="CALL")
    one = withdraw(text, key="k2")
    assert withdraw(text, key="k2") == one
    assert (Consent.objects.count(), ConsentWithdrawal.objects.count()) == (2, 1)


def test_only_in_scope_and_with_the_right(text):
    with pytest.raises(NotFound):
        grant(text, customer=text.foreign)
    with pytest.raises(NotFound):
        withdraw(text, customer=text.foreign)
    with pytest.raises(PermissionRefused):
        withdraw(text, actor=text.teller)
    assert (Consent.objects.count(), ConsentWithdrawal.objects.count()) == (0, 0)


def test_an_imported_statement_without_evidence_stays_history(bank):
    make_consent(bank.own, channel="SMS", evidence_no="")
    (row, *_rest) = queries.consent_matrix(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW)
    assert row.purpose == "SERVICE"
    marketing = queries.consent_matrix(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW)[1]
    told = {cell.channel: cell.standing for cell in marketing.cells}
    assert (told["SMS"], told["CALL"]) == ("history-only", "")


# Texts


def test_a_new_text_ends_the_one_before_and_none_is_changed(text):
    act_as(text.compliance)
    tomorrow = TODAY + timedelta(days=1)
    wording = ConsentWording("MARKETING", "2026-12", "营销信息授权书", "本人同意（新）", tomorrow)
    services.publish_text(actor=text.compliance, now=NOW, wording=wording)
    assert list(ConsentText.objects.order_by("pk").values_list("version", "valid_to")) == [
        ("2026-11", TODAY),
        ("2026-12", None),
    ]
    with pytest.raises(InvalidInput) as refused:
        services.publish_text(actor=text.compliance, now=NOW, wording=wording)
    assert "version" in refused.value.fields
    assert ConsentText.objects.count() == 2
    assert [row.version for row in queries.texts_in_force(on=tomorrow)] == ["2026-12"]


# The feed


def read(bank, cursor="", limit=2, actor=None):
    actor = act_as(actor or bank.compliance)
    return queries.withdrawals_since(actor=actor, cursor=cursor, limit=limit)


def test_platforms_read_withdrawals_in_order_behind_their_cursor(bank):
    for channel in ("SMS", "CALL", "ANY"):
        withdraw(bank, channel)
    first = read(bank)
    assert ([row.channel for row in first.items], first.is_more) == (["SMS", "CALL"], True)
    assert first.items[0].customer_no == bank.own.customer_no
    rest = read(bank, first.cursor)
    assert ([row.channel for row in rest.items], rest.is_more) == (["ANY"], False)
    nothing = read(bank, rest.cursor)
    assert (nothing.items, nothing.cursor) == ((), rest.cursor)
    withdraw(bank, "WECOM")
    assert [row.channel for row in read(bank, nothing.cursor).items] == ["WECOM"]


@pytest.mark.parametrize("cursor", ["x", "1", "1.", "-1.2", "1.²", "9" * 30 + ".1"])
def test_a_cursor_that_was_not_given_out_is_refused(bank, cursor):
    with pytest.raises(InvalidInput):
        read(bank, cursor)


def test_the_feed_is_for_who_may_and_holds_the_scope(bank):
    withdraw(bank)
    with pytest.raises(PermissionRefused):
        read(bank, actor=bank.rm)


def test_withdrawals_of_a_source_are_told_once(bank):
    make_consent(bank.own, channel="SMS", status="WITHDRAWN", withdrawn_at=NOW)
    make_consent(bank.foreign, channel="SMS")
    withdraw(bank, "CALL")
    with whole_bank():
        assert services.tell_imported_withdrawals(connection=connection, now=LATER) == 1
        assert services.tell_imported_withdrawals(connection=connection, now=LATER) == 0
    assert {row.channel for row in read(bank, limit=9).items} == {"SMS", "CALL"}


# The pages


def client_of(bank, who):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=getattr(bank, who).user_id))
    return client


def test_a_consent_is_recorded_and_taken_back_on_the_page(text, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 22, 4, tzinfo=UTC))
    client = client_of(text, "rm")
    grants = reverse("compliance:consent-grants", args=[text.own.pk])
    page = client.get(grants).content.decode()
    assert "营销信息授权书 2026-11" in page
    form = {
        "text": "MARKETING:2026-11",
        "channel": "SMS",
        "collected_via": "BRANCH",
        "given_by": "SELF",
        "evidence_no": "EV-77",
        "key": "page-1",
    }
    matrix = reverse("compliance:consent-matrix", args=[text.own.pk])
    assert client.post(grants, form)["Location"] == matrix
    shown = " ".join(re.sub(r"<[^>]+>", " ", client.get(matrix).content.decode()).split())
    assert "EV-77" in shown
    assert client.post(grants, {**form, "evidence_no": "", "key": "page-2"}).status_code == 422
    url = reverse("compliance:consent-withdrawals", args=[text.own.pk])
    word = {
        "purpose": "MARKETING",
        "channel": "ANY",
        "collected_via": "CALL",
        "given_by": "SELF",
        "key": "page-3",
    }
    assert client.post(url, word).status_code == 303
    assert set(codes(text, LATER).values()) == {"NO_CONSENT"}
    assert Consent.objects.count() == 2


def test_the_register_of_texts_is_for_compliance(text):
    url = reverse("compliance:consent-texts")
    page = client_of(text, "compliance").get(url).content.decode()
    assert "营销信息授权书" in page
    assert client_of(text, "rm").get(url).status_code == 403
