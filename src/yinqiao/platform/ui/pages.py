"""Every page is declared once, with its permission, so that tests can walk all of them.

    app_name = "customers"
    urlpatterns = [
        page("customers/", CustomerList, name="list", namespace="customers"),
        page("customers/<id:pk>/freezes/", freeze, name="freezes", namespace="customers",
             permission="customers.freeze_customer", kind=PageKind.ACTION),
    ]

A class carries `permission` and `kind`; a function gets both here and is wrapped with the same check.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, register_converter

from yinqiao.platform.registry import Registry
from yinqiao.platform.ui import addresses, openings
from yinqiao.platform.ui.access import PUBLIC, SIGNED_IN, require
from yinqiao.platform.ui.views.page import Page, PageKind

__all__ = ["PUBLIC", "SIGNED_IN", "DeclaredPage", "PageKind", "declared", "page"]


@dataclass(frozen=True, slots=True)
class DeclaredPage:
    """One page: `permission` may be SIGNED_IN or PUBLIC; `arguments` are the names that its URL captures."""

    url_name: str
    permission: str
    kind: PageKind
    arguments: tuple[str, ...]
    view: str


register_converter(addresses.IdConverter, "id")
declared: Registry[DeclaredPage] = Registry("pages")


def page(
    route: str,
    view: type[Page] | Callable[..., HttpResponseBase],
    *,
    name: str,
    namespace: str = "",
    permission: str | None = None,
    kind: PageKind | None = None,
) -> URLPattern:
    """Declare a page and return its URL pattern.

    Raises ValueError for a function without a permission (write PUBLIC or SIGNED_IN if that is meant).
    """
    full_name = f"{namespace}:{name}" if namespace else name
    needed, sort, run = _checked(view, name=full_name, permission=permission, kind=kind)
    entry = DeclaredPage(
        url_name=full_name,
        permission=needed,
        kind=sort,
        arguments=tuple(re.findall(r"<(?:\w+:)?(\w+)>", route)),
        view=f"{view.__module__}.{view.__qualname__}",
    )
    declared.add(full_name, entry)
    return path(route, run, name=name)


def _checked(
    view: type[Page] | Callable[..., HttpResponseBase],
    *,
    name: str,
    permission: str | None,
    kind: PageKind | None,
) -> tuple[str, PageKind, Callable[..., HttpResponseBase]]:
    """Return permission, kind and the view with its check: a Page checks by itself, a function is wrapped."""
    if isinstance(view, type):
        cls = cast("type[Page]", view)
        return cls.permission, cls.kind, cls.as_view()
    if permission is None:
        message = f"{name} is a function and names no permission"
        raise ValueError(message)
    return permission, kind or PageKind.PLAIN, _guarded(view, permission)


def _guarded(
    view: Callable[..., HttpResponseBase], permission: str
) -> Callable[..., HttpResponseBase]:
    @functools.wraps(view)
    def run(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        require(request, permission)
        run = functools.partial(view, request, *args, **kwargs)
        return openings.by_page(request, kwargs, permission=permission, run=run)

    return run
