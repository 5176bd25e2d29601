"""Routes of opportunities."""

from typing import Final

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales import views

app_name = "sales"
# What is done with one, and with several at once: each act is a noun.
ACTS: Final[dict[str, type[Page]]] = {
    "contacts": views.Contact,
    "stages": views.Stage,
    "plans": views.Plan,
    "wins": views.Win,
    "losses": views.Lose,
    "snoozes": views.Snooze,
    "hand-overs": views.HandOver,
    "later": views.Later,
    "wakings": views.Waking,
}
TOGETHER: Final[dict[str, type[Page]]] = {
    "contacts": views.ContactTogether,
    "losses": views.LoseTogether,
    "snoozes": views.SnoozeTogether,
    "hand-overs": views.HandOverTogether,
}

urlpatterns: list[URLPattern] = [
    page("counter/referrals/<str:visit>/", views.ReferralPage, name="referral", namespace=app_name),
    page("opportunities/", views.OpportunityList, name="list", namespace=app_name),
    page("opportunities/<id:pk>/", views.OpportunityPage, name="detail", namespace=app_name),
    page("pipelines/", views.PipelinesPage, name="pipelines", namespace=app_name),
    page("pipelines/stages/<id:pk>/", views.StageSetting, name="stage-setting", namespace=app_name),
    page("opportunities/new/", views.Choose, name="choose", namespace=app_name),
    page("opportunities/board/", views.BoardPage, name="board", namespace=app_name),
    page("opportunities/forecast/", views.ForecastPage, name="forecast", namespace=app_name),
    page(
        "opportunities/forecast/products/",
        views.ForecastProducts,
        name="forecast-products",
        namespace=app_name,
    ),
    page("opportunities/<id:pk>/gates/", views.Gates, name="gates", namespace=app_name),
    page("opportunities/<id:pk>/moves/", views.Move, name="moves", namespace=app_name),
    page("opportunities/<id:pk>/moves/undo/", views.MoveUndo, name="move-undo", namespace=app_name),
    page("customers/<id:pk>/new/", views.Open, name="new", namespace=app_name),
    page("customers/<id:pk>/", views.OpportunitiesPanel, name="panel", namespace=app_name),
    page("customers/<id:pk>/all/", views.OpportunitiesTab, name="tab", namespace=app_name),
    page("customers/<id:pk>/visit-sheet/", views.VisitPage, name="visit", namespace=app_name),
    page("calls/", views.CallsPage, name="calls", namespace=app_name),
    page("kpis/<slug:kpi>/", views.KpiPage, name="kpi", namespace=app_name),
    page("results/", views.ResultList, name="results", namespace=app_name),
    page(
        "triggers/<slug:code>/results/",
        views.ResultPanel,
        name="result-panel",
        namespace=app_name,
    ),
    page("team/", views.TeamPage, name="team", namespace=app_name),
    page("team/morning/", views.MorningSheet, name="morning", namespace=app_name),
    page("team/targets/", views.Targets, name="targets", namespace=app_name),
    page("report/", views.Report, name="report", namespace=app_name),
    page("desk/brief/", views.BriefBlock, name="brief-block", namespace=app_name),
    page("desk/watch/", views.WatchBlock, name="watch-block", namespace=app_name),
    page("desk/team/", views.TeamBlock, name="team-block", namespace=app_name),
    page("desk/kpis/", views.KpiStrip, name="kpis-block", namespace=app_name),
    page("desk/feed/", views.Feed, name="feed-block", namespace=app_name),
    page("desk/calls/", views.Calls, name="calls-block", namespace=app_name),
    page("desk/left-out/", views.LeftOut, name="left-out", namespace=app_name),
    *(
        page(f"opportunities/<id:pk>/{noun}/", view, name=noun, namespace=app_name)
        for noun, view in ACTS.items()
    ),
    *(
        page(f"opportunities/{noun}/", view, name=f"{noun}-together", namespace=app_name)
        for noun, view in TOGETHER.items()
    ),
]
