"""Pages of access and organization: each opens for those who may, and for nobody else (P07, P10)."""

from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from yinqiao.access import services
from yinqiao.access.models import ApiToken, DualAct, Role, User
from yinqiao.access.tests.factories import give_role, make_account, make_user, sign_in
from yinqiao.organization import policies as organization
from yinqiao.organization.tests.factories import (
    BusinessLine,
    CalendarDay,
    Org,
    Staff,
    make_bank,
    make_head_office,
    make_org,
    make_staff,
)
from yinqiao.platform import clock
from yinqiao.platform.ui.pages import PUBLIC, SIGNED_IN, DeclaredPage, PageKind, declared

ROLES = [
    "relationship_manager",
    "teller",
    "branch_head",
    "data_steward",
    "auditor",
    "security_admin",
    "system_admin",
]
SECRET = "Hm7-quartz-lantern"  # noqa: S105
pytestmark = pytest.mark.usefixtures("db")
# About things that a bank has not from the start: whoever may open them is told that there is none. Their own tests show the rest.
ABOUT_NOTHING_YET = {"access:withdraw", "access:recertification"}
# Opened by the permission to read units, shown to those alone who ask for mergers or decide about them.
MORE_THAN_ONE = {
    "organization:merger-preview": {organization.EDIT_ORG, organization.APPROVE_MERGER}
}


def own_pages() -> list[DeclaredPage]:
    assert get_resolver().url_patterns
    return [
        page
        for page in declared.values()
        if page.url_name.startswith(("access:", "organization:"))
        and page.permission != PUBLIC
        and page.kind != PageKind.ACTION
    ]


def arguments(page: DeclaredPage, ids: dict[str, int]) -> dict[str, int]:
    pk = {
        "organization:org": "org",
        "organization:merger": "org",
        "organization:staff": "staff",
        "access:role": "role",
        "access:act": "act",
    }
    prefix = next(
        (name for name in pk if page.url_name == name or page.url_name.startswith(f"{name}-")), ""
    )
    values = {
        "pk": ids[pk.get(prefix, "user")],
        "post_id": ids["post"],
        "assignment_id": ids["assignment"],
    }
    return {name: values[name] for name in page.arguments}


def made_act(user: User, *, maker: User) -> DualAct:
    return DualAct.objects.create(
        kind="RESET",
        details={"user_id": user.pk},
        summary="重置密码",
        reason="x",
        user=user,
        maker=maker,
        made_at=clock.now(),
    )


@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_for_its_permission_only(role: str) -> None:
    bank = make_bank()
    target = make_account("marketer", org=bank["hill"], name="周明")
    user = make_account(role, org=bank["east"])
    ids = {
        "org": bank["river"].pk,
        "staff": target.staff_id,
        "role": Role.objects.get(code="marketer").pk,
        "user": target.pk,
        "post": target.staff.posts.get().pk,
        "assignment": 1,
        "act": made_act(target, maker=user).pk,
    }
    client = Client()
    sign_in(client, user)
    held = {
        *Role.objects.get(code=role).permissions.values_list("permission", flat=True),
        SIGNED_IN,
    }
    wrong = {}
    for page in own_pages():
        status = client.get(reverse(page.url_name, kwargs=arguments(page, ids))).status_code
        more = MORE_THAN_ONE.get(page.url_name, held)
        found = 200 if page.url_name not in ABOUT_NOTHING_YET and more & held else 404
        if status != (found if page.permission in held else 403):
            wrong[page.url_name] = status
    assert wrong == {}
    assert len(own_pages()) > 30


def test_every_page_leads_a_stranger_to_sign_in(client: Client) -> None:
    ids = dict.fromkeys(("org", "staff", "role", "user", "post", "assignment", "act"), 1)
    for page in own_pages():
        url = reverse(page.url_name, kwargs=arguments(page, ids))
        assert urlsplit(client.get(url)["Location"]).path == "/sign-in/"
        assert client.post(url).status_code == 302


def as_role(role: str) -> tuple[Client, User]:
    client = Client()
    user = make_account(role)
    sign_in(client, user)
    return client, user


