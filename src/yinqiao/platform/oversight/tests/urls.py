"""The shell's routes and ours."""

from django.urls import include, path

urlpatterns = [
    path("audit/", include("yinqiao.platform.oversight.audit.urls")),
    path("keys/", include("yinqiao.platform.oversight.keys.urls")),
    path("parameters/", include("yinqiao.platform.oversight.parameters.urls")),
    path("rules/", include("yinqiao.platform.oversight.rules.urls")),
    path("", include("yinqiao.platform.ui.urls")),
]
handler404 = "yinqiao.platform.ui.views.errors.not_found"
