"""The REST interface: one document and one set of routes out of the rooms' `api.py`, and of what packs registered."""

from importlib import import_module
from importlib.util import find_spec

from yinqiao.platform import registry
from yinqiao.platform.rest.assembly import Api, assemble
from yinqiao.platform.rest.routers import ApiRouter

ROOMS = (
    "customers",
    "compliance.suitability",
    "compliance",
    "holdings",
    "interactions",
    "sales",
    "sales.leads",
    "sales.performance",
    "sales.deals",
    "organization",
    "platform.imports",
    "platform.oversight.audit",
)


def build_api() -> Api:
    """Return the API with OpenAPI 3.1 at ``/api/v1/openapi.json``."""
    return assemble([*_rooms(), *_registered()])


def _rooms() -> list[ApiRouter]:
    modules = [f"yinqiao.{room}.api" for room in ROOMS]
    return [import_module(module).router for module in modules if find_spec(module) is not None]


def _registered() -> list[ApiRouter]:
    found = []
    for key, router in registry.api_routers.items():
        if not isinstance(router, ApiRouter):
            message = f"api router {key} must be an ApiRouter"
            raise TypeError(message)
        found.append(router)
    return found


api = build_api()