def test_the_sign_in_page_answers_all_who_fail_alike(client: Client) -> None:
    user = make_user(make_staff(), password=SECRET)
    pages = [
        client.post("/sign-in/", {"username": name, "password": "wrong"})
        for name in (user.username, "E404404")
    ]
    assert [page.status_code for page in pages] == [422, 422]
    assert pages[0].context["refusal"] == pages[1].context["refusal"]
    assert SECRET not in pages[0].content.decode()


def test_a_locked_account_is_told_to_wait(client: Client) -> None:
    user = make_user(make_staff(), password=SECRET)
    codes = [
        client.post("/sign-in/", {"username": user.username, "password": "wrong"}).status_code
        for _ in range(6)
    ]
    assert codes == [422] * 5 + [429]


def test_the_sample_bank_fills_the_form_by_a_click(client: Client, settings: object) -> None:
    user = make_account("marketer")
    User.objects.update(is_demo=True)
    assert user.username not in client.get("/sign-in/").content.decode()
    assert (
        services.DEMO_PASSWORD
        not in client.get(f"/sign-in/?account={user.username}").content.decode()
    )
    settings.DEMO = True
    page = client.get(f"/sign-in/?account={user.username}").content.decode()
    assert f'value="{user.username}"' in page
    assert services.DEMO_PASSWORD in page


def asked() -> list[tuple[str, dict[str, object]]]:
    return list(DualAct.objects.order_by("pk").values_list("kind", "details"))


def test_an_account_is_asked_for_not_made() -> None:
    client, _admin = as_role("security_admin")
    make_staff("林若溪", staff_no="E5001")
    url, form = reverse("access:account-new"), {"staff_no": "E5001", "reason": "新入职"}
    assert client.post(url, {**form, "staff_no": "E404"}).status_code == 422
    sent = client.post(url, form)
    assert sent["Location"] == reverse("access:act", args=[DualAct.objects.get().pk])
    assert asked() == [("ACCOUNT", {"staff_no": "E5001"})]
    assert not User.objects.filter(username="E5001").exists()


def test_a_reset_is_asked_for_not_done() -> None:
    client, _admin = as_role("security_admin")
    user = make_user(make_staff(), password=SECRET)
    url = reverse("access:account-reset", args=[user.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "忘记"}).status_code == 303
    assert asked() == [("RESET", {"user_id": user.pk})]
    assert User.objects.get(pk=user.pk).password == user.password


def test_a_token_of_a_program_is_asked_for_not_made() -> None:
    client, _admin = as_role("security_admin")
    form = {"name": "货架", "days": 30, "scopes": ["products.view_product"], "reason": "接口"}
    person = make_account("product_manager")
    assert client.post(reverse("access:token-new", args=[person.pk]), form).status_code == 422
    program = User.objects.create(
        username="shelf", label="货架", is_service=True, created_at=clock.now()
    )
    give_role(program, "product_manager")
    assert client.post(reverse("access:token-new", args=[program.pk]), form).status_code == 303
    assert [(kind, details["user_id"]) for kind, details in asked()] == [("TOKEN", program.pk)]
    assert ApiToken.objects.count() == 0


def test_giving_a_role_is_asked_for_and_ending_one_is_done() -> None:
    client, _admin = as_role("security_admin")
    user = make_user(make_staff("林若溪"))
    today = clock.bank_date(clock.now()).isoformat()
    form = {"role": "product_manager", "scope": "NONE", "valid_from": today, "reason": "新岗位"}
    url = reverse("access:account-assign", args=[user.pk])
    assert client.post(url, form).status_code == 303
    assert client.post(url, {**form, "role": "branch_head", "scope": "ORG"}).status_code == 422
    assert [kind for kind, _details in asked()] == ["GIVE"]
    assert user.assignments.count() == 0
    row = give_role(user, "product_manager")
    ending = reverse("access:assignment-end", args=[user.pk, row.pk])
    assert client.post(ending, {"reason": "转岗"}).status_code == 303
    assert not user.assignments.in_force(clock.bank_date(clock.now())).exists()


