"""Versions of the checklist: read and written as text, sound, published by two, followed by files of their day on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import make_actor, sign_in
from yinqiao.compliance.diligence import queries, services
from yinqiao.compliance.diligence.models import Checklist, DiligenceFile, FileItem
from yinqiao.compliance.diligence.rules import Document, document_problems
from yinqiao.compliance.diligence.rules.checklists import (
    Flaw,
    Unreadable,
    changes,
    flaw_of,
    read_checklist,
    write_checklist,
)
from yinqiao.compliance.diligence.services import ChecklistTold
from yinqiao.compliance.diligence.tests.factories import fill, make_file, version_of
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, make_customer
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.workflow import services as workflow

DAY = date(2026, 12, 1)
LATER = NOW + timedelta(days=14)
VISIT = """
- home_visit 上门核实记录
  适用 自然人
  说明 上门核实住址的，记录时间与结论
  依据 本行制度：客户尽职调查
"""


@pytest.fixture
def text(db):
    return queries.newest_text()


@pytest.fixture
def people(bank):
    return bank.rm, bank.head, bank.compliance


@pytest.fixture
def second(bank):
    return make_actor("compliance_officer", org=bank.orgs["head"], name="郑合规")


def test_the_version_in_force_is_sound_and_reads_back_what_was_written(text):
    items = read_checklist(text)
    assert len(items) == 21
    assert flaw_of(items) is None
    assert read_checklist(write_checklist(items)) == items


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("适用 自然人", 1),
        ("* identity 证件\n  适用 外星人", 2),
        ("* identity 证件\n  证件 永远", 2),
        ("* identity 证件\n  选项 A 101 一般", 2),
        ("* Identity 证件", 1),
        ("* identity 证件\n  要素 星座", 2),
        ("* identity 证件\n  说明", 2),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line, number):
    with pytest.raises(Unreadable) as caught:
        read_checklist(line)
    assert caught.value.line == number


def test_what_would_weaken_the_checklist_is_refused(text):
    items = list(read_checklist(text))

    def without(drop):
        return flaw_of([item for item in items if not drop(item)])

    assert flaw_of([]) == (Flaw.EMPTY, "")
    assert flaw_of([*items, items[0]]) == (Flaw.CODE, items[0].title)
    assert flaw_of([replace(items[0], parties=()), *items[1:]]) == (Flaw.PARTIES, items[0].title)
    assert flaw_of([replace(items[0], source=""), *items[1:]]) == (Flaw.WORDS, items[0].title)
    assert flaw_of([replace(items[-1], factor="REGION"), *items[:-1]])[0] == Flaw.OPTIONS
    assert without(lambda item: item.factor == "REGION") == (Flaw.FACTORS, "地域")
    assert without(lambda item: item.code == "position") == (Flaw.OFFICIAL, "自然人")
    assert without(lambda item: "TRUST" in item.parties)[0] in {Flaw.NOTHING, Flaw.FACTORS}


def test_what_a_version_changes_is_told_by_item(text):
    before = read_checklist(text)
    after = read_checklist(text.replace("* occupation", "- occupation") + VISIT)
    found = changes(before, [item for item in after if item.code != "address"])
    assert found.added == ("上门核实记录",)
    assert found.removed == ("住所地或经常居住地",)
    assert found.changed == ("职业与工作单位",)


@pytest.mark.parametrize(
    ("ends", "expected"), [(None, {"expires_on": "end_needed"}), (date(2040, 1, 1), {})]
)
def test_where_the_end_has_to_be_told_an_endless_document_is_refused(ends, expected):
    document = Document("E1", "公安局", date(2020, 1, 1), ends)
    assert (
        document_problems(document, needs_document=True, needs_expiry=True, today=TODAY) == expected
    )


def ask(actor, text, *, version="2026-12", day=DAY):
    told = ChecklistTold(version, day, text, "制度 2026-40 号")
    return services.request_checklist(actor=act_as(actor), now=NOW, told=told)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"version": ""}, "version"),
        ({"version": "2026-01"}, "version"),
        ({"day": TODAY - timedelta(days=1)}, "valid_from"),
        ({"text": "* identity"}, "text"),
        ({"text": ""}, "text"),
    ],
)
def test_what_is_wrong_stands_at_its_field(bank, text, changed, field):
    with pytest.raises(InvalidInput) as caught:
        ask(bank.compliance, **{"text": text, **changed})
    assert list(caught.value.fields) == [field]


def test_nobody_but_compliance_asks_and_a_second_person_agrees(bank, text, second):
    with pytest.raises(PermissionRefused):
        ask(bank.head, text)
    approval = ask(bank.compliance, text + VISIT)
    with pytest.raises(workflow.Refused):
        workflow.approve(actor=bank.compliance, now=NOW, approval_id=approval, version=1)
    assert Checklist.objects.count() == 1
    workflow.approve(actor=act_as(second), now=NOW, approval_id=approval, version=1)
    row = Checklist.objects.get(version="2026-12")
    assert (row.valid_from, row.published_by_name, row.items.count()) == (DAY, second.name, 22)
    with pytest.raises(InvalidInput) as caught:
        ask(bank.compliance, text, version="2026-13")
    assert list(caught.value.fields) == ["valid_from"]


def publish(bank, second, text):
    approval = ask(bank.compliance, text)
    workflow.approve(actor=act_as(second), now=NOW, approval_id=approval, version=1)


def test_files_keep_their_version_and_later_ones_follow_the_new_one(bank, people, second, text):
    old = make_file(bank.own, people, state="COLLECTING")
    publish(bank, second, text + VISIT)
    other = make_customer("周明", org=bank.orgs["river"], rm=bank.rm.staff_id)
    third = make_customer("吴静", org=bank.orgs["river"], rm=bank.rm.staff_id)
    before = make_file(other, people, state="COLLECTING")
    after = make_file(third, people, state="COLLECTING", now=LATER)
    versions = dict(DiligenceFile.objects.values_list("pk", "checklist__version"))
    assert versions == {old: "2026-01", before: "2026-01", after: "2026-12"}
    assert FileItem.objects.filter(file_id=after, item__code="home_visit").exists()
    assert not FileItem.objects.filter(file_id=old, item__code="home_visit").exists()


def test_what_may_be_left_out_stops_nothing_until_it_is_sent_back(bank, people, second, text):
    publish(bank, second, text + VISIT)
    file_id = make_file(bank.own, people, state="COLLECTING", now=LATER)
    visit = FileItem.objects.get(file_id=file_id, item__code="home_visit")
    fill(bank.rm, file_id, now=LATER)
    FileItem.objects.filter(pk=visit.pk).update(state="MISSING", given_by_id=None)
    card = queries.file_by_id(actor=bank.rm, file_id=file_id, now=LATER)
    assert (card.missing, card.can_submit) == (0, True)
    services.submit_file(actor=bank.rm, now=LATER, file_id=file_id, version=version_of(file_id))
    check(bank, file_id, {})
    visit.refresh_from_db()
    assert (visit.state, DiligenceFile.objects.get().state) == ("MISSING", "GRADING")
    DiligenceFile.objects.update(state="CHECKING")
    check(bank, file_id, {visit.pk: "须上门核实"})
    act_as(bank.rm)
    assert queries.file_by_id(actor=bank.rm, file_id=file_id, now=LATER).missing == 1
    assert "上门核实记录" in queries.standing_of(customer_id=bank.own.pk, today=TODAY).missing


def check(bank, file_id, returned):
    services.check_file(
        actor=act_as(bank.head),
        now=LATER,
        file_id=file_id,
        version=version_of(file_id),
        returned=returned,
    )


def test_the_pages_show_every_version_and_what_a_request_changes(bank, second, text):
    officer, head = client_of(bank.compliance), client_of(bank.head)
    for name in ("checklists", "checklist-new"):
        assert officer.get(reverse(f"diligence:{name}")).status_code == 200
        assert head.get(reverse(f"diligence:{name}")).status_code == 403
    told = {
        "version": "2026-12",
        "valid_from": "2099-12-01",
        "text": text + "* x",
        "reason": "制度",
    }
    answer = officer.post(reverse("diligence:checklist-new"), told)
    assert (answer.status_code, "无法识别" in answer.content.decode()) == (422, True)
    answer = officer.post(reverse("diligence:checklist-new"), {**told, "text": text + VISIT})
    assert answer.status_code == 303
    request = client_of(second).get(answer["Location"]).content.decode()
    preview = request.split('hx-get="')[1:]
    address = next(part.split('"')[0] for part in preview if "checklists/requests" in part)
    shown = client_of(second).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "上门核实记录" in shown
    first = Checklist.objects.get()
    page = officer.get(reverse("diligence:checklist", args=[first.pk])).content.decode()
    assert [word in page for word in ("有效身份证件", "在用", "信托文件")] == [True, True, True]


def client_of(actor):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client
