"""The pages: what each role opens, that nothing leaves unmasked, and what a page costs."""

import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.pages.browsing import FRAGMENT, PANELS, as_
from yinqiao.customers.models import (
    ContactPoint,
    CorrectionRequest,
    Customer,
    Export,
    Reveal,
)
from yinqiao.customers.tests.factories import (
    act_as,
    make_customer,
)
from yinqiao.customers.tests.opening import password_of
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.files.tests.opening import open_with
from yinqiao.platform.jobs.inline import run_waiting
from yinqiao.platform.ui.models import SavedView
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval as approval_row

CANARIES = (
    "13800001234",
    "11010519491231002X",
    "五四路",
    "6217000000009999",
    "6217000000000000012",
    "顾长风",
    "13900005678",
)


def page(client, name, *args, data=None, **headers):
    answer = client.get(reverse(name, args=args), data or {}, headers=headers)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("who", ["rm", "head", "president", "agent", "compliance"])
def test_no_page_of_any_role_holds_a_number_or_a_foreign_name(full, who):
    actor = getattr(full, who)
    client = as_(actor)
    bodies = [page(client, "customers:list"), page(client, "customers:detail", full.own.pk)]
    bodies += [page(client, name, full.own.pk, **FRAGMENT) for name in PANELS]
    canaries = CANARIES if who in {"rm", "head"} else (*CANARIES[:-2], CANARIES[-1])
    for status, body in bodies:
        assert status in {200, 403}
        assert [canary for canary in canaries if canary in body] == []


@pytest.mark.parametrize(
    ("who", "is_full"),
    [("rm", True), ("head", True), ("president", False), ("agent", False), ("compliance", False)],
)
def test_the_name_stands_in_full_for_team_and_cleared_readers_only(full, who, is_full):
    client = as_(getattr(full, who))
    bodies = [page(client, "customers:list")[1], page(client, "customers:detail", full.own.pk)[1]]
    bodies += [page(client, name, full.own.pk, **FRAGMENT)[1] for name in PANELS]
    assert any("林婉清" in body for body in bodies) is is_full
    assert any("婉卿" in body for body in bodies) is False


@pytest.mark.parametrize(
    "name",
    [
        "customers:detail",
        *PANELS,
        "customers:edit",
        "customers:add-contact",
        "customers:add-address",
        "customers:correction",
    ],
)
def test_a_foreign_customer_is_404_on_every_page(bank, name):
    client = as_(bank.rm)
    foreign, absent = page(client, name, bank.foreign.pk), page(client, name, 987_654)
    assert (foreign[0], absent[0]) == (404, 404)
    assert bank.foreign.customer_no not in foreign[1]


@pytest.mark.parametrize("who", ["teller", "rm"])
def test_nobody_opens_what_her_role_does_not_list(bank, who):
    allowed = {"teller": {"customers:find"}, "rm": {"customers:list", "customers:detail"}}[who]
    client = as_(getattr(bank, who))
    for name, args in (
        ("customers:list", ()),
        ("customers:detail", (bank.own.pk,)),
        ("customers:find", ()),
    ):
        assert (page(client, name, *args)[0] == 200) is (name in allowed)


def test_the_list_shows_ones_own_and_filters_by_the_url(bank):
    make_customer("王五", org=bank.orgs["river"], rm=bank.rm.staff_id, city="厦门市")
    client = as_(bank.rm)
    body = page(client, "customers:list", data={"city": "厦门市", "filter": "1"})[1]
    assert ("王五" in body, "林婉清" in body, "顾长风" in body) == (True, False, False)


def test_a_phone_number_in_the_address_of_a_list_finds_nothing_and_says_where_to_search(bank):
    body = page(as_(bank.rm), "customers:list", data={"q": "13800001234"})[1]
    assert "林婉清" not in body
    assert 'class="c-note w"' in body


@pytest.mark.parametrize("who", ["agent", "compliance"])
def test_the_columns_of_the_address_show_no_more_than_the_masked_row(bank, who):
    client = as_(getattr(bank, who))
    asked = {
        "columns": ["name", "aum", "lum", "month_average", "sort_key", "birth_on", "phone_masked"]
    }
    plain, smuggled = (
        page(client, "customers:list")[1],
        page(client, "customers:list", data=asked)[1],
    )
    rows = [body.split("<tbody>")[1].split("</tbody>")[0] for body in (plain, smuggled)]
    assert rows[0] == rows[1]
    assert "地址中有您不可用的列，已略去。" in smuggled
    offered = page(client, "customers:list", data={"columns": ["aum_text", "lum_text"]})[1]
    assert "600 万以上" in offered
    for body in (smuggled, offered):
        assert [
            text for text in (*CANARIES, "林婉清", "1,286.4", "12,864,000") if text in body
        ] == []


