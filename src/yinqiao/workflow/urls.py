"""Routes of approvals."""

from django.urls import URLPattern

from yinqiao.platform.ui.pages import SIGNED_IN, PageKind, page
from yinqiao.workflow import policies, views

app_name = "workflow"
_ACTION = PageKind.ACTION

urlpatterns: list[URLPattern] = [
    page("approvals/", views.ApprovalList, name="list", namespace=app_name),
    page("approvals/mine/", views.OwnRequests, name="mine", namespace=app_name),
    page("approvals/done/", views.OwnDecisions, name="done", namespace=app_name),
    page(
        "approvals/decisions/",
        views.batch,
        name="batch",
        namespace=app_name,
        permission=policies.APPROVE,
        kind=_ACTION,
    ),
    page("approvals/table/", views.KindTable, name="table", namespace=app_name),
    page("approvals/deputies/", views.DeputyList, name="deputies", namespace=app_name),
    page("approvals/deputies/new/", views.NewDeputy, name="deputy-new", namespace=app_name),
    page(
        "approvals/deputies/<id:pk>/ends/",
        views.end_deputy,
        name="deputy-ends",
        namespace=app_name,
        permission=policies.APPROVE,
        kind=_ACTION,
    ),
    page("approvals/<id:pk>/", views.ApprovalPage, name="detail", namespace=app_name),
    page(
        "approvals/<id:pk>/decisions/",
        views.decide,
        name="decisions",
        namespace=app_name,
        permission=policies.APPROVE,
        kind=_ACTION,
    ),
    page(
        "approvals/<id:pk>/withdrawals/",
        views.withdraw,
        name="withdrawals",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page("announcements/", views.AnnouncementList, name="announcements", namespace=app_name),
    page("announcements/new/", views.NewAnnouncement, name="announcement-new", namespace=app_name),
    page("announcements/desk/", views.AnnouncementBlock, name="announced", namespace=app_name),
    page("announcements/<id:pk>/", views.AnnouncementPage, name="announcement", namespace=app_name),
    page(
        "announcements/<id:pk>/confirmations/",
        views.confirm,
        name="confirmations",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page(
        "announcements/<id:pk>/withdrawals/",
        views.withdraw_announcement,
        name="announcement-withdrawals",
        namespace=app_name,
        permission=policies.ANNOUNCE,
        kind=_ACTION,
    ),
]
