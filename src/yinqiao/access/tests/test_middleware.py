"""Who acts in a request: sessions, their ends, what HTMX and programs are told, scope and transaction (P05, P13)."""

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from yinqiao.access import policies, queries, services
from yinqiao.access.choices import ScopeKind, SessionEnd
from yinqiao.access.middleware import ActorMiddleware
from yinqiao.access.models import LoginSession, User
from yinqiao.access.services import Reach
from yinqiao.access.tests.factories import make_account, make_user, sign_in
from yinqiao.organization import services as organization
from yinqiao.organization.tests.factories import Staff, make_bank, make_staff
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor

SECRET = "Hm7-quartz-lantern"  # noqa: S105
PAGE = "/me/tokens/"
EVERYTHING = system_actor(
    name="test",
    permissions=frozenset(
        {policies.MANAGE_USERS, policies.MANAGE_ROLES, "organization.edit_staff"}
    ),
)
pytestmark = pytest.mark.usefixtures("db")


def signed_in(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def age(
    login: LoginSession, *, started: timedelta = timedelta(0), seen: timedelta = timedelta(0)
) -> None:
    now = clock.now()
    LoginSession.objects.filter(pk=login.pk).update(
        started_at=now - started, last_seen_at=now - seen
    )


def test_a_stranger_is_led_to_the_sign_in_page_and_back(client: Client) -> None:
    response = client.get(f"{PAGE}?page=2")
    assert (response.status_code, response["Location"]) == (
        302,
        "/sign-in/?next=%2Fme%2Ftokens%2F%3Fpage%3D2",
    )
    user = make_user(make_staff(), password=SECRET)
    form = {"username": user.username, "password": SECRET, "next": f"{PAGE}?page=2"}
    response = client.post("/sign-in/", form)
    assert (response.status_code, response["Location"]) == (303, f"{PAGE}?page=2")
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/sign-out/", "javascript:alert(1)"]
)
def test_the_way_back_leads_nowhere_else(client: Client, target: str) -> None:
    user = make_user(make_staff(), password=SECRET)
    response = client.post(
        "/sign-in/", {"username": user.username, "password": SECRET, "next": target}
    )
    assert response["Location"] == "/"


def test_an_unknown_address_tells_strangers_nothing(client: Client) -> None:
    assert client.get("/no/such/page/").status_code == 302


