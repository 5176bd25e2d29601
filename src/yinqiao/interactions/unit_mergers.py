"""Tasks when a unit goes into another (D43): they stay with who has them, and she moves."""

from datetime import date

from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.models import Task
from yinqiao.organization.services import MergerPart, merger_parts


def _tasks(org_id: int, _on: date) -> int:
    return Task.objects.filter(assignee__org_id=org_id, state=TaskState.OPEN).count()


def offer() -> None:
    """Register the part."""
    merger_parts.add(
        "interactions.task", MergerPart("interactions.task", "Open tasks of its people", 40, _tasks)
    )
