"""Relations that staff write down: with customers and with who is none; owners by two people; shares never over the whole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries, rules, services, share_sums
from yinqiao.customers.models import Outsider, Relation
from yinqiao.customers.relation_forms import RelationForm
from yinqiao.customers.rules import Span
from yinqiao.customers.services import (
    OutsiderDetails,
    OutsiderFacts,
    RelationDetails,
    RelationPeriod,
)
from yinqiao.customers.tests.factories import (
    NOW,
    TODAY,
    act_as,
    make_customer,
    make_relation,
    whole_bank,
)
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.crypto import fields
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.i18n import formats
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval

CARD = "11010519491231002X"


@pytest.fixture
def firm(bank):
    own = {"org": bank.orgs["river"], "rm": bank.rm.staff_id}
    bank.firm = make_customer("恒瑞新材料", kind="COMPANY", **own)
    bank.wang = make_customer("王小明", aum="300000.00", **own)
    _people = (bank.rm, bank.head, bank.teller)
    return bank


def details(kind, **told):
    values = {"is_of_customer": True, "told_by": "DOCUMENT", "proof": "章程 2026-18"}
    return RelationDetails(kind=kind, **{**values, **told})


def add(bank, customer, kind, *, actor=None, **told):
    return services.add_relation(
        actor=act_as(actor or bank.rm),
        now=NOW,
        customer_id=customer.pk,
        details=details(kind, **told),
    )


def agree(bank, approval_id, *, decide="approve", now=NOW, **said):
    actor = act_as(bank.head)
    row = approvals.approval_card(actor=actor, approval_id=approval_id, now=now).row
    return getattr(workflow, decide)(
        actor=actor, now=now, approval_id=approval_id, version=row.version, **said
    )


def wrong_of(*args, **told):
    with pytest.raises(InvalidInput) as refused:
        add(*args, **told)
    return sorted(refused.value.fields)


@pytest.mark.parametrize(
    ("kind", "first", "second", "expected"),
    [
        ("SPOUSE", "PERSON", "PERSON", True),
        ("SPOUSE", "COMPANY", "PERSON", False),
        ("SHAREHOLDER", "COMPANY", "COMPANY", True),
        ("SHAREHOLDER", "PERSON", "PERSON", False),
        ("BENEFICIAL_OWNER", "COMPANY", "COMPANY", False),
        ("GROUP_MEMBER", "PERSON", "COMPANY", False),
        ("EMPLOYER", "COMPANY", "PERSON", True),
    ],
)
def test_between_whom_there_is_which_relation(kind, first, second, expected):
    assert rules.may_relate(kind, first=first, second=second) is expected


def test_the_most_that_is_held_on_any_day():
    before, after = date(2026, 6, 30), date(2026, 7, 1)
    others = [Span(Decimal(60), None, before), Span(Decimal(50), after, None)]
    assert rules.most_held(Span(Decimal(40), None, None), others) == 100
    assert rules.most_held(Span(Decimal(40), after, None), others) == 90
    assert rules.most_held(Span(Decimal(40), None, before), []) == 40


def test_a_relative_is_written_down_by_the_manager_changed_and_ended(firm):
    assert add(firm, firm.own, "SPOUSE", other_id=firm.wang.pk, proof="结婚证") is None
    row = Relation.objects.get()
    assert (row.customer_id, row.other_id, row.source, row.proof) == (firm.wang.pk, firm.own.pk, "CRM", "结婚证")  # fmt: skip
    entry = AuditEntry.objects.get(verb="customers.relation-added")
    assert (entry.customer_id, entry.new["kind"]) == (firm.own.pk, "SPOUSE")
    found = queries.ties(actor=firm.rm, customer_id=firm.own.pk, now=NOW)
    (line,) = found.relations
    assert (line.name, line.is_own, line.recorded_by) == ("王小明", True, firm.rm.name)
    assert wrong_of(firm, firm.own, "SPOUSE", other_id=firm.wang.pk) == ["kind"]
    period = RelationPeriod(date(2020, 5, 1), None, "结婚证")
    told = {"now": NOW, "customer_id": firm.own.pk, "relation_id": row.pk}
    services.change_relation(actor=firm.rm, version=1, period=period, **told)
    with pytest.raises(StaleVersion):
        services.change_relation(actor=firm.rm, version=1, period=period, **told)
    services.end_relation(actor=firm.rm, version=2, reason="离婚", is_wrong=False, **told)
    row.refresh_from_db()
    assert (row.valid_from, row.valid_to, row.version) == (date(2020, 5, 1), TODAY, 3)
    assert queries.ties(actor=firm.rm, customer_id=firm.own.pk, now=NOW).relations == ()


def test_a_proof_is_read_by_who_has_the_names_of_both_and_stands_in_no_audit_reason(firm):
    proof = "林婉清与王小明结婚证"
    add(firm, firm.own, "SPOUSE", other_id=firm.wang.pk, proof=proof)
    far = OutsiderDetails("PERSON", "赵外行")
    add(firm, firm.own, "CHILD", outsider=far, proof="赵外行出生证明")

    def read(actor, customer=firm.own):
        found = queries.ties(actor=act_as(actor), customer_id=customer.pk, now=NOW)
        return sorted((row.proof, row.recorded_by) for row in found.relations)

    assert read(firm.rm) == [(proof, firm.rm.name), ("赵外行出生证明", firm.rm.name)]
    assert read(firm.compliance) == [("", "")] * 2
    # The other party belongs to somebody else: her name is not told, nor what would tell it.
    with whole_bank():
        Relation.objects.filter(outsider__isnull=True).update(
            customer_id=firm.own.pk, other_id=firm.foreign.pk
        )
    assert read(firm.rm) == [("", ""), ("赵外行出生证明", firm.rm.name)]
    assert not [row.reason for row in AuditEntry.objects.all() if "王小明" in row.reason]


def test_who_may_not_and_what_is_wrong(firm):
    with pytest.raises(PermissionRefused):
        add(firm, firm.own, "SPOUSE", other_id=firm.wang.pk, actor=firm.teller)
    with pytest.raises(NotFound):
        add(firm, firm.foreign, "SPOUSE", other_id=firm.wang.pk)
    with pytest.raises(NotFound):
        add(firm, firm.own, "SPOUSE", other_id=firm.foreign.pk)
    assert wrong_of(firm, firm.own, "SPOUSE") == ["other_id"]
    assert wrong_of(firm, firm.own, "SPOUSE", other_id=firm.own.pk) == ["other_id"]
    assert wrong_of(firm, firm.own, "SPOUSE", other_id=firm.firm.pk) == ["kind"]
    assert wrong_of(firm, firm.own, "?", told_by="?", proof=" ") == ["kind", "proof", "told_by"]
    assert wrong_of(firm, firm.firm, "SHAREHOLDER", other_id=firm.wang.pk) == ["percent"]
    ends = {"valid_from": TODAY, "last_on": date(2020, 1, 1)}
    assert wrong_of(firm, firm.own, "SPOUSE", other_id=firm.wang.pk, **ends) == ["last_on"]
    told = make_relation(firm.wang, firm.own, kind="SPOUSE")
    with pytest.raises(InvalidInput):
        services.end_relation(actor=act_as(firm.rm), now=NOW, customer_id=firm.own.pk, relation_id=told.pk, version=1, reason="误录", is_wrong=True)  # fmt: skip
    assert Relation.objects.count() == 1


def test_a_shareholder_waits_for_a_second_person_and_shares_never_exceed_the_whole(firm):
    far = make_customer("赵远", org=firm.orgs["hill"])
    make_relation(far, firm.firm, kind="SHAREHOLDER", percent="50")
    over = {"other_id": firm.wang.pk, "percent": Decimal("50.01")}
    assert wrong_of(firm, firm.firm, "SHAREHOLDER", **over) == ["percent"]
    first = add(firm, firm.firm, "SHAREHOLDER", other_id=firm.wang.pk, percent=Decimal(30))
    second = add(firm, firm.firm, "SHAREHOLDER", other_id=firm.own.pk, percent=Decimal(30))
    assert not Relation.objects.filter(source="CRM").exists()
    agree(firm, first)
    with pytest.raises(InvalidInput):
        agree(firm, second)
    row = Relation.objects.get(source="CRM")
    assert (row.customer_id, row.percent, row.recorded_by_name) == (firm.wang.pk, 30, firm.rm.name)
    end = services.end_relation(actor=act_as(firm.rm), now=NOW, customer_id=firm.firm.pk, relation_id=row.pk, version=1, reason="已转让", is_wrong=False)  # fmt: skip
    row.refresh_from_db()
    assert row.valid_to is None
    agree(firm, end)
    row.refresh_from_db()
    assert row.valid_to == TODAY
    agree(firm, second)
    # The other way: the customer holds a company.
    other = add(firm, firm.wang, "SHAREHOLDER", is_of_customer=False, other_id=firm.firm.pk, percent=Decimal(10), valid_from=date(2030, 1, 1))  # fmt: skip
    agree(firm, other)
    assert Relation.objects.filter(customer=firm.wang, other=firm.firm).count() == 2


@pytest.mark.parametrize("kind", ["MANAGER", "LEGAL_REPRESENTATIVE"])
def test_who_leads_a_company_waits_for_a_second_person_too(firm, kind):
    asked = add(firm, firm.firm, kind, other_id=firm.wang.pk)
    assert not Relation.objects.exists()
    agree(firm, asked)
    assert Relation.objects.get().kind == kind


def test_an_end_that_was_agreed_to_late_is_that_of_the_day_it_was_asked_for(firm):
    told = {"other_id": firm.wang.pk, "percent": Decimal(10)}
    kinds = {"SHAREHOLDER": TODAY + timedelta(days=1), "VOTING_RIGHTS": None}
    for kind, last_on in kinds.items():
        agree(firm, add(firm, firm.firm, kind, last_on=last_on, **told))
    asked = [
        services.end_relation(actor=act_as(firm.rm), now=NOW, customer_id=firm.firm.pk, relation_id=row.pk, version=1, reason="已转让", is_wrong=False)
        for row in Relation.objects.order_by("kind")
    ]  # fmt: skip
    for approval_id in asked:
        agree(firm, approval_id, now=NOW + timedelta(days=1))
    assert list(Relation.objects.values_list("valid_to", flat=True)) == [TODAY, TODAY]


def test_an_end_lengthens_no_relation(firm):
    told = {"other_id": firm.wang.pk, "valid_from": date(2020, 1, 1), "last_on": date(2021, 12, 31)}
    add(firm, firm.own, "SPOUSE", **told)
    row = Relation.objects.get()
    services.end_relation(actor=act_as(firm.rm), now=NOW, customer_id=firm.own.pk, relation_id=row.pk, version=1, reason="离婚", is_wrong=False)  # fmt: skip
    row.refresh_from_db()
    assert row.valid_to == date(2022, 1, 1)


def test_the_second_person_reads_what_is_asked_for(firm, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def asked(approval_id, actor=firm.head):
        act_as(actor)
        card = approvals.approval_card(actor=actor, approval_id=approval_id, now=NOW)
        client = Client()
        sign_in(client, get_user_model().objects.get(pk=actor.user_id))
        answer = client.get(card.preview_url)
        return answer.content.decode() if answer.status_code == 200 else answer.status_code

    zhao = OutsiderDetails("PERSON", "赵外行")
    told = {"percent": Decimal("30.5"), "valid_from": date(2020, 1, 1), "last_on": date(2030, 6, 30)}  # fmt: skip
    first = add(firm, firm.firm, "SHAREHOLDER", other_id=firm.wang.pk, **told)
    second = add(firm, firm.firm, "ACTUAL_CONTROLLER", outsider=zhao)
    page = asked(first)
    for words in ("恒瑞新材料", "的股东：", "王小明", "30.5", "2020-01-01", "2030-06-30", "见凭证"):
        assert words in page
    assert "赵外行" in asked(second)
    agree(firm, first)
    row = Relation.objects.get()
    old = {"now": NOW, "customer_id": firm.firm.pk, "relation_id": row.pk, "version": 1}
    period = RelationPeriod(date(2021, 2, 3), None, "章程")
    page = asked(services.change_relation(actor=act_as(firm.rm), period=period, **old))
    for words in ("王小明", "30.5", "2020-01-01", "2021-02-03"):
        assert words in page
    ends = asked(services.end_relation(actor=act_as(firm.rm), reason="误录", is_wrong=True, **old))
    assert "录入有误" in ends
    assert "王小明" in ends


def test_whoever_retimes_a_share_takes_the_turn_of_the_company_before_the_row(firm):
    """As a merge of the company does; the other way round the two would wait for each other."""
    agree(firm, add(firm, firm.firm, "SHAREHOLDER", other_id=firm.wang.pk, percent=Decimal(40)))
    row = Relation.objects.get()
    period = RelationPeriod(date(2021, 2, 3), None, "章程")
    with CaptureQueriesContext(connection) as asking:
        # From the side of who holds: the merge of the company does not wait for her record.
        asked = services.change_relation(actor=act_as(firm.rm), now=NOW, customer_id=firm.wang.pk, relation_id=row.pk, version=1, period=period)  # fmt: skip
    with CaptureQueriesContext(connection) as agreeing:
        agree(firm, asked)
    for told in (asking, agreeing):
        texts = [query["sql"] for query in told.captured_queries]
        turn = next(at for at, text in enumerate(texts) if f"hashtext('{share_sums.TURN}'), {firm.firm.pk}" in text)  # fmt: skip
        lock = next(at for at, text in enumerate(texts) if 'FROM "customers_relation"' in text and "FOR UPDATE" in text)  # fmt: skip
        assert turn < lock


def test_of_a_customer_outside_the_scope_no_request_is_read(firm, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=firm.head.user_id))
    for pk, status in ((firm.firm.pk, 200), (firm.foreign.pk, 404)):
        assert client.get(reverse("customers:relation-asked", args=[pk])).status_code == status
    address = reverse("customers:relation-asked", args=[firm.firm.pk])
    odd = {"act": "add", "kind": "?", "other_id": "²", "percent": "NaN", "valid_from": "x"}
    assert client.get(address, odd).status_code == 200
    assert client.get(address, {"act": "end", "relation_id": "9" * 19}).status_code == 404


def test_a_party_that_is_no_customer_is_sealed_told_and_let_go_when_refused(firm):
    zhao = OutsiderDetails("PERSON", "赵外行", nationality="CHN", id_type="ID_CARD", id_number=CARD)
    asked = add(firm, firm.firm, "SHAREHOLDER", outsider=zhao, percent=Decimal(40))
    row = Outsider.objects.get()
    assert (row.birth_on, row.sex, row.customer_id) == (date(1949, 12, 31), "F", firm.firm.pk)
    assert fields.decrypt("customers.outsider", row.pk, row.number_token) == CARD
    assert CARD not in f"{row.number_masked} {AuditEntry.objects.values_list('new', flat=True)}"
    agree(firm, asked)
    (line,) = queries.owners(actor=act_as(firm.rm), customer_id=firm.firm.pk, now=NOW)
    assert (line.name, line.kind_label, line.share, line.is_outsider) == ("赵外行", "股东", Decimal("0.4"), True)  # fmt: skip
    (line,) = queries.owners(actor=act_as(firm.compliance), customer_id=firm.firm.pk, now=NOW)
    assert line.name == "赵**"
    more = OutsiderDetails("COMPANY", "远山投资")
    assert wrong_of(firm, firm.firm, "SHAREHOLDER", outsider=more, percent=Decimal(61)) == ["percent"]  # fmt: skip
    refused = add(firm, firm.firm, "SHAREHOLDER", outsider=more, percent=Decimal(60))
    agree(firm, refused, decide="reject", note="无凭证")
    with whole_bank():
        services.refuse_relation(actor=firm.head, now=NOW, approval_id=refused)
        assert list(Outsider.objects.values_list("name", flat=True)) == ["赵外行"]
    bad = OutsiderDetails("?", " ", nationality="C", id_type="ID_CARD", id_number="1")
    assert wrong_of(firm, firm.own, "SPOUSE", outsider=bad) == ["id_number", "name", "nationality", "party_kind"]  # fmt: skip


def test_the_family_is_summed_over_those_whom_the_reader_sees(firm):
    with whole_bank():
        make_relation(firm.wang, firm.own, kind="SPOUSE")
        make_relation(firm.own, firm.foreign, kind="CHILD")
    found = queries.ties(actor=act_as(firm.rm), customer_id=firm.own.pk, now=NOW).family
    own = queries.customer_rows_of(actor=firm.rm, customer_ids=[firm.own.pk, firm.wang.pk], now=NOW)
    total = formats.money(sum(row.aum for row in own.values()), language="zh-hans")
    assert (found.people, found.left_out) == (2, 1)
    assert found.text == total
    # Who sees bands only adds nothing up.
    assert queries.ties(actor=act_as(firm.compliance), customer_id=firm.own.pk, now=NOW).family is None  # fmt: skip


def test_the_pages(firm, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=firm.rm.user_id))
    pk = firm.own.pk
    new = reverse("customers:add-relation", args=[pk])
    assert "对方与客户的关系" in client.get(new).content.decode()
    (hit,) = client.get(reverse("customers:parties"), {"q": firm.wang.customer_no}).json()
    form = {"kind": "SPOUSE", "other_id": hit["value"], "told_by": "CUSTOMER", "proof": "口述", "party_kind": "PERSON", "sex": "U"}  # fmt: skip
    assert client.post(new, form).status_code == 303
    row = Relation.objects.get()
    page = client.get(reverse("customers:ties", args=[pk])).content.decode()
    assert reverse("customers:end-relation", args=[pk, row.pk]) in page
    assert "家庭" in page
    change = reverse("customers:change-relation", args=[pk, row.pk])
    said = {"valid_from": "2020-01-01", "proof": "结婚证", "version": "1"}
    assert client.post(change, said).status_code == 303
    end = reverse("customers:end-relation", args=[pk, row.pk])
    assert client.get(end).status_code == 200
    assert client.post(end, {"how": "wrong", "reason": "误录", "version": "2"}).status_code == 303
    row.refresh_from_db()
    assert row.ended_on == TODAY
    form |= {"kind": "EMPLOYER", "other_id": "", "name": "远山投资", "party_kind": "COMPANY"}
    assert client.post(new, form).status_code == 303
    assert "远山投资" in client.get(reverse("customers:ties", args=[pk])).content.decode()


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ({}, False),
        ({"name": "远山投资"}, True),
        ({"birth_on": "昨天"}, True),
        ({"name": ""}, False),
    ],
)
def test_what_was_typed_of_an_outsider_is_not_folded_away(db, typed, is_open):
    form = RelationForm(QueryDict(urlencode(typed)) if typed else None, chosen=[])
    assert form.is_about_outsider == is_open


def told_of(bank, **given):
    """A related party of 王小明 who is no customer, as far as given; staff may write it down alone."""
    party = OutsiderDetails("PERSON", "赵外行", **given)
    add(bank, bank.wang, "RELATED_PARTY", outsider=party)
    with whole_bank():
        return Outsider.objects.get()


def complete(bank, party, *, version=None, actor=None, **facts):
    return services.complete_outsider(
        actor=act_as(actor or bank.rm),
        now=NOW,
        customer_id=party.customer_id,
        outsider_id=party.pk,
        version=party.version if version is None else version,
        facts=OutsiderFacts(**facts),
    )


def test_what_is_missing_of_a_party_is_filled_in_once_with_a_trace(firm):
    party = told_of(firm, nationality="CHN")
    complete(firm, party, id_type="ID_CARD", id_number=CARD, id_expires_on=date(2030, 1, 1))
    with whole_bank():
        row = Outsider.objects.get()
        assert (row.sex, row.birth_on, row.version) == ("F", date(1949, 12, 31), 2)
        assert fields.decrypt("customers.outsider", row.pk, bytes(row.number_token)) == CARD
        assert row.number_masked == "110***********002X"
    entry = AuditEntry.objects.get(verb="customers.outsider-completed")
    assert entry.customer_id == firm.wang.pk
    assert CARD not in str(entry.__dict__)
    with pytest.raises(InvalidInput):
        complete(firm, row, sex="M")
    with pytest.raises(InvalidInput) as refused:
        complete(firm, row, id_type="ID_CARD", id_number=CARD)
    assert "id_number" in refused.value.fields
    with pytest.raises(StaleVersion):
        complete(firm, party, sex="M")


def owner_of(firm):
    """An owner of the company who is no customer, agreed to by two people."""
    agree(firm, add(firm, firm.firm, "SHAREHOLDER", outsider=OutsiderDetails("PERSON", "赵外行"), percent=Decimal(40)))  # fmt: skip
    with whole_bank():
        return Outsider.objects.get()


def test_the_number_of_an_owner_is_filled_in_by_two_people(firm, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    party = owner_of(firm)
    asked = complete(firm, party, id_type="ID_CARD", id_number=CARD, nationality="CHN")
    with whole_bank():
        assert bytes(Outsider.objects.get().number_index) == b""
        row = approval(asked)
    assert CARD not in f"{row.payload}{row.reason}{row.summary}"
    assert "110***********002X" in row.reason
    assert "19491231" not in row.reason.replace("-", "")
    address = approvals.approval_card(
        actor=act_as(firm.head), approval_id=asked, now=NOW
    ).preview_url
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=firm.head.user_id))
    assert "赵外行" in client.get(address).content.decode()
    agree(firm, asked)
    with whole_bank():
        row = Outsider.objects.get()
        assert (row.birth_on, row.nationality, row.version) == (date(1949, 12, 31), "CHN", 2)
        assert fields.decrypt("customers.outsider", row.pk, bytes(row.number_token)) == CARD


def test_an_owner_that_was_changed_meanwhile_is_asked_about_again(firm):
    party = owner_of(firm)
    asked = complete(firm, party, nationality="CHN")
    # What tells nobody who she is, one person fills in.
    assert complete(firm, party, sex="F") is None
    with pytest.raises(StaleVersion):
        agree(firm, asked)
    with whole_bank():
        assert Outsider.objects.get().nationality == ""


def test_a_party_whose_relation_waits_is_not_completed(firm):
    add(firm, firm.firm, "ACTUAL_CONTROLLER", outsider=OutsiderDetails("PERSON", "赵外行"))
    with whole_bank():
        party = Outsider.objects.get()
    with pytest.raises(InvalidInput):
        complete(firm, party, sex="F")


def test_a_number_of_another_birthday_is_refused(firm):
    party = told_of(firm, birth_on=date(1950, 1, 1))
    with pytest.raises(InvalidInput) as refused:
        complete(firm, party, id_type="ID_CARD", id_number=CARD)
    assert list(refused.value.fields) == ["id_number"]


def test_nobody_completes_beyond_her_scope_or_right(firm):
    party = told_of(firm)
    with pytest.raises(NotFound):
        complete(firm, party, actor=firm.other_rm, sex="F")
    with pytest.raises(PermissionRefused):
        complete(firm, party, actor=firm.teller, sex="F")
    with whole_bank():
        assert Outsider.objects.get().sex == "U"


def test_a_party_that_a_file_told_of_is_the_banks_own_once_completed(firm):
    party = told_of(firm)
    with whole_bank():
        Outsider.objects.update(source="CORE", source_key="from-a-file")
    complete(firm, party, sex="F")
    with whole_bank():
        assert Outsider.objects.get().source == rules.CRM


def test_the_dialog_asks_for_what_is_missing_alone(firm):
    party = told_of(firm, nationality="CHN", sex="F")
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=firm.rm.user_id))
    url = reverse("customers:complete-outsider", args=[firm.wang.pk, party.pk])
    page = client.get(url).content.decode()
    assert 'name="birth_on"' in page
    assert 'name="sex"' not in page
    panel = client.get(reverse("customers:ties", args=[firm.wang.pk])).content.decode()
    assert url in panel
    answer = client.post(url, {"version": party.version, "birth_on": "1949-12-31"})
    assert answer.status_code == 303
    with whole_bank():
        assert Outsider.objects.get().birth_on == date(1949, 12, 31)
    act_as(firm.rm)
    assert queries.gaps_of(actor=firm.rm, customer_id=firm.wang.pk, outsider_id=party.pk).lacks == ("id_type", "id_number", "id_expires_on")  # fmt: skip
