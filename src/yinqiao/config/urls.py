"""Every room's routes, under one table of prefixes."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from yinqiao.config.api import api

ROOMS = {
    "access": "",
    "platform.ui": "",
    "organization": "organization/",
    "customers": "customers/",
    "products": "products/",
    "holdings": "holdings/",
    "compliance": "compliance/",
    "compliance.screening": "compliance/screening/",
    "compliance.diligence": "compliance/diligence/",
    "compliance.privacy": "compliance/privacy/",
    "compliance.viewing": "compliance/viewing/",
    "insights": "insights/",
    "interactions": "interactions/",
    "sales": "sales/",
    "sales.leads": "leads/",
    "sales.advice": "advice/",
    "sales.scripts": "scripts/",
    "workflow": "workflow/",
    "analytics": "analytics/",
    # Its pages stand beside those of the import centre.
    "integrations": "imports/reconciliations/",
    "platform.imports": "imports/",
    "platform.files": "files/",
    "platform.oversight.parameters": "parameters/",
    "platform.oversight.rules": "rules/",
    "platform.oversight.audit": "audit/",
    "platform.oversight.keys": "keys/",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("status/", include("yinqiao.config.status.urls")),
    *(
        path(prefix, include(f"yinqiao.{room}.urls"))
        for room, prefix in ROOMS.items()
        if find_spec(f"yinqiao.{room}.urls") is not None
    ),
]

handler400 = "yinqiao.platform.ui.views.errors.bad_request"
handler403 = "yinqiao.platform.ui.views.errors.permission_denied"
handler404 = "yinqiao.platform.ui.views.errors.not_found"
handler500 = "yinqiao.platform.ui.views.errors.server_error"