def test_a_manager_chooses_and_saves_her_columns_and_filters(bank):
    client = as_(bank.rm)
    query = "columns=lum&columns=city&tier=PRIVATE"
    new = f"{reverse('ui:view-new')}?page=customers%3Alist&query={quote(query)}"
    saved = client.post(new, {"name": "私行负债"}, headers=FRAGMENT)
    assert saved.headers["HX-Redirect"] == f"{reverse('customers:list')}?{query}"
    body = client.get(saved.headers["HX-Redirect"]).content.decode()
    heads = re.findall(r"<th scope=\"col\".*?</th>", body)
    assert len(heads) == 3
    assert ("林婉清" in body, "<span>私行负债</span>" in body) == (True, True)
    assert "私行负债" not in page(as_(bank.other_rm), "customers:list")[1]


def test_a_search_for_a_number_is_refused_as_a_view(bank):
    client = as_(bank.rm)
    new = f"{reverse('ui:view-new')}?page=customers%3Alist&query=q%3D13800001234"
    refused = client.post(new, {"name": "x"}, headers=FRAGMENT)
    assert refused.status_code == 422
    assert "按手机号、证件号或账号的搜索不能保存。" in refused.content.decode()
    assert SavedView.objects.count() == 0


def test_the_palette_finds_by_number_and_answers_neutrally(bank):
    client = as_(bank.rm)
    found = client.post(reverse("ui:palette"), {"q": "13800001234"}).content.decode()
    assert reverse("customers:detail", args=[bank.own.pk]) in found
    foreign = client.post(reverse("ui:palette"), {"q": "13900005678"}).content.decode()
    absent = client.post(reverse("ui:palette"), {"q": "13900005679"}).content.decode()
    assert foreign == absent
    assert reverse("customers:access") in foreign


def test_the_page_opens_on_the_overview_and_loads_each_tab_from_its_owner(full):
    client = as_(full.rm)
    body = page(client, "customers:detail", full.own.pk)[1]
    for name in (
        "customers:summary",
        "customers:ties-summary",
        "holdings:summary",
        "compliance:summary",
        "compliance:grade",
        "insights:head",
        "interactions:story",
    ):
        assert f'hx-get="{reverse(name, args=[full.own.pk])}"' in body
    tab = page(
        as_(full.head),
        "customers:detail",
        full.own.pk,
        data={"tab": "holdings.panel", "as_of": "2026-11-01"},
    )[1]
    assert f'hx-get="{reverse("holdings:panel", args=[full.own.pk])}?as_of=2026-11-01"' in tab


def test_opening_a_customer_is_kept_in_the_audit_once_a_page(full):
    client = as_(full.rm)
    page(client, "customers:detail", full.own.pk)
    page(client, "customers:detail", full.own.pk, data={"tab": "customers.reach"}, **FRAGMENT)
    assert AuditEntry.objects.filter(verb="customers.opened", customer_id=full.own.pk).count() == 1


def test_a_bad_day_is_told_at_once(full):
    assert (
        page(as_(full.head), "customers:profile", full.own.pk, data={"as_of": "gestern"})[0] == 422
    )


def test_a_number_is_shown_in_the_answer_to_a_reason_only(full):
    client = as_(full.rm)
    url = reverse("customers:reveal-contact", args=[full.own.pk, full.phone.pk])
    assert "13800001234" not in client.get(url, headers=FRAGMENT).content.decode()
    refused = client.post(url, {"reason": ""}, headers=FRAGMENT)
    assert (refused.status_code, "13800001234" in refused.content.decode()) == (422, False)
    shown = client.post(url, {"reason": "客户来电核对", "linked_item": "T-1"}, headers=FRAGMENT)
    assert (shown.status_code, "13800001234" in shown.content.decode()) == (200, True)
    assert shown.headers["Cache-Control"] == "no-store"
    act_as(full.rm)
    assert Reveal.objects.count() == 1


