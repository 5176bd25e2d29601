"""Routes of the organization."""

from django.urls import URLPattern

from yinqiao.organization.views import calendar, orgs, staff
from yinqiao.platform.ui.pages import page

app_name = "organization"

urlpatterns: list[URLPattern] = [
    page("", orgs.TreePage, name="tree", namespace=app_name),
    page("orgs/new/", orgs.NewOrgPage, name="org-new", namespace=app_name),
    page("orgs/<int:pk>/", orgs.OrgPage, name="org", namespace=app_name),
    page("orgs/<int:pk>/edit/", orgs.EditOrgPage, name="org-edit", namespace=app_name),
    page("orgs/<int:pk>/moves/", orgs.MoveOrgPage, name="org-move", namespace=app_name),
    page("orgs/<int:pk>/mergers/", orgs.MergeOrgPage, name="org-merge", namespace=app_name),
    page("orgs/<int:pk>/closures/", orgs.CloseOrgPage, name="org-close", namespace=app_name),
    page("staff/", staff.StaffListPage, name="staff-list", namespace=app_name),
    page("staff/new/", staff.NewStaffPage, name="staff-new", namespace=app_name),
    page("staff/<int:pk>/", staff.StaffPage, name="staff", namespace=app_name),
    page(
        "staff/<int:pk>/transfers/", staff.TransferPage, name="staff-transfer", namespace=app_name
    ),
    page("staff/<int:pk>/posts/", staff.FurtherPostPage, name="staff-post", namespace=app_name),
    page(
        "staff/<int:pk>/posts/<int:post_id>/endings/",
        staff.EndPostPage,
        name="staff-post-end",
        namespace=app_name,
    ),
    page("staff/<int:pk>/leaves/", staff.LeavePage, name="staff-leave", namespace=app_name),
    page(
        "staff/<int:pk>/departures/",
        staff.DeparturePage,
        name="staff-departure",
        namespace=app_name,
    ),
    page("calendar/", calendar.CalendarPage, name="calendar", namespace=app_name),
]
