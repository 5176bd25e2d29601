"""Routes of the organization."""

from django.urls import URLPattern

from yinqiao.organization.views import calendar, orgs, staff
from yinqiao.platform.ui.pages import page

app_name = "organization"

urlpatterns: list[URLPattern] = [
    page("", orgs.TreePage, name="tree", namespace=app_name),
    page("orgs/new/", orgs.NewOrgPage, name="org-new", namespace=app_name),
    page("orgs/<id:pk>/", orgs.OrgPage, name="org", namespace=app_name),
    page("orgs/<id:pk>/edit/", orgs.EditOrgPage, name="org-edit", namespace=app_name),
    page("orgs/<id:pk>/moves/", orgs.MoveOrgPage, name="org-move", namespace=app_name),
    page("orgs/<id:pk>/mergers/", orgs.MergeOrgPage, name="org-merge", namespace=app_name),
    page(
        "orgs/<id:pk>/mergers/preview/",
        orgs.MergerPreview,
        name="merger-preview",
        namespace=app_name,
    ),
    page("orgs/<id:pk>/closures/", orgs.CloseOrgPage, name="org-close", namespace=app_name),
    page("staff/", staff.StaffListPage, name="staff-list", namespace=app_name),
    page("staff/new/", staff.NewStaffPage, name="staff-new", namespace=app_name),
    page("staff/<id:pk>/", staff.StaffPage, name="staff", namespace=app_name),
    page("staff/<id:pk>/transfers/", staff.TransferPage, name="staff-transfer", namespace=app_name),
    page("staff/<id:pk>/posts/", staff.FurtherPostPage, name="staff-post", namespace=app_name),
    page(
        "staff/<id:pk>/posts/<id:post_id>/endings/",
        staff.EndPostPage,
        name="staff-post-end",
        namespace=app_name,
    ),
    page("staff/<id:pk>/leaves/", staff.LeavePage, name="staff-leave", namespace=app_name),
    page(
        "staff/<id:pk>/departures/",
        staff.DeparturePage,
        name="staff-departure",
        namespace=app_name,
    ),
    page("calendar/", calendar.CalendarPage, name="calendar", namespace=app_name),
]
