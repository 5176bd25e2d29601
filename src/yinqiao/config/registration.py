"""What the composition puts on offer: the page of the machine room."""

from yinqiao.platform import registry
from yinqiao.platform.registry import MenuItem

registry.permissions.add("platform.view_status", "See the system status")
registry.menu.add(
    "status",
    MenuItem("status", "System status", "status:page", "server", "platform.view_status", order=390),
)
registry.landing.add("system_admin", "status:page")
