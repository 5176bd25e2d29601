"""Routes of due diligence."""

from django.urls import URLPattern

from yinqiao.compliance.diligence import policies
from yinqiao.compliance.diligence.views import checklists, desk, panel
from yinqiao.platform.ui.pages import PageKind, page

app_name = "diligence"

urlpatterns: list[URLPattern] = [
    page("", desk.FileListPage, name="files", namespace=app_name),
    page("board/", desk.BoardPage, name="board", namespace=app_name),
    page("customers/<id:pk>/", panel.DiligencePanel, name="panel", namespace=app_name),
    page("customers/<id:pk>/file/new/", panel.OpenFile, name="file-new", namespace=app_name),
    page("items/<id:item_id>/", panel.SupplyItem, name="item", namespace=app_name),
    page(
        "files/<id:file_id>/submissions/",
        panel.submit_file,
        name="submissions",
        namespace=app_name,
        permission=policies.FILL,
        kind=PageKind.ACTION,
    ),
    page("files/<id:file_id>/checks/", panel.CheckFile, name="checks", namespace=app_name),
    page(
        "files/<id:file_id>/reviews/",
        panel.begin_review,
        name="reviews",
        namespace=app_name,
        permission=policies.FILL,
        kind=PageKind.ACTION,
    ),
    page("files/<id:file_id>/grades/", desk.GradePage, name="grades", namespace=app_name),
    page(
        "files/<id:file_id>/grading-calls/",
        panel.call_for_grading,
        name="grading-calls",
        namespace=app_name,
        permission=policies.GRADE,
        kind=PageKind.ACTION,
    ),
    page(
        "customers/<id:pk>/owners/new/", panel.RegisterOwner, name="owner-new", namespace=app_name
    ),
    page("owners/<id:owner_row_id>/ends/", panel.EndOwner, name="owner-end", namespace=app_name),
    page("checklists/", checklists.Checklists, name="checklists", namespace=app_name),
    page("checklists/new/", checklists.WriteChecklist, name="checklist-new", namespace=app_name),
    page("checklists/<id:pk>/", checklists.ChecklistPage, name="checklist", namespace=app_name),
    page(
        "checklists/requests/<id:pk>/",
        checklists.draft,
        name="checklist-draft",
        namespace=app_name,
        permission=policies.GRADE,
        kind=PageKind.FRAGMENT,
    ),
    page("differences/", desk.DifferenceListPage, name="differences", namespace=app_name),
    page("differences/<id:difference_id>/", desk.SettlePage, name="difference", namespace=app_name),
]
