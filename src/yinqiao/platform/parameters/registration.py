"""What the parameters put on offer."""

from yinqiao.platform import registry
from yinqiao.platform.parameters import policies

registry.permissions.add(policies.VIEW, "See the parameters")
registry.permissions.add(policies.EDIT, "Set parameters")
registry.menu.add(
    "parameters",
    registry.MenuItem(
        "parameters",
        "Parameters",
        "parameters:list",
        "adjustments",
        policies.VIEW,
        group="System",
        order=720,
    ),
)
