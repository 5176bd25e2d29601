"""Routes of the shell."""

from django.conf import settings
from django.urls import URLPattern

from yinqiao.platform.ui import desk
from yinqiao.platform.ui.pages import PUBLIC, SIGNED_IN, PageKind, page
from yinqiao.platform.ui.views import (
    gallery,
    helping,
    notices,
    preferences,
    problems,
    saved_views,
    shell,
    tours,
    workbench,
)

app_name = "ui"
_ACTION, _FRAGMENT = PageKind.ACTION, PageKind.FRAGMENT


urlpatterns: list[URLPattern] = [
    page("", shell.home, name="home", namespace=app_name, permission=SIGNED_IN),
    page("workbench/", workbench.Workbench, name="workbench", namespace=app_name),
    page("workbench/todos/", workbench.Todos, name="todos", namespace=app_name),
    page("workbench/calendar/", workbench.Calendar, name="calendar", namespace=app_name),
    page("workbench/layout/", workbench.Layout, name="layout", namespace=app_name),
    page(
        "workbench/layout/moves/",
        workbench.layout_moves,
        name="layout-moves",
        namespace=app_name,
        permission=desk.VIEW,
        kind=_ACTION,
    ),
    page(
        "workbench/layout/resets/",
        workbench.layout_resets,
        name="layout-resets",
        namespace=app_name,
        permission=desk.VIEW,
        kind=_ACTION,
    ),
    page("problems/", problems.ProblemList, name="problems", namespace=app_name),
    page("problems/new/", problems.ProblemPage, name="problem", namespace=app_name),
    page("problems/<id:pk>/", problems.AnswerPage, name="problem-answer", namespace=app_name),
    page("help/", helping.HelpCentre, name="help", namespace=app_name),
    page(
        "help/hits/",
        helping.hits,
        name="help-hits",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page("help/glossary/", helping.Glossary, name="glossary", namespace=app_name),
    page("help/guides/<slug:slug>/", helping.GuidePage, name="guide", namespace=app_name),
    page("help/entries/<str:key>/", helping.HelpEntryPage, name="help-entry", namespace=app_name),
    page(
        "tour/progress/",
        tours.progress,
        name="tour-progress",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page(
        "tour/restarts/",
        tours.restarts,
        name="tour-restarts",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page("preferences/", preferences.PreferencesPage, name="preferences", namespace=app_name),
    page("preferences/notices/", notices.NoticesPage, name="notices", namespace=app_name),
    page(
        "preferences/language/",
        preferences.choose_language,
        name="language",
        namespace=app_name,
        permission=PUBLIC,
        kind=_ACTION,
    ),
    page(
        "preferences/theme/",
        preferences.choose_theme,
        name="theme",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page(
        "palette/",
        shell.palette,
        name="palette",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page(
        "bell/",
        notices.show_bell,
        name="bell",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_FRAGMENT,
    ),
    page(
        "live/", shell.live, name="live", namespace=app_name, permission=SIGNED_IN, kind=_FRAGMENT
    ),
    page("ping/", shell.ping, name="ping", namespace=app_name, permission=SIGNED_IN, kind=_ACTION),
    page(
        "shortcuts/",
        shell.shortcuts,
        name="shortcuts",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_FRAGMENT,
    ),
    page("views/new/", saved_views.SaveView, name="view-new", namespace=app_name),
    page("views/<id:pk>/name/", saved_views.RenameView, name="view-name", namespace=app_name),
    page(
        "views/<id:pk>/defaults/",
        saved_views.defaults,
        name="view-defaults",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page(
        "views/<id:pk>/removals/",
        saved_views.removals,
        name="view-removals",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page(
        "views/<id:pk>/restorations/",
        saved_views.restorations,
        name="view-restorations",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page(
        "brand.css", shell.brand_stylesheet, name="brand-css", namespace=app_name, permission=PUBLIC
    ),
    page(
        "brand-icon.svg", shell.brand_icon, name="brand-icon", namespace=app_name, permission=PUBLIC
    ),
    page(
        "manifest.webmanifest",
        shell.manifest,
        name="manifest",
        namespace=app_name,
        permission=PUBLIC,
    ),
    page(
        "sw.js", shell.service_worker, name="service-worker", namespace=app_name, permission=PUBLIC
    ),
    page("offline/", shell.offline, name="offline", namespace=app_name, permission=PUBLIC),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns += [
        page(
            "ui/components/",
            gallery.components,
            name="components",
            namespace=app_name,
            permission=PUBLIC,
        ),
        page("ui/components/list/", gallery.SampleList, name="sample-list", namespace=app_name),
        page(
            "ui/components/fault/<id:status>/",
            gallery.fault,
            name="sample-fault",
            namespace=app_name,
            permission=PUBLIC,
        ),
    ]