def test_a_larger_set_is_asked_for_and_a_smaller_one_is_saved() -> None:
    client, _admin = as_role("security_admin")
    role = Role.objects.get(code="marketer")
    url = reverse("access:role-edit", args=[role.pk])
    form = {
        "version": role.version,
        "scope": "ORG",
        "permissions": ["products.view_product", "customers.view_customer"],
        "post_kinds": ["MARKETER"],
        "reason": "试点",
    }
    assert client.post(url, form).status_code == 303
    assert [kind for kind, _details in asked()] == ["ENLARGE"]
    role.refresh_from_db()
    assert (role.scope, role.version) == ("NONE", 1)
    smaller = {**form, "scope": "NONE", "permissions": []}
    sent = client.post(url, smaller)
    assert sent["Location"] == reverse("access:role", args=[role.pk])
    role.refresh_from_db()
    assert (role.name, role.version, role.permissions.count()) == ("Marketing manager", 2, 0)
    assert client.post(url, form).status_code == 409
    foreign = {**form, "version": 2, "permissions": ["audit.view_audit"]}
    assert client.post(url, foreign).status_code == 422


def test_an_uploaded_table_is_asked_for_as_a_whole() -> None:
    client, _admin = as_role("security_admin")
    make_staff(staff_no="E5001")
    file = SimpleUploadedFile("a.csv", b"staff_no\nE5001\nE5999\n")
    url = reverse("access:account-upload")
    assert client.post(url, {"file": file, "reason": "新支行"}).status_code == 303
    (kind, details), *rest = asked()
    assert (kind, [line["staff_no"] for line in details["lines"]], rest) == (
        "UPLOAD",
        ["E5001", "E5999"],
        [],
    )
    wrong = SimpleUploadedFile("a.csv", b"name\nx\n")
    assert client.post(url, {"file": wrong, "reason": "x"}).status_code == 422


def test_the_second_person_reads_every_line_of_a_table_in_words() -> None:
    client, _admin = as_role("security_admin")
    unit = make_org("城东支行", parent=make_head_office(), code="T0077")
    people = [make_staff(f"王{number:03}", staff_no=f"E6{number:03}") for number in range(30)]
    rows = [
        "E6000,branch_head,ORG_AND_BELOW,T0077,",
        "E6001,deputy_president,,,",
        "E6002,relationship_manager,LINE,,RETAIL",
        "E6003,,,,",
        "E9999,nothing,ORG,T9,",
        *(f"{person.staff_no},auditor,,," for person in people[5:]),
    ]
    text = "staff_no,role,scope,org_code,line_code\n" + "\n".join(rows)
    file = SimpleUploadedFile("a.csv", text.encode())
    url = reverse("access:account-upload")
    assert client.post(url, {"file": file, "reason": "新支行"}).status_code == 303
    act = DualAct.objects.get()
    line = BusinessLine.objects.get(code="RETAIL").name
    assert [tuple(fact) for fact in act.facts[:5]] == [
        ("第 2 行", f"王000 E6000 · 支行行长 · 本机构及下级 · {unit.name} T0077"),
        ("第 3 行", "王001 E6001 · 分管行长 · 全行"),
        ("第 4 行", f"王002 E6002 · 客户经理 · 本条线 · {line} RETAIL"),
        ("第 5 行", "王003 E6003 · 仅按岗位带出角色"),
        ("第 6 行", "未知 E9999 · 未知 nothing · 本机构 · 未知 T9"),
    ]
    assert len(act.facts) == 30
    page = client.get(reverse("access:act", args=[act.pk])).content.decode()
    assert "另有 10 行" in page
    assert all(f"{person.staff_no} · " in page for person in people[5:])


def test_a_token_of_one_s_own_is_shown_once() -> None:
    client, user = as_role("branch_head")
    form = {"name": "报表", "days": 30, "scopes": ["organization.view_org"]}
    page = client.post(reverse("access:tokens"), form)
    secret = page.context["token"].secret
    assert page.status_code == 201
    assert secret not in client.get(reverse("access:tokens")).content.decode()
    answer = client.get("/api/v1/organization/orgs", headers={"Authorization": f"Bearer {secret}"})
    assert [unit["id"] for unit in answer.json()] == [user.staff.org_id]
    refused = client.get(
        "/api/v1/organization/staff", headers={"Authorization": f"Bearer {secret}"}
    )
    assert refused.status_code == 403
    token = user.tokens.get()
    assert client.post(reverse("access:token-revoke", args=[token.pk])).status_code == 303
    assert (
        client.get(
            "/api/v1/organization/orgs", headers={"Authorization": f"Bearer {secret}"}
        ).status_code
        == 401
    )