def test_htmx_is_told_to_leave_the_page_it_is_on(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/customers/?q=1"}
    response = client.get(PAGE, headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (
        401,
        "/sign-in/?next=%2Fcustomers%2F%3Fq%3D1",
    )


def test_a_program_is_told_in_json(client: Client) -> None:
    response = client.get(PAGE, headers={"Accept": "application/json"})
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response.json()["code"] == "SIGN_IN_NEEDED"


def test_the_session_key_changes_at_sign_in(client: Client) -> None:
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = session.session_key
    user = make_user(make_staff(), password=SECRET)
    client.post("/sign-in/", {"username": user.username, "password": SECRET})
    assert client.cookies["sessionid"].value != session.session_key
    assert "planted" not in client.session


def test_signing_out_ends_the_session_at_once() -> None:
    client = signed_in(make_account("marketer"))
    cookie = client.cookies["sessionid"].value
    assert client.get(PAGE).status_code == 200
    assert client.post("/sign-out/").status_code == 303
    client.cookies["sessionid"] = cookie
    assert client.get(PAGE).status_code == 302
    assert LoginSession.objects.get().end_reason == SessionEnd.SIGNED_OUT


@pytest.mark.parametrize(
    ("started", "seen", "reason"),
    [(20, 15, SessionEnd.IDLE), (8 * 60, 1, SessionEnd.ABSOLUTE)],
)
def test_idle_and_old_sessions_end_with_the_reason(
    started: int, seen: int, reason: SessionEnd
) -> None:
    user = make_account("marketer")
    client = Client()
    login = sign_in(client, user)
    age(login, started=timedelta(minutes=started), seen=timedelta(minutes=seen))
    response = client.get(PAGE)
    assert response["Location"] == f"/sign-in/?next=%2Fme%2Ftokens%2F&ended={reason.value}"
    login.refresh_from_db()
    assert login.end_reason == reason
    page = client.get(response["Location"])
    assert page.context["ended"] == str(reason.label)


def test_work_keeps_a_session_alive_and_polling_does_not() -> None:
    user = make_account("marketer")
    client = Client()
    login = sign_in(client, user)
    age(login, started=timedelta(hours=1), seen=timedelta(minutes=14))
    client.get("/live/", headers={"HX-Request": "true"})
    login.refresh_from_db()
    assert clock.now() - login.last_seen_at > timedelta(minutes=13)
    client.get(PAGE)
    login.refresh_from_db()
    assert clock.now() - login.last_seen_at < timedelta(minutes=1)


def test_another_address_must_sign_in_again() -> None:
    client = signed_in(make_account("marketer"))
    response = client.get(PAGE, REMOTE_ADDR="10.9.9.9")
    assert response["Location"].endswith("ended=ADDRESS")
    assert client.get(PAGE).status_code == 302


def test_a_second_sign_in_takes_the_first_browser_out() -> None:
    user = make_account("marketer")
    first, second = signed_in(user), signed_in(user)
    assert second.get(PAGE).status_code == 200
    assert first.get(PAGE).status_code == 302


def test_a_disabled_account_gets_no_further_page() -> None:
    user = make_account("marketer")
    client = signed_in(user)
    assert client.get(PAGE).status_code == 200
    services.disable_account(actor=EVERYTHING, now=clock.now(), user_id=user.pk, reason="调查")
    assert [client.get(PAGE).status_code for _ in range(5)] == [302] * 5


def test_a_leaver_is_cut_within_an_open_session() -> None:
    user = make_account("branch_head", org=make_bank()["east"])
    client = signed_in(user)
    assert client.get("/organization/").status_code == 200
    version = Staff.objects.get(pk=user.staff_id).version
    today = clock.bank_date(clock.now())
    organization.leave_staff(
        actor=EVERYTHING,
        now=clock.now(),
        staff_id=user.staff_id,
        version=version,
        on=today,
        reason="x",
    )
    response = client.get("/organization/")
    assert response["Location"].endswith("ended=DISABLED")


def test_a_leaver_of_the_hr_feed_is_cut_without_any_event() -> None:
    user = make_account("branch_head", org=make_bank()["east"])
    client = signed_in(user)
    Staff.objects.filter(pk=user.staff_id).update(status="LEFT", left_on="2026-01-01")
    assert client.get("/organization/").status_code == 302


def test_a_transfer_takes_the_pages_of_the_old_post_away() -> None:
    bank = make_bank()
    user = make_account("branch_head", org=bank["east"])
    client = signed_in(user)
    assert client.get("/organization/").status_code == 200
    today = clock.bank_date(clock.now())
    post = organization.PostDetails("TELLER", bank["west"].pk)
    organization.move_staff(
        actor=EVERYTHING,
        now=clock.now(),
        staff_id=user.staff_id,
        version=1,
        post=post,
        on=today,
        reason="x",
    )
    assert client.get("/organization/").status_code == 403


def test_a_new_role_ends_the_session() -> None:
    user = make_account("marketer")
    client = signed_in(user)
    services.assign_role(
        actor=EVERYTHING,
        now=clock.now(),
        user_id=user.pk,
        role_code="product_manager",
        reach=Reach(ScopeKind.NONE),
        valid_from=clock.bank_date(clock.now()),
    )
    assert client.get(PAGE)["Location"].endswith("ended=ROLES")


def test_a_first_password_must_be_changed_before_anything_else() -> None:
    user = make_user(make_staff(), password=SECRET, must_change_password=True)
    client = signed_in(user)
    assert client.get(PAGE)["Location"] == "/me/password/"
    assert client.get(PAGE, headers={"HX-Request": "true"})["HX-Redirect"] == "/me/password/"
    form = {"old": SECRET, "new": "Zephyr-41-walnut", "again": "Zephyr-41-walnut"}
    assert client.post("/me/password/", form).status_code == 303
    assert client.get(PAGE).status_code == 200


def test_an_old_password_must_be_changed_too() -> None:
    user = make_account("marketer")
    client = signed_in(user)
    User.objects.update(password_changed_at=clock.now() - timedelta(days=90))
    assert client.get(PAGE)["Location"] == "/me/password/"


def through(view: object, user: User | None = None) -> HttpResponse:
    """Send one request through the middleware to a view of the test's own."""
    request = RequestFactory().get(PAGE)
    client = Client()
    if user is not None:
        sign_in(client, user)
    request.session = client.session
    return ActorMiddleware(view)(request)


def settings_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.orgs', true)")
        return cursor.fetchone()[0] or ""


def test_the_view_runs_in_one_transaction_with_the_actor_s_scope() -> None:
    bank = make_bank()
    user = make_account("teller", org=bank["river"])
    seen: dict[str, object] = {}

    def view(request: HttpRequest) -> HttpResponse:
        seen.update(orgs=settings_now(), actor=request.actor, atomic=connection.in_atomic_block)
        return HttpResponse()

    through(view, user)
    assert (seen["orgs"], seen["atomic"]) == (f"{{{bank['river'].pk}}}", True)
    assert seen["actor"].scope.org_ids == (bank["river"].pk,)


def test_a_failed_answer_is_rolled_back() -> None:
    user = make_account("teller")

    def view(_request: HttpRequest) -> HttpResponse:
        User.objects.filter(pk=user.pk).update(label="half done")
        return HttpResponse(status=500)

    through(view, user)
    assert User.objects.get(pk=user.pk).label == ""


def test_a_stream_is_read_within_the_scope_too() -> None:
    bank = make_bank()
    user = make_account("teller", org=bank["river"])

    def lines() -> Iterator[str]:
        yield settings_now()

    response = through(lambda _request: StreamingHttpResponse(lines()), user)
    assert b"".join(response) == f"{{{bank['river'].pk}}}".encode()


def test_a_file_is_read_outside_of_any_transaction() -> None:
    """P23: whoever downloads slowly must not hold up the sealer."""
    user = make_account("teller", org=make_bank()["river"])
    depth = len(connection.savepoint_ids)
    seen: set[int] = set()

    class File(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            seen.add(len(connection.savepoint_ids) - depth)
            return super().read(size)

    response = through(lambda _request: FileResponse(File(b"abc")), user)
    assert (b"".join(response), seen) == (b"abc", {0})
    response = through(lambda _request: StreamingHttpResponse(iter(File(b"abc").read, b"")), user)
    assert (b"".join(response), seen) == (b"abc", {0, 1})


def test_a_live_session_costs_two_queries(django_assert_num_queries: object) -> None:
    """The session's data, then session, account, person and stamps at once; the transaction and its scope come after."""
    user = make_account("teller")
    client = signed_in(user)
    client.get(PAGE)
    login = LoginSession.objects.get(user=user)
    with django_assert_num_queries(1):
        session = queries.current_session(login_id=login.pk, now=clock.now())
        queries.actor_of_session(session, now=clock.now(), ip="127.0.0.1", request_id="r")


def test_the_api_takes_tokens_and_no_cookies(client: Client) -> None:
    sign_in(client, make_account("branch_head"))
    response = client.get("/api/v1/organization/orgs")
    assert (response.status_code, response.json()["code"]) == (401, "TOKEN_NEEDED")
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"Accept": "application/json"}, False),
    ],
    ids=["page", "piece of a page", "script"],
)
def test_only_the_answer_to_a_page_takes_the_cookie_of_an_ended_session_away(headers, is_taken):
    client = signed_in(make_account("relationship_manager"))
    LoginSession.objects.update(ended_at=clock.now())
    # The first closes the session for good; the second was under way with the cookie of a session that is gone.
    for _ in range(2):
        cookie = client.cookies["sessionid"].value
        answer = client.get(PAGE, headers=headers)
        assert answer.status_code == (302 if is_taken else 401)
        assert ("sessionid" in answer.cookies) is is_taken
        client.cookies["sessionid"] = cookie
    assert client.get(PAGE).status_code == 302
