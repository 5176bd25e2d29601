"""What the composition puts on offer: the page of the machine room."""

from yinqiao.platform import registry
from yinqiao.platform.registry import MenuItem
from yinqiao.platform.ui import tours

registry.permissions.add("platform.view_status", "See the system status")
registry.menu.add(
    "status",
    MenuItem("status", "System status", "status:page", "server", "platform.view_status", order=390),
)
registry.landing.add("system_admin", "status:page")
for _step in (
    tours.TourStep(
        "status.figures",
        ".c-main .c-kpis",
        "How the system is",
        "Workers, jobs, disk and database at a glance; details below.",
        "platform.view_status",
        20,
    ),
    tours.TourStep(
        "status.parameters",
        '[data-menu="parameters"]',
        "Numbers of the rules",
        "Values with a first day and a source; those that protect the bank need a second person.",
        "parameters.view_parameter",
        40,
    ),
):
    tours.steps.add(_step.key, _step)
