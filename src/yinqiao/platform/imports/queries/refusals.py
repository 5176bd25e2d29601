"""Which files of a kept report were refused as a whole, and what that makes of the task."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.utils.translation import gettext as _

from yinqiao.platform.imports.choices import FileState, TaskState


def refused_files(report: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the files of a kept report that were refused as a whole."""
    return [file for file in _files(report) if file["state"] == FileState.REFUSED]


def is_refused(report: Mapping[str, object]) -> bool:
    """Tell whether every file that came was refused, so that there is nothing to load."""
    arrived = [file for file in _files(report) if file["state"] != FileState.MISSING]
    return bool(arrived) and len(refused_files(report)) == len(arrived)


def state_label(state: TaskState, report: Mapping[str, object]) -> str:
    """Return the state in words: a trial of which nothing can be loaded leaves nothing to decide."""
    if state == TaskState.TRIED and is_refused(report):
        return _("Refused, not loaded")
    return str(state.label)


def _files(report: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", report.get("files", ()))
