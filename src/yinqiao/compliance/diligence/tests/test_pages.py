"""The pages of due diligence, through the client."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.diligence.models import DiligenceFile, FileItem, FoundDifference
from yinqiao.compliance.diligence.services import compare_all
from yinqiao.compliance.diligence.tests.factories import make_file, version_of
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.customers.choices import RelationKind
from yinqiao.customers.tests.factories import NOW, make_customer, make_relation, whole_bank

PDF = b"%PDF-1.7\n" + b"deed " * 50
FRAGMENT = {"HX-Request": "true"}
BEHIND = ("洗钱", "规则建议", "强化尽职调查", "风险等级", "重新评级", "待合规评级")


@pytest.fixture
def people(bank):
    return bank.rm, bank.head, bank.compliance


def as_(actor):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def text(client, name, *args, **query):
    answer = client.get(reverse(f"diligence:{name}", args=args), query, headers=FRAGMENT)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_a_manager_opens_and_fills_a_file_and_a_head_checks_it(bank, people):
    rm, head = as_(bank.rm), as_(bank.head)
    assert "尚未建立尽职调查档案" in text(rm, "panel", bank.own.pk)
    answer = rm.post(reverse("diligence:file-new", args=[bank.own.pk]), {"party_type": "PERSON"})
    assert (answer.status_code, "diligence.panel" in answer["Location"]) == (303, True)
    with whole_bank():
        item = FileItem.objects.get(item__code="identity")
        file_id = item.file_id
    url = reverse("diligence:item", args=[item.pk])
    assert "核对本人与证件" in rm.get(url).content.decode()
    told = {"number": "E12345678", "issuer": "公安局", "issued_on": "2020-01-01", "expires_on": "2019-01-01", "version": 1}  # fmt: skip
    answer = rm.post(url, told)
    assert (answer.status_code, "有效期不得早于签发日期" in answer.content.decode()) == (422, True)
    copy = SimpleUploadedFile("护照.pdf", PDF, content_type="application/pdf")
    answer = rm.post(url, {**told, "expires_on": "2040-01-01", "copy": copy})
    assert answer.status_code == 303
    answer = head.post(url, {**told, "issuer": "出入境管理局", "expires_on": "2040-01-01"})
    page = answer.content.decode()
    assert (answer.status_code, "公安局" in page, "出入境管理局" in page) == (409, True, True)
    panel = text(rm, "panel", bank.own.pk)
    assert "E****78" in panel
    assert "E12345678" not in panel
    with whole_bank():
        assert Evidence.objects.get().sha256
    told = {"version": version_of(file_id)}
    assert rm.post(reverse("diligence:submissions", args=[file_id]), told).status_code == 422


def test_what_managers_see_of_a_file_at_compliance_says_nothing_of_the_grade(bank, people):
    file_id = make_file(bank.own, people, state="GRADING")
    panel = text(as_(bank.rm), "panel", bank.own.pk)
    assert "业务审核中" in panel
    assert [word for word in BEHIND if word in panel] == []
    officer = as_(bank.compliance)
    page = officer.get(reverse("diligence:grades", args=[file_id])).content.decode()
    assert ["柜面或上门面见" in page, "规则建议" in page] == [True, True]
    for client in (as_(bank.rm), as_(bank.head)):
        assert client.get(reverse("diligence:grades", args=[file_id])).status_code == 403
    answer = officer.post(reverse("diligence:grades", args=[file_id]), {"grade": "MEDIUM", "reason": "行业偏高", "version": version_of(file_id)})  # fmt: skip
    assert answer.status_code == 303
    panel = text(officer, "panel", bank.own.pk)
    assert "行业偏高" in panel
    for client in (as_(bank.rm), as_(bank.head)):
        panel = text(client, "panel", bank.own.pk)
        assert [word for word in (*BEHIND, "行业偏高", "2028-11-22") if word in panel] == []


def test_a_checked_file_goes_to_compliance_and_a_noted_one_back(bank, people):
    file_id = make_file(bank.own, people, state="CHECKING")
    head = as_(bank.head)
    with whole_bank():
        item = FileItem.objects.get(file_id=file_id, item__code="address")
    url = reverse("diligence:checks", args=[file_id])
    assert "有效身份证件" in head.get(url).content.decode()
    answer = head.post(url, {f"return-{item.pk}": "住址不全", "version": version_of(file_id)})
    assert answer.status_code == 303
    assert "住址不全" in text(as_(bank.rm), "panel", bank.own.pk)
    assert as_(bank.rm).get(url).status_code == 403
    assert head.get(reverse("diligence:checks", args=[file_id + 1])).status_code == 404


def test_board_list_and_differences(bank, people):
    firm = make_customer("恒瑞新材料", kind="COMPANY", org=bank.orgs["river"], rm=bank.rm.staff_id)
    make_file(firm, people, state="COLLECTING", party_type="COMPANY")
    make_relation(bank.own, firm, kind=RelationKind.SHAREHOLDER, percent="51")
    compare_all(now=NOW)
    head, officer = as_(bank.head), as_(bank.compliance)
    board = text(head, "board")
    assert f"org_id={firm.org_id}&amp;state=COLLECTING" in board
    assert "按风险等级" not in board
    assert "按风险等级" in text(officer, "board")
    assert "恒瑞新材料" in text(head, "files", filter=1, org_id=firm.org_id, state="COLLECTING")
    assert "恒瑞新材料" not in text(as_(bank.other_head), "files")
    assert "恒瑞新材料" in text(head, "differences")
    with whole_bank():
        (row,) = FoundDifference.objects.all()
    url = reverse("diligence:owner-new", args=[firm.pk])
    assert bank.own.name[0] in head.get(url).content.decode()
    told = {"owner_id": bank.own.pk, "basis": "SHARES", "evidence_no": "章程", "checked_on": "2026-11-20"}  # fmt: skip
    assert head.post(url, told).status_code == 303
    assert "51%" in text(head, "panel", firm.pk)
    with whole_bank():
        assert FoundDifference.objects.get(pk=row.pk).settled_by_name == "比对一致"
        assert DiligenceFile.objects.get().state == "COLLECTING"
    told = {"action": "NO_MATTER", "note": "无需处理"}
    assert officer.post(reverse("diligence:difference", args=[row.pk]), told).status_code == 404
