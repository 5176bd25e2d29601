"""What the interactions room puts on offer."""

from yinqiao.interactions import exports, handlers, importing, parameters, policies, services
from yinqiao.platform import registry

registry.datasets.add("interactions.contact", exports.contacts)
registry.permissions.add(
    policies.VIEW_TIMELINE, "See contact history and notes of customers in scope"
)
registry.permissions.add(policies.VIEW_TASKS, "See tasks about customers in scope")
registry.permissions.add(policies.LOG, "Log contacts with customers in scope")
registry.permissions.add(policies.WORK, "Work on tasks about customers in scope")
registry.panels.add(
    "interactions-timeline",
    registry.Panel(
        "interactions-timeline",
        "customer.tab",
        "Timeline",
        "interactions:timeline",
        policies.VIEW_TIMELINE,
        order=35,
    ),
)
registry.panels.add(
    "interactions-story",
    registry.Panel(
        "interactions-story",
        "customer.story",
        "Timeline",
        "interactions:story",
        policies.VIEW_TIMELINE,
        order=5,
    ),
)
registry.panels.add(
    "interactions-tasks",
    registry.Panel(
        "interactions-tasks",
        "customer.tab",
        "Tasks",
        "interactions:tasks",
        policies.VIEW_TASKS,
        order=70,
    ),
)
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
__all__ = ["handlers", "services"]
