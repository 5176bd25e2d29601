"""Saved views: what the services keep and refuse, and the pages over them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.platform.ui import queries, services
from yinqiao.platform.ui.models import SavedView
from yinqiao.platform.ui.queries import ViewCard
from yinqiao.platform.ui.requests import SignInNeeded
from yinqiao.platform.ui.services import saved_views
from yinqiao.platform.ui.tests.people import SignedInAs, make_actor

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PAGE = "t-list"
FRAGMENT = {"HX-Request": "true"}
NUMBER_REFUSED = "按手机号、证件号或账号的搜索不能保存。请先清空搜索框，再保存视图。"
pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> Actor:
    return make_actor("ui.sample")


def other(actor: Actor) -> Actor:
    return replace(actor, user_id=8, staff_id=8)


def save(
    actor: Actor, name: str = "私行", query: str = "tier=PRIVATE", page: str = PAGE
) -> ViewCard:
    return services.save_view(actor=actor, now=NOW, page=page, name=name, query=query)


def choose(actor: Actor, view: ViewCard, *, is_default: bool = True) -> ViewCard:
    return services.choose_default(actor=actor, now=NOW, view_id=view.id, is_default=is_default)


def names(actor: Actor) -> list[tuple[str, bool]]:
    return [(view.name, view.is_default) for view in queries.views_of(actor=actor, page=PAGE)]


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_view_keeps_the_query_of_its_owner_and_leaves_an_audit_row(actor):
    saved = save(actor, query="?q=%E6%9E%97&tier=PRIVATE&filter=1&cursor=x&sort=-aum")
    assert queries.views_of(actor=actor, page=PAGE) == (saved,)
    assert (saved.query, saved.is_default, saved.version) == (
        "q=%E6%9E%97&sort=-aum&tier=PRIVATE",
        False,
        1,
    )
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.detail) == ("ui.view-saved", {"keeps": "q, sort, tier"})
    assert "林" not in str(entry.new)


def test_views_are_of_one_person_and_one_list(actor):
    saved = save(actor)
    assert queries.views_of(actor=other(actor), page=PAGE) == ()
    assert queries.views_of(actor=actor, page="other:list") == ()
    assert queries.views_of(actor=replace(actor, user_id=None), page=PAGE) == ()
    stranger = {"actor": other(actor), "now": NOW, "view_id": saved.id}
    for refused in (
        lambda: queries.view(actor=other(actor), view_id=saved.id),
        lambda: services.rename_view(**stranger, version=1, name="x"),
        lambda: services.choose_default(**stranger, is_default=True),
        lambda: services.remove_view(**stranger),
        lambda: services.restore_view(**stranger),
    ):
        with pytest.raises(NotFound):
            refused()
    assert queries.views_of(actor=actor, page=PAGE) == (saved,)


def test_nobody_without_an_account_saves(actor):
    with pytest.raises(SignInNeeded):
        save(replace(actor, user_id=None))


@pytest.mark.parametrize("text", ["13800001234", "138 0000 1234", "11010519491231002X", "a@b.cn"])
def test_a_search_for_a_number_is_not_saved(actor, text):
    with pytest.raises(InvalidInput) as refused:
        save(actor, query=urlencode({"q": text, "tier": "MASS"}))
    assert refused.value.message == NUMBER_REFUSED
    assert (SavedView.objects.count(), verbs()) == (0, [])


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("手机 13800001234", "tier=MASS"),
        ("空", "q=&filter=1"),
        ("长", f"q={'长' * 400}"),
    ],
)
def test_a_number_as_name_nothing_and_too_much_are_refused(actor, name, query):
    with pytest.raises(InvalidInput):
        save(actor, name=name, query=query)
    assert SavedView.objects.count() == 0


def test_a_name_is_taken_once_a_list(actor):
    save(actor)
    with pytest.raises(InvalidInput, match="同名"):
        save(actor, query="tier=MASS")
    save(actor, page="other:list")
    save(other(actor))
    assert SavedView.objects.count() == 3


def test_there_is_an_end_to_views(actor, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 2)
    save(actor, "a")
    save(actor, "b")
    with pytest.raises(InvalidInput, match="2"):
        save(actor, "c")


def test_renaming_takes_the_version_that_was_seen(actor):
    saved = save(actor)
    renamed = services.rename_view(actor=actor, now=NOW, view_id=saved.id, version=1, name=" 钻石 ")
    assert (renamed.name, renamed.version) == ("钻石", 2)
    with pytest.raises(StaleVersion) as stale:
        services.rename_view(actor=actor, now=NOW, view_id=saved.id, version=1, name="x")
    assert stale.value.extra == {"differences": {"name": ("钻石", "x")}, "version": 2}
    assert names(actor) == [("钻石", False)]


def test_one_view_of_a_list_is_its_default(actor):
    first, second = save(actor, "a"), save(actor, "b")
    choose(actor, first)
    choose(actor, second)
    assert names(actor) == [("a", False), ("b", True)]
    choose(actor, second, is_default=False)
    assert names(actor) == [("a", False), ("b", False)]
    assert verbs()[2:] == ["ui.view-default-chosen"] * 3


def test_a_removal_can_be_taken_back_with_the_default(actor):
    saved = choose(actor, save(actor))
    services.remove_view(actor=actor, now=NOW, view_id=saved.id)
    assert names(actor) == []
    with pytest.raises(NotFound):
        services.remove_view(actor=actor, now=NOW, view_id=saved.id)
    services.restore_view(actor=actor, now=NOW, view_id=saved.id)
    assert names(actor) == [("私行", True)]
    with pytest.raises(NotFound):
        services.restore_view(actor=actor, now=NOW, view_id=saved.id)
    assert verbs()[2:] == ["ui.view-removed", "ui.view-restored"]


def test_what_took_the_place_of_a_removed_view_stays(actor):
    saved = choose(actor, save(actor))
    services.remove_view(actor=actor, now=NOW, view_id=saved.id)
    newer = choose(actor, save(actor, "b"))
    services.restore_view(actor=actor, now=NOW, view_id=saved.id)
    assert names(actor) == [("b", True), ("私行", False)]
    services.remove_view(actor=actor, now=NOW, view_id=newer.id)
    save(actor, "b")
    with pytest.raises(InvalidInput, match="同名"):
        services.restore_view(actor=actor, now=NOW, view_id=newer.id)


def test_old_removals_go_with_the_next(actor):
    old, new = save(actor, "a"), save(actor, "b")
    services.remove_view(actor=actor, now=NOW - timedelta(days=2), view_id=old.id)
    services.remove_view(actor=actor, now=NOW, view_id=new.id)
    assert list(SavedView.objects.values_list("name", flat=True)) == ["b"]


# The pages.


def new_url(query: str = "tier=PRIVATE", page: str = PAGE) -> str:
    return f"{reverse('ui:view-new')}?{urlencode({'page': page, 'query': query})}"


def test_saving_in_the_dialog_leads_into_the_view(client: Client, actor):
    shown = client.get(new_url(), headers=FRAGMENT)
    assert (shown.status_code, "<!doctype" in shown.content.decode()) == (200, False)
    assert "<!doctype" in client.get(new_url()).content.decode()
    answer = client.post(new_url(), {"name": "私行"}, headers=FRAGMENT)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/t/list/?tier=PRIVATE")
    inside, outside = (
        client.get(f"/t/list/?{query}").content.decode() for query in ("tier=PRIVATE", "tier=MASS")
    )
    marked = 'href="/t/list/?tier=PRIVATE" aria-current="true"'
    assert (marked in inside, marked in outside) == (True, False)
    assert 'href="/t/list/?tier=PRIVATE"' in outside


def test_the_dialog_says_what_is_wrong(client: Client, actor):
    empty = client.post(new_url(), {"name": " "}, headers=FRAGMENT)
    assert (empty.status_code, "请填写视图名称。" in empty.content.decode()) == (422, True)
    number = client.post(new_url("q=13800001234"), {"name": "x"}, headers=FRAGMENT)
    assert (number.status_code, NUMBER_REFUSED in number.content.decode()) == (422, True)
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "page", ["", "nowhere:list", "ui:preferences", "ui:view-defaults", "t-closed"]
)
def test_views_are_of_lists_that_one_may_open(client: Client, page, method):
    assert client.generic(method, new_url(page=page)).status_code == 404


def test_the_menu_of_a_number_search_offers_no_saving(client: Client):
    body = client.get("/t/list/?q=13800001234").content.decode()
    assert reverse("ui:view-new") not in body
    assert "含号码的搜索不能存为视图。" in body
    assert reverse("ui:view-new") in client.get("/t/list/?tier=PRIVATE").content.decode()
    assert reverse("ui:view-new") not in client.get("/t/list/").content.decode()


def test_a_bare_address_opens_the_default_view_and_a_way_out_stays(client: Client, actor):
    choose(actor, save(actor))
    answer = client.get("/t/list/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/t/list/?tier=PRIVATE")
    assert client.get("/t/list/?filter=1").status_code == 200
    assert client.get("/t/list/", headers=FRAGMENT).status_code == 200
    SignedInAs.actor = other(actor)
    assert client.get("/t/list/").status_code == 200


def test_rename_default_removal_and_undo_by_their_pages(client: Client, actor):
    saved = save(actor)
    renamed = client.post(
        reverse("ui:view-name", args=[saved.id]), {"name": "b", "version": "1"}, headers=FRAGMENT
    )
    assert renamed.headers["HX-Redirect"] == "/t/list/?tier=PRIVATE"
    stale = client.post(
        reverse("ui:view-name", args=[saved.id]), {"name": "c", "version": "1"}, headers=FRAGMENT
    )
    assert (stale.status_code, 'name="version" value="2"' in stale.content.decode()) == (409, True)
    default = client.post(
        reverse("ui:view-defaults", args=[saved.id]), {"is_default": "1"}, headers=FRAGMENT
    )
    assert (default.status_code, default.headers["HX-Refresh"]) == (204, "true")
    assert names(actor) == [("b", True)]
    removed = client.post(reverse("ui:view-removals", args=[saved.id]))
    assert (removed.status_code, removed.headers["Location"]) == (303, "/t/list/?filter=1")
    assert (
        reverse("ui:view-restorations", args=[saved.id]) in client.get("/t/list/").content.decode()
    )
    assert client.post(reverse("ui:view-restorations", args=[saved.id])).status_code == 204
    assert names(actor) == [("b", True)]


@pytest.mark.parametrize(
    "route", ["view-name", "view-defaults", "view-removals", "view-restorations"]
)
def test_a_foreign_view_is_absent_by_every_route(client: Client, actor, route):
    url = reverse(f"ui:{route}", args=[save(other(actor)).id])
    assert client.post(url, {"name": "x", "version": "1"}).status_code == 404


def test_the_columns_of_the_address_are_shown_and_carried(client: Client):
    body = client.get("/t/list/?columns=aum&tier=PRIVATE").content.decode()
    heads = body.split("<thead>")[1].split("</thead>")[0]
    assert heads.count('<th scope="col"') == 3
    assert '<input type="hidden" name="columns" value="aum" form="filter">' in body
    assert '<input type="hidden" name="tier" value="PRIVATE">' in body
    assert 'href="/t/list/?columns=aum&amp;tier=PRIVATE&amp;sort=name"' in body


def test_columns_that_are_not_on_offer_are_left_out_and_told(client: Client):
    plain = client.get("/t/list/").content.decode()
    body = client.get("/t/list/?columns=row_id&columns=secret").content.decode()
    note = "地址中有您不可用的列，已略去。"
    assert (note in body, note in plain) == (True, False)
    rows = [page.split("<tbody>")[1].split("</tbody>")[0] for page in (plain, body)]
    assert rows[0] == rows[1]


def test_a_fragment_brings_the_tools_along(client: Client):
    body = client.get("/t/list/?columns=aum", headers=FRAGMENT).content.decode()
    assert 'id="list-tools" hx-swap-oob="true"' in body
    assert "hx-swap-oob" not in client.get("/t/list/?columns=aum").content.decode()