def test_a_certificate_is_asked_for_approved_and_shown(full):
    client = as_(full.rm)
    url = reverse("customers:reveal-identification", args=[full.own.pk, full.certificate.pk])
    assert client.post(url, {"reason": "核对证件"}, headers=FRAGMENT).status_code == 200
    approval = approval_row(kind="customers.reveal")
    assert "11010519491231002X" not in client.get(url, headers=FRAGMENT).content.decode()
    workflow.approve(actor=full.head, now=clock.now(), approval_id=approval.pk, version=1)
    assert "11010519491231002X" in client.post(url, headers=FRAGMENT).content.decode()


def test_an_account_number_is_asked_for(full):
    client = as_(full.rm)
    url = reverse("holdings:reveal-account", args=[full.own.pk, full.account.pk])
    answer = client.post(url, {"reason": "核对账号"}, headers=FRAGMENT)
    assert (answer.status_code, "6217000000009999" in answer.content.decode()) == (200, False)


def test_own_fields_are_saved_and_a_second_saver_sees_what_differs(full):
    client = as_(full.rm)
    url = reverse("customers:edit", args=[full.own.pk])
    form = {
        "version": "2",
        "nickname": "林总",
        "occupation": "LEADER",
        "remark": "电话 13912345678",
    }
    assert client.post(url, form).status_code == 303
    act_as(full.rm)
    saved = Customer.objects.get(pk=full.own.pk)
    assert (saved.version, saved.attributes["remark"]) == (3, "电话 139****5678")
    late = client.post(url, {**form, "nickname": "林女士"})
    assert late.status_code == 409
    assert all(text in late.content.decode() for text in ("林总", "林女士", "陈思远", 'value="3"'))


def test_fields_that_are_not_on_the_form_are_ignored(full):
    client = as_(full.rm)
    client.post(
        reverse("customers:edit", args=[full.own.pk]),
        {"version": "2", "nickname": "x", "name": "黑客", "main_rm_id": "1", "org_id": "1"},
    )
    act_as(full.rm)
    assert Customer.objects.get(pk=full.own.pk).name == "林婉清"


def test_a_contact_is_added_edited_and_ended(full):
    client = as_(full.rm)
    bad = client.post(
        reverse("customers:add-contact", args=[full.own.pk]), {"usage": "MOBILE", "value": "139"}
    )
    assert (bad.status_code, 'aria-invalid="true"' in bad.content.decode()) == (422, True)
    assert (
        client.post(
            reverse("customers:add-contact", args=[full.own.pk]),
            {"usage": "MOBILE", "value": "13911112222"},
        ).status_code
        == 303
    )
    act_as(full.rm)
    row = ContactPoint.objects.get(source="CRM")
    edit = reverse("customers:edit-contact", args=[full.own.pk, row.pk])
    assert "13911112222" not in client.get(edit).content.decode()
    assert (
        client.post(
            edit, {"usage": "MOBILE", "value": "", "is_do_not_disturb": "on", "version": "1"}
        ).status_code
        == 303
    )
    end = reverse("customers:end-contact", args=[full.own.pk, row.pk])
    assert client.post(end, {"reason": "空号", "version": "2"}, headers=FRAGMENT).status_code == 204
    act_as(full.rm)
    assert ContactPoint.objects.get(pk=row.pk).ended_on is not None


def test_an_address_is_added_edited_and_ended(full):
    client = as_(full.rm)
    form = {
        "kind": "WORK",
        "province": "福建省",
        "city": "福州市",
        "district": "台江区",
        "street": "五一路 9 号",
    }
    assert (
        client.post(reverse("customers:add-address", args=[full.own.pk]), form).status_code == 303
    )
    act_as(full.rm)
    row = full.own.addresses.get(source="CRM")
    edit = reverse("customers:edit-address", args=[full.own.pk, row.pk])
    assert "五一路" not in client.get(edit).content.decode()
    assert client.post(edit, {**form, "street": "五一路 10 号", "version": "1"}).status_code == 303
    assert (
        client.post(
            reverse("customers:end-address", args=[full.own.pk, row.pk]),
            {"reason": "搬家", "version": "2"},
        ).status_code
        == 303
    )


