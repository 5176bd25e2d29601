"""Sign in and out."""

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from yinqiao.access import queries, services
from yinqiao.access.choices import SessionEnd
from yinqiao.access.forms import DemoSignInForm, SignInForm
from yinqiao.access.hashers import RETRY_SECONDS
from yinqiao.access.http import LOGIN_KEY, safe_next, tie_session
from yinqiao.access.services import DEMO_PASSWORD, Refusal
from yinqiao.platform import clock
from yinqiao.platform.ui.proxies import address_of
from yinqiao.platform.ui.requests import actor_or_none, request_id_of
from yinqiao.platform.ui.views.page import see_other

_STATUS = {Refusal.WRONG: 422, Refusal.LOCKED: 429, Refusal.BUSY: 503}


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; go on to where the person wanted to be."""
    then = safe_next(request, request.POST.get("next", "") or request.GET.get("next", "")) or "/"
    if request.method != "POST":
        if actor_or_none(request) is not None:
            return HttpResponseRedirect(then)
        return _page(request, _form(request), then=then, ended=_ended(request))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, then=then, status=422)
    answer = services.sign_in(
        username=form.cleaned_data["username"],
        password=form.cleaned_data["password"],
        ip=address_of(request),
        now=clock.now(),
        request_id=request_id_of(request),
    )
    if answer.refusal is not None or answer.login is None:
        refusal = answer.refusal or Refusal.WRONG
        page = _page(request, form, then=then, refusal=_explain(refusal), status=_STATUS[refusal])
        if refusal is Refusal.BUSY:
            page.headers["Retry-After"] = str(RETRY_SECONDS)
        return page
    tie_session(request, answer.login.pk)
    return HttpResponseRedirect(then, status=303)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session at once."""
    actor = actor_or_none(request)
    login_id = request.session.get(LOGIN_KEY)
    if actor is not None and isinstance(login_id, int):
        services.close_session(
            actor=actor, now=clock.now(), login_id=login_id, reason=SessionEnd.SIGNED_OUT
        )
    request.session.flush()
    return see_other(request, f"{reverse('access:sign-in')}?ended={SessionEnd.SIGNED_OUT.value}")


def _form(request: HttpRequest) -> Form:
    """In the sample bank a click on an account fills the form."""
    account = request.GET.get("account", "")
    if settings.DEMO and account:
        return DemoSignInForm(initial={"username": account, "password": DEMO_PASSWORD})
    return SignInForm()


def _page(
    request: HttpRequest,
    form: Form,
    *,
    then: str,
    refusal: str = "",
    ended: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": _("Sign in"),
        "form": form,
        "next": then,
        "refusal": refusal,
        "ended": ended,
        "demo_accounts": queries.demo_accounts(on=clock.bank_date(clock.now()))
        if settings.DEMO
        else [],
    }
    return render(request, "access/sign_in.html", context, status=status)


def _ended(request: HttpRequest) -> str:
    reason = request.GET.get("ended", "")
    return str(SessionEnd(reason).label) if reason in SessionEnd.values else ""


def _explain(refusal: Refusal) -> str:
    texts = {
        Refusal.WRONG: _("Staff number or password is wrong, or the account cannot be used."),
        Refusal.LOCKED: _(
            "Too many failed tries. Wait for half an hour, or ask the security administrator."
        ),
        Refusal.BUSY: _("Many people are signing in right now. Try again in a moment."),
    }
    return texts[refusal]
