"""What the shell itself puts on offer: the workbench and the two blocks that gather what all rooms give."""

from yinqiao.platform import registry
from yinqiao.platform.ui import desk

registry.permissions.add(desk.VIEW, "Work from the workbench")
registry.menu.add(
    "workbench",
    registry.MenuItem("workbench", "Workbench", "ui:workbench", "home", desk.VIEW, order=1),
)
for _block in (
    desk.Block("todos", "To do today", "ui:todos", desk.VIEW, desk.Column.LEFT, order=10),
    desk.Block("calendar", "Calendar", "ui:calendar", desk.VIEW, desk.Column.RIGHT, order=10),
):
    desk.blocks.add(_block.key, _block)
for _role in ("relationship_manager", "wealth_manager", "corporate_manager", "branch_head"):
    registry.landing.add(_role, "ui:workbench")