def test_opening_and_moving_a_unit_by_the_pages() -> None:
    client, _admin = as_role("system_admin")
    bank = make_bank()
    today = clock.bank_date(clock.now()).isoformat()
    form = {
        "code": "0990",
        "parent": bank["east"].pk,
        "name": "新区支行",
        "kind": "SUB_BRANCH",
        "on": today,
    }
    assert client.post(reverse("organization:org-new"), form).status_code == 303
    unit = Org.objects.get(code="0990")
    move = {"target": bank["west"].pk, "on": today, "reason": "划转"}
    assert client.post(reverse("organization:org-move", args=[unit.pk]), move).status_code == 303
    unit.refresh_from_db()
    assert unit.parent_id == bank["west"].pk
    wrong = client.post(
        reverse("organization:org-move", args=[bank["west"].pk]), {**move, "target": unit.pk}
    )
    assert wrong.status_code == 422


def test_releasing_a_person_by_the_page() -> None:
    client, _admin = as_role("security_admin")
    person = make_staff("林若溪", post="TELLER")
    today = clock.bank_date(clock.now()).isoformat()
    url = reverse("organization:staff-departure", args=[person.pk])
    assert client.post(url, {"version": 1, "on": today, "reason": "离职"}).status_code == 303
    assert Staff.objects.get(pk=person.pk).status == "LEFT"
    assert client.post(url, {"version": 1, "on": today, "reason": "离职"}).status_code == 409


def test_a_person_and_a_post_are_asked_for_not_entered() -> None:
    client, _admin = as_role("security_admin")
    bank = make_bank()
    person = make_staff("林若溪", post="TELLER", org=bank["hill"])
    today = clock.bank_date(clock.now()).isoformat()
    form = {"kind": "BRANCH_HEAD", "org": bank["river"].pk, "on": today, "version": 1}
    pages = (
        (reverse("organization:staff-new"), {**form, "staff_no": "E7001", "name": "周明"}),
        (reverse("organization:staff-transfer", args=[person.pk]), form),
        (reverse("organization:staff-post", args=[person.pk]), form),
    )
    for url, values in pages:
        assert client.post(url, values).status_code == 422
        sent = client.post(url, {**values, "reason": "任职文件 9 号"})
        act = DualAct.objects.first()
        assert act is not None
        assert (sent.status_code, sent["Location"]) == (303, reverse("access:act", args=[act.pk]))
    assert set(DualAct.objects.values_list("kind", flat=True)) == {"HIRE", "MOVE", "POST"}
    assert not Staff.objects.filter(staff_no="E7001").exists()
    assert [post.kind for post in person.posts.all()] == ["TELLER"]


def test_enabling_an_account_is_asked_for_not_done() -> None:
    client, _admin = as_role("security_admin")
    user = make_account("marketer")
    url = reverse("access:account-enable", args=[user.pk])
    assert client.post(url, {"reason": "澄清"}).status_code == 422
    User.objects.filter(pk=user.pk).update(is_active=False)
    sent = client.post(url, {"reason": "澄清"})
    act = DualAct.objects.get()
    assert (act.kind, act.user_id) == ("ENABLE", user.pk)
    assert (sent.status_code, sent["Location"]) == (303, reverse("access:act", args=[act.pk]))
    user.refresh_from_db()
    assert not user.is_active


def test_an_act_is_shown_to_who_asked_and_to_who_sees_accounts() -> None:
    target = make_account("marketer")
    stranger, _user = as_role("branch_head")
    maker, user = as_role("branch_head")
    admin, _admin = as_role("security_admin")
    url = reverse("access:act", args=[made_act(target, maker=user).pk])
    assert [client.get(url).status_code for client in (stranger, maker, admin)] == [404, 200, 200]


def test_uploading_the_yearly_notice_by_the_page() -> None:
    client, _admin = as_role("system_admin")
    file = SimpleUploadedFile("h.csv", "2027-01-01,0,元旦\n".encode())
    url = reverse("organization:calendar")
    assert client.post(url, {"file": file, "source": "国办发明电"}).status_code == 303
    assert CalendarDay.objects.get(date="2027-01-01").source == "国办发明电"
    gbk = SimpleUploadedFile("h.csv", "2027-01-01,0,元旦\n".encode("gbk"))
    assert client.post(url, {"file": gbk, "source": "x"}).status_code == 422