def test_a_correction_is_asked_for_from_the_lock_and_answered_by_another(full):
    client = as_(full.rm)
    url = f"{reverse('customers:correction', args=[full.own.pk])}?field=birth_on"
    assert client.get(url).status_code == 200
    assert client.post(url, {"proposed": "1980-03-15", "reason": "见身份证原件"}).status_code == 303
    act_as(full.rm)
    row = CorrectionRequest.objects.get(field="birth_on")
    answer = reverse("customers:correction-answers", args=[row.pk])
    assert client.post(answer, {"version": "1", "step": "confirm"}).status_code == 403
    assert page(as_(full.head), "customers:corrections")[0] == 200
    steward = as_(full.steward)
    assert page(steward, "customers:correction-desk")[0] == 200
    assert steward.post(answer, {"version": "1", "step": "refuse", "note": ""}).status_code == 422
    assert steward.post(answer, {"version": "1", "step": "confirm"}).status_code == 303


def test_an_export_is_asked_for_written_and_fetched_by_its_owner_only(full):
    client = as_(full.rm)
    url = f"{reverse('customers:export')}?tier=PRIVATE"
    assert client.get(url).status_code == 200
    assert client.post(url, {"file_format": "csv", "reason": "季度走访"}).status_code == 303
    run_waiting(names=frozenset({"customers.write_export"}))
    export = Export.objects.get()
    assert export.filters == {"tier": "PRIVATE"}
    file = reverse("customers:export-file", args=[export.pk])
    assert file in page(client, "customers:exports")[1]
    answer = client.get(file)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert f"customers-{export.pk}.zip" in answer.headers["Content-Disposition"]
    body = b"".join(answer.streaming_content)
    assert full.own.customer_no.encode() in open_with(body, shown_password(full, client, export))
    assert as_(full.head).get(file).status_code == 404


def shown_password(bank, client, export):
    """Ask for the password as the page does: it stands in no answer before it was asked for."""
    dialog = reverse("customers:export-passwords", args=[export.pk])
    password = password_of(export)
    assert dialog in page(client, "customers:exports")[1]
    assert password not in page(client, "customers:exports")[1]
    assert password not in client.get(dialog).content.decode()
    shown = client.post(dialog).content.decode()
    assert password in shown
    assert "该密码已显示 1 次" in client.get(dialog).content.decode()
    assert as_(bank.head).post(dialog).status_code == 404
    return password


def test_access_is_asked_for_in_the_same_words_whatever_the_number(bank):
    client = as_(bank.rm)
    url = reverse("customers:access")
    answers = [
        client.post(url, {"number": number, "reason": "客户在我网点办理"})
        for number in ("13900005678", "13900005679")
    ]
    assert [answer.status_code for answer in answers] == [303, 303]
    rows = re.findall(r"139\*\*\*\*567[89]", page(client, "workflow:mine")[1])
    assert sorted(set(rows)) == ["139****5678", "139****5679"]
    assert client.post(url, {"number": "林婉清", "reason": "看看"}).status_code == 422


@pytest.mark.parametrize(
    ("number", "is_found"),
    [
        ("13800001234", True),
        ("11010519491231002X", True),
        ("13900005678", False),
        ("林婉清", False),
    ],
)
def test_the_counter_finds_five_fields_by_a_whole_number(bank, number, is_found):
    body = as_(bank.teller).post(reverse("customers:find"), {"number": number}).content.decode()
    assert ("林**" in body, "陈思远" in body) == (is_found, is_found)
    assert "林婉清" not in body
    assert "12864000" not in body
    assert "1,286" not in body


def listed_entries(actor):
    entries = AuditEntry.objects.filter(verb="customers.listed", staff_no=actor.staff_no)
    return [entry.detail for entry in entries.order_by("pk")]


def test_whom_a_list_showed_is_in_the_trail(full):
    client = as_(full.rm)
    client.get(reverse("customers:list"), {"tier": "PRIVATE"})
    client.get(reverse("customers:list"), {"q": "婉清"}, headers=FRAGMENT)
    client.get(reverse("customers:list"), {"q": "查无此人"}, headers=FRAGMENT)
    by_tier, by_name, nobody = listed_entries(full.rm)
    assert by_tier["filter"] == {"tier": "PRIVATE"}
    assert full.own.pk in by_tier["customers"]
    assert full.foreign.pk not in by_tier["customers"]
    assert by_name["customers"] == [full.own.pk]
    assert "婉清" not in str(by_name["text"])
    assert nobody["customers"] == []
