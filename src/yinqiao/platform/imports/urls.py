"""Routes of the import centre."""

from django.urls import URLPattern

from yinqiao.platform.imports import policies
from yinqiao.platform.imports.views import batches, board, bulk, codes, quarantine, tasks, uploads
from yinqiao.platform.ui.pages import PageKind, page

app_name = "imports"

urlpatterns: list[URLPattern] = [
    page("", board.BoardPage, name="board", namespace=app_name),
    page(
        "runs/",
        board.run_profile,
        name="runs",
        namespace=app_name,
        permission=policies.RUN,
        kind=PageKind.ACTION,
    ),
    page("batches/", board.BatchList, name="batches", namespace=app_name),
    page("<id:pk>/", batches.BatchPage, name="batch", namespace=app_name),
    page("<id:pk>/progress/", batches.BatchProgress, name="progress", namespace=app_name),
    page("<id:pk>/errors/", batches.BatchErrors, name="errors", namespace=app_name),
    page(
        "<id:pk>/repeats/",
        batches.repeat,
        name="repeats",
        namespace=app_name,
        permission=policies.RUN,
        kind=PageKind.ACTION,
    ),
    page("<id:pk>/undo/", batches.UndoPage, name="undo", namespace=app_name),
    page("upload/", uploads.UploadPage, name="upload", namespace=app_name),
    page("upload/expected/", uploads.ExpectedFiles, name="expected", namespace=app_name),
    page("tasks/", board.TaskListPanel, name="tasks", namespace=app_name),
    page("tasks/<id:pk>/", tasks.TaskPage, name="task", namespace=app_name),
    page(
        "tasks/<id:pk>/load/",
        uploads.load,
        name="load",
        namespace=app_name,
        permission=policies.RUN,
        kind=PageKind.ACTION,
    ),
    page(
        "tasks/<id:pk>/discard/",
        uploads.discard,
        name="discard",
        namespace=app_name,
        permission=policies.RUN,
        kind=PageKind.ACTION,
    ),
    page("quarantine/", quarantine.QuarantineList, name="quarantine", namespace=app_name),
    page("quarantine/<id:pk>/", quarantine.RowPage, name="row", namespace=app_name),
    page("quarantine/<id:pk>/mends/", quarantine.MendInline, name="mends", namespace=app_name),
    page("quarantine/values/", bulk.ValuesPage, name="values", namespace=app_name),
    page("quarantine/skips/", bulk.SkipPage, name="skips", namespace=app_name),
    page("quarantine/reruns/", bulk.RerunPage, name="reruns", namespace=app_name),
    page(
        "quarantine/list/",
        quarantine.download,
        name="download",
        namespace=app_name,
        permission=policies.QUARANTINE,
        kind=PageKind.DOWNLOAD,
    ),
    page("quarantine/mended/", quarantine.MendedFilePage, name="mended", namespace=app_name),
    page("codes/", codes.CodeList, name="codes", namespace=app_name),
    page("codes/new/", codes.CodeEdit, name="code-new", namespace=app_name),
    page(
        "codes/<id:pk>/reruns/",
        codes.rerun_code,
        name="code-reruns",
        namespace=app_name,
        permission=policies.QUARANTINE,
        kind=PageKind.ACTION,
    ),
]
