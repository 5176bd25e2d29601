import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from yinqiao.platform.ui.middleware import RequestIdMiddleware, SecurityHeadersMiddleware


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def test_every_answer_carries_the_strict_policy_and_is_not_stored():
    response = SecurityHeadersMiddleware(answer)(RequestFactory().get("/customers/"))
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Permissions-Policy"].startswith("camera=(), microphone=()")


def test_a_nonce_is_allowed_only_on_the_page_that_used_it():
    def with_nonce(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.csp_nonce) * 2)

    response = SecurityHeadersMiddleware(with_nonce)(RequestFactory().get("/schedule/"))
    nonce = response.content.decode()[:22]
    assert f"style-src 'self' 'nonce-{nonce}';" in response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in response.headers["Content-Security-Policy"]


def test_static_files_keep_their_own_caching():
    response = SecurityHeadersMiddleware(answer)(RequestFactory().get("/static/ui/css/base.css"))
    assert "Cache-Control" not in response.headers


def test_a_view_cannot_weaken_no_store():
    def cached(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok", headers={"Cache-Control": "public, max-age=99"})

    response = SecurityHeadersMiddleware(cached)(RequestFactory().get("/customers/"))
    assert response.headers["Cache-Control"] == "no-store"


def test_a_well_formed_request_id_is_kept_and_any_other_replaced():
    kept = RequestIdMiddleware(answer)(
        RequestFactory(headers={"X-Request-ID": "balancer-0001"}).get("/")
    )
    forged = RequestIdMiddleware(answer)(
        RequestFactory(headers={"X-Request-ID": "x\r\nSet-Cookie: a=b"}).get("/")
    )
    assert kept.headers["X-Request-ID"] == "balancer-0001"
    assert len(forged.headers["X-Request-ID"]) == 32


@pytest.mark.parametrize(("cookie", "language"), [("", "zh-hans"), ("en", "en"), ("xx", "zh-hans")])
def test_the_page_speaks_the_chosen_language_not_the_browsers(client, db, cookie, language):
    if cookie:
        client.cookies["yq_language"] = cookie
    answer = client.get("/sign-in/", headers={"Accept-Language": "en-US"})
    assert answer.headers["Content-Language"] == language
