"""What the insights room puts on offer."""

from yinqiao.insights import importing, policies
from yinqiao.platform import registry

registry.permissions.add(policies.VIEW, "See tags of customers in scope")
registry.panels.add(
    "insights-tags",
    registry.Panel(
        "insights-tags", "customer.overview", "Tags", "insights:tags", policies.VIEW, order=60
    ),
)
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
registry.import_references.add("insights.tag", importing.tag_codes)
