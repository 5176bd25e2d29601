"""One task: where it stands, and what it said at its end."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.platform.imports import policies, queries
from yinqiao.platform.imports.choices import FileState, TaskKind, TaskState
from yinqiao.platform.imports.desk.running import phase_words
from yinqiao.platform.imports.engine.checkers import target_of
from yinqiao.platform.imports.queries import TaskCard
from yinqiao.platform.imports.queries.refusals import is_refused, refused_files
from yinqiao.platform.imports.views.uploads import upload_steps
from yinqiao.platform.imports.words import column_title, type_title
from yinqiao.platform.ui.requests import wants_fragment
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.page import PageKind

Plain = dict[str, Any]


class TaskPage(DetailPage[TaskCard]):
    """A task; its body asks again every two seconds until it has ended."""

    permission = policies.VIEW
    kind = PageKind.DETAIL
    template_name = "imports/task.html"
    fragment_template = "imports/task_body.html"

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Show it; once it has ended, a page that asks again is loaded anew, with its head."""
        response = super().get(request, *args, pk=pk, **kwargs)
        if wants_fragment(request) and not self.found.is_under_way:
            response.headers["HX-Refresh"] = "true"
        return response

    def read(self, pk: int) -> TaskCard:
        """Read it."""
        self.found = queries.task_card(actor=self.actor, task_id=pk)
        return self.found

    def title_of(self, found: TaskCard) -> str:
        """Name what is done, profile and day."""
        return f"{found.kind.label} · {found.profile_title} {found.batch_on}"

    def breadcrumbs(self, found: TaskCard) -> Sequence[tuple[str, str]]:
        """Back to the board."""
        return ((_("Run board"), f"{reverse('imports:board')}?on={found.batch_on}"),)

    def extra(self, found: TaskCard) -> Mapping[str, object]:
        """Add steps, the report with titles, and the columns of the table looked at."""
        report = _titled(found.report)
        may_see = self.actor.can(policies.QUARANTINE)
        samples = (
            [one for one in report.get("samples", []) if self._is_wanted(one)] if may_see else []
        )
        progress = found.progress
        return {
            "steps": _steps(found, report) if found.kind == TaskKind.UPLOAD else [],
            "report": report,
            "refused": refused_files(report),
            "is_refused": is_refused(report),
            "samples": samples[:12],
            "sample_count": len(samples),
            "may_see": may_see,
            "may_run": self.actor.can(policies.RUN),
            "phase": phase_words().get(progress.phase, progress.phase) if progress else "",
            **self._mapping(found, report),
        }

    def _is_wanted(self, sample: Plain) -> bool:
        table = self.request.GET.get("table", "")
        return not table or sample["table"] == table

    def _mapping(self, found: TaskCard, report: Plain) -> Mapping[str, object]:
        """Return which column of the file goes where, for the table asked for or the first one."""
        profile = next(
            (one for one in queries.offered_profiles() if one.profile == found.profile), None
        )
        here = [
            file for file in report.get("files", []) if file["name"] and file["state"] != "missing"
        ]
        if profile is None or not here:
            return {}
        name = self.request.GET.get("table", "") or here[0]["table"]
        table = next((one for one in profile.tables if one.name == name), profile.tables[0])
        targets = target_of(table).columns
        columns = [
            {
                "title": column_title(column.name),
                "name": column.name,
                "target": column.target,
                "type": type_title(column.type),
                "map": column.map,
                "check": column.check,
                "is_key": column.name in table.key,
                "is_required": column.required,
                "is_masked": bool(
                    column.target and column.target in targets and targets[column.target].sensitive
                ),
            }
            for column in table.columns
        ]
        tables = list({file["table"]: file["title"] for file in here}.items())
        used = sum(column["target"] is not None for column in columns)
        return {"columns": columns, "used": used, "table": table, "tables": tables}


def _titled(report: Mapping[str, object]) -> Plain:
    """Return the report with titles of columns and states in the reader's language."""
    found: Plain = dict(report)
    for part in ("codes", "samples"):
        found[part] = [
            {**one, "column_title": _column(one["column"])} for one in found.get(part, [])
        ]
    found["files"] = [
        {**file, "state_label": FileState(file["state"]).label} for file in found.get("files", [])
    ]
    return found


def _column(name: str) -> str:
    return column_title(name) if name else ""


_STEP_OF = {TaskState.TRIED: 2, TaskState.DONE: 5, TaskState.DISCARDED: 2}


def _steps(found: TaskCard, report: Plain) -> list[Mapping[str, str]]:
    at = _STEP_OF.get(found.state, 1 if found.is_dry_run else 3)
    details = {0: _("{count} files").format(count=len(found.files))}
    if report.get("files"):
        details[1] = _("{count} rows").format(count=f"{report['rows']:,}")
        refused = len(refused_files(report))
        details[2] = (
            _("{count} refused").format(count=refused)
            if refused
            else _("{count} rejected").format(count=f"{report['rejected']:,}")
        )
    return upload_steps(at, details=details)
