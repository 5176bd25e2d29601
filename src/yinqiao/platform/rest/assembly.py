"""Puts routers together into the one NinjaAPI."""

import functools
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer
from ninja.types import DictStrAny

from yinqiao.platform.actor import Actor
from yinqiao.platform.rest import openapi, problems
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import JsonParser, JsonRenderer
from yinqiao.platform.ui.requests import actor_or_none

_METHOD_NOT_ALLOWED = 405


class BearerToken(HttpBearer):
    """Names the scheme in the document. Who calls was found out before: the gate answers 401."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Return the caller."""
        return actor_or_none(request)

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002
        """Not reached."""
        return actor_or_none(request)


class Api(NinjaAPI):
    """Ninja's API with our document and our errors."""

    @functools.cached_property
    def document(self) -> OpenAPISchema:
        """The OpenAPI document; it only changes with the code."""
        built = super().get_openapi_schema()
        built["components"].update(openapi.components())
        built["components"]["schemas"]["Problem"] = openapi.problem_schema()
        return built

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,  # noqa: ARG002 - there is one address and one document
        path_params: DictStrAny | None = None,  # noqa: ARG002
    ) -> OpenAPISchema:
        """Return the document."""
        return self.document

    def on_exception(self, request: HttpRequest, exc: Exception | type[Exception]) -> HttpResponse:
        """Answer with problem+json."""
        return problems.tell(request, exc if isinstance(exc, Exception) else exc())

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _told(pattern.callback)
        return patterns


def assemble(routers: Iterable[ApiRouter]) -> Api:
    """Return the API of these routers, whose paths are absolute; interactive pages stay off (they load from a CDN)."""
    api = Api(
        title="Yinqiao",
        version="1",
        description=openapi.DESCRIPTION.strip(),
        urls_namespace="api",
        openapi_url="openapi.json",
        docs_url=None,
        auth=BearerToken(),
        parser=JsonParser(),
        renderer=JsonRenderer(),
    )
    for router in routers:
        api.add_router("", router)
    return api


def _told(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Tell a method that the address does not know as a problem too."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        told = problems.tell_status(request, _METHOD_NOT_ALLOWED, code="METHOD_NOT_ALLOWED")
        told.headers["Allow"] = response.headers["Allow"]
        return told

    return answer
