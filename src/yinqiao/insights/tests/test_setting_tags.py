"""Manual tags: who may set and end which, until when; nothing of a rule is touched by hand; the dictionary is kept."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.customers.tests.factories import NOW, Bank, act_as
from yinqiao.insights import queries, rules, services
from yinqiao.insights.models import CustomerTag, Tag
from yinqiao.platform import kept
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.parameters import queries as values

TODAY = date(2026, 11, 22)
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def bank(db, settings, tmp_path):
    forget()
    values.forget()
    settings.STATIC_ROOT = tmp_path
    return Bank()


def setting(bank, code="LIQUIDITY", who="rm", **values):
    actor = act_as(getattr(bank, who))
    return services.set_tag(actor=actor, now=NOW, customer_id=bank.own.pk, code=code, **values)


def borne(bank, who="rm", as_of=None, now=NOW):
    actor = act_as(getattr(bank, who))
    found = queries.tags_of(actor=actor, customer_id=bank.own.pk, now=now, as_of=as_of)
    return [(chip.name, chip.ends_on, chip.set_by, chip.can_end) for chip in found]


def test_a_manager_sets_a_tag_that_ends_by_its_dictionary(bank):
    setting(bank)
    assert borne(bank) == [("重视流动性", TODAY + timedelta(days=365), "陈思远", True)]
    entry = AuditEntry.objects.get(verb="insights.tag-set")
    assert (entry.customer_id, entry.new["tag"]) == (bank.own.pk, "LIQUIDITY")


def test_an_earlier_end_is_kept_and_the_day_itself_is_without(bank):
    setting(bank, until=TODAY + timedelta(days=10))
    assert borne(bank, now=NOW + timedelta(days=9)) != []
    assert borne(bank, now=NOW + timedelta(days=10)) == []
    assert [
        past.name
        for past in queries.past_tags(
            actor=bank.rm, customer_id=bank.own.pk, now=NOW + timedelta(days=10)
        )
    ] == ["重视流动性"]


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=366)])
def test_an_end_before_tomorrow_or_after_the_dictionarys_is_refused(bank, until):
    with pytest.raises(InvalidInput):
        setting(bank, until=until)
    assert CustomerTag.objects.count() == 0


def test_the_same_tag_twice_is_refused_and_so_is_one_too_many(bank, monkeypatch):
    setting(bank)
    with pytest.raises(InvalidInput, match="已有此标签"):
        setting(bank)
    monkeypatch.setattr(services.tags.parameters, "integer", lambda *_a, **_k: 1)
    with pytest.raises(InvalidInput, match="最多 1 个"):
        setting(bank, "OVERSEAS")
    assert CustomerTag.objects.count() == 1


@pytest.mark.parametrize("code", ["NO_SUCH_TAG", ""])
def test_only_what_the_dictionary_offers_can_be_set(bank, code):
    with pytest.raises(InvalidInput):
        setting(bank, code)


def test_others_than_the_team_set_only_what_is_open_to_them(bank):
    with pytest.raises(services.TagNotYours):
        setting(bank, who="agent")
    setting(bank, "COMPLAINED", who="agent")
    offered = queries.tag_choices(actor=act_as(bank.agent), customer_id=bank.own.pk, now=NOW)
    assert {tag.code for tag in offered} == {"ELDERLY_CARE"}


def test_a_tag_of_a_rule_is_never_touched_by_hand(bank):
    tag = Tag.objects.create(
        code="RULE1",
        name="到期敏感",
        kind="RULE",
        source="CORE",
        source_key="RULE1",
        known_from=NOW,
    )
    row = CustomerTag.objects.create(
        customer=bank.own, tag=tag, since=TODAY, source="CORE", source_key="r", known_from=NOW
    )
    with pytest.raises(services.TagNotYours):
        setting(bank, "RULE1")
    with pytest.raises(services.TagNotYours):
        services.end_tag(actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, row_id=row.pk)
    assert borne(bank) == [("到期敏感", None, "", False)]


def test_an_ended_tag_stays_in_the_history_with_who_ended_it(bank):
    row = setting(bank)
    later = NOW + timedelta(days=2)
    services.end_tag(
        actor=act_as(bank.rm), now=later, customer_id=bank.own.pk, row_id=row, reason="已改变"
    )
    assert borne(bank, now=later) == []
    assert [
        (past.set_by, past.ended_by)
        for past in queries.past_tags(actor=bank.rm, customer_id=bank.own.pk, now=later)
    ] == [("陈思远", "陈思远")]
    assert [name for name, *_rest in borne(bank, as_of=NOW + timedelta(days=1), now=later)] == [
        "重视流动性"
    ]
    with pytest.raises(NotFound):
        services.end_tag(actor=bank.rm, now=later, customer_id=bank.own.pk, row_id=row)
    services.set_tag(actor=bank.rm, now=later, customer_id=bank.own.pk, code="LIQUIDITY")
    assert len(borne(bank, now=later)) == 1


def test_without_the_permission_or_the_customer_nothing_is_set(bank):
    with pytest.raises(PermissionRefused):
        setting(bank, "COMPLAINED", who="compliance")
    with pytest.raises(NotFound):
        services.set_tag(
            actor=act_as(bank.rm), now=NOW, customer_id=bank.foreign.pk, code="LIQUIDITY"
        )
    assert CustomerTag.objects.count() == 0


def test_the_desk_sets_ends_and_tells_the_panel(bank):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("insights:tag-desk", args=[bank.own.pk])
    assert "重视流动性" in client.get(url, headers=FRAGMENT).content.decode()
    refused = client.post(url, {"code": "", "last_day": ""}, headers=FRAGMENT)
    assert (refused.status_code, "HX-Trigger" in refused.headers) == (422, False)
    done = client.post(url, {"code": "LIQUIDITY", "last_day": ""}, headers=FRAGMENT)
    assert (done.status_code, done.headers["HX-Trigger"]) == (200, "tags-changed")
    row = CustomerTag.objects.get()
    ended = client.post(reverse("insights:tag-ends", args=[bank.own.pk, row.pk]), headers=FRAGMENT)
    assert (ended.status_code, "历史标签" in ended.content.decode()) == (200, True)


def test_many_tags_cost_no_more_queries(bank):
    actor = act_as(bank.rm)
    setting(bank)

    def count():
        kept.warm_all(seconds=120)
        with CaptureQueriesContext(connection) as seen:
            queries.tags_of(actor=actor, customer_id=bank.own.pk, now=NOW)
            queries.past_tags(actor=actor, customer_id=bank.own.pk, now=NOW)
        return len(seen)

    few = count()
    for code in ("OVERSEAS", "HOME_BUYING", "RETIRING"):
        setting(bank, code)
    assert count() == few


WORDS = services.TagWords(name="代发骨干", owner="公司金融部", setters="TEAM", valid_days=90)


@pytest.fixture
def steward(bank):
    return act_as(bank._person("data_steward", "head", "郭数据"))


def test_the_dictionary_is_added_to_changed_and_retired(bank, steward):
    pk = services.define_tag(actor=steward, now=NOW, code="PAYROLL_KEY", words=WORDS)
    changed = services.TagWords(name="代发骨干", owner="零售金融部", setters="SCOPE")
    services.change_tag(actor=steward, now=NOW, code="PAYROLL_KEY", version=1, words=changed)
    with pytest.raises(StaleVersion):
        services.retire_tag(actor=steward, now=NOW, code="PAYROLL_KEY", version=1)
    services.retire_tag(actor=steward, now=NOW, code="PAYROLL_KEY", version=2)
    found = next(entry for entry in queries.dictionary(actor=steward) if entry.id == pk)
    assert (found.owner, found.valid_days, found.is_offered, found.can_edit) == (
        "零售金融部",
        None,
        False,
        False,
    )
    entry = AuditEntry.objects.get(verb="insights.tag-changed")
    assert entry.new == {"owner": "零售金融部", "setters": "SCOPE", "valid_days": None}


@pytest.mark.parametrize("code", ["LIQUIDITY", "lower", "X", "A B"])
def test_a_code_is_free_and_well_formed(bank, steward, code):
    with pytest.raises(InvalidInput):
        services.define_tag(actor=steward, now=NOW, code=code, words=WORDS)


def test_managers_read_no_dictionary_desk(bank):
    with pytest.raises(PermissionRefused):
        queries.dictionary(actor=act_as(bank.rm))


@pytest.mark.parametrize(
    ("setters", "kind", "in_team", "expected"),
    [
        ("TEAM", "MANUAL", True, True),
        ("TEAM", "MANUAL", False, False),
        ("SCOPE", "MANUAL", False, True),
        ("SCOPE", "RULE", True, False),
    ],
)
def test_who_may_set(setters, kind, in_team, expected):
    assert rules.may_set(setters, kind=kind, in_team=in_team) is expected
