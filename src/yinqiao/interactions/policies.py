"""Who sees contacts, notes and tasks. The customer scope is that of `customers.policies`."""

VIEW_TIMELINE = "interactions.view_timeline"
VIEW_TASKS = "interactions.view_task"
